"""The parent's end of one worker process. Nothing here waits for a process that is dead."""

from __future__ import annotations

import pickle
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO, cast

from corpus.errors import WiresideError
from corpus.safety import make_safe
from corpus.source import Problem, Source
from index.building.child_process import child_command
from index.storage.index_entry import IndexEntry

_WORKER = "index.building.worker"
_LAST_BREATH = 2.0
"""Seconds that a process with a closed pipe has to end by itself, so that its exit code says why it does."""

_LONGEST_REASON = 200  # characters


class WorkerDied(Exception):
    """A worker process ended before its time; the text says how."""


class WorkerHandle:
    """A worker process, started. Raises OSError where the system starts no more of them."""

    def __init__(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        try:
            # in a session of its own it is out of reach of a ^C, which would interrupt it wherever it is
            self._process = subprocess.Popen(
                child_command(_WORKER),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                start_new_session=True,
            )
        except BaseException:
            self._errors.close()
            raise

    def begin(self, describer: bytes) -> None:
        """Hand over a pickled Describer, and wait until the worker is able to describe. Raises WorkerDied."""
        self._exchange(describer)

    def describe(self, sources: Sequence[Source]) -> list[IndexEntry | Problem]:
        """Return an entry or a problem for each source. Raises WorkerDied, or what is wrong with the settings."""
        answer = self._exchange(pickle.dumps(sources, pickle.HIGHEST_PROTOCOL))
        if isinstance(answer, WiresideError):
            raise answer
        return cast(list[IndexEntry | Problem], answer)

    def kill(self) -> None:
        """End the process, whatever it is at. Any thread may call this."""
        self._process.kill()

    def close(self) -> None:
        """End the process and free what it held."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            with suppress(OSError):  # what a dead process did not read can't be flushed
                cast(BinaryIO, pipe).close()

    def _exchange(self, message: bytes) -> object:
        """Send a message and return the answer: where the process is dead, its pipe breaks or ends at once."""
        sink, source = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        try:
            sink.write(message)
            sink.flush()
            return pickle.load(source)
        except (OSError, EOFError, pickle.UnpicklingError):
            raise WorkerDied(self._cause_of_death()) from None

    def _cause_of_death(self) -> str:
        try:
            code = self._process.wait(_LAST_BREATH)
        except subprocess.TimeoutExpired:
            return "closed its pipe"
        if code < 0:
            return f"killed by {_signal_name(-code)}"
        self._errors.seek(0)
        lines = self._errors.read()[-_LONGEST_REASON:].decode(errors="replace").split("\n")
        said = next((line for line in reversed(lines) if line.strip()), "")
        return f"exit code {code}" + (f", {make_safe(said).strip()}" if said else "")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
