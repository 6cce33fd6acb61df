"""The comparison, as one scrolling view with a cursor on a row."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui.commands import bindings
from tui.glyphs import UNICODE, Glyphs
from tui.lines.compare_page import ComparePage, Sides
from tui.lines.line import Page
from tui.widgets.line_view import EmptyPage, LineView
from tui.widgets.pane import Pane


class CompareView(Pane):
    """Rows of two sides. `j` and `k` go from row to row, `]` and `[` from difference to difference."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]
    hints: ClassVar[tuple[str, ...]] = ("next_change", "previous_change", "fold", "swap", "open", "help")

    class Changed(Message):
        """The cursor moved, or the sides were swapped."""

    class Swapped(Message):
        """The sides are to change places."""

    class Chosen(Message):
        """The row under the cursor is to be read in its article."""

    def __init__(self, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id="comparison", glyphs=glyphs)
        self.sides: Sides | None = None
        self.cursor = -1
        self.folded = False

    def show_sides(self, sides: Sides) -> None:
        self.sides = sides
        self.cursor = -1
        self.renew()
        self.jump(0)
        self.post_message(self.Changed())

    def make_page(self, width: int) -> Page:
        if self.sides is None:
            return EmptyPage()
        return ComparePage(self.sides, width, cursor=self.cursor, folded=self.folded, glyphs=self.glyphs)

    @property
    def laid(self) -> ComparePage | None:
        return self.page if isinstance(self.page, ComparePage) else None

    @property
    def differences(self) -> list[int]:
        """The rows that differ, in order."""
        rows = self.sides.comparison.rows if self.sides is not None else ()
        return [number for number, row in enumerate(rows) if row.kind != "same"]

    def go_to(self, row: int) -> None:
        """Put the cursor on a row, and show it whole."""
        self.cursor = row
        self.renew()
        if self.laid is not None:
            first = self.laid.first_line(row)
            self.show_line(0 if row == 0 else first, self.laid.lines_of(row), margin=2)
        self.post_message(self.Changed())

    def move(self, lines: int) -> None:
        rows = self.laid.shown_rows if self.laid is not None else []
        if not rows:
            return
        at = rows.index(self.cursor) if self.cursor in rows else -1 if lines > 0 else 0
        self.go_to(rows[max(0, min(at + lines, len(rows) - 1))])

    def action_page_down(self) -> None:
        self._page(self.rows - 2)

    def action_page_up(self) -> None:
        self._page(2 - self.rows)

    def action_half_down(self) -> None:
        self._page(self.rows // 2)

    def action_half_up(self) -> None:
        self._page(-(self.rows // 2))

    def action_first(self) -> None:
        self.move(-len(self.differences) - 10_000)

    def action_last(self) -> None:
        self.move(10_000)

    def _page(self, lines: int) -> None:
        """Scroll, and take the cursor along to the first row in view."""
        LineView.move(self, lines)
        line = next((line for y in range(self.rows) if (line := self.line_at(y)) and line.target is not None), None)
        if line is not None and line.target is not None and line.target != self.cursor:
            top = self.scroll_offset.y
            self.cursor = line.target
            self.renew()
            self.jump(top)
            self.post_message(self.Changed())

    def action_next_change(self) -> None:
        self._step([row for row in self.differences if row > self.cursor])

    def action_previous_change(self) -> None:
        self._step([row for row in reversed(self.differences) if row < self.cursor])

    def _step(self, rows: list[int]) -> None:
        if rows:
            self.go_to(rows[0])

    def action_fold(self) -> None:
        self.folded = not self.folded
        self.renew()
        if self.cursor >= 0:
            self.go_to(self.cursor)

    def action_swap(self) -> None:
        self.post_message(self.Swapped())

    def action_open(self) -> None:
        if self.cursor >= 0:
            self.post_message(self.Chosen())

    def on_line_view_clicked(self, event: LineView.Clicked) -> None:
        event.stop()
        if event.line.target is not None:
            self.go_to(event.line.target)
