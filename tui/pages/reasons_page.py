"""Reasons for stripped blocks, line by line beside the ghosts of an article."""

from __future__ import annotations

from tui.pages.article_page import ArticlePage
from tui.pages.line import BLANK, Line, Piece, justify
from tui.pages.wording import SURE, percent

_NAME = 8  # cells for `outlet` or `byline` and a space


class ReasonsPage:
    """As high as the page of the article that it explains."""

    def __init__(self, laid: ArticlePage, width: int) -> None:
        self.height = laid.height
        self._lines: dict[int, Line] = {}
        for n, (name, text) in enumerate(laid.origins):
            self._lines[laid.origins_at + n] = Line((Piece(f"   {name:<{_NAME}}", "muted"), Piece(text, "text")))
        for reason in laid.reasons:
            here = reason.block == laid.at_block
            sure = Piece(percent(reason.confidence), "muted" if reason.confidence >= SURE else "warning")
            head = (Piece(f"{laid.look.glyphs.rule * 2} ", "rule"), Piece(reason.role, "strong"))
            self._lines[reason.y] = Line(justify(head, (sure,), width))
            for n, text in enumerate(reason.lines, start=1):
                self._lines[reason.y + n] = Line((Piece("   "), Piece(text, "text" if here else "muted")))

    def line(self, y: int) -> Line:
        return self._lines.get(y, BLANK)
