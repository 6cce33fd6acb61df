"""One process at a time writes to an index; who comes second waits for its turn."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from index.errors import IndexBusy

_R = TypeVar("_R")
_EVERY = 1.0


def wait_to_write(write: Callable[[], _R], waiting: Callable[[bool], None], stop: threading.Event) -> _R:
    """Call `write` when no other process writes any more; until then call `waiting` once a second.

    `waiting` gets True the first time. Raises IndexBusy if `stop` is set before.
    """
    first = True
    while True:
        try:
            return write()
        except IndexBusy:
            waiting(first)
            first = False
            if stop.wait(_EVERY):
                raise
