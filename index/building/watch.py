"""Waits until something changes in the folder of a corpus."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import CorpusError

_QUIET_MS = 400
"""After so many milliseconds without a change a file counts as written."""

_LONGEST_MS = 2_000
_LOOK_UP_MS = 200


def watch_folder(root: Path, stop: threading.Event) -> Iterator[bool]:
    """First False, when watching has begun, then True whenever something changed, and ends when `stop` is set.

    What changes between two questions is not lost. Raises CorpusError where the folder can't be watched, or is gone.
    """
    from watchfiles import watch

    folder = root if root.is_dir() else root.parent
    try:
        begun = False
        for changed in watch(
            folder,
            watch_filter=None,
            debounce=_LONGEST_MS,
            step=_QUIET_MS,
            stop_event=stop,
            rust_timeout=_LOOK_UP_MS,
            yield_on_timeout=True,
        ):
            if not folder.exists():
                raise CorpusError(f"{folder} is gone", "index again when it is back")
            if changed or not begun:
                begun = True
                yield bool(changed)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CorpusError(f"can't watch {folder}: {reason}", "index again to take up what has changed") from error
