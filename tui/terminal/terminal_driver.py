"""Textual's driver for terminals, safe against a terminal that is gone, and against being stopped and continued."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

_ONCE = 1.0
"""Seconds in which a second SIGCONT is one with the first: `fg` sends one to the group, our parent another."""


class TerminalDriver(LinuxDriver):
    """Repaints after SIGSTOP too, and reports when the terminal is gone instead of failing."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file = _Output(sys.__stderr__ or sys.stderr)  # type: ignore[assignment]  # all that it uses of a file
        self._continued = 0.0

    def _sigcont_application(self, *_: object) -> None:
        if not self._auto_restart or time.monotonic() - self._continued < _ONCE:
            return
        self._continued = time.monotonic()
        if not self._must_signal_resume:  # stopped by SIGSTOP, which nobody is asked about
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()

    def run_input_thread(self) -> None:
        try:
            super().run_input_thread()
        except OSError:
            hang_up: Callable[[], None] | None = getattr(self._app, "hang_up", None)
            if hang_up is not None:
                self._app.call_later(hang_up)


class _Output:
    """A terminal to write to; what is written after it was closed is lost."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        try:
            self._file.write(text)
        except OSError:
            self._write_to_nothing()

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError:
            self._write_to_nothing()

    def _write_to_nothing(self) -> None:
        """Give what is still buffered somewhere to go, since Python flushes it when it ends."""
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._file.fileno())

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()
