"""The rows of a lens, as one scrolling view with a cursor: on a row, or on a part of one that is open."""

from __future__ import annotations

from time import perf_counter
from typing import ClassVar, NamedTuple

from textual.message import Message

from tui.pages.comparison.comparison_page import ComparisonPage, Stop
from tui.pages.comparison.lens import Lens, Spot
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Page
from tui.widgets.line_view import EmptyPage, LineView
from tui.widgets.pane import Pane

_AT_ONCE = 200
_ON = 20
"""Rows that are laid before anything is shown, and then at a time."""

_SLICE = 0.02
_PAUSE = 0.01
"""Seconds that rows are laid for, and that keys are heard in between."""


class Position(NamedTuple):
    """The position of the cursor in a lens, and the row that is open."""

    row: int = 0
    part: int = -1
    opened: int = -1


class ComparisonView(Pane):
    """`j` and `k` go from row to row, `]` and `[` from difference to difference; `enter` opens."""

    hints: ClassVar[tuple[str, ...]] = ("next_change", "next_lens", "fold_rows", "dim_copied", "open", "help")
    hints_of_many: ClassVar[tuple[str, ...]] = ("open", "side_left", "next_lens", "fold_rows", "export_lens", "help")
    hints_of_coverage: ClassVar[tuple[str, ...]] = (
        "open",
        "side_left",
        "only_rare",
        "only_omitted",
        "fold_rows",
        "help",
    )

    class Changed(Message):
        """The cursor moved, or other rows are shown."""

    class SpotChosen(Message):
        """The spot under the cursor is to be opened in its article; without a spot, the first article with the row."""

        def __init__(self, row: int, spot: Spot | None) -> None:
            super().__init__()
            self.row = row
            self.spot = spot

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id="comparison", glyphs=glyphs)
        self.lens: Lens | None = None
        self.folded = False
        self.opened = -1
        self._wanted = Position()
        self._to_last = False

    def show(self, lens: Lens, position: Position, *, folded: bool) -> None:
        """Show a lens, with the cursor where it was."""
        self.lens, self.folded, self.opened, self._wanted = lens, folded, position.opened, position
        self._lay(position)

    def make_page(self, width: int) -> Page:
        if self.lens is None:
            return EmptyPage()
        laid = ComparisonPage(
            self.lens, width, folded=self.folded, opened=self.opened, at_once=_AT_ONCE, glyphs=self.glyphs
        )
        self.set_timer(_PAUSE, lambda: self._lay_on(laid))
        return laid

    def _lay_on(self, laid: ComparisonPage) -> None:
        """Lay more of what is below, a little at a time, as long as this page is shown."""
        end, height = perf_counter() + _SLICE, laid.height
        while self.page is laid and laid.lay_on(_ON):
            if perf_counter() > end:
                self.set_timer(_PAUSE, lambda: self._lay_on(laid))
                break
        if self.page is laid and laid.height > height:
            self.grown()
            if self._to_last:
                self.action_last()

    @property
    def laid(self) -> ComparisonPage | None:
        return self.page if isinstance(self.page, ComparisonPage) else None

    @property
    def stop(self) -> Stop | None:
        """Return the stop of the cursor."""
        laid = self.laid
        return laid.stops[laid.cursor] if laid is not None and laid.cursor < len(laid.stops) else None

    @property
    def position(self) -> Position:
        stop = self.stop
        return Position(stop.row, stop.part, self.opened) if stop is not None else Position(opened=self.opened)

    @property
    def differences(self) -> list[int]:
        """The rows that differ, in order."""
        lens = self.lens
        return [row for row in range(len(lens)) if lens.differs(row) and not lens.left_out(row)] if lens else []

    def renew(self) -> None:
        """Lay out the rows again; the cursor stays."""
        first, position = self.stop is None, self.position
        super().renew()
        self._put(self._wanted if first else position)
        if first and self.stop is not None:
            self._show_stop()
            self.post_message(self.Changed())

    def _lay(self, position: Position) -> None:
        super().renew()
        self.jump(0)
        self._put(position)
        self._show_stop()
        self.post_message(self.Changed())

    def _put(self, position: Position) -> None:
        laid = self.laid
        if laid is not None and laid.stops:
            at = laid.stop_of(position.row)
            parts = [n for n in range(at, len(laid.stops)) if laid.stops[n][:2] == (position.row, position.part)]
            laid.cursor = parts[0] if parts else at

    def _show_stop(self) -> None:
        stop = self.stop
        if stop is not None:
            first = 0 if self.laid is not None and self.laid.cursor == 0 else stop.first
            self.show_line(first, min(stop.first + stop.height - first, super().rows), margin=2)

    def go_to(self, at: int) -> None:
        """Put the cursor on a stop, or the nearest that there is."""
        laid, self._to_last = self.laid, False
        if laid is not None and laid.stops:
            laid.cursor = max(0, min(at, len(laid.stops) - 1))
            self.repaint()
            self._show_stop()
            self.post_message(self.Changed())

    def go_to_row(self, row: int) -> None:
        if self.laid is not None:
            self.go_to(self.laid.stop_of(row))

    def move(self, lines: int) -> None:
        laid, stop = self.laid, self.stop
        if laid is None or stop is None:
            return
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.rows
        below, above = stop.first + stop.height - bottom, top - stop.first
        if lines > 0 and below > 0:
            self.jump(top + min(below, self.rows - 2))
        elif lines < 0 and above > 0:
            self.jump(top - min(above, self.rows - 2))
        elif lines < 0 and laid.cursor == 0:
            self.jump(0)
        else:
            self.go_to(laid.cursor + lines)

    @property
    def shared(self) -> list[int]:
        """The rows of which several articles have something, in order."""
        lens = self.lens
        if lens is None:
            return []
        articles = range(len(lens.articles))
        return [row for row in range(len(lens)) if sum(lens.spot(row, one) is not None for one in articles) > 1]

    def step(self, by: int, *, shared: bool = False) -> bool:
        """Go to the next difference, or the last; or to the next row that is shared. False where there is none."""
        stop = self.stop
        laid = self.laid
        if stop is None or laid is None:
            return False
        found = [row for row in (self.shared if shared else self.differences) if (row - stop.row) * by > 0]
        next_one = next((row for row in found[::by] if laid.shows(row)), None)
        if next_one is not None:
            self.go_to_row(next_one)
        return next_one is not None

    def fold(self) -> None:
        """Fold rows away, or show them again."""
        self.folded = not self.folded
        self.renew()
        self._show_stop()
        self.post_message(self.Changed())

    def open_row(self, article: int = -1) -> None:
        """Open the row under the cursor, and go to its part of an article, if one was chosen."""
        stop = self.stop
        if stop is None:
            return
        self.opened = stop.row
        self._lay(Position(stop.row, -1, stop.row))
        self.go_to_article(article)

    def go_to_article(self, article: int) -> None:
        """Within an open row, put the cursor on the first part of an article."""
        laid, stop = self.laid, self.stop
        if laid is not None and stop is not None and stop.row == self.opened:
            for at, one in enumerate(laid.stops):
                if one.row == stop.row and one.spot is not None and one.spot.article == article:
                    self.go_to(at)
                    return

    def close_row(self) -> bool:
        """Close the row that is open; False where none is."""
        if self.opened < 0:
            return False
        row, self.opened = self.opened, -1
        top = self.scroll_offset.y
        super().renew()
        self._put(Position(row))
        self.jump(min(top, self.max_scroll_y))
        self._show_stop()
        self.post_message(self.Changed())
        return True

    def action_open(self) -> None:
        stop = self.stop
        if stop is not None:
            self.post_message(self.SpotChosen(stop.row, stop.spot))

    def action_page_down(self) -> None:
        self._page(self.rows - 2)

    def action_page_up(self) -> None:
        self._page(2 - self.rows)

    def action_half_page_down(self) -> None:
        self._page(self.rows // 2)

    def action_half_page_up(self) -> None:
        self._page(-(self.rows // 2))

    def action_first(self) -> None:
        self.go_to(0)

    def action_last(self) -> None:
        """To the last row, also where that is still to be laid."""
        self.go_to(len(self.laid.stops) if self.laid is not None else 0)
        self._to_last = True

    def _page(self, lines: int) -> None:
        """Scroll, and take the cursor along: to the first row in view, at the end to the last."""
        laid = self.laid
        if laid is None or not laid.stops:
            return
        top = self.scroll_offset.y
        LineView.move(self, lines)
        if self.scroll_offset.y == top:
            self.go_to(len(laid.stops) - 1 if lines > 0 else 0)
            return
        top = self.scroll_offset.y
        laid.cursor = next((at for at, stop in enumerate(laid.stops) if stop.first >= top), len(laid.stops) - 1)
        self.repaint()
        self.post_message(self.Changed())

    def on_line_view_clicked(self, event: LineView.Clicked) -> None:
        event.stop()
        if event.line.target is not None and self.laid is not None:
            again = event.line.target == self.laid.cursor
            self.go_to(event.line.target)
            if again:
                self.action_open()
