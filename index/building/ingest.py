"""From files to entries: reading here, describing in other processes where there is much of it.

What is read comes out in the order of the files, however many processes work on it, and only so much is under way
that memory stays flat. While the other processes start, articles are described here, a few at a time, so that the
first can be searched soon.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Set
from concurrent.futures import Future
from types import TracebackType
from typing import Self

from msgspec import Struct

from corpus.overrides.line_recurrence import LineCounts
from corpus.readers import FoundFile, read
from corpus.settings import CorpusSettings
from corpus.source import Problem, Source
from index.building.describer import Describer
from index.building.workers import Described, Workers
from index.storage.index_entry import IndexEntry

_FEW_FILES, _FEW_BYTES = 40, 5_000_000
"""Below this, starting processes takes longer than it saves."""

_FIRST_SOURCES, _CHUNK_SOURCES, _CHUNK_CHARACTERS = 4, 16, 200_000
"""A chunk is what one process describes at a time; the first are smaller."""

_CHUNKS_AHEAD = 8
"""Chunks under way for each process, so that none waits while a batch is committed."""


class FileBegun(Struct, frozen=True):
    """From here on everything is of this file."""

    found: FoundFile


class FileRead(Struct, frozen=True):
    """The file that was begun is read to its end."""

    found: FoundFile


class Seen(Struct, frozen=True):
    """An article that the index has already, or that came before in this run."""

    id: str
    name: str


class BytesRead(Struct, frozen=True):
    """So many bytes of all files are behind us."""

    total: int


Step = FileBegun | FileRead | Seen | Problem | BytesRead


class Ingest:
    """Reads files and makes entries of their articles. A context manager: leaving it ends its processes."""

    def __init__(
        self,
        settings: CorpusSettings,
        files: Iterable[FoundFile],
        workers: int | None,
        counts: LineCounts | None = None,
    ) -> None:
        """`workers` is how many processes describe; by default as many as suit the files and the machine.

        `counts` say how often lines recur, if that was counted.
        """
        self._settings, self._describer = settings, Describer(settings, counts)
        self._files = list(files)
        few = len(self._files) < _FEW_FILES and sum(found.size for found in self._files) < _FEW_BYTES
        self._count = workers if workers is not None else 0 if few else usable_processors()
        self._workers: Workers | None = None

    def __enter__(self) -> Self:
        if self._count:
            self._workers = Workers(self._count, self._describer)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._workers:
            self._workers.close()

    def deaths(self) -> str:
        """Return one line about the processes that died meanwhile, "" where none did."""
        return self._workers.deaths() if self._workers else ""

    def entries(self, known: Set[str]) -> Iterator[Step | IndexEntry]:
        """Yield all that is read, in order.

        Articles whose id is in `known` are not described. The caller adds the ids of the entries to it before it asks
        for the next step.

        Raises UsageError where the settings are wrong.
        """
        ahead: deque[tuple[_Chunk, Future[list[Described]]]] = deque()
        ids = _Ids(known)
        for chunk in _chunks(_read(self._files, ids, self._settings)):
            ahead.append((chunk, self._described(chunk)))
            while ahead and (len(ahead) > _CHUNKS_AHEAD * self._count or ahead[0][1].done()):
                yield from self._in_order(*ahead.popleft(), ids)
        while ahead:
            yield from self._in_order(*ahead.popleft(), ids)

    def _described(self, chunk: _Chunk) -> Future[list[Described]]:
        if self._workers and self._workers.useful:
            return self._workers.describe(chunk.sources)
        here: Future[list[Described]] = Future()
        here.set_result([*self._describer.all(chunk.sources)])
        return here

    def _in_order(self, chunk: _Chunk, described: Future[list[Described]], ids: _Ids) -> Iterator[Step | IndexEntry]:
        answers = described.result()
        left = [source for source, answer in zip(chunk.sources, answers, strict=True) if answer is None]
        here = iter(self._describer.all(left) if left else ())
        entries = (answer or next(here) for answer in answers)
        for step in chunk.steps:
            match step:
                case Source():
                    entry_or_problem = next(entries)
                    yield entry_or_problem
                    ids.end(step.id, entry_or_problem)
                case Seen():
                    yield ids.seen(step)
                case _:
                    yield step


class _Ids:
    """The ids of one pass: those the index has (`known`), those being described, and those that could not be."""

    def __init__(self, known: Set[str]) -> None:
        self._known = known
        self._under_way: set[str] = set()
        self._failed: dict[str, str] = {}

    def begin(self, id: str) -> bool:
        """Return whether an article has yet to be described; it counts as under way from now on."""
        if id in self._known or id in self._under_way:
            return False
        self._under_way.add(id)
        return True

    def end(self, id: str, described: IndexEntry | Problem) -> None:
        """Forget that an article is under way: its entry is known by now, or why there is none."""
        self._under_way.discard(id)
        if isinstance(described, Problem):
            self._failed[id] = described.reason

    def seen(self, step: Seen) -> Seen | Problem:
        """Return the step, or the problem if it repeats an article that could not be described."""
        reason = None if step.id in self._known else self._failed.get(step.id)
        return step if reason is None else Problem(step.name, reason)


class _Chunk(Struct):
    """Some steps in order; a source is a placeholder for its entry, which is still to come."""

    most: int
    steps: list[Step | Source] = []
    sources: list[Source] = []
    characters: int = 0

    @property
    def full(self) -> bool:
        many = len(self.sources) >= self.most or len(self.steps) >= 16 * self.most
        return many or self.characters >= _CHUNK_CHARACTERS


def _read(files: Iterable[FoundFile], ids: _Ids, settings: CorpusSettings) -> Iterator[Step | Source]:
    behind = 0
    for found in files:
        yield FileBegun(found)
        used = 0

        def progress(count: int) -> None:
            nonlocal used
            used = count

        for item in _items(found, settings, progress):
            if isinstance(item, Source) and not ids.begin(item.id):
                yield Seen(item.id, item.path)
                continue
            yield item
            yield BytesRead(behind + min(used, found.size))
        behind += found.size
        yield FileRead(found)
        yield BytesRead(behind)


def _items(found: FoundFile, settings: CorpusSettings, progress: Callable[[int], None]) -> Iterator[Source | Problem]:
    try:
        yield from read(found.path, found.name, settings.reading, progress)
    except Exception as error:  # one strange file must not end the run
        yield Problem(found.name, f"can't be read ({type(error).__name__})")


def _chunks(steps: Iterable[Step | Source]) -> Iterator[_Chunk]:
    chunk = _Chunk(_FIRST_SOURCES)
    for step in steps:
        chunk.steps.append(step)
        if isinstance(step, Source):
            chunk.sources.append(step)
            chunk.characters += len(step.text)
        if chunk.full:
            yield chunk
            chunk = _Chunk(min(_CHUNK_SOURCES, 2 * chunk.most))
    yield chunk


def usable_processors() -> int:
    """Return how many processors this process may use. Some systems only say how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
