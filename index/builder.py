"""A folder of articles becomes an index: what is new is read, described and added, what is gone is taken out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from corpus.settings import CorpusSettings
from corpus.source import Problem


class Progress(Struct, frozen=True):
    """How far a run is. `articles` were read in it, `searchable` of these are committed; `rate` is articles a second.

    `bytes_total` counts the files that have to be read; `seconds_left` is None while nobody can tell.
    """

    articles: int
    bytes_done: int
    bytes_total: int
    seconds: float
    rate: float
    seconds_left: float | None
    searchable: int


class Report(Struct, frozen=True):
    """What a run did, in articles; `failed` counts the problems, and `problems` names them."""

    added: int
    changed: int
    removed: int
    moved: int
    unchanged: int
    failed: int
    problems: tuple[Problem, ...]
    seconds: float


def bring_up_to_date(
    root: Path,
    folder: Path,
    settings: CorpusSettings,
    *,
    rebuild: bool = False,
    report: Callable[[Progress], None] | None = None,
    batch: int = 500,
    workers: int | None = None,
    stop: threading.Event | None = None,
) -> Report:
    """Bring the index in `folder` up to date with the articles at `root`.

    Each batch of `batch` articles is committed and can be searched at once. When `stop` is set the run ends after
    what is at hand is committed, and the next one goes on from there. Raises CorpusError where `root` can't be
    read, IndexBusy, IndexDamaged, and ArchiveError where `folder` can't be written.
    """
    raise NotImplementedError
