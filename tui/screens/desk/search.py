"""Search: the query that is typed, the results that follow it, and what may have been meant instead."""

from __future__ import annotations

import asyncio
import gc
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from corpus.errors import WiresideError
from index import SearchStopped
from tui.pages.line import Piece
from tui.screens.desk.article_reader import ArticleReader
from tui.screens.desk.layout import DeskLayout
from tui.screens.desk.navigation import Navigation, WayBack
from tui.screens.desk.shell import Shell
from tui.services.search_service import PAGE, Answer, SearchService

if TYPE_CHECKING:
    from index import Query, Results, Session, Sort, Suggestion

READING_FOLDER = "Reading the folder. Articles appear here as they are read."
NO_RESULTS = "Nothing found. Fewer words find more: / goes back to the query."
NO_ARTICLES = (
    "No articles here yet. wireside reads .txt, .md, .html, .json and .jsonl files, also .gz, in this folder and below."
)
_STALE_AFTER = 0.15
"""Seconds after which results that answer an older query are dimmed."""
_AHEAD_AFTER = 0.3
"""Seconds without a key after which the hits beyond those in view are fetched."""
_FEW = 2
"""Results up to which another query is suggested."""


class ResultsShown(Message, bubble=False):
    """Other results are shown."""

    def __init__(self, results: Results) -> None:
        super().__init__()
        self.results = results


