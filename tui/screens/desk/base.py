"""What the rooms of the desk share: the way to the corpus, what the user noted, and how one asks, reads and goes back.

A room is built on `Desk` alone and knows no other. What happens on the desk it hears of by messages.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from corpus.article import Actor
from corpus.errors import WiresideError
from index import IndexDamaged, SearchStopped
from tui.config import Config
from tui.file_locations import corrections_file, index_of, notebook_file, rules_file
from tui.pages.readable_text import ShownArticle
from tui.screens.desk.going_back import GoingBack, WayBack
from tui.services.correction_file import CorrectionFile
from tui.services.correction_store import CorrectionStore
from tui.services.notebook_writer import News, NotebookWriter
from tui.services.rule_file import RuleFile
from tui.services.rule_store import RuleStore
from tui.services.search_service import PAGE, Answer, SearchService
from tui.widgets.pane import CursorPane
from tui.widgets.results_pane import ResultsPane

if TYPE_CHECKING:
    from index import Notes, Results, Session, Sort

READING = "Reading the folder. Articles appear here as they are read."
NOTHING = "Nothing found. Fewer words find more: / goes back to the query."
EMPTY = (
    "No articles here yet. wireside reads .txt, .md, .html, .json and .jsonl files, also .gz, in this folder and below."
)
_SETTLE, _SETTLE_TYPING = 0.03, 0.15
"""Seconds until an article is fetched: who goes on, or types on, does not wait for those between."""
_AHEAD_AFTER = 0.3


class Repaired(Message):
    """The index was damaged, and has been rebuilt."""


class Damaged(Message):
    """The index can't be used."""

    def __init__(self, error: WiresideError) -> None:
        super().__init__()
        self.error = error


