"""The dossier as one scrolling view, with a cursor on what can be opened."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from corpus.dossier import Dossier
from tui.pages.dossier_page import DossierEntry, DossierPage
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Page
from tui.widgets.line_view import EmptyPage
from tui.widgets.pane import CursorPane


class DossierView(CursorPane):
    """`h` and `l` go from column to column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "beside(-1)", show=False),
        Binding("l,right", "beside(1)", show=False),
    ]
    hints: ClassVar[tuple[str, ...]] = ("open", "merge", "split", "by_outlet", "export", "help")

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id="dossier", glyphs=glyphs)
        self.dossier: Dossier | None = None
        self.by_outlet = False

    def show(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.renew()

    @property
    def laid(self) -> DossierPage | None:
        return self.page if isinstance(self.page, DossierPage) else None

    @property
    def entries(self) -> int:
        return len(self.laid.entries) if self.laid is not None else 0

    @property
    def entry(self) -> DossierEntry | None:
        """Return the entry under the cursor."""
        return self.laid.entries[self.cursor] if self.laid is not None and self.cursor < self.entries else None

    def make_page(self, width: int) -> Page:
        if self.dossier is None:
            return EmptyPage()
        return DossierPage(self.dossier, width, cursor=self.cursor, by_outlet=self.by_outlet, glyphs=self.glyphs)

    def go_to(self, at: int, *, tell: bool = True) -> None:
        self.cursor = max(0, min(at, self.entries - 1))
        self.renew()
        if self.laid is not None and self.entries:
            line = self.laid.line_of(self.cursor)
            self.show_line(max(0, line - 2), 4)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        entry = self.laid.entry_at(event.x, event.y + self.scroll_offset.y) if self.laid is not None else None
        if entry is not None and entry == self.cursor:
            self.action_open()
        elif entry is not None:
            self.go_to(entry)

    def action_beside(self, by: int) -> None:
        if self.laid is not None:
            self.go_to(self.laid.beside(self.cursor, by))
