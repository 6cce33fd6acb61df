"""The width of a text in cells of a terminal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def cells(text: str) -> int:
    """The width of one line of text, in cells: wide characters count 2, marks on others 0."""
    return len(text) if text.isascii() else sum(map(_width, text))


def fitting(text: str, width: int) -> int:
    """Count the first characters of `text` that fit into `width` cells."""
    if text.isascii():
        return min(len(text), max(0, width))
    for count, character in enumerate(text):
        width -= _width(character)
        if width < 0:
            return count
    return len(text)


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
