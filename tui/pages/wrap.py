"""Breaking text into lines by cells, not characters: a Japanese character takes two, a combining accent none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from corpus.article import Span
from tui.pages.display_width import cell_len, graphemes

_WORD = re.compile(r"\S+")


@lru_cache(maxsize=16_384)
def wrap(text: str, width: int) -> tuple[Span, ...]:
    """The lines of `text` in at most `width` cells each, as spans of it; white space at breaks is in none of them.

    A word longer than a line is broken; text without spaces between wide characters breaks between any two.
    """
    if width < 1:
        raise ValueError("a line has at least one cell")
    lines: list[Span] = []
    start = end = used = 0
    for word in _WORD.finditer(text):
        for piece_start, piece_end in _breakable(text, word.start(), word.end(), width):
            cells = _cells(text, piece_start, piece_end)
            gap = _cells(text, end, piece_start) if used else 0
            if used and used + gap + cells > width:
                lines.append(Span(start, end))
                used = gap = 0
            if not used:
                start = piece_start
            used += gap + cells
            end = piece_end
    if used:
        lines.append(Span(start, end))
    return tuple(lines) or (Span(0, 0),)


def _cells(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return len(piece) if piece.isascii() else cell_len(piece)


def _breakable(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """A word in the pieces between which a line may break."""
    word = text[start:end]
    if word.isascii() and len(word) <= width:
        return [(start, end)]
    if not _has_wide(word) and cell_len(word) <= width:
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    piece_start, used = start, 0
    for first, _, cells in graphemes(word):
        wide = cells == 2 and not _hangs(word[first])
        if used and (used + cells > width or wide):
            pieces.append((piece_start, start + first))
            piece_start, used = start + first, 0
        used += cells
    pieces.append((piece_start, end))
    return pieces


def _has_wide(word: str) -> bool:
    return any(unicodedata.east_asian_width(char) in "WF" for char in word)


def _hangs(char: str) -> bool:
    """Closing punctuation that must not begin a line."""
    return unicodedata.category(char) in ("Pe", "Pf", "Po") and char not in "「『（"


def is_right_to_left(text: str) -> bool:
    """Return True if the first letter with a direction runs right to left (rule P2 of the Unicode bidi algorithm)."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False
