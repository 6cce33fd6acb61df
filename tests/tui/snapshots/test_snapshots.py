"""Pictures of every screen, at two sizes, dark and light. `make snapshots` takes them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import BY_ID
from tui.screens.comparison_screen import ComparisonScreen
from tui.widgets.comparison_view import ComparisonView

if TYPE_CHECKING:
    from tests.tui.conftest import Open, Reader
    from tests.tui.snapshots.conftest import Album

Size = tuple[int, int]


async def do(r: Reader, *commands: str) -> None:
    """Carry out commands, whatever their keys are."""
    for command in commands:
        await r.app.run_command(BY_ID[command].id, r.app.screen)
        await r.pilot.pause()


async def opened(r: Reader, command: str, kind: type[ComparisonScreen]) -> None:
    """Carry out a command, and wait for a screen of some kind."""
    await do(r, command)
    await r.until(lambda: isinstance(r.app.screen, kind))


async def sheet(r: Reader, album: Album, name: str, command: str) -> None:
    """Open what lies over the screen, take a picture, and close it."""
    below = r.app.screen
    await do(r, command)
    await r.until(lambda: r.app.screen is not below)
    await album.take(name, r)
    await r.press("escape")
    await r.until(lambda: r.app.screen is below)


async def mark(r: Reader, count: int) -> None:
    """Mark the first articles among the results."""
    for _ in range(count):
        await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id not in r.desk.marks_shown.marked)
        await do(r, "mark", "down")


async def test_reading(reader: Open, album: Album, size: Size) -> None:
    with album:
        async with reader(size) as r:
            await album.take("all-articles", r)
            await r.type("treaty talks")
            await album.take("typing", r)
            await r.press("enter")
            await album.take("results", r)
            await do(r, "mark", "right", "next_hit")
            await album.take("article", r)
            await sheet(r, album, "why", "why")
            await sheet(r, album, "quotes", "quotes")
            await do(r, "boilerplate")
            await album.take("ghosts", r)
            await do(r, "next_block")
            await album.take("ghosts-at-a-block", r)
            await do(r, "boilerplate")
            await album.take("raw-text", r)
            await do(r, "boilerplate", "reading")
            await album.take("reading-mode", r)
            await do(r, "reading", "timeline")
            await album.take("timeline", r)


async def test_comparing(reader: Open, album: Album, size: Size) -> None:
    with album:
        async with reader(size) as r:
            await r.type("treaty")
            await r.press("enter")
            await mark(r, 2)
            await album.take("two-marked", r)
            await take_lenses(r, album, "compare", "two", 5)
            await r.press("escape")
            await r.until(lambda: r.app.screen is r.desk)
            await mark(r, 1)
            await take_lenses(r, album, "coverage", "coverage", 6)
            await do(r, "first")
            await r.press("enter")
            await album.take("coverage-opened", r)


async def take_lenses(r: Reader, album: Album, command: str, name: str, count: int) -> None:
    """Take a picture of each lens of a comparison, named by its number; the last step is back to the first."""
    await opened(r, command, ComparisonScreen)
    view = r.app.screen.query_one(ComparisonView)
    for number in range(1, count + 1):
        await r.until(lambda: view.laid is not None and view.laid.stops)
        await album.take(f"{name}-lens-{number}", r)
        await do(r, "next_lens")
