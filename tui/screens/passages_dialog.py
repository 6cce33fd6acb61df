"""The dialog of the passages behind a count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Page, Piece
from tui.pages.passages_page import Passage, PassagesPage
from tui.screens.dialogs import Dialog
from tui.widgets.pane import CursorPane


class PassagesView(CursorPane):
    """A list of passages, with a cursor that moves from one to the next."""

    DEFAULT_CSS = "PassagesView { background: $surface; height: auto; max-height: 100%; }"
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


class PassagesDialog(Dialog):
    """Passages to choose from. Gives back `id offset` of the one to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "close", show=False)]

    def __init__(self, title: tuple[Piece, ...], passages: Sequence[Passage], glyphs: Glyphs) -> None:
        super().__init__(title)
        self._passages = PassagesView(passages, glyphs=glyphs)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._title
            yield self._passages

    def on_mount(self) -> None:
        self._passages.focus()

    @on(CursorPane.Opened)
    def _choose(self, event: CursorPane.Opened) -> None:
        passage = self._passages.passages[event.at]
        self.close(f"{passage.article} {passage.start}")
