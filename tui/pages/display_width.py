"""Widths of text in terminal cells. Pages measure, cut and pad here and nowhere else.

Textual paints by Rich's tables, so widths are Rich's, of whole graphemes: a heart with an emoji selector and three
people with two joiners take two cells each, which no sum over characters gives. A combining mark takes none; a soft
hyphen takes the one cell that terminals give it.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, split_graphemes

__all__ = ["cell_len", "cut", "graphemes", "pad", "whole_graphemes"]

_JOINING = (
    "\u200d",
    "\ufe0f",
)  # zero-width joiner and emoji variation selector change the width of what is before them


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """Return start, end and width in cells of each grapheme of `text`, in order and without gaps."""
    return split_graphemes(text)[0]


def cut(text: str, width: int) -> str:
    """Return the longest beginning of `text` that is of whole graphemes and fits into `width` cells."""
    if cell_len(text) <= width:
        return text
    fitting = 0
    for _, end, cells in graphemes(text):
        width -= cells
        if width < 0:
            break
        fitting = end
    return text[:fitting]


def pad(text: str, width: int) -> str:
    """Return `text` followed by as many spaces as fill `width` cells."""
    return text + " " * (width - cell_len(text))


def whole_graphemes(text: str, offsets: Iterable[int]) -> set[int]:
    """Move each offset that is inside a grapheme of several characters to the end of it.

    A style that ended there would split the grapheme, and its parts are wider or narrower than the whole.
    """
    if not any(character in text for character in _JOINING):
        return set(offsets)
    ends = {offset: end for start, end, _ in graphemes(text) for offset in range(start + 1, end)}
    return {ends.get(offset, offset) for offset in offsets}
