"""The timeline of the results: a bar can be gone to, looked at closer, and made the query."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Protocol

from corpus.errors import WiresideError
from tui.pages.timeline_page import Stretch, query_for
from tui.pages.wording import first_day
from tui.screens.desk.article_reader import ArticleReader
from tui.screens.desk.layout import DeskLayout
from tui.screens.desk.navigation import Navigation
from tui.screens.desk.search import Search
from tui.screens.desk.shell import Shell

if TYPE_CHECKING:
    from datetime import date

    from index import Results, Timeline

_AFTER_RESULTS = 0.05
"""Seconds in which the results are painted first."""

_DATE = re.compile(r"(?<!\S)-?date:(?:\"[^\"]*\"|\S+)\s*", re.IGNORECASE)


class TimelineSource(Protocol):
    """Answers about the dates of results. Every method may raise WiresideError."""

    async def keywords(self, results: Results, first: date, last: date) -> tuple[str, ...]: ...
    async def timeline(self, results: Results, first: date, last: date) -> Timeline: ...


class ResultsTimeline:
    """Fills the band below the panes, and carries out what is wanted of it."""

    def __init__(
        self,
        shell: Shell,
        layout: DeskLayout,
        source: TimelineSource,
        search: Search,
        reader: ArticleReader,
        navigation: Navigation,
    ) -> None:
        self._shell = shell
        self._band = layout.band
        self._source = source
        self._search = search
        self._reader = reader
        self._navigation = navigation

    def results_shown(self) -> None:
        """Show the dates of other results, once these are painted."""
        self._shell.after(_AFTER_RESULTS, self.show)

    def show(self) -> None:
        """Show when the results were published, and where among them the article is."""
        article, results = self._reader.article, self._search.results
        published = article.published if article is not None else None
        self._band.show_timeline(
            results.timeline if results is not None else None,
            first_day(published.value) if published is not None else None,
        )

    def toggle_focus(self) -> None:
        """Go to the timeline, or from it to the results."""
        results = self._search.results
        if self._band.has_focus:
            self._navigation.focus_results()
        elif results is None or not results.timeline.bars:
            self._shell.report("no dates among the results", seconds=3)
        else:
            self._navigation.focus_timeline()

    def take(self, stretch: Stretch) -> None:
        """Search for the articles of these days."""
        self._search.replace(with_dates(self._search.text, stretch))

    def describe(self, stretch: Stretch) -> None:
        """Show what the headlines of a bar are about."""
        self._shell.start(partial(self._describe, stretch), group="keywords")

    async def _describe(self, stretch: Stretch) -> None:
        self._band.tell_of(stretch, await self._keywords(stretch))

    def label(self, spikes: tuple[Stretch, ...]) -> None:
        """Show what the headlines of the highest bars are about."""
        self._shell.start(partial(self._label, spikes), group="spikes")

    async def _label(self, spikes: tuple[Stretch, ...]) -> None:
        for spike in spikes:
            self._band.label(spike, await self._keywords(spike))

    async def _keywords(self, stretch: Stretch) -> tuple[str, ...]:
        results = self._search.results
        if results is None:
            return ()
        try:
            return await self._source.keywords(results, stretch.first, stretch.last)
        except WiresideError as error:
            self._shell.warn(error)
            return ()

    def zoom(self, stretch: Stretch | None) -> None:
        """Show these days alone; without them, all."""
        self._shell.start(partial(self._zoom, stretch), group="zoom")

    async def _zoom(self, stretch: Stretch | None) -> None:
        results = self._search.results
        if results is None:
            return
        try:
            timeline = (
                await self._source.timeline(results, stretch.first, stretch.last)
                if stretch is not None
                else results.timeline
            )
        except WiresideError as error:
            self._shell.warn(error)
        else:
            self._band.show_timeline(timeline, None)
            self._band.on_focus()


def with_dates(query: str, stretch: Stretch) -> str:
    """Return a query with these days instead of any dates that it has."""
    return f"{_DATE.sub('', query).strip()} {query_for(stretch.first, stretch.last)} ".lstrip()
