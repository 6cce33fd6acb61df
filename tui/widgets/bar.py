"""A line of the screen that does not scroll: a title, a bar, a hairline."""

from __future__ import annotations

from tui.pages.line import Line, Page, Piece, justify
from tui.widgets.line_view import LineView


class FixedPage:
    """A page of given lines."""

    def __init__(self, *lines: Line) -> None:
        self._lines = lines

    @property
    def height(self) -> int:
        return len(self._lines)

    def line(self, y: int) -> Line:
        return self._lines[y]


class TextBar(LineView, can_focus=False):
    """Pieces at the left, pieces at the right, in one row."""

    DEFAULT_CSS = """
    TextBar { height: 1; overflow: hidden hidden; scrollbar-gutter: auto; }
    TextBar.bar { background: $surface; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None, margin: tuple[int, int] = (1, 1)) -> None:
        super().__init__(id=id, classes=classes)
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()
        self._margin = margin

    def say(self, left: tuple[Piece, ...], right: tuple[Piece, ...] = ()) -> None:
        """Show this instead of what was shown."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.renew()

    def make_page(self, width: int) -> Page:
        before, after = self._margin
        pieces = justify(self._left, self._right, max(0, width - before - after))
        return FixedPage(Line((Piece(" " * before), *pieces)))


class FixedLines(LineView, can_focus=False):
    """Lines that do not scroll, as many as the widget has rows."""

    DEFAULT_CSS = "FixedLines { overflow: hidden hidden; scrollbar-gutter: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()

    def say(self, lines: tuple[Line, ...]) -> None:
        """Show these instead of what was shown."""
        self._lines = lines
        self.renew()

    def make_page(self, width: int) -> Page:
        return FixedPage(*self._lines)
