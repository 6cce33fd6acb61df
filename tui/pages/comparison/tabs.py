"""What stands over a comparison: the tabs of its lenses, the legend of the one that is open, and how much differs."""

from __future__ import annotations

from collections.abc import Sequence

from tui.pages.comparison.comparison_page import Stop
from tui.pages.comparison.lens import Lens
from tui.pages.counting import counted
from tui.pages.line import Piece

_GAP = 3


def tabs_of(titles: Sequence[str], chosen: int) -> tuple[tuple[Piece, ...], tuple[int, int]]:
    """The titles in a row, and from which cell to which the chosen one stands, on a line with a margin of one cell."""
    pieces: list[Piece] = []
    start = end = 1
    for at, title in enumerate(titles):
        if at == chosen:
            start = 1 + sum(len(piece.text) for piece in pieces)
            end = start + len(title)
        pieces += (Piece(title, "accent bold" if at == chosen else "muted"), Piece(" " * _GAP))
    return tuple(pieces), (start, end)


def legend_of(lens: Lens, room: int) -> tuple[Piece, ...]:
    """The legend of a lens, the short one where the other has no room, and none where that has none."""
    for short in (False, True):
        legend = lens.legend(short=short)
        if sum(len(piece.text) for piece in legend) < room:
            return tuple(legend)
    return ()


def differences_told(lens: Lens, differences: Sequence[int], stop: Stop | None) -> str:
    """Which of the differences the cursor is on, of how many; and to which rows the lens is narrowed."""
    if lens.narrowed_to:
        shown = sum(not lens.left_out(row) for row in range(len(lens)))
        return f"{shown:,} of {len(lens):,} rows, {lens.narrowed_to}"
    if stop is not None and stop.row in differences:
        return f"difference {differences.index(stop.row) + 1:,} of {len(differences):,}"
    return counted(len(differences), "difference")
