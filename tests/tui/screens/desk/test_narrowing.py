"""The query changed by keys: repaired, completed, narrowed by facets and by the cursor, saved, and more like this."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tui.screens.dialogs import ChoiceDialog, FacetDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Open


async def test_tab_takes_the_repaired_query(reader: Open) -> None:
    async with reader() as r:
        await r.type("treaty date:last weak")
        assert "is not a date" in r.text_of("#hairline")
        assert "takes it" in r.text_of("#hairline")
        await r.press("tab")
        assert r.desk.search_bar.input.value == 'treaty date:"last week"'
        assert r.desk.search_bar.input.has_focus


async def test_tab_completes_an_outlet(reader: Open) -> None:
    async with reader() as r:
        await r.press("/", *"outlet:meri")
        await r.until(lambda: "meridian-wire" in r.desk.search_bar.input.render_line(0).text.casefold())
        await r.until(lambda: "tab complete" in r.text_of("#footer"))
        await r.press("tab")
        assert r.desk.search_bar.input.value.startswith("outlet:meri")
        assert "ire" in r.desk.search_bar.input.value
        await r.until(
            lambda: r.desk.results.results and r.desk.results.results.query.text == r.desk.search_bar.input.value
        )
        assert r.desk.results.entries


async def test_what_was_meant_is_offered_with_its_number(reader: Open) -> None:
    async with reader() as r:
        await r.type("treety ")
        assert "Did you mean  treaty" in r.text_of("#hairline")
        await r.press("tab")
        await r.until(lambda: r.desk.results.entries)


async def test_what_filters_hide_is_told(reader: Open) -> None:
    async with reader((160, 40)) as r:
        await r.type("treaty -outlet:lantern ")
        await r.until(lambda: "hidden by -outlet:lantern" in r.text_of("#counts"))
        _, hidden = r.desk.desk_layout.hidden
        assert hidden is not None
        assert f"{hidden.articles} hidden by -outlet:lantern" in r.text_of("#counts")


async def test_f_keeps_to_the_outlet_under_the_cursor_and_minus_leaves_it_out(reader: Open) -> None:
    async with reader() as r:
        await r.type("treaty ")
        await r.press("enter", "f")
        assert 'outlet:"' in r.desk.search_bar.input.value or "outlet:" in r.desk.search_bar.input.value
        await r.until(lambda: r.desk.results.results and r.desk.results.results.outlets == 1)
        await r.press("minus")
        assert r.desk.search_bar.input.value.startswith("treaty -outlet:")


async def test_facets_narrow_exclude_and_are_counted_again(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape", "F")
        await r.until(lambda: isinstance(r.app.screen, FacetDialog))
        everything = r.desk.results.entries
        before = r.text_of("Choices")
        await r.press("minus")
        await r.until(lambda: r.desk.search_bar.input.value.startswith("-outlet:"))
        await r.until(lambda: 0 < r.desk.results.entries < everything)
        await r.until(lambda: r.text_of("Choices") != before)
        assert isinstance(r.app.screen, FacetDialog)
        without = r.desk.results.entries
        await r.press("enter")
        await r.until(lambda: 0 < r.desk.results.entries < without)
        assert isinstance(r.app.screen, FacetDialog)
        await r.press("escape")
        await r.until(lambda: r.app.screen is r.desk)


async def test_facets_are_filtered_as_one_types_and_a_hyphen_of_a_name_excludes_nothing(reader: Open) -> None:
    async with reader() as r:
        await r.press("F")
        await r.until(lambda: isinstance(r.app.screen, FacetDialog))
        await r.press(*"2031", "minus", *"03")
        assert r.text_of("Choices").split()[:3] == ["months", "▌", "2031-03"]
        assert not r.desk.search_bar.input.value
        await r.press("minus")
        await r.until(lambda: r.desk.search_bar.input.value == "-date:2031-03 ")


async def test_what_came_last_is_taken_back_first(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape", "t")
        await r.until(lambda: isinstance(r.app.screen, ChoiceDialog))
        await r.press(*"tolls", "enter")
        await r.until(lambda: any(r.desk.marks.tags.values()))
        await r.press("enter", "right_square_bracket", "u")
        await r.until(lambda: r.desk.search_service.rules.rules)
        await r.press("ctrl+z")
        await r.until(lambda: not r.desk.search_service.rules.rules)
        assert any(r.desk.marks.tags.values())
        await r.press("ctrl+z")
        await r.until(lambda: not any(r.desk.marks.tags.values()))


async def test_more_like_this_and_back(reader: Open) -> None:
    async with reader() as r:
        await r.type("treaty ")
        await r.press("enter")
        shown = r.desk.article.shown
        assert shown is not None
        await r.press("L")
        assert r.desk.search_bar.input.value == f"like: {shown.article.headline.value}"
        await r.until(lambda: r.desk.results.results and r.desk.results.results.query.text.startswith("like: "))
        current = r.desk.results.current
        assert current is not None
        assert current.id != shown.article.id
        await r.press("escape")
        assert r.desk.search_bar.input.value == "treaty "


async def test_a_query_is_saved_listed_forgotten_and_taken_back(reader: Open) -> None:
    async with reader() as r:
        await r.type("treaty")
        await r.press("enter", "ctrl+s", "ctrl+u", *"pact", "enter")
        await r.until(lambda: r.desk.saved_queries.saved == {"pact": "treaty"})
        await r.type("ferry")
        await r.press("enter", "ctrl+o")
        await r.until(lambda: isinstance(r.app.screen, ChoiceDialog))
        await r.press("enter")
        await r.until(lambda: r.desk.search_bar.input.value == "treaty")
        await r.press("ctrl+o")
        await r.until(lambda: isinstance(r.app.screen, ChoiceDialog))
        await r.press("delete")
        assert r.desk.saved_queries.saved == {}
        await r.press("escape", "ctrl+z")
        await r.until(lambda: r.desk.saved_queries.saved == {"pact": "treaty"})


async def test_tags_are_kept_found_and_taken_back(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape", "t")
        await r.until(lambda: isinstance(r.app.screen, ChoiceDialog))
        await r.press(*"Tolls", "enter")
        await r.until(lambda: any(r.desk.marks.tags.values()))
        assert "#tolls" in r.text_of("#results")
        await r.type("tag:tolls ")
        assert r.desk.results.entries == 1
    async with reader() as r:
        assert list(r.desk.marks.tags.values()) == [["tolls"]]


async def test_the_marked_are_tagged_together_and_taken_back_together(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape", "m", "j")
        first = set(r.desk.marks.marked)
        await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id not in first)
        await r.press("m", "t")
        await r.until(lambda: isinstance(r.app.screen, ChoiceDialog))
        await r.press("down", "enter")
        await r.until(lambda: isinstance(r.app.screen, ChoiceDialog) and r.app.screen.query("Input"))
        await r.press(*"pair", "enter")
        await r.until(lambda: list(r.desk.marks.tags.values()) == [["pair"], ["pair"]])
        await r.press("ctrl+z")
        await r.until(lambda: not any(r.desk.marks.tags.values()))


@pytest.mark.parametrize("piece", ["a", '"', "(", "harbour "])
async def test_a_megabyte_in_the_bar(reader: Open, piece: str) -> None:
    async with reader() as r:
        text = piece * (1_000_000 // len(piece))
        r.desk.search_bar.input.value = text
        await r.until(lambda: r.desk.results.results and r.desk.results.results.query.text == text)
        assert "only the first 4,000 characters" in "".join(part.reason for part in r.desk.search_bar.colours.left_out)


async def test_results_are_exported_and_a_headline_is_copied(
    reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.export_dialogs.export_folders", lambda: (tmp_path / "exports",))
    monkeypatch.setattr("tui.screens.desk.copy_and_export.reaches_the_clipboard", lambda text: True)
    async with reader() as r:
        await r.type("treaty ")
        await r.press("enter", "y")
        shown = r.desk.article.shown
        assert shown is not None
        await r.until(lambda: r.app.clipboard)
        assert r.app.clipboard.startswith(f"{shown.article.headline.value}\n— ")
        assert shown.article.id in r.app.clipboard
        await r.press("e")
        await r.until(lambda: isinstance(r.app.screen, ChoiceDialog))
        await r.press("enter")
        await r.until(
            lambda: [file for file in tmp_path.glob("exports/*.md") if file.read_text(encoding="utf-8").count("**") > 2]
        )
        # a second one: both are kept, unless the first is to go

        def has_exports(number: int) -> bool:
            return len(list((tmp_path / "exports").glob("*.md"))) == number

        for number, keys in ((2, ("enter",)), (2, ("escape",)), (2, ("j", "enter"))):
            await r.press("e")
            await r.until(lambda: isinstance(r.app.screen, ChoiceDialog))
            await r.press("enter")
            await r.until(lambda: isinstance(r.app.screen, ChoiceDialog) and len(r.app.screen._choices.choices) == 2)
            await r.press(*keys)
            await r.until(lambda: r.app.screen is r.desk)
            await r.until(partial(has_exports, number))
