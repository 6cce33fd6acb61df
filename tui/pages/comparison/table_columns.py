"""A table with a column for each article: the widths of its columns, its heads, and its rows.

If the columns leave too little room for the labels of the rows, names become three letters; if even those don't fit,
the cells go below their label.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tui.pages.comparison.lens import ROOMY, Lens
from tui.pages.display_width import cell_len
from tui.pages.line import Line, Piece, fit

LEAST = 24
"""Cells that what a row is about must have."""


class ColumnLayout(Struct, frozen=True):
    """`label` cells for what a row is about, then `columns` of `column` cells each, then `count` cells for a total."""

    label: int
    columns: int
    column: int
    count: int
    short: bool

    @property
    def below(self) -> bool:
        """Return True if cells go below their label."""
        return self.label == 0

    @property
    def width(self) -> int:
        return self.label + self.columns * self.column + self.count


def table_for(lens: Lens, width: int, *, widest: int = 11, count: int = 0, label: int = 2 * LEAST) -> ColumnLayout:
    """The table that fits into `width` cells, of which the first and the last stay empty.

    Columns grow up to `widest` as long as that leaves `label` cells for what a row is about.
    """
    room, columns = width - 2 - count, len(lens.articles)
    if width + 2 >= ROOMY:
        column = max(11, min(widest, (room - label) // columns))
        if room - columns * column >= LEAST:
            return ColumnLayout(room - columns * column, columns, column, count, short=False)
    for column in (6, 5, 4):
        if room - columns * column >= LEAST:
            return ColumnLayout(room - columns * column, columns, column, count, short=True)
    return ColumnLayout(0, columns, max(4, min(6, room // columns)), count, short=True)


def table_heads(lens: Lens, table: ColumnLayout, column: int, total: str = "") -> Line:
    """Return the names of the articles over their columns, the chosen one emphasised."""
    names = lens.tags if table.short else lens.names
    pieces = [Piece(" "), Piece(" " * table.label)]
    for number, name in enumerate(names):
        style = "accent bold underline" if number == column else f"{lens.style_of(number)} bold"
        pieces += right_aligned([Piece(name, style)], table.column)
    return Line((*pieces, *right_aligned([Piece(total, "muted")], table.count)))


def table_row(
    table: ColumnLayout, label: Sequence[Piece], cells: Sequence[Sequence[Piece]], total: str = ""
) -> list[Line]:
    """A row: what it is about, its cells flush right, and their total."""
    filled = [piece for cell in cells for piece in right_aligned(cell, table.column)]
    filled += right_aligned([Piece(total, "text")] if total else [], table.count)
    if table.below:
        return [Line((Piece(" "), *fit(label, table.width))), Line((Piece(" "), *filled))]
    return [Line((Piece(" "), *padded(label, table.label), *filled))]


def padded(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Pieces with the space after them that fills `width` cells."""
    kept = fit(pieces, width - 1)
    return [*kept, Piece(" " * (width - sum(cell_len(piece.text) for piece in kept)))]


def right_aligned(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Pieces with the space before them that fills `width` cells."""
    kept = fit(pieces, max(0, width - 1))
    return [Piece(" " * max(0, width - sum(cell_len(piece.text) for piece in kept))), *kept]


def centred(glyph: Piece, name: str) -> list[Piece]:
    """A glyph under the middle of a name, both flush right."""
    return [glyph, Piece(" " * (cell_len(name) // 2))]
