"""The user's corrections of the actors of a corpus: read again when their file has changed, and changed by the reader.

Everything here reads files, so it is not for the event loop.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Lock

from msgspec.structs import replace

from corpus.actors.linking.corrections import Correction
from corpus.errors import WiresideError
from tui.services.correction_file import CorrectionFile
from tui.services.yaml_list_file import ListChange


class CorrectionStore:
    """Hold the corrections of one file. Any thread may use it.

    `complain` gets each fault in the file once; while there is a fault, there are no corrections. Methods that change
    the file raise WiresideError if they can't.
    """

    def __init__(self, file: CorrectionFile, complain: Callable[[WiresideError], None]) -> None:
        self._file, self._complain = file, complain
        self._lock = Lock()
        self._state: tuple[int, int] | None = None
        self._corrections: tuple[Correction, ...] = ()

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections, as the file has them now."""
        with self._lock:
            state = self._file.state()
            if state != self._state:
                try:
                    self._corrections = self._file.read()
                except WiresideError as error:
                    self._corrections = ()
                    self._complain(error)
                self._state = state
            return self._corrections

    def add(self, correction: Correction) -> ListChange[Correction]:
        """Add a correction, with the day of today."""
        return self._file.change((), (replace(correction, made=date.today().isoformat()),))

    def remove(self, correction: Correction) -> ListChange[Correction]:
        """Remove a correction."""
        return self._file.change((correction,), ())

    def undo(self, change: ListChange[Correction]) -> None:
        """Undo a change."""
        self._file.undo(change)
