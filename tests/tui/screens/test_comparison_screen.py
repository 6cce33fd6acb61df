"""Two articles side by side on the screen, and more of them as a table."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import pytest

from corpus.compare import compare as compare_articles
from corpus.errors import WiresideError
from tui.pages.comparison.coverage_lens import CoverageLens
from tui.screens.comparison_screen import ComparisonScreen
from tui.screens.progress_dialog import ProgressDialog
from tui.widgets.comparison_view import ComparisonView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.conftest import Open, Reader


async def mark(r: Reader, count: int) -> None:
    """Mark the first articles on the treaty, one after the other."""
    await r.type("treaty")
    await r.press("enter")
    for number in range(count):
        await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id not in r.desk.marks_shown.marked)
        await r.press("m", *(["j"] if number < count - 1 else []))


async def compare(r: Reader, count: int = 2, key: str = "c") -> ComparisonView:
    await mark(r, count)
    await r.press(key)
    await r.until(lambda: isinstance(r.app.screen, ComparisonScreen))
    view = r.app.screen.query_one(ComparisonView)
    await r.until(lambda: view.laid is not None and view.laid.stops)
    return view


def screen(r: Reader) -> ComparisonScreen:
    found = r.app.screen
    assert isinstance(found, ComparisonScreen)
    return found


async def test_two_articles_stand_side_by_side_and_can_be_swapped(reader: Open) -> None:
    async with reader() as r:
        await mark(r, 1)
        await r.press("j")
        await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id not in r.desk.marks_shown.marked)
        assert r.desk.article.shown is not None
        ids = [*r.desk.marks.marked, r.desk.article.shown.article.id]
        await r.press("c")
        await r.until(lambda: isinstance(r.app.screen, ComparisonScreen))
        before = screen(r).compared
        assert [article.id for article in before.articles] == ids
        await r.until(lambda: "·" in r.text_of("#heads"))
        for article in before.articles:
            assert article.headline.value.split()[0] in r.text_of("#heads")
        await r.press("x")
        await r.until(lambda: screen(r).compared.articles == before.articles[::-1])
        await r.press("x")
        await r.until(lambda: screen(r).compared == before)


@pytest.mark.parametrize("count", [2, 3])
async def test_tab_goes_through_the_lenses_and_brackets_from_difference_to_difference(reader: Open, count: int) -> None:
    async with reader() as r:
        view = await compare(r, count)
        titles, rows = [], []
        for _ in range(5 if count == 2 else 6):
            shown = {stop.row for stop in view.laid.stops} if view.laid else set()
            ahead = [row for row in view.differences if row in shown and row > view.position.row]
            for row in ahead[:2]:
                await r.press("]")
                assert view.position.row == row
            if len(ahead) > 1:
                await r.press("[")
                assert view.position.row == ahead[0]
            titles.append(screen(r).lens.title)
            rows.append(view.position.row)
            await r.press("tab")
        assert titles == [*(["All"] if count > 2 else []), "Passages", "Quotes", "Figures", "Actors", "Words"]
        assert (screen(r).lens.title, view.position.row) == (titles[0], rows[0])
        await r.press("shift+tab")
        assert screen(r).lens.title == "Words"


async def test_a_comparison_that_takes_long_says_so_and_can_be_left(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(
        "corpus.compare.compare", lambda *articles, **_: go_on.wait(120) and compare_articles(*articles)
    )
    async with reader() as r:
        await mark(r, 2)
        await r.press("c")
        await r.until(lambda: isinstance(r.app.screen, ProgressDialog))
        await r.press("escape")
        await r.until(lambda: r.app.screen is r.desk)
        await r.press("c")
        await r.until(lambda: isinstance(r.app.screen, ProgressDialog))
        go_on.set()
        await r.until(lambda: isinstance(r.app.screen, ComparisonScreen))


@pytest.mark.parametrize(("count", "key", "name"), [(2, "c", "compare"), (3, "v", "compare_many")])
async def test_a_comparison_that_was_left_does_not_go_on(
    reader: Open, monkeypatch: pytest.MonkeyPatch, count: int, key: str, name: str
) -> None:
    stopped, over = threading.Event(), threading.Event()

    def goes_on(*articles: object, between: Callable[[], None]) -> None:
        while not over.is_set():
            try:
                between()
            except WiresideError:
                stopped.set()
                raise

    monkeypatch.setattr(f"corpus.compare.{name}", goes_on)
    async with reader() as r:
        await mark(r, count)
        await r.press(key)
        await r.until(lambda: isinstance(r.app.screen, ProgressDialog))
        await r.press("escape")
        try:
            await r.until(lambda: stopped.is_set())
        finally:
            over.set()
        assert r.app.screen is r.desk


async def test_braces_go_to_what_both_have(reader: Open) -> None:
    async with reader() as r:
        view = await compare(r)
        for row in [row for row in view.shared if row > 0][:2]:
            await r.press("}")
            assert view.position.row == row


async def test_enter_reads_on_in_the_article_and_escape_goes_back_to_the_row(reader: Open) -> None:
    async with reader() as r:
        view = await compare(r)
        await r.press("j", "j", "j")
        row = view.position.row
        spots = [screen(r).lens.spot(row, article) for article in (0, 1)]
        spot = next(spot for spot in spots if spot is not None)
        article = screen(r).compared.articles[spot.article]
        await r.press("enter")
        await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id == article.id)
        assert r.app.screen is r.desk
        await r.press("escape")
        await r.until(lambda: isinstance(r.app.screen, ComparisonScreen))
        again = r.app.screen.query_one(ComparisonView)
        await r.until(lambda: again.stop is not None)
        assert again.position.row == row


async def test_h_and_l_read_on_at_their_side_or_say_that_it_has_nothing(reader: Open) -> None:
    async with reader() as r:
        view = await compare(r)
        lens = screen(r).lens
        row = next(row for row in range(len(lens)) if lens.spot(row, 0) is None)
        view.go_to_row(row)
        await r.press("h")
        assert isinstance(r.app.screen, ComparisonScreen)
        right = screen(r).compared.articles[1]
        await r.press("l")
        await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id == right.id)


async def test_a_table_is_narrowed_to_what_few_say_and_to_what_an_outlet_is_silent_on(reader: Open) -> None:
    async with reader() as r:
        view = await compare(r, 3, "v")
        before = view.laid and len(view.laid.stops)
        await r.press("r")
        lens = screen(r).lens
        assert isinstance(lens, CoverageLens)
        assert view.laid is not None
        assert {lens.rows[stop.row][0].told_by for stop in view.laid.stops} == {1}
        await r.until(lambda: "told by fewer than half" in r.text_of("#head"))
        await r.press("r", "s")
        assert len(view.laid.stops) == before
        await r.press("l", "s", "=", "l")
        assert {lens.rows[stop.row][0].cells[1] for stop in view.laid.stops} == {None}
        await r.press("s")
        assert len(view.laid.stops) == len(lens)


async def test_where_it_is_narrow_the_same_is_folded_and_copies_can_be_dimmed(reader: Open) -> None:
    async with reader((80, 24)) as r:
        view = await compare(r)
        assert view.folded
        await r.press("=")
        assert not view.folded
        assert view.laid is not None
        assert len(view.laid.stops) == len(screen(r).lens)
        common = any(copied.common for copied in screen(r).compared.lenses.copied)
        await r.press("p")
        assert screen(r).standing.dim == common
        assert common or any("eight words" in str(notice.message) for notice in r.app._notifications)


async def test_an_open_figure_shows_sentences_and_leads_to_them(reader: Open) -> None:
    async with reader() as r:
        view = await compare(r)
        await r.press("tab", "tab", "enter")
        assert view.opened == 0
        await r.press("j")
        stop = view.stop
        assert stop is not None
        assert stop.spot is not None
        article = screen(r).compared.articles[stop.spot.article]
        await r.press("enter")
        await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id == article.id)
        await r.press("escape")
        await r.until(lambda: isinstance(r.app.screen, ComparisonScreen))
        again = r.app.screen.query_one(ComparisonView)
        await r.until(lambda: again.stop is not None)
        assert again.position == (stop.row, stop.part, 0)
        await r.press("escape")
        assert again.opened == -1
        assert isinstance(r.app.screen, ComparisonScreen)


@pytest.mark.parametrize(("key", "size"), [("c", (80, 24)), ("v", (120, 36))])
async def test_three_marked_articles_are_a_table(reader: Open, key: str, size: tuple[int, int]) -> None:
    async with reader(size) as r:
        view = await compare(r, 3, key)
        assert "Coverage 3 articles" in r.text_of("#head")
        assert "of 3" in r.text_of("#heads")
        assert view.folded
        assert "alone" in r.text_of("#comparison")


async def test_in_a_table_an_outlet_is_chosen_and_its_sentence_opened(reader: Open) -> None:
    async with reader() as r:
        view = await compare(r, 3, "v")
        lens = screen(r).lens
        told = next(n for n in range(3) if n > 0 and lens.spot(view.position.row, n) is not None)
        await r.press(*["l"] * (told + 1), "enter")
        stop = view.stop
        assert stop is not None
        assert stop.spot is not None
        assert stop.spot.article == told
        await r.press("enter")
        article = screen(r).compared.articles[told] if isinstance(r.app.screen, ComparisonScreen) else None
        assert article is None
        await r.until(lambda: r.app.screen is r.desk)


async def test_what_is_on_the_screen_can_be_exported(
    reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = tmp_path / "exports"
    monkeypatch.setattr("tui.screens.export_dialogs.export_folders", lambda: (tmp_path,))
    async with reader() as r:
        await compare(r)
        ids = {article.id for article in screen(r).compared.articles}
        await r.press("e", "j", "j", "enter")
        await r.until(lambda: list(tmp_path.glob("passages-*.json")))
        (file,) = tmp_path.glob("passages-*.json")
        rows = json.loads(file.read_text(encoding="utf-8"))["rows"]
    assert {row["article"] for row in rows} == ids
    assert all(row["text"] and int(row["start"]) < int(row["end"]) for row in rows)


@pytest.mark.parametrize("key", ["c", "v"])
async def test_without_marks_it_says_what_to_do(reader: Open, key: str) -> None:
    async with reader() as r:
        await r.press("escape", key)
        assert r.app.screen is r.desk
        assert any("mark" in str(notice.message) for notice in r.app._notifications)
