"""The hairline under the top bar: heavy above what has focus. A hint about the query takes its row."""

from __future__ import annotations

from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Line, Page, Piece, justify
from tui.widgets.bar import FixedPage
from tui.widgets.line_view import LineView


class Hairline(LineView, can_focus=False):
    """A rule across the screen, heavy from one column to another."""

    DEFAULT_CSS = "Hairline { height: 1; overflow: hidden hidden; scrollbar-gutter: auto; }"

    def __init__(self, *, glyphs: Glyphs = UNICODE, id: str = "hairline") -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._heavy = (0, 0)
        self._style = "accent"
        self._hint = ""
        self._takes: tuple[Piece, ...] = ()

    def mark(self, start: int, end: int, style: str = "accent") -> None:
        """Make the rule heavy between two columns of the screen."""
        if (start, end) != self._heavy or style != self._style:
            self._heavy, self._style = (start, end), style
            self.renew()

    def hint(self, text: str, takes: tuple[Piece, ...] = ()) -> None:
        """Say something about the query instead, and at the right how to take it; no text brings the rule back."""
        if (text, takes) != (self._hint, self._takes):
            self._hint, self._takes = text, takes
            self.renew()

    def make_page(self, width: int) -> Page:
        if self._hint:
            said = justify((Piece("? ", "warning bold"), Piece(self._hint, "text")), self._takes, width - 2)
            return FixedPage(Line((Piece(" "), *said), "surface"))
        start, end = (max(0, min(column, width)) for column in self._heavy)
        rule, heavy = self._glyphs.rule, self._glyphs.heavy
        pieces = (
            Piece(rule * start, "rule"),
            Piece(heavy * (end - start), self._style),
            Piece(rule * (width - end), "rule"),
        )
        return FixedPage(Line(pieces))
