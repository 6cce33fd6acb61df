"""From files to entries: reading here, describing in other processes where there is much of it.

What is read comes out in the order of the files, however many processes work on it, and only so much is under way
that memory stays flat. While the other processes start, articles are described here, a few at a time, so that the
first can be searched soon.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from msgspec import Struct

from corpus.article import Article
from corpus.errors import CorpusError, WiresideError
from corpus.overrides.line_recurrence import LineCounts
from corpus.overrides.overrides import apply_role_overrides
from corpus.overrides.rules import Rulebook
from corpus.pipeline import inferred, inferred_all
from corpus.readers import FoundFile, read
from corpus.settings import CorpusSettings
from corpus.source import Problem, Source
from index.schema import Entry, entry

_FEW_FILES, _FEW_BYTES = 40, 5_000_000
"""Below this, starting processes takes longer than it saves."""

_FIRST_SOURCES, _CHUNK_SOURCES, _CHUNK_CHARACTERS = 4, 16, 200_000
"""A chunk is what one process describes at a time; the first are smaller."""

_GARBAGE = 50_000, 10, 10
"""How seldom a process that describes looks for garbage in circles: articles leave none, and its tables are large."""

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


class Intake:
    """Reads files and makes entries of their articles. A context manager: leaving it ends its processes."""

    def __init__(
        self,
        settings: CorpusSettings,
        files: Iterable[FoundFile],
        workers: int | None,
        counts: LineCounts | None = None,
    ) -> None:
        """`workers` is how many processes describe; by default as many as suit the files and the machine.

        `counts` tell how often lines recur, as far as that is known.
        """
        self._settings, self._describer = settings, Describer(settings, counts)
        self._files = list(files)
        few = len(self._files) < _FEW_FILES and sum(found.size for found in self._files) < _FEW_BYTES
        self._workers = workers if workers is not None else 0 if few else len(os.sched_getaffinity(0))
        self._pool: ProcessPoolExecutor | None = None
        self._pool_works: Future[int] | None = None

    def __enter__(self) -> Self:
        if self._workers:
            self._pool = ProcessPoolExecutor(
                self._workers, multiprocessing.get_context("spawn"), _begin_worker, (self._describer,)
            )
            self._pool_works = self._pool.submit(os.getpid)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def entries(self, known: Set[str]) -> Iterator[Step | Entry]:
        """Yield all that is read, in order.

        Articles whose id is in `known` are not described. The caller adds the ids of the entries to it before it asks
        for the next step.

        Raises UsageError where the settings are wrong, CorpusError where a process was ended from outside.
        """
        ahead: deque[tuple[_Chunk, Future[list[Entry | Problem]]]] = deque()
        ids = _Ids(known)
        for chunk in _chunks(_read(self._files, ids, self._settings)):
            ahead.append((chunk, self._described(chunk)))
            while ahead and (len(ahead) > _CHUNKS_AHEAD * self._workers or ahead[0][1].done()):
                yield from _in_order(*ahead.popleft(), ids)
        while ahead:
            yield from _in_order(*ahead.popleft(), ids)

    def _described(self, chunk: _Chunk) -> Future[list[Entry | Problem]]:
        if self._pool and self._pool_works and self._pool_works.done():
            return self._pool.submit(_describe_in_worker, chunk.sources)
        here: Future[list[Entry | Problem]] = Future()
        here.set_result(self._describer.all(chunk.sources))
        return here


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

    def end(self, id: str, described: Entry | Problem) -> None:
        """Forget that an article is under way: its entry is known by now, or why there is none."""
        self._under_way.discard(id)
        if isinstance(described, Problem):
            self._failed[id] = described.reason

    def seen(self, step: Seen) -> Seen | Problem:
        """Return the step, or the problem if it repeats an article that could not be described."""
        reason = None if step.id in self._known else self._failed.get(step.id)
        return step if reason is None else Problem(step.name, reason)


class _Chunk(Struct):
    """Some steps in order; a source stands for its entry, which is still to come."""

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


def _in_order(chunk: _Chunk, described: Future[list[Entry | Problem]], ids: _Ids) -> Iterator[Step | Entry]:
    try:
        entries = iter(described.result())
    except BrokenProcessPool:
        raise CorpusError("a process that describes articles was ended", "index again: it goes on from there") from None
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


class Describer:
    """Makes an entry of a source."""

    def __init__(self, settings: CorpusSettings, counts: LineCounts | None) -> None:
        self._settings, self._rules, self._counts = settings, Rulebook(settings.rules), counts

    def all(self, sources: Sequence[Source]) -> list[Entry | Problem]:
        try:
            articles: Sequence[Article | None] = inferred_all(sources, self._settings)
        except WiresideError:
            raise
        except Exception:  # which of them is strange shows when each is described by itself
            articles = [None] * len(sources)
        return [self._one(source, article) for source, article in zip(sources, articles, strict=True)]

    def _one(self, source: Source, described: Article | None) -> Entry | Problem:
        try:
            article = described or inferred(source, self._settings)
            return entry(source, article, apply_role_overrides(article, self._rules, self._counts))
        except WiresideError:
            raise
        except Exception as error:  # one strange article must not end the run
            return Problem(source.path, f"can't be described ({type(error).__name__})")


_describer: Describer


def _begin_worker(describer: Describer) -> None:
    global _describer
    _describer = describer
    gc.set_threshold(*_GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _describe_in_worker(sources: list[Source]) -> list[Entry | Problem]:
    return _describer.all(sources)


def _end_with_parent() -> None:
    # a parent that was killed can't end its workers
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
