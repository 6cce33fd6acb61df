"""The desk: search bar, results, article, actors, timeline. Where one works."""

from __future__ import annotations

import asyncio
import os
import threading
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from corpus.errors import WiresideError
from corpus.source import Problem
from index.errors import IndexDamaged, SearchStopped
from index.progress import Progress, Report
from tui.actors_file import ActorsFile
from tui.commands import bindings
from tui.config import Config
from tui.indexing import Failed, Indexing, Job, News
from tui.judge import Judge
from tui.librarian import PAGE, Answer, Librarian
from tui.lines.article_page import Mode
from tui.lines.line import Piece
from tui.lines.shown import Shown
from tui.memory import Memory, Recalled
from tui.namer import Namer
from tui.places import corrections_file, index_of, notebook_file, recents_file, rules_file
from tui.recents import remember
from tui.rules_file import RulesFile
from tui.screens.in_stories import InStories
from tui.screens.sheets import ChoiceSheet
from tui.widgets.choices import Choice
from tui.widgets.pane import CursorPane
from tui.widgets.results import ResultsPane
from tui.widgets.search_bar import Completer, QueryInput

if TYPE_CHECKING:
    from index.notebook import Session
    from index.results import Results, Sort

_REFRESH_EVERY = 1.0
_SETTLE, _SETTLE_TYPING = 0.03, 0.08
"""Seconds until an article is fetched: who goes on, or types on, does not wait for those between."""

READING = "Reading the folder. Articles appear here as they are read."
NOTHING = "Nothing found. Fewer words find more: / goes back to the query."
EMPTY = (
    "No articles here yet. wireside reads .txt, .md, .html, .json and .jsonl files, also .gz, in this folder and below."
)
_STALE_AFTER = 0.15
_AHEAD_AFTER = 0.3
_FEW = 2
"""Where no more is found, something else may have been meant."""


HISTORY = (Piece("Earlier queries", "strong"),)
NOT_READ = (Piece("Not read", "strong"), Piece("  and why", "muted"))


