"""The page of a lens: its rows one below the other, which of them are folded or open, and the stops of the cursor.

A page is laid out once for a width, on request some rows at a time, since whole books have thousands; moving the
cursor changes nothing but `cursor`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tui.pages.comparison.lens import Lens, Spot
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import BLANK, Line, Piece
from tui.pages.wording import counted


class Stop(NamedTuple):
    """A stop of the cursor: a row, or with `part` ≥ 0 a part of an open one; its first line and number of lines."""

    row: int
    part: int
    first: int
    height: int
    spot: Spot | None


class ComparisonPage:
    """A lens as lines. A line's target is the number of its stop.

    At first as many rows as `at_once` are laid; without it all are.
    """

    def __init__(
        self,
        lens: Lens,
        width: int,
        *,
        folded: bool = False,
        opened: int = -1,
        at_once: int | None = None,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        self.lens = lens
        self.glyphs = glyphs
        self.opened = opened
        self.cursor = 0
        self.stops: list[Stop] = []
        self._room = max(20, width - 2)
        self._lines: list[tuple[int, int, Line]] = []  # stop, row, line; -1 for what belongs to none
        self._stop_of: dict[int, int] = {}
        self._rows = self._laid(folded)
        self.lay_on(at_once)

    def lay_on(self, rows: int | None = None) -> bool:
        """Lay so many rows more, or all; False where that was the last."""
        return len(list(islice(self._rows, rows))) == rows

    def _laid(self, folded: bool) -> Iterator[int]:
        """The rows, each when it is laid or known to be folded."""
        lens = self.lens
        rows = [row for row in range(len(lens)) if not lens.left_out(row)]
        hidden = {row for row in rows if folded and lens.folds(row)}
        told = {lens.section(row) for row in rows if row not in hidden}
        section, run = "", 0
        for row in rows:
            title = lens.section(row)
            if title != section and title in told:
                self._add_folded(run)
                run, section = 0, title
                self._add_section(section)
            if row in hidden:
                run += 1
            else:
                self._add_folded(run)
                run = 0
                self._add_row(row)
            yield row
        self._add_folded(run)
        if not self._lines:
            self._add(-1, -1, Line((Piece(" "), Piece(lens.empty, "muted"))))

    @property
    def height(self) -> int:
        return len(self._lines)

    def line(self, y: int) -> Line:
        stop, row, line = self._lines[y]
        here = self.stops[self.cursor] if self.cursor < len(self.stops) else None
        if here is None or row < 0 or row != here.row:
            return line
        if stop == self.cursor and (line.pieces or row == self.opened):
            return line._replace(pieces=(Piece(self.glyphs.cursor, "cursor"), *line.pieces[1:]), ground="surface")
        return line._replace(ground="surface") if row == self.opened else line

    def stop_of(self, row: int) -> int:
        """The stop of a row; of one that is folded away, that of the next row that is shown."""
        self._lay_to(row)
        found = self._stop_of.get(row)
        if found is not None:
            return found
        return next((number for number, stop in enumerate(self.stops) if stop.row >= row), max(0, len(self.stops) - 1))

    def shows(self, row: int) -> bool:
        """Return False for a row that is folded away."""
        self._lay_to(row)
        return row in self._stop_of

    def _lay_to(self, row: int) -> None:
        """Lay all rows up to one, and on to the next that is shown."""
        while (not self.stops or self.stops[-1].row < row) and self.lay_on(1):
            pass

    def _add(self, stop: int, row: int, line: Line) -> None:
        target = stop if stop >= 0 else None
        self._lines.append((stop, row, Line((Piece(" "), *line.pieces) if line.pieces else (), line.ground, target)))

    def _add_row(self, row: int) -> None:
        self._stop_of[row] = len(self.stops)
        lines = self.lens.lines(row, self._room)
        self._add_stop(row, -1, lines, None)
        if row == self.opened:
            self._add(-1, row, BLANK)
            for number, part in enumerate(self.lens.opened(row, self._room)):
                if part.spot is None:
                    for line in part.lines:
                        self._add(-1, row, line)
                else:
                    self._add_stop(row, number, part.lines, part.spot)
            self._add(-1, row, BLANK)
        if self.lens.spaced(row):
            self._add(-1, -1, BLANK)

    def _add_stop(self, row: int, part: int, lines: tuple[Line, ...], spot: Spot | None) -> None:
        at = len(self.stops)
        self.stops.append(Stop(row, part, len(self._lines), len(lines), spot))
        for line in lines:
            self._add(at, row, line)

    def _add_section(self, title: str) -> None:
        if self._lines and self._lines[-1][2].pieces:
            self._add(-1, -1, BLANK)
        self._add(-1, -1, Line((Piece(" "), Piece(title, "muted bold"))))

    def _add_folded(self, count: int) -> None:
        if count:
            said = f" {self.lens.folded_sign}  {self.lens.folded_as(count)}"
            self._add(-1, -1, Line((Piece(said, "muted"),)))
            self._add(-1, -1, BLANK)


_GAP = 3  # cells between tabs


def tabs_of(titles: Sequence[str], chosen: int) -> tuple[tuple[Piece, ...], tuple[int, int]]:
    """Return the titles in a row, and first and last cell of the chosen one, on a line with a margin of one cell."""
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
    """Return the number of the difference under the cursor, of how many, or the rows to which the lens is narrowed."""
    if lens.narrowed_to:
        shown = sum(not lens.left_out(row) for row in range(len(lens)))
        return f"{shown:,} of {len(lens):,} rows, {lens.narrowed_to}"
    if stop is not None and stop.row in differences:
        return f"difference {differences.index(stop.row) + 1:,} of {len(differences):,}"
    return counted(len(differences), "difference")
