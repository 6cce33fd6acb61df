"""The folder is read beside the desk, in a process of its own, and followed: what it brings, and how far it is."""

from __future__ import annotations

import os
import threading
from datetime import datetime
from functools import partial
from pathlib import Path

from textual import on, work
from textual.message import Message

from corpus.errors import WiresideError
from corpus.source import Problem
from index import IndexDamaged, Missing, Progress, Report
from tui.commands import key_label
from tui.config import Config
from tui.file_locations import recents_file
from tui.pages.line import Piece
from tui.screens.desk.base import READING, Damaged, Desk, Repaired
from tui.screens.dialogs import ChoiceDialog
from tui.services.index_service import Failed, IndexService, Job, News, Waiting
from tui.services.recent_folders import remember
from tui.terminal.type_ahead import leads_to_sheet
from tui.widgets.choices import Choice

_REFRESH_EVERY = 1.0
_REBUILD = (Piece("Make the index anew", "strong"), Piece("  from the articles; what is yours stays", "muted"))
_WHETHER = [
    Choice("make it anew", "search uses the old index until the new one is whole", value="rebuild"),
    Choice("leave it as it is", value="leave"),
]
_REMOVE = (Piece("Take out what is gone", "strong"), Piece("  files that the folder no longer has", "muted"))
_WHETHER_TO_REMOVE = [
    Choice("keep it", "a drive may not be mounted: mount it, and the folder is read again", value="keep"),
    Choice("take it out", "the files are gone for good; tags and marks stay", value="remove"),
]
_NOT_READ = (Piece("Not read", "strong"), Piece("  and why", "muted"))


