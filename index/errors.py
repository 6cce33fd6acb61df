"""What can go wrong with an index. An index can always be made again, and the hint says how."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import ArchiveError

REBUILD = "run `wireside index --rebuild`"


class IndexMissing(ArchiveError):
    """There is no index yet, or none that was ever committed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no index in {folder}", "run `wireside index`")


class IndexDamaged(ArchiveError):
    """A file of the index is not what was written, or another version wrote it."""

    def __init__(self, what: str) -> None:
        super().__init__(what, REBUILD)


class IndexBusy(ArchiveError):
    """Another process writes to this index."""

    def __init__(self) -> None:
        super().__init__("another wireside is indexing this corpus", "wait until it is done, or stop it")


class SearchStopped(Exception):
    """A search was asked to stop, since nobody waits for it any more. Never shown to a user."""
