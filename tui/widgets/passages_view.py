"""A list of passages, with a cursor that goes from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Page
from tui.pages.passages_page import Passage, PassagesPage
from tui.widgets.pane import CursorPane


class Passages(CursorPane):
    """Goes from passage to passage."""

    DEFAULT_CSS = "Passages { background: $surface; height: auto; max-height: 100%; }"
    hints: ClassVar[tuple[str, ...]] = ("open", "back")

    def __init__(self, passages: Sequence[Passage], *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs)
        self.passages = passages

    @property
    def entries(self) -> int:
        return len(self.passages)

    def make_page(self, width: int) -> Page:
        return PassagesPage(self.passages, width, cursor=self.cursor, glyphs=self.glyphs)

    def go_to(self, at: int, *, tell: bool = True) -> None:
        self.cursor = max(0, min(at, self.entries - 1))
        self.renew()
        if isinstance(self.page, PassagesPage) and self.passages:
            self.show_line(*self.page.lines_of(self.cursor))

    @property
    def rows(self) -> int:
        return 4
