"""The sidebar: the actors of the article."""

from __future__ import annotations

from typing import ClassVar

from textual.reactive import var

from tui.pages.actors_page import ActorsPage
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Page, Piece
from tui.pages.readable_text import ShownArticle
from tui.widgets.pane import CursorPane


class ActorsPane(CursorPane):
    """The actors of the article, those with the most weight first. `listed` are the keys in the dictionary."""

    hints: ClassVar[tuple[str, ...]] = ("open", "dossier", "filter", "merge", "split", "help")
    name_in_title: ClassVar[str] = "Actors"

    shown: var[ShownArticle | None] = var(None, init=False)
    listed: var[frozenset[str]] = var(frozenset(), init=False)

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, glyphs=glyphs)

    def watch_shown(self, before: ShownArticle | None, shown: ShownArticle | None) -> None:
        same = shown is not None and before is not None and shown.article.id == before.article.id
        if not same:
            self.cursor = 0
        self.renew()
        if not same:
            self.jump(0)
        self.retitle()

    def watch_listed(self) -> None:
        self.renew()
        self.retitle()

    @property
    def entries(self) -> int:
        return len(self.shown.article.actors) if self.shown is not None else 0

    @property
    def entry_rows(self) -> int:
        return self.page.rows if isinstance(self.page, ActorsPage) else 3

    def make_page(self, width: int) -> Page:
        cursor = self.cursor if self.has_focus else -1
        return ActorsPage(self.shown, width, cursor=cursor, listed=self.listed, glyphs=self.glyphs)

    def title(self, width: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        left, _ = super().title(width)
        wide = f" {self.glyphs.dot} {self.glyphs.unlisted} not in the dictionary" if width >= 34 and self.listed else ""
        return left, (Piece(f"{self.entries}{wide}", "muted"),)

    def on_focus(self) -> None:
        self.renew()

    def on_blur(self) -> None:
        self.renew()
