"""The desk: searching as one types, results, article, actors, boilerplate, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.pages.article_page import Mode
from tui.screens.dialogs import ChoiceDialog

if TYPE_CHECKING:
    from tests.tui.conftest import Open, Reader


async def test_it_opens_with_all_articles_newest_first_and_the_first_one_shown(reader: Open) -> None:
    async with reader() as r:
        results = r.desk.results.results
        assert results is not None
        assert results.total == results.of > 10
        first = r.desk.results.current
        assert first is not None
        assert r.desk.article.shown is not None
        assert r.desk.article.shown.article.id == first.id
        assert first.headline.split()[0] in r.text_of("#results")


async def test_results_come_as_one_types(reader: Open) -> None:
    async with reader() as r:
        everything = r.desk.results.entries
        await r.press("/", *"harb")
        await r.until(lambda: 0 < r.desk.results.entries < everything)
        assert "harbour" in r.text_of("#results").lower()


async def test_a_search_that_finds_nothing_says_so(reader: Open) -> None:
    async with reader() as r:
        await r.type("zeppelin")
        assert "Nothing found" in r.text_of("#results")
        assert r.desk.article.shown is None


async def test_enter_goes_to_the_results_and_then_into_the_article(reader: Open) -> None:
    async with reader() as r:
        await r.type("treaty")
        await r.press("enter")
        assert r.desk.results.has_focus
        await r.press("enter")
        assert r.desk.article.has_focus


async def test_the_article_follows_the_cursor(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape", "j", "j")
        hit = r.desk.results.current
        assert hit is not None
        await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id == hit.id)
        assert r.desk.results.cursor == 2


async def test_n_goes_from_hit_to_hit_and_stops_at_the_last(reader: Open) -> None:
    async with reader() as r:
        await r.type("treaty")
        await r.press("enter", "n")
        assert r.desk.article.at_hit == 0
        assert r.desk.article.shown is not None
        hits = len(r.desk.article.shown.read_hits)
        await r.press(*["n"] * (hits + 2))
        assert r.desk.article.at_hit == hits - 1
        await r.press("N")
        assert r.desk.article.at_hit == hits - 2


async def test_b_shows_stripped_blocks_with_reasons_then_the_raw_text_then_the_clean(reader: Open) -> None:
    async with reader() as r:
        await r.type("outlet:lantern treaty")
        await r.press("enter", "b")
        assert r.mode() is Mode.GHOSTS
        shown = r.desk.article.shown
        assert shown is not None
        assert r.desk.reasons.display
        assert shown.article.stripped_blocks
        for block in shown.article.stripped_blocks:
            assert block.role.value in r.text_of("#reasons")
        await r.press("b")
        assert r.mode() is Mode.RAW
        assert not r.desk.reasons.display
        await r.press("b")
        assert r.mode() is Mode.CLEAN


async def test_o_shows_the_raw_text_and_goes_back(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape", "b", "o")
        assert r.mode() is Mode.RAW
        await r.press("o")
        assert r.mode() is Mode.CLEAN


async def test_brackets_go_from_stripped_block_to_stripped_block(reader: Open) -> None:
    async with reader() as r:
        await r.type("outlet:lantern treaty")
        await r.press("enter", "]")
        shown = r.desk.article.shown
        assert shown is not None
        stripped = [i for i, block in enumerate(shown.article.blocks) if block.stripped]
        assert r.desk.article.at_block == stripped[0]
        await r.press("]")
        assert r.desk.article.at_block == stripped[1]
        await r.press("[")
        assert r.desk.article.at_block == stripped[0]


async def test_marks_are_kept_for_the_next_time(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape", "m")
        marked = set(r.desk.marks_shown.marked)
        assert len(marked) == 1
    async with reader() as r:
        assert r.desk.marks_shown.marked == marked


async def test_the_next_start_goes_on_where_one_stopped(reader: Open) -> None:
    async with reader((80, 24)) as r:
        await r.type("treaty")
        await r.press("enter", "j", "enter")
        await r.until(lambda: r.desk.article.shown)
        await r.press("space")
        assert r.desk.article.shown is not None
        article, place = r.desk.article.shown.article.id, r.desk.article.place
        assert place > 0
    async with reader((80, 24)) as r:
        assert r.desk.search_bar.input.value == "treaty"
        await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id == article)
        assert r.desk.article.place == place


async def test_s_sorts_by_date(reader: Open) -> None:
    async with reader() as r:
        await r.type("treaty")
        await r.press("enter", "s")
        await r.until(lambda: r.desk.results.results and r.desk.results.results.sort == "date")


async def test_actors_are_listed_and_found_in_the_text(reader: Open) -> None:
    async with reader() as r:
        await r.type("outlet:lantern treaty")
        await r.press("enter", "a")
        assert r.desk.actors.has_focus
        shown = r.desk.article.shown
        assert shown is not None
        names = [actor.name for actor in shown.article.actors]
        assert "Ruan Aldane" in names
        assert "Ruan Aldane" in r.text_of("#actors")


async def test_resizing_keeps_the_place(reader: Open) -> None:
    async with reader((120, 24)) as r:
        await r.type("outlet:lantern treaty")
        await r.press("enter", "enter", "space")
        place = r.desk.article.place
        assert place > 0
        await r.pilot.resize_terminal(80, 24)
        await r.pilot.pause()
        laid = r.desk.article.laid
        assert laid is not None
        top = r.desk.article.scroll_offset.y
        assert laid.source_of_line(top) <= place < laid.source_of_line(top + 2)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 36), (200, 50)])
async def test_every_size_can_be_worked_in(reader: Open, size: tuple[int, int]) -> None:
    async with reader(size) as r:
        await r.type("treaty")
        await r.press("enter", "enter")
        assert r.desk.article.has_focus
        assert r.desk.article.size.height >= size[1] - 8
        await r.press("tab")
        assert r.desk.actors.has_focus or r.desk.results.has_focus
        await r.press("escape", "escape")
        assert r.desk.results.has_focus
        assert r.desk.results.size.width > 0


async def test_every_letter_can_be_typed_into_the_search_bar(reader: Open) -> None:
    async with reader() as r:
        await r.press("/", *"qbnmjkzc")
        assert r.desk.search_bar.input.value == "qbnmjkzc"


async def test_up_brings_earlier_queries_back(reader: Open) -> None:
    async with reader() as r:
        for query in ("treaty", "ferry"):
            await r.type(query)
            await r.press("enter")
        await r.press("/", "up")
        assert r.desk.search_bar.input.value == "ferry"
        await r.press("up")
        assert r.desk.search_bar.input.value == "treaty"
        await r.press("down", "down")
        assert r.desk.search_bar.input.value == "ferry"


async def test_what_is_not_understood_is_said(reader: Open) -> None:
    async with reader() as r:
        await r.type("treaty date:last weak")
        assert "date" in r.text_of("#hairline")


async def test_reading_mode_shows_one_article_and_no_panes(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape", "z")
        assert not r.desk.results.display
        await r.press("escape")
        assert r.desk.results.display


async def test_a_click_on_a_result_shows_it(reader: Open) -> None:
    async with reader() as r:
        await r.pilot.click("#results", offset=(5, 8))
        await r.until(lambda: r.desk.results.cursor == 1)


async def pressed(r: Reader, *keys: str) -> str:
    await r.press(*keys)
    return type(r.app.screen).__name__


async def test_sheets_come_and_go(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape")
        assert await pressed(r, "?") == "TextDialog"
        assert await pressed(r, "escape") == "DeskScreen"
        assert await pressed(r, "i") == "TextDialog"
        assert await pressed(r, "escape") == "DeskScreen"
        assert await pressed(r, ":") == "ChoiceDialog"
        assert await pressed(r, "escape") == "DeskScreen"


async def test_the_palette_carries_out_what_is_chosen(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape", ":", *"newest", "enter")
        await r.until(lambda: r.desk.results.results and r.desk.results.results.sort == "date")


async def test_themes_can_be_changed(reader: Open) -> None:
    async with reader() as r:
        before = r.app.theme
        await r.press("ctrl+t")
        assert r.app.theme != before


async def test_all_marks_go_at_once_and_come_back(reader: Open) -> None:
    async with reader() as r:
        await r.press("m", "j", "m")
        marked = list(r.desk.marks.marked)
        assert len(marked) == 2
        await r.press("U")
        assert not r.desk.marks.marked
        assert r.desk.marks_shown.marked == frozenset()
        await r.press("ctrl+z")
        await r.until(lambda: r.desk.marks.marked == marked)


async def test_the_head_of_an_article_has_its_tags(reader: Open) -> None:
    async with reader() as r:
        await r.press("t")
        await r.until(lambda: isinstance(r.app.screen, ChoiceDialog))
        await r.press(*"tolls", "enter")
        await r.until(lambda: "#tolls" in r.text_of("#article"))
        await r.press("ctrl+z")
        await r.until(lambda: "#tolls" not in r.text_of("#article"))


async def test_only_lines_that_say_something_else_are_painted(reader: Open) -> None:
    async with reader() as r:
        results = r.desk.results
        before = results.render_lines(results.size.region)
        await r.press("m")
        after = results.render_lines(results.size.region)
        assert [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new] == [2]
        assert "◆" in after[2].text


async def test_who_goes_to_a_hit_before_the_article_is_there_gets_there(reader: Open) -> None:
    async with reader() as r:
        await r.press("/", *"ferry", "enter", "n")
        await r.until(lambda: r.desk.article.at_hit == 0)
        assert r.desk.article.shown.article.id == r.desk.results.current.id  # type: ignore[union-attr]


async def test_a_long_query_has_the_room_of_the_counts(reader: Open) -> None:
    async with reader() as r:
        field = r.desk.search_bar.input
        for _ in range(3):
            await r.until(lambda: field.size.width == 120 - 3 - 54)
            field.value = "harbour " * 9
            await r.until(lambda: field.size.width == 120 - 3 - 28)
            field.value = "harbour"


async def test_whatever_the_layout_was_when_it_was_typed_a_long_query_has_room(reader: Open) -> None:
    async with reader() as r:
        field = r.desk.search_bar.input
        field.value = "harbour " * 9
        await r.until(lambda: field.size.width == 120 - 3 - 28)
        for query in ("harbour", "harbou", "h" * 64):
            field.value = query  # all three come before the layout follows the first
        await r.pilot.pause()
        await r.until(lambda: field.size.width == 120 - 3 - 28)


async def test_the_room_of_a_query_follows_the_size_of_the_terminal(reader: Open) -> None:
    async with reader((200, 36)) as r:
        field = r.desk.search_bar.input
        field.value = "harbour " * 8
        await r.until(lambda: field.size.width == 200 - 3 - 120)
        await r.pilot.resize_terminal(110, 36)
        await r.until(lambda: field.size.width == 110 - 3 - 28)
        await r.pilot.resize_terminal(200, 36)
        await r.until(lambda: field.size.width == 200 - 3 - 120)


@pytest.mark.parametrize("theme", ["ink", "paper"])
async def test_the_result_under_the_cursor_lies_on_its_ground_from_edge_to_edge(reader: Open, theme: str) -> None:
    async with reader() as r:
        r.app.theme = theme
        await r.pilot.pause()
        ground = r.desk.results.style_named("surface").bgcolor
        assert {part.style.bgcolor for part in r.desk.results.render_line(0) if part.style} == {ground}
