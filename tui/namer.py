"""The user's word on actors, as the file of a corpus has it: read anew when it has changed, and changed by the reader.

It reads files, so nothing here is for the event loop.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from corpus.actors.linking.corrections import Correction
from corpus.errors import WiresideError
from tui.actors_file import ActorsFile
from tui.list_file import Change


class Namer:
    """`complain` is told once of each fault in the file; with a fault there are no corrections."""

    def __init__(self, file: ActorsFile, complain: Callable[[WiresideError], None]) -> None:
        self._file, self._complain = file, complain
        self._state: tuple[int, int] | None = None
        self._reading = threading.Lock()
        self._corrections: tuple[Correction, ...] = ()

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections, as the file has them now. Any thread may ask; one that comes while another reads waits."""
        with self._reading:
            state = self._file.state()
            if state != self._state:
                try:
                    self._corrections = self._file.read()
                except WiresideError as error:
                    self._corrections = ()
                    self._complain(error)
                self._state = state
            return self._corrections

    def make(self, correction: Correction) -> Change[Correction]:
        """Write a correction down, with the day. Raises WiresideError where the file can't be changed."""
        return self._file.change((), (replace(correction, made=date.today().isoformat()),))

    def take_out(self, correction: Correction) -> Change[Correction]:
        """Take a correction out of the file. Raises WiresideError where the file can't be changed."""
        return self._file.change((correction,), ())

    def take_back(self, change: Change[Correction]) -> None:
        """Undo a change. Raises WiresideError where the file can't be changed."""
        self._file.take_back(change)
