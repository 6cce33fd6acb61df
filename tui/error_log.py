"""The log: tracebacks of bugs, which nobody is shown. One file in the user's log folder, of bounded size."""

from __future__ import annotations

import logging
import os
import platform
import sys
from contextlib import closing
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler

from corpus.errors import WiresideError
from tui.file_locations import log_file

_MOST_BYTES = 500_000  # some 200 tracebacks; one older file of this size is kept beside it
_LONGEST_LINE = 200  # characters of an error's own text that are shown


class InternalError(WiresideError):
    """A bug of ours. Its traceback is in the log."""


def internal_error(error: BaseException) -> InternalError:
    """Write the traceback of a bug to the log, and return the line to show. Where that fails the line says so."""
    what = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")[:_LONGEST_LINE]
    try:
        _write(what, error)
    except OSError:
        return InternalError(f"internal error ({what})", "WIRESIDE_DEBUG=1 shows the traceback")
    return InternalError(f"internal error ({what})", f"the traceback is in {log_file()}")


class _OwnersFile(RotatingFileHandler):
    """A log for the owner alone, since a traceback names files. What can't be written is an error of the caller."""

    def _open(self) -> TextIOWrapper:
        flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW
        return open(os.open(self.baseFilename, flags, 0o600), "a", encoding="utf-8", errors="replace")  # noqa: PTH123

    def handleError(self, record: logging.LogRecord) -> None:
        raise


def _write(what: str, error: BaseException) -> None:
    from importlib.metadata import version

    file = log_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    facts = f"wireside {version('wireside')}, Python {platform.python_version()}, {sys.platform}"
    handler = _OwnersFile(file, maxBytes=_MOST_BYTES, backupCount=1, delay=True)
    handler.setFormatter(logging.Formatter(f"%(asctime)s {facts}: %(message)s"))
    with closing(handler):
        handler.emit(
            logging.LogRecord("wireside", logging.ERROR, "", 0, what, None, (type(error), error, error.__traceback__))
        )
