"""The timeline of the desk: a bar of it can be gone to, looked at closer, and made the results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual import on, work

from corpus.errors import WiresideError
from tui.pages.timeline_page import Stretch, query_for
from tui.pages.wording import first_day
from tui.screens.desk.base import Desk
from tui.widgets.timeline_band import Band

if TYPE_CHECKING:
    from index import Timeline

_AFTER_RESULTS = 0.05
"""Seconds in which the results are painted first."""

_DATE = re.compile(r"(?<!\S)-?date:(?:\"[^\"]*\"|\S+)\s*", re.IGNORECASE)


class Timing(Desk):
    """What can be done on the timeline."""

    @on(Desk.Found)
    def _dates_found(self) -> None:
        self.set_timer(_AFTER_RESULTS, self._show_timeline)

    @on(Desk.Turned)
    def _show_timeline(self) -> None:
        """Show when the results were published, and where among them the article stands."""
        shown, results = self.article.shown, self.results.results
        published = shown.article.published if shown is not None else None
        self.band.show_timeline(
            results.timeline if results is not None else None,
            first_day(published.value) if published is not None else None,
        )

    def action_timeline(self) -> None:
        if self.focused is self.band:
            self.results.focus()
        elif self.results.results is None or not self.results.results.timeline.bars:
            self.notify("no dates among the results", timeout=3)
        else:
            self.remove_class("-reading")
            self.band.focus()

    @on(Band.DaysChosen)
    def _taken(self, event: Band.DaysChosen) -> None:
        query = _DATE.sub("", self.search.input.value).strip()
        self.ask(f"{query} {query_for(event.stretch.first, event.stretch.last)} ".lstrip())

    @on(Band.CursorMoved)
    @work(exclusive=True, group="telling")
    async def _tell_of_bar(self, event: Band.CursorMoved) -> None:
        self.band.tell_of(event.stretch, await self._words_of(event.stretch))

    @on(Band.Watched)
    @work(exclusive=True, group="spikes")
    async def _label_spikes(self, event: Band.Watched) -> None:
        for spike in event.spikes:
            self.band.label(spike, await self._words_of(spike))

    async def _words_of(self, stretch: Stretch) -> tuple[str, ...]:
        """What the headlines of a bar are about."""
        results = self.results.results
        if results is None:
            return ()
        try:
            return await self.search_service.asked(
                lambda archive, _: archive.telling(results, stretch.first, stretch.last)
            )
        except WiresideError as error:
            self.warn(error)
            return ()

    @on(Band.Zoomed)
    @work(exclusive=True, group="zoom")
    async def _zoom(self, event: Band.Zoomed) -> None:
        results, stretch = self.results.results, event.stretch
        if results is None:
            return
        if stretch is None:
            self._zoomed_to(results.timeline)
            return
        try:
            closer = await self.search_service.asked(
                lambda archive, _: archive.timeline(results, stretch.first, stretch.last)
            )
        except WiresideError as error:
            self.warn(error)
        else:
            self._zoomed_to(closer)

    def _zoomed_to(self, timeline: Timeline) -> None:
        self.band.show_timeline(timeline, None)
        self.band.on_focus()
