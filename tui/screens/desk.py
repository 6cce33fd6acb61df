"""The desk: search bar, results, article, actors, timeline. Where one works."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from corpus.errors import WiresideError
from index.errors import IndexDamaged, SearchStopped
from tui.actors_file import ActorsFile
from tui.commands import bindings
from tui.config import Config
from tui.judge import Judge
from tui.librarian import PAGE, Answer, Librarian
from tui.lines.article_page import Mode
from tui.lines.line import Piece
from tui.lines.shown import Shown
from tui.memory import Memory, Recalled
from tui.namer import Namer
from tui.places import corrections_file, notebook_file, rules_file
from tui.rules_file import RulesFile
from tui.screens.following import READING, Following
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


class DeskScreen(Following):
    """One corpus: its results, an article, its actors."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("desk")]

    def __init__(self, config: Config, corpus: Path) -> None:
        super().__init__(config, corpus)
        self.librarian = Librarian(self.folder, Judge(RulesFile(rules_file()), self.complain))
        self.memory = Memory(notebook_file(corpus), self.complain)
        self.librarian.namer = Namer(ActorsFile(corrections_file(corpus)), self.complain)
        self.librarian.notes = self.noted
        self.librarian.actor_settings = lambda: self.config.corpus_settings.actors
        self.librarian.fold_copies = config.search.fold_copies
        self.search.input.suggester = Completer(self.librarian.complete)
        self.sort: Sort = "relevance"
        self.marked: list[str] = []
        self.tags = {}
        self.saved = {}
        self.undoing = []
        self._pending: Session | None = None
        self._first_time = False

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
            await asyncio.to_thread(lambda: self.config.corpus_settings)
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
            self.follow_folder()

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

    def on_unmount(self) -> None:
        """Save the place, stop what is under way."""
        from index.notebook import Session

        shown = self.article.shown
        if shown is not None or self.search.input.value:
            self.memory.save_session(
                Session(self.search.input.value, self.sort, shown.article.id if shown else None, self.article.place)
            )
        self.memory.close()
        self.librarian.close()
        self.stop_reading()

    def warn(self, error: WiresideError) -> None:
        self.notify(str(error), severity="warning", markup=False, timeout=8)

    # Searching

    @work(exclusive=True, group="refresh")
    async def take_up_news(self, *, always: bool = False) -> None:
        try:
            if await self.librarian.refresh() or always:
                await self._answer(self.search.input.value, keep=True)
        except WiresideError as error:
            self.warn(error)

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
        self.tell(answer.results, so_far=self.reading and self.searchable > 0)
        self.show_timeline()
        id = current or (answer.first[at].id if at < len(answer.first) else None)
        if id is not None and not (keep and id == self._current_id):
            self._load(id, session.place if session is not None else 0)
            self._look_ahead(answer.results)
        elif not answer.results.total:
            self.results.say(NOTHING if answer.results.of else READING if self.reading else EMPTY)
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
        self.set_focus(self.results)

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
        self.set_focus(self.article)

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the bar, the key that leads there is a character like others."""
        return action != "search" or not isinstance(self.focused, Input)

    def action_search(self) -> None:
        self.remove_class("-reading")
        self.set_focus(self.search.input)
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

    def action_mark(self) -> None:
        hit = self.results.current if self.results.has_focus else None
        id = hit.id if hit is not None else self._current_id
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


class Damaged(Message):
    """The index can't be used."""

    def __init__(self, error: WiresideError) -> None:
        super().__init__()
        self.error = error


def _with(typed: str, choices: list[Choice]) -> list[Choice]:
    """The choices that have what was typed in them."""
    return [choice for choice in choices if typed.lower() in choice.name.lower()]
