"""Indexing in a process of its own, so that no key waits for it. It tells how far it is, and can be paused.

What goes over the pipe to the reader: `Progress`, then a `Report` or what `Failed`. The other way: orders.
When the reader is gone, so is the pipe, and the process ends after its batch.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from msgspec import Struct

from corpus.errors import WiresideError
from corpus.settings import CorpusSettings
from index.builder import Progress, Report


class Failed(Struct, frozen=True):
    """Why a run of the builder ended before its time: an error's message and hint."""

    message: str
    hint: str


News = Progress | Report | Failed


class Job(Struct, frozen=True):
    """What is to be indexed, and how."""

    root: Path
    folder: Path
    settings: CorpusSettings
    batch: int
    workers: int | None
    rebuild: bool = False


class Indexing:
    """One run of the builder. `tell` gets each piece of news, in a thread of ours; the last is not Progress."""

    def __init__(self, job: Job, tell: Callable[[News], None]) -> None:
        self._tell = tell
        self._pipe, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=_work, args=(job, theirs), name="wireside-index")
        self._theirs = theirs
        self.paused = False

    def start(self) -> None:
        threading.Thread(target=self._listen, name="indexing", daemon=True).start()

    def pause(self, on: bool) -> None:
        self.paused = on
        self._order("pause" if on else "go on")

    def stop(self) -> None:
        """Let it end after what is at hand; does not wait."""
        self._order("stop")

    def _order(self, order: str) -> None:
        try:
            self._pipe.send(order)
        except OSError:
            self.paused = False

    def _listen(self) -> None:
        self._process.start()
        self._theirs.close()
        while True:
            try:
                news: News = self._pipe.recv()
            except (EOFError, OSError):
                self._process.join()
                news = Failed("indexing ended before its time", "run `wireside index` to see why")
            self._tell(news)
            if not isinstance(news, Progress):
                self._process.join()
                return


def _work(job: Job, pipe: Connection) -> None:
    """The process: index, and tell. Nothing it prints may reach the terminal, which belongs to the reader."""
    from index.builder import bring_up_to_date

    with Path(os.devnull).open("r+b") as nowhere:
        for stream in (0, 1, 2):
            os.dup2(nowhere.fileno(), stream)
    stop = threading.Event()

    def tell(progress: Progress) -> None:
        try:
            pipe.send(progress)
            paused = False
            while paused or pipe.poll():
                order = pipe.recv()
                paused = order == "pause"
                if order == "stop":
                    stop.set()
        except (OSError, EOFError):
            stop.set()

    news: News
    try:
        news = bring_up_to_date(
            job.root,
            job.folder,
            job.settings,
            rebuild=job.rebuild,
            report=tell,
            batch=job.batch,
            workers=job.workers,
            stop=stop,
        )
    except WiresideError as error:
        news = Failed(error.message, error.hint)
    except Exception as error:
        news = Failed(f"indexing failed: {type(error).__name__}: {error}", "run `wireside index` to see where")
    try:
        pipe.send(news)
    except OSError:
        stop.set()
