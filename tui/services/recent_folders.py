"""Recently opened folders, for the welcome screen. A small file in the user's data folder."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from index import alone_in, replace_file
from tui.pages.wording import counted, day

_KEPT = 20  # folders; the welcome screen shows nine


class Recent(Struct, frozen=True):
    """A folder, how many articles it had, and when it was last opened, in seconds since the epoch."""

    path: str
    articles: int
    opened: float
    gone: bool = False

    @property
    def name(self) -> str:
        return Path(self.path).name

    @property
    def told(self) -> str:
        """Describe the folder in a few words."""
        if self.gone:
            return "! the folder is not there any more"
        return f"{counted(self.articles, 'article')} · {day(date.fromtimestamp(self.opened))}"


def recents(file: Path) -> tuple[Recent, ...]:
    """Return the folders opened before, the latest first; none if the file can't be read. Touches the disk."""
    try:
        kept = msgspec.json.decode(file.read_bytes(), type=tuple[Recent, ...])
    except (OSError, msgspec.DecodeError):
        return ()
    return tuple(replace(recent, gone=not Path(recent.path).exists()) for recent in kept)


def remember(file: Path, corpus: Path, articles: int) -> None:
    """Note that a folder was opened. What can't be written is left out: it is a convenience."""
    path = str(corpus.resolve())
    kept = [recent for recent in recents(file) if recent.path != path]
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone_in(file.parent):
            replace_file(file, msgspec.json.encode([Recent(path, articles, time.time()), *kept][:_KEPT]), 0o600)
    except OSError:
        return
