"""Pictures of every screen and state, at two sizes, dark and light. `make snapshots` takes them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import BY_ID

if TYPE_CHECKING:
    from tests.tui.conftest import Open, Reader
    from tests.tui.snapshots.conftest import Album

Size = tuple[int, int]


async def do(r: Reader, *commands: str) -> None:
    """Carry out commands, whatever their keys are."""
    for command in commands:
        await r.app.run_command(BY_ID[command].id, r.app.screen)
        await r.pilot.pause()


async def sheet(r: Reader, album: Album, name: str, command: str) -> None:
    """Open what lies over the screen, take a picture, and close it."""
    below = r.app.screen
    await do(r, command)
    await r.until(lambda: r.app.screen is not below)
    await album.take(name, r)
    await r.press("escape")
    await r.until(lambda: r.app.screen is below)


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
            await do(r, "actors")
            await album.take("actors", r)
