"""A pane of the desk: a line view that takes the focus, moves by keys, and says in its title what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui.commands import bindings
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import BLANK, Line, Piece, justify
from tui.widgets.line_view import LineView

_BEFORE, _AFTER = 2, 1  # cells left and right of the title, in line with the text


def title_room(width: int) -> int:
    """The cells that a title has above a pane of this width."""
    return max(0, width - _BEFORE - _AFTER)


def title_line(left: Sequence[Piece], right: Sequence[Piece], width: int) -> Line:
    """Return the line above a pane, aligned with its text."""
    return Line((Piece(" " * _BEFORE), *justify(left, right, title_room(width))))


class Pane(LineView):
    """Scrolls by keys; a pane with a cursor moves that instead. Its title is in its padding."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("pane")]

    hints: ClassVar[tuple[str, ...]] = ()
    name_in_title: ClassVar[str] = ""

    class Retitled(Message):
        """The title of a pane has changed."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Pane.Retitled)

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self._titled = BLANK

    def title(self, width: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """Return the pieces of the title at the left and at the right."""
        return (Piece(self.name_in_title, self.title_style),), ()

    @property
    def title_style(self) -> str:
        return "accent bold" if self.has_focus else "strong"

    @property
    def rows(self) -> int:
        """Rows of the screen that the pane has."""
        return max(1, self.scrollable_content_region.height)

    def action_down(self) -> None:
        self.move(1)

    def action_up(self) -> None:
        self.move(-1)

    def action_half_page_down(self) -> None:
        self.move(self.rows // 2)

    def action_half_page_up(self) -> None:
        self.move(-(self.rows // 2))

    def action_page_down(self) -> None:
        self.move(self.rows - 2)

    def action_page_up(self) -> None:
        self.move(2 - self.rows)

    def action_first(self) -> None:
        self.jump(0)

    def action_last(self) -> None:
        self.jump(self.max_scroll_y)

    def action_open(self) -> None:
        """Open the entry under the cursor; do nothing in a pane without entries to open."""

    def retitle(self) -> None:
        """Write the title again, and post that it may have changed."""
        self.post_message(self.Retitled())
        self._entitle()

    def _entitle(self) -> None:
        width, above = self.size.width, self.gutter.top
        line = title_line(*self.title(width), width) if above else BLANK
        if line != self._titled:
            self._titled = line
            self.refresh_rows({-above})

    def line_above(self, row: int) -> Line:
        return self._titled if row == 0 else BLANK

    def on_resize(self, event: events.Resize) -> None:
        self._entitle()


class CursorPane(Pane):
    """A pane with a cursor on one of its entries, of which each takes the same number of rows."""

    class Moved(Message):
        """The cursor is on another entry."""

        def __init__(self, pane: CursorPane, at: int) -> None:
            super().__init__()
            self.pane = pane
            self.at = at

        @property
        def control(self) -> CursorPane:
            return self.pane

    class Opened(Moved):
        """An entry was opened, by `enter` or a click on the one under the cursor."""

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self.cursor = 0

    @property
    def entries(self) -> int:
        return 0

    @property
    def entry_rows(self) -> int:
        """Rows of one entry, the blank one below it included."""
        return 1

    def go_to(self, at: int, *, tell: bool = True) -> None:
        """Put the cursor on an entry, or the nearest that there is, and show it."""
        at = max(0, min(at, self.entries - 1))
        moved, self.cursor = at != self.cursor, at
        self.renew()
        self.show_line(at * self.entry_rows, max(1, self.entry_rows - 1))
        if moved:
            self.retitle()
            if tell:
                self.post_message(self.Moved(self, at))

    def move(self, lines: int) -> None:
        """By keys a line is an entry, and a page as many entries as the pane shows."""
        self.go_to(self.cursor + lines)

    @property
    def rows(self) -> int:
        return max(2, super().rows // self.entry_rows)

    def action_page_down(self) -> None:
        self.move(max(1, self.rows - 1))

    def action_page_up(self) -> None:
        self.move(-max(1, self.rows - 1))

    def action_first(self) -> None:
        self.go_to(0)

    def action_last(self) -> None:
        self.go_to(self.entries - 1)

    def action_open(self) -> None:
        if self.entries:
            self.post_message(self.Opened(self, self.cursor))

    def on_line_view_clicked(self, event: LineView.Clicked) -> None:
        event.stop()
        at = event.line.target
        if at is not None and at < self.entries:
            if at == self.cursor:
                self.action_open()
            self.go_to(at)

    def on_focus(self) -> None:
        self.retitle()

    def on_blur(self) -> None:
        self.retitle()
