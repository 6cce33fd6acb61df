"""Runs of the builder during which files change, with each article described once in the life of the process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from msgspec.structs import replace

from bench.soak.folder import Change, ChangingFolder
from corpus.article import Article
from corpus.pipeline import inferred
from corpus.readers import read
from corpus.settings import CorpusSettings, ReadingSettings
from corpus.source import Problem, Source

_ARTICLES: dict[str, Article] = {}


@contextmanager
def changing_meanwhile(folder: ChangingFolder, during: Sequence[tuple[int, Change]]) -> Iterator[None]:
    """Make changes when the builder has read its first, second … file, by number from 0."""
    times = 0

    def read_and_change(
        path: Path, name: str, reading: ReadingSettings, progress: Callable[[int], None] | None = None
    ) -> Iterator[Source | Problem]:
        nonlocal times
        yield from read(path, name, reading, progress)
        for moment, change in during:
            if moment == times:
                folder.apply(change)
        times += 1

    with patch("index.building.ingest.read", read_and_change), describing_once():
        yield


@contextmanager
def describing_once() -> Iterator[None]:
    """Describe each article once, and use that again: describing is most of the time of a run, and always the same.

    For articles of which nothing depends on the path of their file.
    """
    with patch("index.building.describer.inferred_all", _described):
        yield


def _described(sources: Sequence[Source], settings: CorpusSettings) -> list[Article]:
    for source in sources:
        if source.id not in _ARTICLES:
            _ARTICLES[source.id] = inferred(source, settings)
    return [replace(_ARTICLES[source.id], paths=(source.path,)) for source in sources]