class Search:
    """The query in the bar, its results, and their order.

    While the folder is being read (`folder_is_read`), what is found may not be all; `searchable` counts the articles
    found so far. During the first reading (`first_reading`) the cursor stays on the first result until it is moved.
    """

    def __init__(
        self,
        shell: Shell,
        layout: DeskLayout,
        service: SearchService,
        reader: ArticleReader,
        navigation: Navigation,
        *,
        debounce: float,
    ) -> None:
        self._shell = shell
        self._layout = layout
        self._input = layout.search_bar.input
        self._pane = layout.results
        self._service = service
        self._reader = reader
        self._navigation = navigation
        self._debounce = debounce
        self.sort: Sort = "relevance"
        self.pending: Session | None = None
        """The place where reading stopped last time, until it is shown."""
        self.folder_is_read = False
        self.first_reading = False
        self.searchable = 0

    @property
    def text(self) -> str:
        return self._input.value

    @property
    def results(self) -> Results | None:
        """The results that are shown."""
        return self._pane.results

    # Other queries

    def replace(self, text: str) -> None:
        """Put a query into the bar, and go to its results."""
        self._input.value = text
        self._pane.focus()

    def replace_for_now(self, text: str) -> None:
        """Put a query into the bar, so that "back" leads to the one that is there now."""
        way = self._navigation.way_back_from(self._pane)
        go = way.go if way is not None else partial(self.replace, self.text)
        self._navigation.remember_way_back(self._pane, WayBack(lambda: self.text == text, go))
        self.replace(text)

    def find_similar(self) -> None:
        """Search for articles like the one that is shown."""
        article = self._reader.article
        if article is not None:
            text = f"like: {article.headline.value}"
            self._service.likes[text] = article.id
            self.replace_for_now(text)

    def typed(self, text: str) -> None:
        """Search for what is typed, once typing rests."""
        self._shell.cancel("article", "ahead")
        self._shell.start(partial(self._find_when_typing_rests, text), group="search")

    async def _find_when_typing_rests(self, text: str) -> None:
        await asyncio.sleep(self._debounce)
        stop = self._shell.after(_STALE_AFTER, self._pane.grow_stale)
        try:
            await self.find(text)
        finally:
            stop()

    def restore(self, session: Session) -> None:
        """Take up the query and the order of a session; its article and place follow with the results."""
        self.pending = session
        self.sort = session.sort

    # The same query again

    async def toggle_sort(self) -> None:
        self.sort = "date" if self.sort == "relevance" else "relevance"
        await self.find(self.text)

    def toggle_copies(self) -> None:
        """Show one result of each text, or all."""
        self._service.fold_copies = not self._service.fold_copies
        self._shell.start(self.find_again, group="search")

    async def find_again(self) -> None:
        """Search for the same again; the cursor stays on its article."""
        await self.find(self.text, keep=True)

    async def show_again(self) -> None:
        """Show article and hits as rules and corrections are now."""
        self._reader.reopen()
        await self.find_again()

    def index_changed(self, *, always: bool = False) -> None:
        """Show what was committed to the index since, and with `always` the results in any case."""
        self._shell.start(partial(self._refresh, always), group="refresh")

    async def _refresh(self, always: bool) -> None:
        try:
            if await self._service.refresh() or always:
                await self.find_again()
        except WiresideError as error:
            self._shell.warn(error)

    # Results

    async def find(self, text: str, *, keep: bool = False) -> None:
        """Search and show what is found; with `keep` the cursor stays on its article."""
        try:
            first = PAGE if keep or self.pending is not None else self._pane.screenful
            answer = await self._service.search(text, self.sort, typing=not text.endswith(" "), first=first)
        except SearchStopped:
            return
        except WiresideError as error:
            self._shell.warn(error)
            return
        self._show(answer, keep)

    def _show(self, answer: Answer, keep: bool) -> None:
        results, first = answer.results, answer.first
        session, self.pending = self.pending, None
        keep = keep and not self._at_the_beginning
        current = session.article if session is not None else self._reader.current_id if keep else None
        at = next((i for i, hit in enumerate(first) if hit.id == current), self._pane.cursor if keep else 0)
        self._pane.show_results(results, first, at)
        self._show_counts(results)
        id = current or (first[at].id if at < len(first) else None)
        if id is not None and not (keep and id == self._reader.current_id):
            self._reader.open(id, session.place if session is not None else 0)
            self._shell.start(partial(self._look_ahead, results), group="ahead")
        elif not results.total:
            self._pane.say(NO_RESULTS if results.of else READING_FOLDER if self.folder_is_read else NO_ARTICLES)
            self._reader.close()
        self._shell.post_message(ResultsShown(results))

    @property
    def _at_the_beginning(self) -> bool:
        """Whether the folder is read for the first time, and the user has not moved on from the first result."""
        pane, article = self._pane, self._layout.article
        untouched = pane.has_focus and pane.cursor == 0 and article.scroll_offset.y == 0
        self.first_reading = self.first_reading and untouched
        return self.first_reading

    async def _look_ahead(self, results: Results) -> None:
        """Once typing rests, ask for the hits that follow those in view, and collect the garbage that keys left."""
        await asyncio.sleep(_AHEAD_AFTER)
        gc.collect(1)
        if results is self.results:
            self._pane.want_page()

    async def load_hits(self, results: Results, start: int) -> None:
        """Load the page of hits from `start` on."""
        try:
            hits = await self._service.hits(results, start)
        except WiresideError as error:
            self._shell.warn(error)
        else:
            self._pane.add_hits(results, start, hits)
            if self._reader.current_id is None:
                self._reader.open_hit()

    async def _count_hidden(self, results: Results) -> None:
        """Count what the filters of the query hide, now that its hits are shown."""
        if results.query.text in self._service.likes:
            return
        try:
            hidden = await self._service.hidden(results.query)
        except SearchStopped:
            return
        except WiresideError as error:
            self._shell.warn(error)
            return
        if hidden.articles and results is self.results:
            self._layout.hidden = results.query, hidden
            self._show_counts(results)

    def _show_counts(self, results: Results) -> None:
        self._layout.show_counts(results, so_far=self.folder_is_read and self.searchable > 0)

    # What may have been meant

    def results_shown(self, results: Results) -> None:
        """Say what of a query was not understood, and what its filters hide; if it found little, suggest another."""
        self._offer(results.query)
        self._shell.start(partial(self._count_hidden, results), group="hidden")
        if results.total <= _FEW:
            self._shell.start(partial(self._suggest, results.query), group="suggest")

    async def _suggest(self, query: Query) -> None:
        if query.text in self._service.likes:
            return
        try:
            suggestion = await self._service.suggestion(query)
        except SearchStopped:
            return
        except WiresideError as error:
            self._shell.warn(error)
            return
        if suggestion is not None and self.results is not None and self.results.query is query:
            self._offer(query, suggestion)

    def _offer(self, query: Query, suggestion: Suggestion | None = None) -> None:
        """Say what could not be understood, or may have been meant, and offer the better form."""
        takes = (Piece("tab", "accent bold"), Piece(" takes it", "muted"))
        offered = suggestion.text if suggestion else query.repaired if query.left_out else ""
        hint = "; ".join(dict.fromkeys(part.reason for part in query.left_out))
        if hint and query.read_as and not self._layout.wide:
            hint += f"; read as {query.read_as}"
        if offered and offered != query.text:
            many = f" ({suggestion.total:,})" if suggestion else ""
            hint = f"{hint + '. ' if hint else ''}Did you mean  {offered}{many}"
        self._input.offered = offered if offered != query.text else ""
        self._layout.hairline.hint(hint, takes if self._input.offered else ())
        self._layout.retitle()