class DeskScreen(InStories):
    """One corpus: its results, an article, its actors."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("desk")]

    class Heard(Message):
        """The builder has news."""

        def __init__(self, news: News) -> None:
            super().__init__()
            self.news = news

    def __init__(self, config: Config, corpus: Path) -> None:
        super().__init__(config)
        self.corpus = corpus
        self.folder = index_of(corpus, config.index.folder)
        self.librarian = Librarian(self.folder, Judge(RulesFile(rules_file()), self._complain))
        self.memory = Memory(notebook_file(corpus), self._complain)
        self.librarian.namer = Namer(ActorsFile(corrections_file(corpus)), self._complain)
        self.librarian.notes = self.noted
        self.librarian.actor_settings = lambda: self.config.corpus_settings.actors
        self.librarian.fold_copies = config.search.fold_copies
        self.search.input.suggester = Completer(self.librarian.complete)
        self.sort: Sort = "relevance"
        self.marked: list[str] = []
        self.problems: tuple[Problem, ...] = ()
        self.tags = {}
        self.saved = {}
        self.undoing = []
        self._indexing: Indexing | None = None
        self._refreshed = 0.0
        self._searchable = 0
        self._pending: Session | None = None
        self._first_time = False
        self._leaving = threading.Event()
        self._changed_meanwhile = False

    # Opening and leaving

    def on_mount(self) -> None:
        self.results.focus()
        self.call_after_refresh(self._open)
        self.call_after_refresh(self.know_listed)

    @work(group="open")
    async def _open(self) -> None:
        try:
            recalled = await self.memory.recall()
        except WiresideError as error:
            recalled = Recalled()
            self.warn(error)
        self._take_up(recalled)
        try:
            opened = await self.librarian.open()
        except WiresideError as error:
            self.app.post_message(Damaged(error))
            return
        if opened:
            await self._answer(self.search.input.value)
        else:
            self._first_time = True
            self.results.say(READING)
        self.read_folder()
        if self.config.index.watch:
            self._follow_folder()

    @work(thread=True, group="watch")
    def _follow_folder(self) -> None:
        from index.watching import changes

        try:
            for later in changes(self.corpus, self._leaving):
                if later:
                    self.app.call_from_thread(self._folder_changed)
        except WiresideError as error:
            if not self._leaving.is_set():
                self._complain(error)

    def _folder_changed(self) -> None:
        """Read what has changed, at once or when what is under way is done."""
        self._changed_meanwhile = self._indexing is not None
        if not self._changed_meanwhile:
            self.read_folder()

    def _take_up(self, recalled: Recalled) -> None:
        """Go on where reading stopped last time."""
        self.marked = list(recalled.marked)
        self.tags = {id: list(tags) for id, tags in recalled.tags.items()}
        self.saved = dict(recalled.saved)
        self.results.tags = recalled.tags
        self.results.marked = set(recalled.marked)
        self.results.read = set(recalled.read)
        self.search.input.history = list(recalled.history)
        session = recalled.session
        if session is not None:
            self._pending = session
            self.sort = session.sort
            with self.prevent(Input.Changed):
                self.search.input.value = session.query
            self.search.input.cursor_position = len(session.query)

    def read_folder(self, *, rebuild: bool = False) -> None:
        """Bring the index up to date, in a process of its own."""
        index = self.config.index
        root, folder = os.fsencode(self.corpus.absolute()), os.fsencode(self.folder)
        settings = self.librarian.settings(self.config.corpus_settings)
        job = Job(root, folder, settings, index.batch, index.memory_mb, index.workers, rebuild)
        self._indexing = Indexing(job, self._hear)
        self._indexing.start()

    def rebuild(self) -> None:
        """Make the index anew."""
        self.results.say(READING)
        self.read_folder(rebuild=True)

    def _hear(self, news: News) -> None:
        self.post_message(self.Heard(news))

    def on_unmount(self) -> None:
        """Save the place, stop what is under way."""
        self._leaving.set()
        from index.notebook import Session

        shown = self.article.shown
        if shown is not None or self.search.input.value:
            self.memory.save_session(
                Session(self.search.input.value, self.sort, shown.article.id if shown else None, self.article.place)
            )
        self.memory.close()
        self.librarian.close()
        if self._indexing is not None:
            self._indexing.stop()

    def _complain(self, error: WiresideError) -> None:
        """`warn` from another thread."""
        self.app.call_from_thread(self.warn, error)

    def warn(self, error: WiresideError) -> None:
        self.notify(str(error), severity="warning", markup=False, timeout=8)

    # News of the builder

    @on(Heard)
    async def _heard(self, event: Heard) -> None:
        news = event.news
        if isinstance(news, Progress):
            if news.seconds > 0.3 and news.bytes_total:
                self.band.show_progress(news, paused=self._indexing is not None and self._indexing.paused)
            if news.searchable > self._searchable and news.seconds - self._refreshed >= _REFRESH_EVERY:
                self._searchable, self._refreshed = news.searchable, news.seconds
                self._refresh()
            return
        self._indexing = None
        self.band.show_progress(None)
        if isinstance(news, Failed):
            self.notify(f"{news.message}: {news.hint}", severity="error", markup=False, timeout=12)
            self.results.say(news.message)
        else:
            self._read_to_the_end(news)
            if self._changed_meanwhile:
                self._folder_changed()

    def _read_to_the_end(self, report: Report) -> None:
        self.problems = report.problems
        not_read = f" · {len(report.problems):,} not read" if report.problems else ""
        self.footer.about(f"{self.corpus.resolve().name} · indexed {datetime.now():%H:%M}{not_read}")
        self._refresh(always=self.results.results is None)
        self.run_worker(
            partial(remember, recents_file(), self.corpus, report.added + report.changed + report.unchanged),
            thread=True,
        )

    @work(exclusive=True, group="refresh")
    async def _refresh(self, *, always: bool = False) -> None:
        try:
            if await self.librarian.refresh() or always:
                await self._answer(self.search.input.value, keep=True)
        except WiresideError as error:
            self.warn(error)

    # Searching

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    @work(exclusive=True, group="search")
    async def _search(self, text: str) -> None:
        await asyncio.sleep(self.config.search.debounce_ms / 1000)
        stale = self.set_timer(_STALE_AFTER, self.results.grow_stale)
        try:
            await self._answer(text)
        finally:
            stale.stop()

    async def _answer(self, text: str, *, keep: bool = False) -> None:
        """Search and show what is found; with `keep` the cursor stays on its article."""
        try:
            first = PAGE if keep or self._pending is not None else self.results.screenful
            answer = await self.librarian.search(text, self.sort, typing=not text.endswith(" "), first=first)
        except SearchStopped:
            return
        except IndexDamaged as error:
            self.app.post_message(Damaged(error))
            return
        except WiresideError as error:
            self.warn(error)
            return
        self._show(answer, keep)

    def _show(self, answer: Answer, keep: bool) -> None:
        session, self._pending = self._pending, None
        keep = keep and not self._at_the_beginning
        current = session.article if session is not None else self._current_id if keep else None
        at = next((i for i, hit in enumerate(answer.first) if hit.id == current), self.results.cursor if keep else 0)
        self.results.show_results(answer.results, answer.first, at)
        self.offer(answer.results.query)
        self.tell(answer.results, so_far=self._indexing is not None and self._searchable > 0)
        self.show_timeline()
        id = current or (answer.first[at].id if at < len(answer.first) else None)
        if id is not None and not (keep and id == self._current_id):
            self._load(id, session.place if session is not None else 0)
            self._look_ahead(answer.results)
        elif not answer.results.total:
            self.results.say(NOTHING if answer.results.of else READING if self._indexing is not None else EMPTY)
            self._show_article(None, 0)

        if answer.results.total <= _FEW:
            self.suggest(answer.results.query)
        self.recount()

    @work(exclusive=True, group="ahead")
    async def _look_ahead(self, results: Results) -> None:
        """Once typing rests, have the hits that follow those in view."""
        await asyncio.sleep(_AHEAD_AFTER)
        if results is self.results.results:
            self.results.want_page()

    @property
    def _at_the_beginning(self) -> bool:
        """Whether the folder is read for the first time and nobody has gone on from the first result yet."""
        untouched = self.results.has_focus and self.results.cursor == 0 and self.article.scroll_offset.y == 0
        self._first_time = self._first_time and untouched
        return self._first_time

    @on(ResultsPane.Wanted)
    @work(group="hits")
    async def _load_hits(self, event: ResultsPane.Wanted) -> None:
        try:
            hits = await self.librarian.hits(event.results, event.start)
        except WiresideError as error:
            self.warn(error)
        else:
            self.results.add_hits(event.results, event.start, hits)
            if self._current_id is None:
                self._moved_in_results()

    @on(QueryInput.Done)
    def _done_typing(self) -> None:
        self._remember_query()
        self.results.focus()

    @on(Input.Submitted, "#query")
    def _submitted(self) -> None:
        self._done_typing()

    def _remember_query(self) -> None:
        text = self.search.input.value
        self.search.input.remember(text)
        self.memory.add_query(text)

    # The article

    @property
    def _current_id(self) -> str | None:
        return self.article.shown.article.id if self.article.shown is not None else None

    @on(CursorPane.Moved, "#results")
    def _moved_in_results(self) -> None:
        hit = self.results.current
        if hit is not None:
            self._load(hit.id, 0)

    @work(exclusive=True, group="article")
    async def _load(self, id: str, place: int) -> None:
        if self.results.results is None:
            return
        await asyncio.sleep(_SETTLE_TYPING if self.search.input.has_focus else _SETTLE)
        self.librarian.text_width = self.article.text_width
        try:
            shown = await self.librarian.shown(id, self.results.results.query)
        except WiresideError as error:
            self.warn(error)
            return
        self._show_article(shown, place)

    def search_again(self) -> None:
        """Search for the same anew; the cursor stays on its article."""
        self.run_worker(self._answer(self.search.input.value, keep=True), exclusive=True, group="search")

    async def show_anew(self) -> None:
        """Show article and hits as the rules are now."""
        if self._current_id is not None:
            self._load(self._current_id, 0)
        await self._answer(self.search.input.value, keep=True)

    def _show_article(self, shown: Shown | None, place: int) -> None:
        self.article.show_article(shown, source_at=place)
        self.actors.show_article(shown)
        self.reasons.renew()
        self.show_timeline()
        self.retitle()

    @on(CursorPane.Opened, "#results")
    def _opened(self) -> None:
        self._note_read()
        self.article.focus()

    def _note_read(self) -> None:
        id = self._current_id
        if id is not None and id not in self.results.read:
            self.results.read.add(id)
            self.memory.mark_read(id)
            self.results.renew()

    @on(CursorPane.Opened, "#actors")
    def _next_mention(self, event: CursorPane.Opened) -> None:
        self.article.step_mention(event.at)

    # Actions

    def action_back(self) -> None:
        if self.article.mode is not Mode.CLEAN:
            self.article.set_mode(Mode.CLEAN)
        elif self._went_back():
            return
        elif self.has_class("-reading"):
            self.action_reading()
        elif self.focused is not self.results:
            (self.article if self.focused is self.actors else self.results).focus()

    def _went_back(self) -> bool:
        """Back to what one came from: a comparison, or the results before more like one of them."""
        if self.focused is self.article:
            return self.back_to_comparison()
        return self.focused is self.results and self.leave_like()

    def action_leave(self) -> None:
        if self.focused is self.results and self.article.mode is Mode.CLEAN and not self.has_class("-reading"):
            self.app.exit()
        else:
            self.action_back()

    def action_search(self) -> None:
        self.remove_class("-reading")
        self.search.input.focus()
        self.search.input.action_select_all()

    def action_next_hit(self) -> None:
        if not self.article.step_hit(1):
            self._no_hit("further on")

    def action_previous_hit(self) -> None:
        if not self.article.step_hit(-1):
            self._no_hit("before")

    def _no_hit(self, where: str) -> None:
        self.notify(f"no hit {where} in this article; . and , go to the next article and the last", timeout=3)

    async def action_sort(self) -> None:
        self.sort = "date" if self.sort == "relevance" else "relevance"
        await self._answer(self.search.input.value)

    def action_reading(self) -> None:
        self.toggle_class("-reading")
        self._note_read()
        self.article.focus()

    def action_pause(self) -> None:
        if self._indexing is not None:
            self._indexing.pause(not self._indexing.paused)
            self.band.show_paused(self._indexing.paused)

    def action_mark(self) -> None:
        id = self._current_id
        if id is None:
            return
        on = id not in self.results.marked
        if on:
            self.marked.append(id)
            self.results.marked.add(id)
        else:
            self.marked.remove(id)
            self.results.marked.discard(id)
        self.memory.mark(id, on)
        self.results.renew()

    # Sheets and screens over the desk

    def read_at(self, id: str, offset: int) -> None:
        """Go to a place in an article, whether it is among the results or not."""
        at = self.results.index_of(id)
        if at is not None:
            self.results.go_to(at, tell=False)
        self._load(id, offset)
        self.article.focus()

    @work
    async def action_history(self) -> None:
        queries = self.search.input.history
        if not queries:
            self.notify("no earlier queries", timeout=3)
            return
        choices = [Choice(query, value=query) for query in queries]
        chosen = await self.app.push_screen_wait(ChoiceSheet(HISTORY, lambda typed: _with(typed, choices), prompt="/"))
        if chosen:
            self.search.input.value = chosen
            self.results.focus()

    @work
    async def action_not_read(self) -> None:
        try:
            problems = self.problems or (await self.librarian.status()).problems
        except WiresideError as error:
            self.warn(error)
            return
        if problems:
            choices = [Choice(problem.path, problem.reason, value=problem.path) for problem in problems]
            await self.app.push_screen_wait(ChoiceSheet(NOT_READ, lambda _: choices))
        else:
            self.notify("everything was read", timeout=3)


class Damaged(Message):
    """The index can't be used."""

    def __init__(self, error: WiresideError) -> None:
        super().__init__()
        self.error = error


def _with(typed: str, choices: list[Choice]) -> list[Choice]:
    """The choices that have what was typed in them."""
    return [choice for choice in choices if typed.lower() in choice.name.lower()]
