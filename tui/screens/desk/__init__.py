"""The desk: search bar, results, article, actors, timeline.

The screen puts together the parts that own its state, gives each what it needs, and passes messages on to them. What
the panes show comes down to them by reactives; what happens in them goes up by messages.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from functools import partial
from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker

from corpus.errors import WiresideError
from index import IndexDamaged
from tui.commands import bindings, first_key
from tui.config import Config
from tui.file_locations import corrections_file, index_of, notebook_file, rules_file
from tui.pages.user_marks import UserMarks
from tui.screens.desk.actor_corrections import ActorCorrections
from tui.screens.desk.article_details import ArticleDetails
from tui.screens.desk.article_reader import ArticleReader, ArticleShown
from tui.screens.desk.boilerplate_rules import BoilerplateRules
from tui.screens.desk.command_table import Background, command_table
from tui.screens.desk.comparisons import Comparisons
from tui.screens.desk.copy_and_export import CopyAndExport
from tui.screens.desk.filters import Filters
from tui.screens.desk.indexing import FolderChanged, FolderIndexing, IndexNews
from tui.screens.desk.layout import DeskLayout
from tui.screens.desk.marks_and_tags import MarksAndTags
from tui.screens.desk.navigation import Navigation
from tui.screens.desk.saved_queries import SavedQueries
from tui.screens.desk.search import READING_FOLDER, ResultsShown, Search
from tui.screens.desk.session import SavedSession
from tui.screens.desk.shell import Damaged, Severity, Trouble, Work
from tui.screens.desk.stories import StoryLists
from tui.screens.desk.timeline import ResultsTimeline
from tui.screens.desk.undo import UndoStack
from tui.screens.export_dialogs import wanted_target
from tui.services.correction_file import CorrectionFile
from tui.services.correction_store import CorrectionStore
from tui.services.index_service import IndexService
from tui.services.notebook_writer import (
    RETRY_AFTER,
    CopyFailed,
    NotebookNews,
    NotebookWriter,
    Recalled,
    Saving,
)
from tui.services.rule_file import RuleFile
from tui.services.rule_store import RuleStore
from tui.services.search_service import SearchService
from tui.terminal.type_ahead import TypeAheadApp
from tui.widgets.article_pane import ArticlePane
from tui.widgets.pane import CursorPane, Pane
from tui.widgets.results_pane import ResultsPane
from tui.widgets.search_bar import Completer, QueryInput
from tui.widgets.timeline_band import Band

if TYPE_CHECKING:
    from tui.pages.readable_text import ShownArticle

_SAVE_EVERY = 3.0
"""Seconds between two looks at whether the place has changed: what a crash or a power cut may cost."""

Given = TypeVar("Given")


class NotebookReport(Message, bubble=False):
    """The notebook's writer reports whether notes are saved, or what was noted before."""

    def __init__(self, news: NotebookNews) -> None:
        super().__init__()
        self.news = news


