"""What the reader tells in passing: once, and over nothing that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets._toast import Toast

from corpus.errors import WiresideError

if TYPE_CHECKING:
    from tests.tui.conftest import Open

ERROR = WiresideError("can't write the notes", "check the disk")


async def test_an_error_that_comes_thrice_is_told_once(reader: Open) -> None:
    async with reader(toasts=True) as r:
        for _ in range(3):
            r.desk.warn(ERROR)
        await r.until(lambda: r.app.screen.query(Toast))
        assert len(r.app.screen.query(Toast)) == 1


async def test_what_was_told_and_is_gone_is_told_again(reader: Open) -> None:
    async with reader(toasts=True) as r:
        r.desk.warn(ERROR)
        await r.until(lambda: r.app.screen.query(Toast))
        r.app.clear_notifications()
        await r.until(lambda: not r.app.screen.query(Toast))
        r.desk.warn(ERROR)
        await r.until(lambda: r.app.screen.query(Toast))


async def test_what_is_told_leaves_the_timeline_in_view(reader: Open) -> None:
    async with reader(toasts=True) as r:
        r.desk.warn(ERROR)
        await r.until(lambda: r.app.screen.query(Toast))
        await r.pilot.pause()
        assert r.app.screen.query_one(Toast).region.bottom <= r.desk.band.region.y