class Desk(GoingBack):
    """The desk of one corpus, without its rooms."""

    class Found(Message, bubble=False):
        """Other results are shown."""

        def __init__(self, results: Results) -> None:
            super().__init__()
            self.results = results

    class Turned(Message, bubble=False):
        """Another article is shown, or none."""

    class Remembered(Message, bubble=False):
        """The memory has news: whether notes are saved, or what was noted before."""

        def __init__(self, news: News) -> None:
            super().__init__()
            self.news = news

    def __init__(self, config: Config, corpus: Path) -> None:
        super().__init__(config)
        self.corpus = corpus
        self.folder = index_of(corpus, config.index.folder)
        self.search_service = SearchService(
            self.folder,
            RuleStore(RuleFile(rules_file()), self.complain),
            CorrectionStore(CorrectionFile(corrections_file(corpus)), self.complain),
            notes=self.noted,
            actor_settings=lambda: config.corpus_settings.actors,
            fold_copies=config.search.fold_copies,
        )
        self.notebook_writer = NotebookWriter(
            notebook_file(corpus), lambda news: self.post_message(self.Remembered(news))
        )
        self.sort: Sort = "relevance"
        self.marked: list[str] = []
        self.tags: dict[str, list[str]] = {}
        self.saved: dict[str, str] = {}
        self._noted: Notes | None = None
        self.pending: Session | None = None
        """The place where reading stopped last time, until it is shown."""
        self.reading = False
        """Whether the folder is being read."""
        self.first_time = False
        """Whether it is for the first time, and nobody has gone on from the first result yet."""
        self.searchable = 0

    def warn(self, error: WiresideError) -> None:
        """Tell of an error; a damaged index is offered to be made anew."""
        if isinstance(error, IndexDamaged):
            self.app.post_message(Damaged(error))
        else:
            super().warn(error)

    def noted(self) -> Notes:
        """Return what the user noted, for `is:` and `tag:`: one value for as long as nothing changes."""
        from index import Notes

        if self._noted is not None and len(self._noted.read) == len(self.results.read):
            return self._noted
        tagged: dict[str, set[str]] = {}
        for id, tags in self.tags.items():
            for tag in tags:
                tagged.setdefault(tag, set()).add(id)
        self._noted = Notes(
            frozenset(self.results.read),
            frozenset(self.marked),
            {tag: frozenset(ids) for tag, ids in sorted(tagged.items())},
        )
        return self._noted

    async def unless_saved(self, notes: Iterable[Future[bool]]) -> str:
        """Return what to add to a message about notes if they could not be written."""
        saved = await asyncio.gather(*map(asyncio.wrap_future, notes))
        return "" if all(saved) else " · not saved yet"

    def show_noted(self) -> None:
        """Show the marks and tags, as they are now."""
        self._noted = None
        self.results.marked = frozenset(self.marked)
        self.results.tags = self.article.tags = {id: tuple(tags) for id, tags in self.tags.items() if tags}
        self.results.renew()
        self.article.renew()

    # Asking

    def ask(self, text: str) -> None:
        """Put a query into the bar, and go to its results."""
        self.search.input.value = text
        self.results.focus()

    def ask_from_here(self, text: str) -> None:
        """The same; `esc` goes back to the query that is there now."""
        way = self.way_from(self.results)
        go = way.go if way is not None else partial(self.ask, self.search.input.value)
        self.came_from_elsewhere(self.results, WayBack(lambda: self.search.input.value == text, go))
        self.ask(text)

    async def find(self, text: str, *, keep: bool = False) -> None:
        """Search and show what is found; with `keep` the cursor stays on its article."""
        try:
            first = PAGE if keep or self.pending is not None else self.results.screenful
            answer = await self.search_service.search(text, self.sort, typing=not text.endswith(" "), first=first)
        except SearchStopped:
            return
        except WiresideError as error:
            self.warn(error)
            return
        self._show_answer(answer, keep)

    def search_again(self) -> None:
        """Search for the same anew; the cursor stays on its article."""
        self.run_worker(self.find(self.search.input.value, keep=True), exclusive=True, group="search")

    async def show_anew(self) -> None:
        """Show article and hits as rules and corrections are now."""
        if self.current_id is not None:
            self.turn_to(self.current_id, 0)
        await self.find(self.search.input.value, keep=True)

    def _show_answer(self, answer: Answer, keep: bool) -> None:
        results, first = answer.results, answer.first
        session, self.pending = self.pending, None
        keep = keep and not self._at_the_beginning
        current = session.article if session is not None else self.current_id if keep else None
        at = next((i for i, hit in enumerate(first) if hit.id == current), self.results.cursor if keep else 0)
        self.results.show_results(results, first, at)
        self.tell(results, so_far=self.reading and self.searchable > 0)
        id = current or (first[at].id if at < len(first) else None)
        if id is not None and not (keep and id == self.current_id):
            self.turn_to(id, session.place if session is not None else 0)
            self._look_ahead(results)
        elif not results.total:
            self.results.say(NOTHING if results.of else READING if self.reading else EMPTY)
            self._show_article(None, 0)
        self.post_message(self.Found(results))

    @property
    def _at_the_beginning(self) -> bool:
        """Whether one still sees the folder being read for the first time, from the first result on."""
        untouched = self.results.has_focus and self.results.cursor == 0 and self.article.scroll_offset.y == 0
        self.first_time = self.first_time and untouched
        return self.first_time

    @work(exclusive=True, group="ahead")
    async def _look_ahead(self, results: Results) -> None:
        """Once typing rests, have the hits that follow those in view, and collect what the keys left behind."""
        await asyncio.sleep(_AHEAD_AFTER)
        gc.collect(1)
        if results is self.results.results:
            self.results.want_page()

    @on(ResultsPane.Wanted)
    @work(group="hits")
    async def _load_hits(self, event: ResultsPane.Wanted) -> None:
        try:
            hits = await self.search_service.hits(event.results, event.start)
        except WiresideError as error:
            self.warn(error)
        else:
            self.results.add_hits(event.results, event.start, hits)
            if self.current_id is None:
                self._moved_in_results()

    # Reading

    @property
    def current_id(self) -> str | None:
        """The id of the article that is shown."""
        return self.article.shown.article.id if self.article.shown is not None else None

    @property
    def actor(self) -> Actor | None:
        """The actor under the cursor of its pane, or, where that has no focus, the first."""
        actors = self.article.shown.article.actors if self.article.shown is not None else ()
        at = self.actors.cursor if self.actors.has_focus else 0
        return actors[at] if at < len(actors) else None

    @on(CursorPane.Moved, "#results")
    def _moved_in_results(self) -> None:
        hit = self.results.current
        if hit is not None:
            self.turn_to(hit.id, 0)

    @work(exclusive=True, group="article")
    async def turn_to(self, id: str, place: int) -> None:
        """Show an article, from an offset of its source on."""
        if self.results.results is None:
            return
        await asyncio.sleep(_SETTLE_TYPING if self.search.input.has_focus else _SETTLE)
        self.search_service.text_width = self.article.text_width
        try:
            shown = await self.search_service.shown(id, self.results.results.query)
        except WiresideError as error:
            self.warn(error)
            return
        self._show_article(shown, place)

    async def settled(self) -> None:
        """Wait until what was asked for last, and its article, are on the screen."""
        for group in ("search", "article"):
            going = [one.wait() for one in self.workers if one.group == group and one.is_running]
            await asyncio.gather(*going, return_exceptions=True)

    def let_go(self) -> None:
        """Give up what is on its way to the screen, since other results will come."""
        for group in ("article", "ahead"):
            self.workers.cancel_group(self, group)

    def read_at(self, id: str, offset: int) -> None:
        """Go to a place in an article, whether it is among the results or not."""
        at = self.results.index_of(id)
        if at is not None:
            self.results.go_to(at, tell=False)
        self.turn_to(id, offset)
        self.article.focus()

    def _show_article(self, shown: ShownArticle | None, place: int) -> None:
        self.article.show_article(shown, source_at=place)
        self.actors.show_article(shown)
        self.reasons.renew()
        self.retitle()
        self.post_message(self.Turned())
