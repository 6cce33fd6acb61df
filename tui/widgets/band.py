"""The band above the footer: the timeline of the results, or, while the folder is read, how far that is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from index.progress import Progress
from tui.commands import bindings
from tui.glyphs import UNICODE, Glyphs
from tui.lines.line import Line, Page, Piece, justify, percent
from tui.lines.timeline import Stretch, TimelinePage
from tui.widgets.bar import FixedPage
from tui.widgets.line_view import EmptyPage, LineView

if TYPE_CHECKING:
    from index.archive import Timeline


class Band(LineView, can_focus=True):
    """Two rows; one where the screen is narrow. With the focus, a bar of the timeline can be gone to."""

    DEFAULT_CSS = "Band { height: 2; overflow: hidden hidden; scrollbar-gutter: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "step(-1)", show=False),
        Binding("l,right", "step(1)", show=False),
        Binding("g,home", "step(-10000)", show=False),
        Binding("G,end", "step(10000)", show=False),
        Binding("enter", "open", show=False),
        *bindings("zoom"),
    ]
    hints: ClassVar[tuple[str, ...]] = ("open", "zoom_in", "back", "help")

    class Moved(Message):
        """Another bar was gone to."""

        def __init__(self, stretch: Stretch) -> None:
            super().__init__()
            self.stretch = stretch

    class Taken(Moved):
        """The results are to be those of these days."""

    class Zoomed(Message):
        """The timeline is to show these days alone; without a stretch, as much as before."""

        def __init__(self, stretch: Stretch | None) -> None:
            super().__init__()
            self.stretch = stretch

    def __init__(self, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id="band")
        self._glyphs = glyphs
        self._timeline: Timeline | None = None
        self._current: date | None = None
        self._cursor: int | None = None
        self._clicked: int | None = None
        self._words: tuple[str, ...] = ()
        self._progress: Progress | None = None
        self._paused = False

    def show_timeline(self, timeline: Timeline | None, current: date | None) -> None:
        if timeline != self._timeline:
            self._cursor, self._words = None, ()
        elif current == self._current:
            return
        self._timeline, self._current = timeline, current
        self.renew()

    def tell_of(self, stretch: Stretch, words: tuple[str, ...]) -> None:
        """Say what the headlines of a bar are about, if it is still the one that was gone to."""
        if stretch == self.stretch:
            self._words = words
            self.renew()

    @property
    def laid(self) -> TimelinePage | None:
        return self.page if isinstance(self.page, TimelinePage) else None

    @property
    def stretch(self) -> Stretch | None:
        """The bar that was gone to."""
        stretches = self.laid.stretches if self.laid is not None else ()
        return stretches[self._cursor] if self._cursor is not None and self._cursor < len(stretches) else None

    def on_focus(self) -> None:
        stretches = self.laid.stretches if self.laid is not None else ()
        if self._cursor is None and stretches:
            self._go_to(max(range(len(stretches)), key=lambda at: stretches[at].count))
            self._clicked = None

    def on_blur(self) -> None:
        self._cursor, self._words = None, ()
        self.renew()

    def action_step(self, by: int) -> None:
        """Go to the next bar that has articles, or as many bars as there are."""
        if self.laid is None or not self.laid.stretches:
            return
        stretches, at = self.laid.stretches, self._cursor or 0
        ahead = [n for n, one in enumerate(stretches) if one.count and (n > at if by > 0 else n < at)]
        if ahead:
            self._go_to((ahead[0] if by > 0 else ahead[-1]) if abs(by) == 1 else ahead[-1] if by > 0 else ahead[0])

    def action_open(self) -> None:
        if self.stretch is not None:
            self.post_message(self.Taken(self.stretch))

    def action_zoom_in(self) -> None:
        if self.stretch is not None:
            self.post_message(self.Zoomed(self.stretch))

    def action_zoom_out(self) -> None:
        self.post_message(self.Zoomed(None))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = self.laid.stretch_at(event.x) if self.laid is not None else None
        if at is not None and at == self._cursor == self._clicked:
            self.action_open()
        elif at is not None:
            self._go_to(at)
            self._clicked = at

    def _go_to(self, at: int) -> None:
        self._cursor, self._words = at, ()
        self.renew()
        if self.stretch is not None:
            self.post_message(self.Moved(self.stretch))

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
        return TimelinePage(
            self._timeline, width, self._glyphs, current=self._current, cursor=self._cursor, words=self._words
        )


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
