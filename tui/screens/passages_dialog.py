"""The sheet of the passages behind a count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tui.pages.glyphs import Glyphs
from tui.pages.line import Piece
from tui.pages.passages_page import Passage
from tui.screens.dialogs import Dialog
from tui.widgets.pane import CursorPane
from tui.widgets.passages_view import Passages


class PassagesDialog(Dialog):
    """Passages to choose from. Gives back `id offset` of the one to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "close", show=False)]

    def __init__(self, title: tuple[Piece, ...], passages: Sequence[Passage], glyphs: Glyphs) -> None:
        super().__init__(title)
        self._passages = Passages(passages, glyphs=glyphs)

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
