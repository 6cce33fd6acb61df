"""Exit codes of the command line."""

from __future__ import annotations

from corpus.errors import NothingFound, UsageError, WiresideError

NOTHING_FOUND = 1
USAGE = 2
FAILED = 3


def exit_code(error: WiresideError) -> int:
    """Return the exit code for an error that ends the command."""
    match error:
        case NothingFound():
            return NOTHING_FOUND
        case UsageError():
            return USAGE
        case _:
            return FAILED
