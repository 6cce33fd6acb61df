"""The band above the footer: the timeline of the results, or, while the folder is read, how far that is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from index.progress import Progress
from tui.glyphs import UNICODE, Glyphs
from tui.lines.line import Line, Page, Piece, justify, percent
from tui.lines.timeline import timeline_lines
from tui.widgets.bar import FixedPage
from tui.widgets.line_view import EmptyPage, LineView

if TYPE_CHECKING:
    from index.archive import Timeline


class Band(LineView, can_focus=False):
    """Two rows; one where the screen is narrow."""

    DEFAULT_CSS = "Band { height: 2; overflow: hidden hidden; scrollbar-gutter: auto; }"

    def __init__(self, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id="band")
        self._glyphs = glyphs
        self._timeline: Timeline | None = None
        self._current: date | None = None
        self._progress: Progress | None = None
        self._paused = False

    def show_timeline(self, timeline: Timeline | None, current: date | None) -> None:
        self._timeline, self._current = timeline, current
        self.renew()

    def show_progress(self, progress: Progress | None, *, paused: bool = False) -> None:
        """Show how far reading is; None brings the timeline back."""
        self._progress, self._paused = progress, paused
        self.renew()

    def show_paused(self, paused: bool) -> None:
        """Say at once that reading is paused, or goes on."""
        self._paused = paused
        self.renew()

    def make_page(self, width: int) -> Page:
        if self._progress is not None:
            return FixedPage(*progress_lines(self._progress, width, self._glyphs, paused=self._paused))
        if self._timeline is None:
            return EmptyPage()
        return FixedPage(*timeline_lines(self._timeline, self._current, width, self._glyphs))


def progress_lines(progress: Progress, width: int, glyphs: Glyphs, *, paused: bool) -> tuple[Line, Line]:
    """`Reading ━━━━──── 38 %  1,840 articles · 204 a second · about 15 s left`."""
    share = progress.bytes_done / progress.bytes_total if progress.bytes_total else 0.0
    said = f"{progress.articles:,} articles · {progress.rate:,.0f} a second"
    if progress.seconds_left is not None:
        said += f" · about {lasting(progress.seconds_left)} left"
    name = "Paused " if paused else "Reading"
    cells = max(8, min(44, width - 24 - len(said)))
    done = round(cells * min(1.0, share))
    bar = (
        Piece(f"{name}   ", "strong"),
        Piece(glyphs.heavy * done, "accent"),
        Piece(glyphs.rule * (cells - done), "rule"),
        Piece(f"{percent(share):>7}   ", "text"),
        Piece(said, "muted"),
    )
    below = "paused · P goes on" if paused else f"{progress.searchable:,} can be searched already · P pauses"
    first = Line((Piece(" "), *justify(bar, (), width - 2)))
    return first, Line((Piece(" " * 11), Piece(below, "muted")))


def lasting(seconds: float) -> str:
    """`15 s`, `4 min`, `2 h`."""
    if seconds < 90:
        return f"{max(1, seconds):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.0f} h"
