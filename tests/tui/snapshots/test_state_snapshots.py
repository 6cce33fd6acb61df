"""Pictures of what the reader shows when something is missing, under way or wrong."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from corpus.errors import WiresideError
from index import IndexDamaged
from tests.tui.snapshots.test_snapshots import do
from tui.app import WiresideApp
from tui.services.recent_folders import Recent

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Open, Reader
    from tests.tui.snapshots.conftest import Album
    from tui.config import Config

Size = tuple[int, int]


async def test_trouble(reader: Open, album: Album, size: Size, tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")  # where the notebook's folder would be
    with album:
        async with reader(size) as r:
            await do(r, "mark")
            await r.until(lambda: r.desk.footer._alarm)
            await album.take("notes-not-saved", r)
            r.desk.warn(IndexDamaged("the index is damaged"))
            await r.until(lambda: r.app.screen is not r.desk)
            await album.take("damaged-index", r)


async def test_notices(reader: Open, album: Album, size: Size) -> None:
    with album:
        async with reader(size, toasts=True) as r:
            r.app.clear_notifications()
            r.app.notify("three words marked", timeout=600)
            r.desk.warn(WiresideError("can't write the notes", "check the disk"))
            await r.until(lambda: len(r.app._notifications) == 2)
            await album.take("notices", r)


async def test_welcome(config: Config, album: Album, size: Size, reader_of: type[Reader]) -> None:
    opened = datetime(2031, 4, 1, 12).timestamp()
    recents = Recent("/somewhere/harbour", 1_204, opened), Recent("/elsewhere/gone", 3, opened, gone=True)
    app = WiresideApp(config, None, recents)
    with album:
        async with app.run_test(size=size) as pilot:
            await album.take("welcome", reader_of(app, pilot))
