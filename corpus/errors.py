"""Errors that users see, in one line each: what happened, where, and what to do about it."""

from __future__ import annotations


class WiresideError(Exception):
    """An error that a user is meant to read.

    `message` says what happened and where, `hint` what to do next; both are one line without a full stop.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}: {self.hint}" if self.hint else self.message


class UsageError(WiresideError):
    """A wrong argument or a wrong setting."""


class NothingFound(WiresideError):
    """The search succeeded, but nothing matched."""


class CorpusError(WiresideError):
    """The folder of articles, or a file in it, can't be used."""
