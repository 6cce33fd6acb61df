"""The timeline under the results: from bar to bar, closer and wider, and only the articles of one bar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.widgets.timeline_band import Band

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
        assert r.desk.search_bar.input.value.startswith("date:")
        assert r.desk.results.has_focus


async def test_another_bar_takes_the_place_of_the_date(reader: Open) -> None:
    async with reader() as r:
        await r.type("harbour date:2031")
        await r.press("enter", "T", "enter")
        await r.until(lambda: r.desk.search_bar.input.value.count("date:") == 1)
        assert r.desk.search_bar.input.value.startswith("harbour date:2031-")


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


async def test_those_far_before_the_first_bar_can_be_gone_to(reader: Open) -> None:
    async with reader() as r:
        results = r.desk.results.results
        assert results is not None
        r.desk.band.show_timeline(replace(results.timeline, earlier=2), None)
        await r.press("T", "g", "h")
        stretch = r.desk.band.stretch
        assert stretch is not None
        assert (stretch.first, stretch.count) == (date.min, 2)
        await r.press("l")
        assert r.desk.band.stretch == r.desk.band.laid.stretches[0]  # type: ignore[union-attr]
        await r.press("h", "enter")
        await r.until(lambda: r.desk.search_bar.input.value.startswith("date:.."))


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
        await r.until(lambda: r.desk.search_bar.input.value.startswith("date:"))


async def test_without_dates_there_is_no_bar_to_go_to(reader: Open) -> None:
    async with reader() as r:
        await r.type("zzzz")
        await r.press("enter", "T")
        assert not r.desk.band.has_focus


async def test_several_bars_are_taken_by_key(reader: Open) -> None:
    async with reader() as r:
        await r.press("T", "g")
        first = r.desk.band.stretch
        await r.press("L", "L")
        several = r.desk.band.stretch
        assert first is not None
        assert several is not None
        assert several.first == first.first
        assert several.count > first.count
        await r.press("enter")
        await r.until(lambda: f"date:{several.first}..{several.last}" in r.desk.search_bar.input.value)


async def test_several_bars_are_taken_by_mouse(reader: Open) -> None:
    async with reader() as r:
        await r.press("T", "G")
        last = r.desk.band.stretch
        stretches = r.desk.band.laid.stretches  # type: ignore[union-attr]
        cells = [x for x in range(r.app.size.width) if r.desk.band.laid.stretch_at(x) is not None]  # type: ignore[union-attr]
        await r.pilot.mouse_down("#band", offset=(cells[0], 0))
        await r.pilot.hover("#band", offset=(cells[-1], 0))
        await r.pilot.mouse_up("#band", offset=(cells[-1], 0))
        assert last is not None
        assert r.desk.band.stretch is not None
        assert r.desk.band.stretch.count == sum(one.count for one in stretches)


async def test_bars_that_stand_out_are_labelled_while_the_timeline_has_the_focus(reader: Open) -> None:
    async with reader(size=(160, 40)) as r:
        await r.press("T")
        results, band = r.desk.results.results, r.desk.band
        assert results is not None
        assert band.laid is not None
        highest = max(band.laid.stretches, key=lambda stretch: stretch.count)
        words = await r.desk.search_service.ask(
            lambda archive, _: archive.telling(results, highest.first, highest.last)
        )
        assert words
        band.post_message(Band.Watched((highest,)))
        await r.until(lambda: words[0] in r.text_of("#band").split("\n")[1])
        await r.press("T")
        await r.until(lambda: words[0] not in r.text_of("#band"))
