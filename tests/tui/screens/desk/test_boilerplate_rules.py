"""The user has the last word on a block: `u`, `R`, `^z`, and what they leave behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.article import Block, Role
from corpus.overrides.rules import is_by_rule
from tui.file_locations import rules_file
from tui.pages.article_page import Mode
from tui.screens.desk import DeskScreen
from tui.services.rule_file import RuleFile
from tui.widgets.choices import Choices

if TYPE_CHECKING:
    from tests.tui.conftest import Open, Reader

QUERY = "outlet:lantern treaty"


def block(r: Reader) -> Block:
    """The block under the cursor."""
    found = r.desk.article.block
    assert found is not None
    return found


def stripped(r: Reader) -> int:
    assert r.desk.article.shown is not None
    return len(r.desk.article.shown.article.stripped_blocks)


async def to_first_block(r: Reader) -> None:
    await r.type(QUERY)
    await r.press("enter", "enter", "]")


async def judged(r: Reader, *keys: str) -> None:
    """Press keys, and wait until the article is shown anew."""
    before = r.desk.article.shown
    await r.press(*keys)
    await r.until(lambda: r.desk.article.shown is not before)


def rules() -> tuple[tuple[str | None, str | None, bool], ...]:
    """What the file says: role, outlet, and whether it is about one article."""
    return tuple((rule.role, rule.outlet, rule.article is not None) for rule in RuleFile(rules_file()).read())


async def test_u_keeps_a_stripped_block_and_u_again_leaves_no_trace(reader: Open) -> None:
    async with reader() as r:
        await to_first_block(r)
        before, count = block(r), stripped(r)
        await judged(r, "u")
        assert (block(r).role, block(r).text) == (Role.BODY, before.text)
        assert stripped(r) == count - 1
        assert "you kept this" in r.text_of("#reasons")
        assert rules() == ((None, None, True),)
        await judged(r, "u")
        assert block(r) == before
        assert rules() == ()


async def test_u_strips_a_kept_block_and_the_counts_follow(reader: Open) -> None:
    async with reader() as r:
        await to_first_block(r)
        for _ in range(20):
            await r.press("}")
            if block(r).role is Role.BODY and "treaty" in block(r).text:
                break
        assert r.desk.article.shown is not None
        count, hits = stripped(r), len(r.desk.article.shown.read_hits)
        await judged(r, "u")
        assert block(r).stripped
        assert is_by_rule(block(r))
        assert stripped(r) == count + 1
        assert len(r.desk.article.shown.read_hits) < hits
        await r.press("b", "b")
        assert f"{count + 1} blocks stripped" in r.text_of("#article")


async def test_the_block_under_the_cursor_stays_where_it_is(reader: Open) -> None:
    async with reader((120, 24)) as r:
        await to_first_block(r)
        await r.press("]", "]", "]", "]")
        pane = r.desk.article
        assert pane.laid is not None
        row = pane.laid.block_lines(pane.at_block).start - pane.scroll_offset.y
        await judged(r, "u")
        assert pane.laid.block_lines(pane.at_block).start - pane.scroll_offset.y == row


async def test_reasons_stand_beside_their_blocks_however_far_down(reader: Open) -> None:
    async with reader((120, 20)) as r:
        await to_first_block(r)
        await r.press(*["]"] * 8)
        assert r.desk.article.scroll_offset.y > 0
        assert r.desk.reasons.scroll_offset.y == r.desk.article.scroll_offset.y


async def test_braces_go_through_all_blocks_as_they_are_shown(reader: Open) -> None:
    async with reader() as r:
        await r.type(QUERY)
        await r.press("enter", "enter", "}")
        assert r.mode() is Mode.GHOSTS
        assert r.desk.article.laid is not None
        assert r.desk.article.shown is not None
        seen, lines = set(), []
        for _ in r.desk.article.shown.article.blocks:
            seen.add(r.desk.article.at_block)
            lines.append(r.desk.article.laid.block_lines(r.desk.article.at_block).start)
            await r.press("}")
        assert len(seen) == len(r.desk.article.shown.article.blocks)
        assert lines == sorted(lines)
        await r.press("{")
        assert r.desk.article.laid.block_lines(r.desk.article.at_block).start == lines[-2]


async def test_what_is_read_does_not_move_when_the_cursor_comes_to_it(reader: Open) -> None:
    async with reader() as r:
        await to_first_block(r)
        before = r.text_of("#article").replace("▌", " ").replace("░", " ")
        for _ in range(8):
            await r.press("}")
            assert r.text_of("#article").replace("▌", " ").replace("░", " ") == before
        assert block(r).reason.split()[0] in r.text_of("#reasons")


async def test_after_the_last_stripped_block_one_is_told_so(reader: Open) -> None:
    async with reader() as r:
        await to_first_block(r)
        await r.press(*["]"] * stripped(r))
        assert [toast.message for toast in r.app._notifications] == ["no next stripped block"]


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_footer_says_what_the_keys_do(reader: Open, size: tuple[int, int]) -> None:
    async with reader(size) as r:
        await to_first_block(r)
        await r.until(lambda: "u keep this one" in r.text_of("#footer"))
        assert "b raw text   ] next block   u keep this one   R rule" in r.text_of("#footer")
        assert ("rule for outlet" in r.text_of("#footer")) == (size[0] >= 100)
        await judged(r, "u")
        assert "u strip this one" in r.text_of("#footer")


async def test_the_reason_stands_below_the_block_where_there_is_no_room_beside(reader: Open) -> None:
    async with reader((80, 24)) as r:
        await to_first_block(r)
        await judged(r, "u")
        assert "body · 100 % · you kept this" in r.text_of("#article")


async def test_a_rule_for_the_outlet_counts_in_its_articles_at_once_and_in_no_other(reader: Open) -> None:
    async with reader() as r:
        await to_first_block(r)
        while block(r).role is not Role.SHARE:
            await r.press("]")
        line = block(r).text
        await r.press("R")
        await r.until(lambda: isinstance(r.app.focused, Choices))
        sheet = r.app.screen.query_one(Choices)
        assert [choice.name.strip() for choice in sheet.choices if choice.value][:3] == [
            "for The Lantern",
            "for all outlets",
            "in this article",
        ]
        assert "keep it" in sheet.choices[0].name
        assert "found in" in sheet.choices[1].detail
        await judged(r, "enter")
        assert block(r).reason.startswith("your rule of ")
        assert block(r).reason.endswith(" for The Lantern")
        assert rules() == ((None, "The Lantern", False),)
        ids = await r.desk.search_service.ask(lambda archive, _: [id.decode() for id in archive._snapshot.ids.tolist()])
        articles = await r.desk.search_service.ask(lambda archive, seen: [archive.article(id, seen) for id in ids])
        for article in articles:
            lantern = article.outlet is not None and article.outlet.value == "The Lantern"
            for one in article.blocks:
                if one.text == line:
                    assert is_by_rule(one) == lantern


async def test_a_rule_takes_the_place_of_what_was_said_of_the_article(reader: Open) -> None:
    async with reader() as r:
        await to_first_block(r)
        await judged(r, "u")
        await r.press("R")
        await r.until(lambda: isinstance(r.app.focused, Choices))
        assert r.app.screen.query_one(Choices).choices[0].name == "keep it"
        await judged(r, "down", "enter")
        assert rules() == ((None, None, False),)


async def test_a_rule_can_be_forgotten(reader: Open) -> None:
    async with reader() as r:
        await to_first_block(r)
        before = block(r)
        await judged(r, "u")
        await r.press("R")
        await r.until(lambda: isinstance(r.app.focused, Choices))
        await judged(r, "G", "enter")
        assert block(r) == before
        assert rules() == ()


async def test_undo_takes_back_step_by_step_to_the_very_same_file(reader: Open) -> None:
    async with reader() as r:
        await to_first_block(r)
        before = block(r)
        await judged(r, "u")
        once = rules_file().read_bytes()
        await judged(r, "]", "u")
        await judged(r, "ctrl+z")
        assert rules_file().read_bytes() == once
        await judged(r, "ctrl+z")
        assert not rules_file().exists()
        await r.press("[")
        assert block(r) == before
        await r.press("ctrl+z")
        assert any("nothing to undo" in toast.message for toast in r.app._notifications)


async def test_the_next_start_knows_the_rules(reader: Open) -> None:
    async with reader() as r:
        await to_first_block(r)
        await judged(r, "u")
        kept = block(r)
    async with reader() as r:
        await to_first_block(r)
        assert r.desk.article.shown is not None
        assert kept in r.desk.article.shown.article.blocks


async def test_a_file_that_is_changed_by_hand_counts_with_the_next_article(reader: Open) -> None:
    async with reader() as r:
        await to_first_block(r)
        rules_file().parent.mkdir(parents=True, exist_ok=True)
        rules_file().write_text(f"rules:\n- keep: '{block(r).text}'\n")
        await r.press("escape", "escape", "j", "k")
        await r.type(QUERY + " caddis")
        assert r.desk.article.shown is not None
        assert "your rule for all outlets" in [b.reason for b in r.desk.article.shown.article.blocks]


async def test_a_faulty_file_is_told_in_one_line_and_reading_goes_on(reader: Open) -> None:
    rules_file().parent.mkdir(parents=True, exist_ok=True)
    rules_file().write_text("rules:\n- kep: x\n")
    async with reader() as r:
        await r.until(lambda: r.app._notifications)
        (told,) = [toast.message for toast in r.app._notifications]
        assert (
            told == f"{rules_file()}:2: kep is not a key of a rule: did you mean keep? (1 more: wireside config check)"
        )
        await to_first_block(r)
        count = stripped(r)
        r.app.clear_notifications()
        await r.press("u")
        await r.until(lambda: [toast.message for toast in r.app._notifications] == [told])
        assert stripped(r) == count
    assert rules_file().read_text() == "rules:\n- kep: x\n"


async def test_without_a_block_under_the_cursor_the_keys_say_how_to_get_to_one(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape")
        for key in "uR":
            await r.press(key)
            assert [toast.message for toast in r.app._notifications] == ["go to a block first: ] or }"]
            r.app.clear_notifications()
        assert not rules_file().exists()


async def test_the_index_is_brought_up_to_date_with_the_rules(
    reader: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    corpus = tmp_path / "articles"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "Ferry halted after a fire\n\nThe ferry was halted on the quay, the harbour office of Port Ilmay said.\n"
        "Share this story\n"
    )
    rules_file().parent.mkdir(parents=True, exist_ok=True)
    rules_file().write_text("rules:\n- keep: share this story\n")
    async with reader(corpus=corpus, reads=True) as r:
        await r.until(lambda: isinstance(r.app.screen, DeskScreen) and r.desk.article.shown)
        await r.type("share")
        assert r.desk.results.entries == 1
