"""Waiting for what happens, in tests: never for a fixed time."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable

PATIENCE = 120  # seconds, a backstop for what never happens, however loaded the machine is
POLL = 0.02  # seconds


def until(happened: Callable[[], object], *, show: Callable[[], str] = str) -> None:
    """Wait until something has happened. Fail with what that is, and what `show` returns, if it doesn't."""
    patience = Patience(happened, show)
    while not happened():
        patience.check()
        time.sleep(POLL)


class Patience:
    """Ends a wait for what never happens."""

    def __init__(self, happened: Callable[[], object], show: Callable[[], str]) -> None:
        self._happened, self._show = happened, show
        self._end = time.monotonic() + PATIENCE

    def check(self) -> None:
        """Raise AssertionError when there was more than time enough."""
        if time.monotonic() > self._end:
            raise AssertionError(f"this never happened:\n{source_of(self._happened)}\n{self._show()}")


def source_of(function: Callable[[], object]) -> str:
    """Return the lines in which a function is written, or its name where it is not written in Python."""
    try:
        return inspect.getsource(function).strip()
    except (OSError, TypeError):
        return repr(function)