class DeskScreen(Screen[None]):
    """One corpus: its results, an article, its actors."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("desk")]

    marks_shown: var[UserMarks] = var(UserMarks())
    """What is marked, read and tagged, for results and article."""
    shown: var[ShownArticle | None] = var(None)
    """The article, for the actors."""
    listed: var[frozenset[str]] = var(frozenset())
    """The keys of actors in the dictionary, for the actors."""

    def __init__(self, config: Config, corpus: Path) -> None:
        super().__init__()
        self.disable_messages(Worker.StateChanged)  # a dozen a key, which nobody here listens to
        self.config = config
        self.corpus = corpus
        self.unsaved: WiresideError | None = None
        """Why some notes were not saved, once the desk is left."""
        self._add_panes(DeskLayout(self, config))
        self._add_services()
        self._add_parts()
        self.handlers = command_table(self)

    def _add_panes(self, layout: DeskLayout) -> None:
        self.desk_layout = layout
        self.search_bar, self.footer, self.band = layout.search_bar, layout.footer, layout.band
        self.results, self.article, self.actors, self.reasons = (
            layout.results,
            layout.article,
            layout.actors,
            layout.reasons,
        )

    def _add_services(self) -> None:
        config, corpus = self.config, self.corpus
        self.notebook = NotebookWriter(notebook_file(corpus), lambda news: self.post_message(NotebookReport(news)))
        self.search_service = SearchService(
            index_of(corpus, config.index.folder),
            RuleStore(RuleFile(rules_file()), self._report_trouble),
            CorrectionStore(CorrectionFile(corrections_file(corpus)), self._report_trouble),
            notes=lambda: self.marks.notes(),
            actor_settings=lambda: config.corpus_settings.actors,
            fold_copies=config.search.fold_copies,
        )
        self.search_bar.input.suggester = Completer(self.search_service.complete)

    def _add_parts(self) -> None:
        config, layout, service, notebook = self.config, self.desk_layout, self.search_service, self.notebook
        self.undo = undo = UndoStack(self)
        self.navigation = navigation = Navigation(self, layout)
        self.reader = reader = ArticleReader(self, layout, service)
        self.search = search = Search(
            self, layout, service, reader, navigation, debounce=config.search.debounce_ms / 1000
        )
        self.marks = MarksAndTags(
            self,
            undo,
            notebook,
            chosen=lambda: reader.chosen_id,
            current=lambda: reader.current_id,
            publish=partial(setattr, self, "marks_shown"),
        )
        self.saved_queries = SavedQueries(self, undo, notebook, search, layout.search_bar.input)
        self.filters = Filters(self, layout.search_bar.input, service, reader, lambda: search.results)
        self.timeline = ResultsTimeline(self, layout, service, search, reader, navigation)
        self.rules = BoilerplateRules(self, undo, service, service.rules, layout.article, search.show_again)
        self.corrections = ActorCorrections(
            self, undo, service, service.corrections, reader, layout.glyphs, search.show_again
        )
        self.details = ArticleDetails(self, layout, config, service, reader, self.corrections, search.replace)
        self.comparisons = Comparisons(self, layout, config, service, reader, self.marks, navigation)
        self.stories = StoryLists(self, config, service, search, reader, self.comparisons)
        self.copy_and_export = CopyAndExport(
            self,
            service,
            layout.article,
            results=lambda: search.results,
            copy_to_terminal=lambda text: self.app.copy_to_clipboard(text),
            choose_target=lambda what, title: wanted_target(self.app, what, title),
        )
        self.indexing = FolderIndexing(self, layout, config, self.corpus, service, search, IndexService)
        self.session = SavedSession(notebook, search, reader)

    def compose(self) -> ComposeResult:
        self.results.data_bind(DeskScreen.marks_shown)
        self.article.data_bind(DeskScreen.marks_shown)
        self.actors.data_bind(DeskScreen.shown, DeskScreen.listed)
        yield from self.desk_layout.compose()

    # Opening and leaving

    def on_mount(self) -> None:
        self.results.focus()
        self.set_interval(RETRY_AFTER, self.notebook.retry)
        self.call_after_refresh(self.start, self._open, group="open")
        self.call_after_refresh(self.start, self._learn_listed, group="listed")
        self.set_interval(_SAVE_EVERY, self.session.save)

    async def _open(self) -> None:
        try:
            recalled = await self.notebook.recall()
        except WiresideError:
            recalled = Recalled()  # the notebook's writer reports why
        self._recall(recalled)
        try:
            await asyncio.to_thread(lambda: self.config.corpus_settings)
            opened = await self.search_service.open()
        except WiresideError as error:
            self.app.post_message(Damaged(error))
            return
        if opened:
            await self.search.find(self.search.text)
            gc.freeze()  # what was loaded to search stays
        else:
            self.search.first_reading = True
            self.results.say(READING_FOLDER)
        self.indexing.read_folder()
        if self.config.index.watch:
            self.indexing.watch()

    def _recall(self, recalled: Recalled) -> None:
        """Go on where the previous session ended."""
        self.marks.recall(recalled)
        self.saved_queries.recall(recalled)
        if recalled.session is not None:
            self.search.restore(recalled.session)
            with self.prevent(Input.Changed):
                self.search_bar.input.value = recalled.session.query
            self.search_bar.input.cursor_position = len(recalled.session.query)

    async def _learn_listed(self) -> None:
        """Learn which actors are in the dictionary."""
        from corpus.actors.dictionary.lookup import dictionary_of

        try:
            book = await asyncio.to_thread(lambda: dictionary_of(self.config.corpus_settings.actors.book))
        except WiresideError:
            return
        self.listed = frozenset(entry.key for entry in book.names.values())

    async def on_unmount(self) -> None:
        """Save the place, and stop what is under way."""
        self.session.save()
        self.unsaved = await asyncio.to_thread(self.notebook.close)
        self.search_service.close()
        self.indexing.stop()

    # Commands

    async def action_carry_out(self, command: str) -> None:
        """Carry out a command of the desk, by its id."""
        handler = self.handlers[command]
        if isinstance(handler, Background):
            self.start(handler.do, group=handler.group, exclusive=handler.exclusive, opens_dialog=handler.opens_dialog)
        elif isawaitable(done := handler.do()):
            await done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the bar, the key that leads there is a character like others."""
        return (action, parameters) != ("carry_out", ("search",)) or not isinstance(self.focused, Input)

    def toggle_reading(self) -> None:
        """Show the article alone, or the panes again."""
        self.navigation.toggle_reading()
        self.marks.note_read()

    # What the parts ask of the screen

    def report(self, message: str, *, seconds: float = 4, severity: Severity = "information") -> None:
        self.notify(message, severity=severity, timeout=seconds, markup=False)

    def warn(self, error: WiresideError) -> None:
        if isinstance(error, IndexDamaged):
            self.app.post_message(Damaged(error))
        else:
            self.report(str(error), seconds=8, severity="warning")

    def key(self, command: str) -> str:
        return first_key(self.config.keys, command)

    async def ask(self, dialog: Screen[Given]) -> Given:
        return await self.app.push_screen_wait(dialog)

    def show(self, dialog: Screen[str]) -> None:
        self.app.push_screen(dialog)

    def start(self, work: Work, *, group: str, exclusive: bool = True, opens_dialog: bool = False) -> None:
        worker: Worker[object] = self.run_worker(work, group=group, exclusive=exclusive)
        if opens_dialog and isinstance(self.app, TypeAheadApp):
            self.app.type_ahead.expect_sheet_of(worker)

    def after(self, seconds: float, call: Callable[[], object]) -> Callable[[], None]:
        return self.set_timer(seconds, call).stop

    async def finished(self, *groups: str) -> None:
        for group in groups:
            running = [one.wait() for one in self.workers if one.group == group and one.is_running]
            await asyncio.gather(*running, return_exceptions=True)

    def cancel(self, *groups: str) -> None:
        for group in groups:
            self.workers.cancel_group(self, group)

    def _report_trouble(self, error: WiresideError) -> None:
        """Report an error from any thread."""
        self.post_message(Trouble(error))

    # Messages of the panes

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.desk_layout.focus_changed()

    def on_resize(self, event: events.Resize) -> None:
        self.desk_layout.resized()

    @on(Pane.Retitled)
    def _pane_retitled(self, event: Pane.Retitled) -> None:
        event.stop()
        self.desk_layout.retitle()

    @on(ArticlePane.ModeChanged)
    def _mode_changed(self) -> None:
        self.desk_layout.fit_reasons()
        self.desk_layout.retitle()

    @on(ArticlePane.StoryWanted)
    async def _story_wanted(self) -> None:
        await self.action_carry_out("stories")

    @on(Input.Changed, "#query")
    def _query_typed(self, event: Input.Changed) -> None:
        self.search.typed(event.value)

    @on(QueryInput.Done)
    @on(Input.Submitted, "#query")
    def _query_done(self) -> None:
        self.saved_queries.remember(self.search.text)
        self.set_focus(self.results)

    @on(ResultsPane.Wanted)
    def _hits_wanted(self, event: ResultsPane.Wanted) -> None:
        self.start(partial(self.search.load_hits, event.results, event.start), group="hits", exclusive=False)

    @on(CursorPane.Moved, "#results")
    def _result_chosen(self) -> None:
        self.reader.open_hit()

    @on(CursorPane.Opened, "#results")
    def _result_opened(self) -> None:
        self.marks.note_read()
        self.set_focus(self.article)

    @on(CursorPane.Opened, "#actors")
    def _actor_opened(self, event: CursorPane.Opened) -> None:
        self.reader.next_mention(event.at)

    @on(Band.DaysChosen)
    def _bar_taken(self, event: Band.DaysChosen) -> None:
        self.timeline.take(event.stretch)

    @on(Band.CursorMoved)
    def _bar_chosen(self, event: Band.CursorMoved) -> None:
        self.timeline.describe(event.stretch)

    @on(Band.Watched)
    def _bars_watched(self, event: Band.Watched) -> None:
        self.timeline.label(event.spikes)

    @on(Band.Zoomed)
    def _timeline_zoomed(self, event: Band.Zoomed) -> None:
        self.timeline.zoom(event.stretch)

    # Messages of the parts

    @on(ResultsShown)
    def _results_shown(self, event: ResultsShown) -> None:
        self.search.results_shown(event.results)
        self.filters.results_shown()
        self.timeline.results_shown()

    @on(ArticleShown)
    def _article_shown(self, event: ArticleShown) -> None:
        self.shown = event.shown
        self.timeline.show()
        self.desk_layout.retitle()

    @on(IndexNews)
    def _index_news(self, event: IndexNews) -> None:
        self.indexing.take_news(event.news)

    @on(FolderChanged)
    def _folder_changed(self) -> None:
        self.indexing.folder_changed()

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        self.warn(event.error)

    @on(NotebookReport)
    def _notebook_report(self, event: NotebookReport) -> None:
        match event.news:
            case Recalled():
                self._recall(event.news)
            case CopyFailed(error):
                self.warn(error)
            case Saving(None):
                self.footer.alarm("")
                self.report("notes are saved again")
            case Saving(WiresideError() as error):
                self.footer.alarm("notes not saved")
                self.warn(error)
