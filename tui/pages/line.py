"""A line of the screen: pieces of text, each with the name of a style from the palette."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from corpus.article import Span
from tui.pages.display_width import cell_len, cut, whole_graphemes


class Piece(NamedTuple):
    """Some text in one style. A style is one or more words: names of the palette, or `bold`, `italic`, `underline`."""

    text: str
    style: str = "text"


class Line(NamedTuple):
    """Pieces from left to right. `ground` is the style of the whole row; `target` says what a click on it means."""

    pieces: tuple[Piece, ...] = ()
    ground: str = ""
    target: int | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def cells(self) -> int:
        return sum(cell_len(piece.text) for piece in self.pieces)


class Page(Protocol):
    """Something that can be asked for its lines."""

    @property
    def height(self) -> int: ...

    def line(self, y: int) -> Line: ...


BLANK = Line()


def justify(left: Sequence[Piece], right: Sequence[Piece], width: int) -> tuple[Piece, ...]:
    """Left and right pieces with the space between them that fills `width` cells.

    What does not fit is cut from the left side, at a word, never from the right.
    """
    room = width - sum(cell_len(piece.text) for piece in right)
    if right:
        room -= 1
    kept = fit(left, max(0, room))
    gap = width - sum(cell_len(p.text) for p in kept) - sum(cell_len(p.text) for p in right)
    return (*kept, Piece(" " * max(0, gap)), *right)


def fit(pieces: Iterable[Piece], width: int) -> tuple[Piece, ...]:
    """As many of the pieces as fit into `width` cells; the last one is cut at a word with `…`."""
    kept: list[Piece] = []
    for piece in pieces:
        cells = cell_len(piece.text)
        if cells > width:
            if width > 0:
                kept.append(Piece(shorten(piece.text, width), piece.style))
            break
        kept.append(piece)
        width -= cells
    return tuple(kept)


def shorten(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in at most `width` cells, cut at a word where one ends in the second half, with an ellipsis."""
    if cell_len(text) <= width:
        return text
    if width <= len(ellipsis):
        return ellipsis[:width]
    kept = cut(text, width - len(ellipsis)).rstrip()
    at_word = kept.rpartition(" ")[0].rstrip(" ,;:–—")
    if text[len(kept) : len(kept) + 1] not in ("", " ") and len(at_word) >= len(kept) // 2:
        kept = at_word
    return kept + ellipsis


Marks = Iterable[tuple[Span, str]]


def styled(text: str, base: str, marks: Marks, part: Span | None = None) -> list[Piece]:
    """A part of the text in pieces: `base`, and over it the marks in their order, a later one over an earlier one."""
    start, end = part or (0, len(text))
    inside = [
        (max(start, span.start), min(end, span.end), style)
        for span, style in marks
        if span.start < end and span.end > start
    ]
    edges = sorted({start, end, *whole_graphemes(text, (i for a, b, _ in inside for i in (a, b)))})
    pieces: list[Piece] = []
    for a, b in pairwise(edges):
        style = base
        for low, high, name in inside:
            if low <= a and b <= high:
                style = name
        pieces.append(Piece(text[a:b], style))
    return pieces


def in_marks(quote: str) -> str:
    """A quote between marks, unless it has marks of its own; without the comma that a sentence left at its ends."""
    text = quote.strip(" ,;:–—")
    return text if any(mark in text for mark in '“”"«»„') else f"“{text}”"