class Following(Desk):
    """What has to do with the folder of the corpus."""

    class Heard(Message):
        """The builder has news."""

        def __init__(self, news: News) -> None:
            super().__init__()
            self.news = news

    def __init__(self, config: Config, corpus: Path) -> None:
        super().__init__(config, corpus)
        self._problems: tuple[Problem, ...] = ()
        self._missing: Missing | None = None
        self._rebuilding = False
        self._indexing: IndexService | None = None
        self._refreshed = 0.0
        self._leaving = threading.Event()
        self._changed_meanwhile = False
        self._rebuild_next = False

    @work(exclusive=True, group="refresh")
    async def _take_up_news(self, *, always: bool = False) -> None:
        """Show what was committed since, and with `always` the results in any case."""
        try:
            if await self.search_service.refresh() or always:
                await self.find(self.search.input.value, keep=True)
        except WiresideError as error:
            self.warn(error)

    @work(thread=True, group="watch")
    def follow_folder(self) -> None:
        """Read what changes in the folder, as soon as it does."""
        from index import watch_folder

        try:
            for later in watch_folder(self.corpus, self._leaving):
                if later:
                    self.app.call_from_thread(self._folder_changed)
        except WiresideError as error:
            if not self._leaving.is_set():
                self.complain(error)

    def _folder_changed(self) -> None:
        """Read what has changed, at once or when what is under way is done."""
        self._changed_meanwhile = self._indexing is not None
        if not self._changed_meanwhile:
            self.read_folder()

    def read_folder(self, *, rebuild: bool = False, remove_missing: bool = False) -> None:
        """Bring the index up to date, in a process of its own."""
        index = self.config.index
        root, folder = os.fsencode(self.corpus.absolute()), os.fsencode(self.folder)
        settings = self.search_service.settings(self.config.corpus_settings)
        job = Job(root, folder, settings, index.batch, index.memory_mb, index.workers, rebuild, remove_missing)
        self._indexing = IndexService(job, self._hear)
        self._indexing.start()
        self._rebuilding = rebuild
        self.reading = True

    def stop_reading(self) -> None:
        """Stop what is under way, and following."""
        self._leaving.set()
        if self._indexing is not None:
            self._indexing.stop()

    @leads_to_sheet
    @work
    async def action_rebuild(self) -> None:
        if await self.app.push_screen_wait(ChoiceDialog(_REBUILD, lambda _: _WHETHER)) == "rebuild":
            self.rebuild()

    def rebuild(self) -> None:
        """Make the index anew; what is under way is stopped first."""
        if self._indexing is not None:
            self._rebuild_next = True
            self._indexing.stop()
            return
        if self.results.results is None:
            self.results.say(READING)
        self.read_folder(rebuild=True)

    @work
    async def action_remove_missing(self) -> None:
        if self._missing is None:
            self.notify("no files are missing", timeout=3)
        elif self._indexing is not None:
            self.notify("the folder is being read: press it again when that is done", timeout=5)
        elif await self.app.push_screen_wait(ChoiceDialog(_REMOVE, lambda _: _WHETHER_TO_REMOVE)) == "remove":
            self.read_folder(rebuild=self._rebuilding, remove_missing=True)

    def _hear(self, news: News) -> None:
        self.post_message(self.Heard(news))

    # News of the builder

    @on(Heard)
    async def _heard(self, event: Heard) -> None:
        news = event.news
        if isinstance(news, Waiting):
            self._wait_for_another(first=news.first)
            return
        if isinstance(news, Progress):
            if news.seconds > 0.3 and news.bytes_total:
                self.band.show_progress(news, paused=self._indexing is not None and self._indexing.paused)
            if news.searchable > self.searchable and news.seconds - self._refreshed >= _REFRESH_EVERY:
                self.searchable, self._refreshed = news.searchable, news.seconds
                self._take_up_news()
            return
        self._indexing = None
        self.reading = False
        self.band.show_progress(None)
        if self._rebuild_next:
            self._rebuild_next = False
            self.rebuild()
        elif isinstance(news, Failed) and news.damaged:
            self.app.post_message(Damaged(IndexDamaged(news.message, news.hint)))
        elif isinstance(news, Failed):
            self.notify(f"{news.message}: {news.hint}", severity="error", markup=False, timeout=12)
            self.results.say(news.message)
        else:
            self._read_to_the_end(news)
            if self._changed_meanwhile:
                self._folder_changed()

    def _wait_for_another(self, *, first: bool) -> None:
        """Show what another process adds to the index, until it is this one's turn."""
        if first:
            self.notify("another wireside is indexing this corpus: what it adds appears here", timeout=8)
            self.footer.about("another wireside is indexing")
        self._take_up_news()

    def _read_to_the_end(self, report: Report) -> None:
        self._problems = report.problems
        if report.missing and report.missing != self._missing:
            keys = self.config.keys.get("remove_missing", ())
            error = report.missing.error(
                self.corpus, f"press {key_label(keys[0])}" if keys else "remove them with ^p, remove missing"
            )
            self.notify(f"{error.message}: {error.hint}", severity="warning", markup=False, timeout=30)
        self._missing = report.missing
        if report.worker_deaths:
            self.notify(report.worker_deaths, severity="warning", markup=False)
        if report.rebuilt:
            self.app.post_message(Repaired())
            self.notify("the index was damaged: it was rebuilt from the articles", timeout=8)
        not_read = f" · {len(report.problems):,} not read" if report.problems else ""
        missing = f" · {report.missing.files:,} missing" if report.missing else ""
        self.footer.about(f"{self.corpus.resolve().name} · indexed {datetime.now():%H:%M}{not_read}{missing}")
        self._take_up_news(always=self.results.results is None)
        self.run_worker(
            partial(remember, recents_file(), self.corpus, report.added + report.changed + report.unchanged),
            thread=True,
        )

    def action_pause(self) -> None:
        if self._indexing is not None:
            self._indexing.pause(not self._indexing.paused)
            self.band.show_paused(self._indexing.paused)

    @leads_to_sheet
    @work
    async def action_skipped_files(self) -> None:
        try:
            problems = self._problems or (await self.search_service.status()).problems
        except WiresideError as error:
            self.warn(error)
            return
        if problems:
            choices = [Choice(problem.path, problem.reason, value=problem.path) for problem in problems]
            await self.app.push_screen_wait(ChoiceDialog(_NOT_READ, lambda _: choices))
        else:
            self.notify("everything was read", timeout=3)
