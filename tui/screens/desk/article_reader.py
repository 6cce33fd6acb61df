"""The article: fetching it, what of it is shown, and its hits, blocks and mentions one after the other."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.message import Message

from corpus.article import Actor, Article
from corpus.errors import WiresideError
from tui.pages.article_page import Mode
from tui.pages.readable_text import ShownArticle
from tui.screens.desk.layout import DeskLayout
from tui.screens.desk.shell import Shell

if TYPE_CHECKING:
    from index import Query

_SETTLE, _SETTLE_TYPING = 0.03, 0.15
"""Seconds before an article is fetched: while keys or typing go on, none of those in between is."""
_NEXT_MODE = {Mode.CLEAN: Mode.GHOSTS, Mode.GHOSTS: Mode.RAW, Mode.RAW: Mode.CLEAN}


class ArticleSource(Protocol):
    """Fetches articles, with their lines wrapped for a width in cells."""

    async def shown(self, id: str, query: Query, text_width: int) -> ShownArticle:
        """Raises WiresideError."""


class ArticleShown(Message, bubble=False):
    """Another article is shown, or the same one again, or none."""

    def __init__(self, shown: ShownArticle | None) -> None:
        super().__init__()
        self.shown = shown


class ArticleReader:
    """Shows one article at a time."""

    def __init__(self, shell: Shell, layout: DeskLayout, source: ArticleSource) -> None:
        self._shell = shell
        self._source = source
        self._results = layout.results
        self._pane = layout.article
        self._actors = layout.actors
        self._query_input = layout.search_bar.input
        self._layout = layout

    # Which article

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._pane.shown.article if self._pane.shown is not None else None

    @property
    def current_id(self) -> str | None:
        return self.article.id if self.article is not None else None

    @property
    def chosen_id(self) -> str | None:
        """The id of the article that the cursor is on: in the results that under it, elsewhere the one shown."""
        hit = self._results.current if self._results.has_focus else None
        return hit.id if hit is not None else self.current_id

    @property
    def place(self) -> int:
        """The offset in the source that is at the top of the pane."""
        return self._pane.place

    @property
    def actor(self) -> Actor | None:
        """The actor under the cursor of its pane, or the first if that has no focus."""
        actors = self.article.actors if self.article is not None else ()
        at = self._actors.cursor if self._actors.has_focus else 0
        return actors[at] if at < len(actors) else None

    @property
    def chosen_actor(self) -> Actor | None:
        """The actor under the cursor, while its pane has the focus."""
        return self.actor if self._actors.has_focus else None

    # Fetching

    def open(self, id: str, place: int = 0) -> None:
        """Show an article, from an offset of its source on."""
        self._shell.start(partial(self._fetch, id, place), group="article")

    def open_hit(self) -> None:
        """Show the article of the hit under the cursor."""
        if self._results.current is not None:
            self.open(self._results.current.id)

    def reopen(self) -> None:
        """Fetch the article again, as rules and corrections are now."""
        if self.current_id is not None:
            self.open(self.current_id)

    def go_to(self, id: str, offset: int) -> None:
        """Go to a place in an article, whether it is among the results or not."""
        at = self._results.index_of(id)
        if at is not None:
            self._results.go_to(at, tell=False)
        self.open(id, offset)
        self._pane.focus()

    def close(self) -> None:
        """Show no article."""
        self._show(None, 0)

    async def _fetch(self, id: str, place: int) -> None:
        if self._results.results is None:
            return
        await asyncio.sleep(_SETTLE_TYPING if self._query_input.has_focus else _SETTLE)
        try:
            shown = await self._source.shown(id, self._results.results.query, self._pane.text_width)
        except WiresideError as error:
            self._shell.warn(error)
        else:
            self._show(shown, place)

    def _show(self, shown: ShownArticle | None, place: int) -> None:
        self._pane.show_article(shown, source_at=place)
        self._shell.post_message(ArticleShown(shown))

    # Clean, with stripped blocks, raw

    def next_mode(self) -> None:
        self._set_mode(_NEXT_MODE[self._pane.mode])

    def toggle_raw(self) -> None:
        self._set_mode(Mode.CLEAN if self._pane.mode is Mode.RAW else Mode.RAW)

    def _set_mode(self, mode: Mode) -> None:
        self._pane.set_mode(mode)
        if self._layout.narrow:
            self._pane.focus()

    # One after the other

    def scroll(self, lines: int) -> None:
        """Scroll the article, whatever has the focus."""
        self._pane.move(lines)

    def next_article(self) -> None:
        self._results.go_to(self._results.cursor + 1)

    def previous_article(self) -> None:
        self._results.go_to(self._results.cursor - 1)

    async def next_hit(self) -> None:
        await self._step_hit(1, "next_article", "next")

    async def previous_hit(self) -> None:
        await self._step_hit(-1, "previous_article", "previous")

    async def _step_hit(self, by: int, command: str, which: str) -> None:
        await self._shell.finished("search", "article")
        if not self._pane.step_hit(by):
            key = self._shell.key(command)
            way = f"; press {key} for the {which} article" if key else ""
            self._shell.report(f"no {which} hit in this article{way}", seconds=3)

    def next_stripped_block(self) -> None:
        if not self._pane.step_block(1):
            self._shell.report("no next stripped block", seconds=3)

    def previous_stripped_block(self) -> None:
        if not self._pane.step_block(-1):
            self._shell.report("no previous stripped block", seconds=3)

    def next_block(self) -> None:
        self._pane.step_block(1, read=True)

    def previous_block(self) -> None:
        self._pane.step_block(-1, read=True)

    def next_mention(self, actor: int) -> None:
        """Go to the next mention of the actor at this place of the list."""
        self._pane.step_mention(actor)
