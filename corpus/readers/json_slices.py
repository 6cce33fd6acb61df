"""A JSON file of many articles cut into the exact bytes of each, however large the file.

Only strings and brackets are looked at. So it takes the memory of one article, a mistake in one does not spoil those
after it, and nothing can nest too deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from corpus.readers.safe_open import Unreadable, too_large

WRAPPERS = (
    "articles",
    "items",
    "results",
    "documents",
    "docs",
    "data",
    "news",
    "stories",
    "posts",
    "entries",
    "records",
)

_CHUNK = 1 << 16
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?P<closed>")?|[\[\]{}]', re.S)
_LIST_KEYS = frozenset(f'"{name}"'.encode() for name in WRAPPERS)


def slices(stream: IO[bytes], max_bytes: int, *, wrapped: bool) -> Iterator[bytes | Unreadable]:
    """Yield the objects of a JSON list, those that follow one another, or, if `wrapped`, those of a list that an object
    keeps under one of `WRAPPERS`. An object that is larger than `max_bytes` yields an Unreadable.

    Raises whatever reading the stream raises.
    """
    cutter = _Cutter(wrapped)
    while more := stream.read(max(_CHUNK, cutter.held_bytes)):
        for piece in cutter.feed(more):
            yield piece if len(piece) <= max_bytes else Unreadable(too_large(max_bytes))
        if cutter.held_bytes > max_bytes and cutter.give_up():
            yield Unreadable(too_large(max_bytes))
    if rest := cutter.rest():
        yield rest


class _Cutter:
    """The state of reading JSON: the number of open brackets, and the start of the article that is being read."""

    def __init__(self, wrapped: bool) -> None:
        self._wrapped = wrapped
        self._held = b""
        self._at = 0  # what stands before was looked at
        self._begun: int | None = None
        self._depth = 0
        self._level: int | None = None  # how many brackets stand around an article, once that is known
        self._key = b""

    @property
    def held_bytes(self) -> int:
        return len(self._held) - self._kept_from

    @property
    def _kept_from(self) -> int:
        return self._at if self._begun is None else self._begun

    def feed(self, more: bytes) -> Iterator[bytes]:
        """Yield the articles that end in `more`."""
        dropped = self._kept_from
        self._held = self._held[dropped:] + more
        self._at -= dropped
        self._begun = None if self._begun is None else 0
        for token in _TOKEN.finditer(self._held, self._at):
            sign = token[0]
            if sign == b"[" or sign == b"{":
                self._open(sign, token.start())
            elif sign == b"]" or sign == b"}":
                self._depth = max(0, self._depth - 1)
                if self._begun is not None and self._depth == self._level:
                    yield self._held[self._begun : token.end()]
                    self._begun = None
                elif self._level == 2 and self._depth == 1:
                    self._level = 0  # the list has ended; what follows is not of it
            elif token["closed"] is None:
                self._at = token.start()
                return
            elif self._depth == 1:
                self._key = sign
            self._at = token.end()
        self._at = len(self._held)

    def give_up(self) -> bool:
        """Forget what is being read, and go on behind the string, if it is in one. Whether it was an article."""
        was_article, self._begun = self._begun is not None, None
        if self._at < len(self._held):
            self._held, self._at = b'"', 0
        return was_article

    def rest(self) -> bytes:
        """Return an article that was begun and did not end."""
        return b"" if self._begun is None else self._held[self._begun :]

    def _open(self, sign: bytes, start: int) -> None:
        if self._level is None:
            self._level = 1 if sign == b"[" else 0
        elif self._level == 0 and self._depth == 1 and self._wrapped and sign == b"[" and self._key in _LIST_KEYS:
            self._level, self._begun = 2, None
        if sign == b"{" and self._depth == self._level:
            self._begun = start
        self._depth += 1
