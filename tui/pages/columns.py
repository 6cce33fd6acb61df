"""Stacks of rows side by side, with a cursor that goes through the rows of all stacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.pages.display_width import cell_len
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Line, Piece, fit

GAP = 4  # cells between stacks
_MARGIN = 2  # cells before a stack, for the cursor


class Row(NamedTuple):
    """Pieces of one line. `entry` is the number of the entry that the cursor is on, which may take several rows."""

    pieces: tuple[Piece, ...] = ()
    entry: int | None = None


class Columns:
    """Stacks of `width` cells each, from left to right."""

    def __init__(self, stacks: Sequence[Sequence[Row]], width: int, *, cursor: int, glyphs: Glyphs = UNICODE) -> None:
        self._stacks = stacks
        self._width = width
        self._cursor = cursor
        self._glyphs = glyphs
        self._places = {
            row.entry: (column, y)
            for column, stack in enumerate(stacks)
            for y, row in reversed(list(enumerate(stack)))
            if row.entry is not None
        }

    @property
    def height(self) -> int:
        return max(map(len, self._stacks), default=0)

    def line(self, y: int) -> Line:
        pieces: list[Piece] = []
        for stack in self._stacks:
            row = stack[y] if y < len(stack) else Row()
            here = row.entry is not None and row.entry == self._cursor
            pieces += self._cells(row, here)
        return Line(tuple(pieces))

    def place(self, entry: int) -> tuple[int, int]:
        """The stack and the line where an entry begins."""
        return self._places.get(entry, (0, 0))

    def entry_at(self, x: int, y: int) -> int | None:
        """The entry at a cell, if one is there."""
        column = x // (self._width + GAP)
        if not (0 <= column < len(self._stacks) and 0 <= y < len(self._stacks[column])):
            return None
        return self._stacks[column][y].entry

    def beside(self, entry: int, by: int) -> int:
        """The entry of the stack `by` further to the right that is nearest to the height of this one."""
        column, y = self.place(entry)
        there = [(abs(at - y), other) for other, (of, at) in self._places.items() if of == column + by]
        return min(there)[1] if there else entry

    def _cells(self, row: Row, here: bool) -> list[Piece]:
        width = self._width - _MARGIN
        kept = fit(row.pieces, width)
        gap = " " * (width - sum(cell_len(piece.text) for piece in kept) + GAP)
        ground = " surface" if here else ""
        mark = Piece(f"{self._glyphs.cursor} ", "cursor") if here else Piece("  ")
        return [mark, *(Piece(piece.text, piece.style + ground) for piece in kept), Piece(gap)]
