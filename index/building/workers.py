"""A few worker processes that describe articles, and what happens when they die.

Each process is served by a thread here. When one dies, another takes its place and its work, article by article: the
one on which two workers more die is left out as a problem. Where no worker comes to life, the work goes back to the
process that asked.
"""

from __future__ import annotations

import pickle
import threading
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager

from corpus.source import Problem, Source
from index.building.describer import Describer
from index.building.worker_handle import WorkerDied, WorkerHandle
from index.storage.index_entry import IndexEntry

_FAILED_BIRTHS = 3
"""Workers in a row that die before they can do anything; then there is no point in starting more."""

_DEATHS_OF_ONE = 2
"""Workers that may die while they describe one article and nothing else; then it is left out."""

Described = IndexEntry | Problem | None
"""What came of a source: None where no worker was left to describe it."""


class _Task:
    """Sources to describe. Once a worker died on them, they are described one by one."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.answers: list[Described] = [None] * len(sources)
        self.deaths = [0] * len(sources)
        self.suspect = False
        self.done: Future[list[Described]] = Future()

    def work(self, worker: WorkerHandle) -> None:
        """Have a worker do what is still to do. Raises WorkerDied."""
        if not self.suspect:
            self.suspect = True
            self.answers[:] = worker.describe(self.sources)
        for place, source in enumerate(self.sources):
            if self.answers[place] is None:
                self.answers[place] = self._alone(worker, place, source)
        self.finish()

    def finish(self) -> None:
        self.done.set_result(self.answers)

    def _alone(self, worker: WorkerHandle, place: int, source: Source) -> Described:
        try:
            (answer,) = worker.describe([source])
        except WorkerDied as death:
            self.deaths[place] += 1
            if self.deaths[place] == _DEATHS_OF_ONE:
                self.answers[place] = Problem(source.path, f"skipped: {_DEATHS_OF_ONE} workers died on it ({death})")
            raise
        return answer


class Workers:
    """Up to `count` processes. They start beside whatever goes on here; nothing waits until they are up."""

    def __init__(self, count: int, describer: Describer) -> None:
        self._describer = pickle.dumps(describer, pickle.HIGHEST_PROTOCOL)
        self._changed = threading.Condition()
        self._tasks: deque[_Task] = deque()
        self._alive: set[WorkerHandle] = set()
        self._deaths: Counter[str] = Counter()
        self._failed_births = 0
        self._came_up = self._closed = False
        self._threads: list[threading.Thread] = []
        self._serving = count
        for _ in range(count):
            thread = threading.Thread(target=self._serve, daemon=True)
            try:
                thread.start()
            except RuntimeError:  # the system gives no more threads
                self._serve_no_more()
            else:
                self._threads.append(thread)

    @property
    def useful(self) -> bool:
        """Return True if a worker has started, and one will be there to take work."""
        return self._came_up and self._serving > 0

    def describe(self, sources: Sequence[Source]) -> Future[list[Described]]:
        """Have workers describe some sources; each has its answer in the same place."""
        task = _Task(sources)
        with self._changed:
            self._tasks.append(task)
            self._changed.notify()
            if not self._serving:
                self._return_all()
        return task.done

    def deaths(self) -> str:
        """Return one line about the workers that died, "" where none did."""
        if not (total := self._deaths.total()):
            return ""
        causes = "; ".join(cause if count == total else f"{count:,} {cause}" for cause, count in self._deaths.items())
        processes = "process" if total == 1 else "processes"
        return f"{total:,} worker {processes} died ({causes}), and the work was done again"

    def close(self) -> None:
        """End all workers, whatever they are at."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            for worker in self._alive:
                worker.kill()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        """Keep one worker at work: in a thread of its own, to the end."""
        try:
            while not self._closed and self._failed_births < _FAILED_BIRTHS:
                try:
                    worker = WorkerHandle()
                except OSError as error:
                    self._died(f"can't be started: {error.strerror or error}", at_birth=True)
                else:
                    with closing(worker), self._within_reach(worker):
                        self._live(worker)
        finally:
            self._serve_no_more()

    def _live(self, worker: WorkerHandle) -> None:
        """See a worker through its life: until it dies, or there is no more to do."""
        try:
            worker.begin(self._describer)
        except WorkerDied as death:
            self._died(f"{death}", at_birth=True)
            return
        self._failed_births, self._came_up = 0, True
        while (task := self._next_task()) is not None:
            try:
                task.work(worker)
            except WorkerDied as death:
                self._died(f"{death}")
                with self._changed:
                    self._tasks.appendleft(task)
                    self._changed.notify()
                return
            except Exception as error:  # raised again where the answer is waited for
                task.done.set_exception(error)

    def _next_task(self) -> _Task | None:
        with self._changed:
            self._changed.wait_for(lambda: self._tasks or self._closed)
            return None if self._closed else self._tasks.popleft()

    @contextmanager
    def _within_reach(self, worker: WorkerHandle) -> Iterator[None]:
        """Let `close` kill a worker, also one that was started while all were closed."""
        with self._changed:
            self._alive.add(worker)
            if self._closed:
                worker.kill()
        try:
            yield
        finally:
            with self._changed:
                self._alive.discard(worker)

    def _died(self, cause: str, *, at_birth: bool = False) -> None:
        with self._changed:
            if not self._closed:
                self._deaths[cause] += 1
                self._failed_births += at_birth

    def _serve_no_more(self) -> None:
        with self._changed:
            self._serving -= 1
            if not self._serving:
                self._return_all()

    def _return_all(self) -> None:
        """Give back what no worker is left for. The caller holds the lock."""
        while self._tasks:
            self._tasks.popleft().finish()
