"""Indexing in a process of its own, so that no key waits for it. It reports progress and can be paused.

Both directions are JSON lines: to the process the job and then orders, from it `Waiting` while another process indexes,
then `Progress`, then a `Report` or `Failed`. When the reader is gone, so is the pipe, and the process ends after its
batch.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec
from msgspec import Struct

from corpus.errors import WiresideError
from corpus.settings import CorpusSettings
from index import IndexDamaged, Progress, Report, child_command

Order = Literal["pause", "go on", "stop"]


class Failed(Struct, frozen=True):
    """An error that ended a run of the builder: its message and hint. `damaged`: the index itself is at fault."""

    message: str
    hint: str
    damaged: bool = False


class Waiting(Struct, frozen=True):
    """Another process writes to the index, so this one waits. Sent once a second; `first` in the first."""

    first: bool


News = Waiting | Progress | Report | Failed


class Job(Struct, frozen=True):
    """The corpus to index, and the settings for it. Paths are bytes, since a file name need not be text."""

    root: bytes
    folder: bytes
    settings: CorpusSettings
    batch: int
    memory_mb: int
    workers: int | None
    rebuild: bool = False
    remove_missing: bool = False


class _Line(Struct, frozen=True, omit_defaults=True):
    """A line from the process: one of the four."""

    waiting: Waiting | None = None
    progress: Progress | None = None
    report: Report | None = None
    failed: Failed | None = None


class IndexService:
    """One run of the builder. `report` gets each piece of news, in a thread of ours: last a Report or Failed."""

    def __init__(self, job: Job, report: Callable[[News], None]) -> None:
        self._job = job
        self._report = report
        self._process: subprocess.Popen[bytes] | None = None
        self.paused = False

    def start(self) -> None:
        threading.Thread(target=self._listen, name="indexing", daemon=True).start()

    def pause(self, on: bool) -> None:
        self.paused = on
        self._say(msgspec.json.encode("pause" if on else "go on"))

    def stop(self) -> None:
        """Let it end after what is at hand; does not wait."""
        self._say(msgspec.json.encode("stop"))

    def _say(self, line: bytes) -> None:
        process = self._process
        if process is not None and process.stdin is not None:
            try:
                process.stdin.write(line + b"\n")
                process.stdin.flush()
            except (OSError, ValueError):
                self.paused = False

    def _listen(self) -> None:
        """Start the process and pass on its messages until it ends."""
        with subprocess.Popen(
            child_command(__name__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            self._process = process
            self._say(msgspec.json.encode(self._job))
            ended = False
            for line in process.stdout or ():
                told = msgspec.json.decode(line, type=_Line)
                news = told.waiting or told.progress or told.report or told.failed
                ended = isinstance(news, Report | Failed)
                if news is not None:
                    self._report(news)
        if not ended:
            self._report(Failed("indexing ended before its time", "run `wireside index` to see why"))


class _Orders:
    """Orders of the reader, read in a thread: `stop` is set on request, or when the reader is gone."""

    def __init__(self, source: BinaryIO) -> None:
        self.stop = threading.Event()
        self._may_run = threading.Event()
        self._may_run.set()
        threading.Thread(target=self._hear, args=(source,), daemon=True).start()

    def wait_while_paused(self) -> None:
        self._may_run.wait()

    def _hear(self, source: BinaryIO) -> None:
        for line in source:
            order = msgspec.json.decode(line, type=Order)
            if order == "pause":
                self._may_run.clear()
            else:
                self._may_run.set()
            if order == "stop":
                break
        self.stop.set()
        self._may_run.set()


def main() -> None:
    """Do, in a process of its own, the job that comes by standard input."""
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Read the job, index, and report progress."""
    from index import wait_to_write

    job = msgspec.json.decode(source.readline(), type=Job)
    orders = _Orders(source)

    def say(line: _Line) -> None:
        try:
            sink.write(msgspec.json.encode(line) + b"\n")
            sink.flush()
        except OSError:
            orders.stop.set()

    def tell(progress: Progress) -> None:
        say(_Line(progress=progress))
        orders.wait_while_paused()

    def wait(first: bool) -> None:
        say(_Line(waiting=Waiting(first)))

    try:
        report = wait_to_write(partial(_bring_up, job, tell, orders.stop), wait, orders.stop)
    except WiresideError as error:
        say(_Line(failed=Failed(error.message, error.hint, damaged=isinstance(error, IndexDamaged))))
    except Exception as error:
        from tui.error_log import internal_error

        bug = internal_error(error)
        say(_Line(failed=Failed(bug.message, bug.hint)))
    else:
        say(_Line(report=report))


def _bring_up(job: Job, tell: Callable[[Progress], None], stop: threading.Event) -> Report:
    from index import bring_up_to_date

    return bring_up_to_date(
        Path(os.fsdecode(job.root)),
        Path(os.fsdecode(job.folder)),
        job.settings,
        rebuild=job.rebuild,
        remove_missing=job.remove_missing,
        report=tell,
        batch=job.batch,
        memory_mb=job.memory_mb,
        workers=job.workers,
        stop=stop,
    )
