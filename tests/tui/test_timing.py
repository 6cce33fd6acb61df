"""The timeline under the results: from bar to bar, closer and wider, and only the articles of one bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.conftest import Open


async def test_a_bar_becomes_the_results(reader: Open) -> None:
    async with reader() as r:
        all = r.desk.results.entries
        await r.press("T")
        assert r.desk.band.has_focus
        stretch = r.desk.band.stretch
        assert stretch is not None
        assert stretch.count == max(one.count for one in r.desk.band.laid.stretches)  # type: ignore[union-attr]
        await r.press("enter")
        await r.until(lambda: r.desk.results.entries == stretch.count)
        assert stretch.count < all
        assert r.desk.search.input.value.startswith("date:")
        assert r.desk.results.has_focus


async def test_another_bar_takes_the_place_of_the_date(reader: Open) -> None:
    async with reader() as r:
        await r.type("harbour date:2031")
        await r.press("enter", "T", "enter")
        await r.until(lambda: r.desk.search.input.value.count("date:") == 1)
        assert r.desk.search.input.value.startswith("harbour date:2031-")


async def test_arrows_go_from_bar_to_bar_with_articles(reader: Open) -> None:
    async with reader() as r:
        await r.press("T", "g")
        first = r.desk.band.stretch
        await r.press("l")
        second = r.desk.band.stretch
        assert first is not None
        assert second is not None
        assert first.last < second.first
        assert second.count > 0
        await r.press("h")
        assert r.desk.band.stretch == first


async def test_closer_shows_the_days_of_a_bar_and_wider_all_again(reader: Open) -> None:
    async with reader() as r:
        await r.press("T")
        before, stretch = r.text_of("#band"), r.desk.band.stretch
        assert stretch is not None
        await r.press("plus")
        await r.until(lambda: r.text_of("#band") != before)
        laid = r.desk.band.laid
        assert laid is not None
        assert sum(one.count for one in laid.stretches) == stretch.count
        await r.press("minus")
        await r.until(lambda: r.desk.band.laid and len(r.desk.band.laid.stretches) != len(laid.stretches))


async def test_a_click_goes_to_a_bar_and_a_second_one_takes_it(reader: Open) -> None:
    async with reader() as r:
        line = r.desk.band.laid.line(0).text  # type: ignore[union-attr]
        at = line.index("█")
        await r.pilot.click("#band", offset=(at, 0))
        assert r.desk.band.has_focus
        assert r.desk.band.stretch is not None
        line = r.desk.band.laid.line(0).text  # type: ignore[union-attr]
        await r.pilot.click("#band", offset=(line.index("█"), 0))
        await r.until(lambda: r.desk.search.input.value.startswith("date:"))


async def test_without_dates_there_is_no_bar_to_go_to(reader: Open) -> None:
    async with reader() as r:
        await r.type("zzzz")
        await r.press("enter", "T")
        assert not r.desk.band.has_focus
