"""Indexing: the folder is read beside the desk, in a process of its own, and watched for changes."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from textual.message import Message

from corpus.errors import WiresideError
from corpus.source import Problem
from index import IndexDamaged, Missing, Progress, Report
from tui.config import Config
from tui.file_locations import recents_file
from tui.pages.line import Piece
from tui.screens.desk.layout import DeskLayout
from tui.screens.desk.search import READING_FOLDER, Search
from tui.screens.desk.shell import Damaged, Repaired, Shell, Trouble
from tui.screens.dialogs import ChoiceDialog
from tui.services.index_service import Failed, IndexService, Job, News, Waiting
from tui.services.recent_folders import remember
from tui.services.search_service import SearchService
from tui.widgets.choices import Choice

_REFRESH_EVERY = 1.0
"""Seconds between two looks at what was indexed meanwhile."""
_SHOW_AFTER = 0.3
"""Seconds that a run may take before its progress is shown."""
_REBUILD = (Piece("Rebuild the index", "strong"), Piece("  from the articles; your notes stay", "muted"))
_REBUILD_OR_NOT = [
    Choice("rebuild it", "search uses the old index until the new one is whole", value="rebuild"),
    Choice("keep it as it is", value="leave"),
]
_REMOVE = (Piece("Remove missing files", "strong"), Piece("  that the folder no longer has", "muted"))
_REMOVE_OR_NOT = [
    Choice("keep them", "a drive may not be mounted: mount it, and the folder is read again", value="keep"),
    Choice("remove them", "the files are gone for good; tags and marks stay", value="remove"),
]
_SKIPPED = (Piece("Skipped files", "strong"), Piece("  and why", "muted"))


class IndexNews(Message, bubble=False):
    """The process that indexes has news."""

    def __init__(self, news: News) -> None:
        super().__init__()
        self.news = news


class FolderChanged(Message, bubble=False):
    """Files of the folder have changed."""


class FolderIndexing:
    """Keeps the index of a folder up to date. `run` makes the process that does a job, and reports its news."""

    def __init__(
        self,
        shell: Shell,
        layout: DeskLayout,
        config: Config,
        corpus: Path,
        service: SearchService,
        search: Search,
        run: Callable[[Job, Callable[[News], None]], IndexService],
    ) -> None:
        self._shell = shell
        self._layout = layout
        self._config = config
        self._corpus = corpus
        self._service = service
        self._search = search
        self._run = run
        self._process: IndexService | None = None
        self._problems: tuple[Problem, ...] = ()
        self._missing: Missing | None = None
        self._rebuilding = False
        self._rebuild_next = False
        self._changed_meanwhile = False
        self._refreshed = 0.0
        self._leaving = threading.Event()

    # The folder

    def watch(self) -> None:
        """Read what changes in the folder, as soon as it does."""
        self._shell.start(partial(asyncio.to_thread, self._watch), group="watch")

    def _watch(self) -> None:
        from index import watch_folder

        try:
            for later in watch_folder(self._corpus, self._leaving):
                if later:
                    self._shell.post_message(FolderChanged())
        except WiresideError as error:
            if not self._leaving.is_set():
                self._shell.post_message(Trouble(error))

    def folder_changed(self) -> None:
        """Read what has changed, at once or when what is under way is done."""
        self._changed_meanwhile = self._process is not None
        if not self._changed_meanwhile:
            self.read_folder()

    def read_folder(self, *, rebuild: bool = False, remove_missing: bool = False) -> None:
        """Bring the index up to date, in a process of its own."""
        index = self._config.index
        root, folder = os.fsencode(self._corpus.absolute()), os.fsencode(self._service.folder)
        settings = self._service.settings(self._config.corpus_settings)
        job = Job(root, folder, settings, index.batch, index.memory_mb, index.workers, rebuild, remove_missing)
        self._process = self._run(job, self._pass_on)
        self._process.start()
        self._rebuilding = rebuild
        self._search.folder_is_read = True

    def _pass_on(self, news: News) -> None:
        """Send news from the thread that hears it to the event loop."""
        self._shell.post_message(IndexNews(news))

    def stop(self) -> None:
        """Stop what is under way, and watching."""
        self._leaving.set()
        if self._process is not None:
            self._process.stop()

    # Commands

    async def ask_to_rebuild(self) -> None:
        if await self._shell.ask(ChoiceDialog(_REBUILD, lambda _: _REBUILD_OR_NOT)) == "rebuild":
            self.rebuild()

    def rebuild(self) -> None:
        """Rebuild the index; what is under way is stopped first."""
        if self._process is not None:
            self._rebuild_next = True
            self._process.stop()
            return
        if self._layout.results.results is None:
            self._layout.results.say(READING_FOLDER)
        self.read_folder(rebuild=True)

    async def ask_to_remove_missing(self) -> None:
        if self._missing is None:
            self._shell.report("no files are missing", seconds=3)
        elif self._process is not None:
            self._shell.report("the folder is being read: try again when that is done", seconds=5)
        elif await self._shell.ask(ChoiceDialog(_REMOVE, lambda _: _REMOVE_OR_NOT)) == "remove":
            self.read_folder(rebuild=self._rebuilding, remove_missing=True)

    def toggle_pause(self) -> None:
        if self._process is not None:
            self._process.pause(not self._process.paused)
            self._layout.band.show_paused(self._process.paused)

    async def list_skipped(self) -> None:
        """List the files that were skipped, and why."""
        try:
            problems = self._problems or (await self._service.status()).problems
        except WiresideError as error:
            self._shell.warn(error)
            return
        if problems:
            choices = [Choice(problem.path, problem.reason, value=problem.path) for problem in problems]
            await self._shell.ask(ChoiceDialog(_SKIPPED, lambda _: choices))
        else:
            self._shell.report("no files were skipped", seconds=3)

    # News

    def take_news(self, news: News) -> None:
        """Show what the process that indexes reports."""
        if isinstance(news, Waiting):
            self._wait_for_another(first=news.first)
        elif isinstance(news, Progress):
            self._show_progress(news)
        else:
            self._ended(news)

    def _wait_for_another(self, *, first: bool) -> None:
        """Show what another process adds to the index, until it is this one's turn."""
        if first:
            self._shell.report("another wireside is indexing this corpus: what it adds appears here", seconds=8)
            self._layout.footer.about("another wireside is indexing")
        self._search.index_changed()

    def _show_progress(self, progress: Progress) -> None:
        if progress.seconds > _SHOW_AFTER and progress.bytes_total:
            self._layout.band.show_progress(progress, paused=self._process is not None and self._process.paused)
        if progress.searchable > self._search.searchable and progress.seconds - self._refreshed >= _REFRESH_EVERY:
            self._search.searchable, self._refreshed = progress.searchable, progress.seconds
            self._search.index_changed()

    def _ended(self, news: Report | Failed) -> None:
        self._process = None
        self._search.folder_is_read = False
        self._layout.band.show_progress(None)
        if self._rebuild_next:
            self._rebuild_next = False
            self.rebuild()
        elif isinstance(news, Report):
            self._show_report(news)
            if self._changed_meanwhile:
                self.folder_changed()
        elif news.damaged:
            self._shell.post_message(Damaged(IndexDamaged(news.message, news.hint)))
        else:
            self._shell.report(f"{news.message}: {news.hint}", seconds=12, severity="error")
            self._layout.results.say(news.message)

    def _show_report(self, report: Report) -> None:
        self._problems = report.problems
        self._warn_of_missing(report.missing)
        if report.worker_deaths:
            self._shell.report(report.worker_deaths, seconds=5, severity="warning")
        if report.rebuilt:
            self._shell.post_message(Repaired())
            self._shell.report("the index was damaged: it was rebuilt from the articles", seconds=8)
        skipped = f" · {len(report.problems):,} skipped" if report.problems else ""
        missing = f" · {report.missing.files:,} missing" if report.missing else ""
        self._layout.footer.about(f"{self._corpus.resolve().name} · indexed {datetime.now():%H:%M}{skipped}{missing}")
        self._search.index_changed(always=self._search.results is None)
        articles = report.added + report.changed + report.unchanged
        self._shell.start(partial(asyncio.to_thread, remember, recents_file(), self._corpus, articles), group="recents")

    def _warn_of_missing(self, missing: Missing | None) -> None:
        if missing and missing != self._missing:
            key = self._shell.key("remove_missing")
            error = missing.error(self._corpus, f"press {key}" if key else "choose “remove missing” in the palette")
            self._shell.report(f"{error.message}: {error.hint}", seconds=30, severity="warning")
        self._missing = missing
