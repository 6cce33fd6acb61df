"""The band above the footer: the timeline of the results, or, while the folder is read, how far that is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from index import Progress
from tui.commands import bindings
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Line, Page, Piece, justify
from tui.pages.timeline_page import Stretch, TimelinePage
from tui.pages.wording import counted, percent
from tui.widgets.bar import FixedPage
from tui.widgets.line_view import EmptyPage, LineView

if TYPE_CHECKING:
    from index import Timeline


class Band(LineView, can_focus=True):
    """Two rows; one where the screen is narrow. With the focus, a bar of the timeline can be gone to."""

    DEFAULT_CSS = "Band { height: 2; overflow: hidden hidden; scrollbar-gutter: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "step(-1)", show=False),
        Binding("l,right", "step(1)", show=False),
        Binding("g,home", "step(-10000)", show=False),
        Binding("G,end", "step(10000)", show=False),
        Binding("enter", "open", show=False),
        *bindings("timeline", "zoom"),
    ]
    hints: ClassVar[tuple[str, ...]] = ("open", "zoom_in", "back", "help")

    class CursorMoved(Message):
        """Another bar was selected."""

        def __init__(self, stretch: Stretch) -> None:
            super().__init__()
            self.stretch = stretch

    class DaysChosen(CursorMoved):
        """The results are to be narrowed to these days."""

    class Watched(Message):
        """These bars are spikes, and the timeline is in view."""

        def __init__(self, spikes: tuple[Stretch, ...]) -> None:
            super().__init__()
            self.spikes = spikes

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
        self._anchor: int | None = None
        self._beyond = 0
        self._pressed: int | None = None
        self._dragged = False
        self._clicked: int | None = None
        self._words: tuple[str, ...] = ()
        self._labels: dict[Stretch, tuple[str, ...]] = {}
        self._progress: Progress | None = None
        self._paused = False

    def show_timeline(self, timeline: Timeline | None, current: date | None) -> None:
        if timeline != self._timeline:
            self._cursor, self._beyond, self._words = None, 0, ()
        elif current == self._current:
            return
        self._timeline, self._current = timeline, current
        self.renew()

    def tell_of(self, stretch: Stretch, words: tuple[str, ...]) -> None:
        """Say what the headlines of a bar are about, if it is still the one that was gone to."""
        if stretch == self.stretch:
            self._words = words
            self.renew()

    def label(self, spike: Stretch, words: tuple[str, ...]) -> None:
        """Show the keywords of a spike's headlines."""
        if self.has_focus:
            self._labels[spike] = words
            self.renew()

    @property
    def laid(self) -> TimelinePage | None:
        return self.page if isinstance(self.page, TimelinePage) else None

    @property
    def stretch(self) -> Stretch | None:
        """The bar that was gone to, with all up to where that began."""
        return self.laid.chosen if self.laid is not None else None

    def on_focus(self) -> None:
        stretches = self.laid.stretches if self.laid is not None else ()
        if self._cursor is None and stretches:
            self._go_to(max(range(len(stretches)), key=lambda at: stretches[at].count))
            self._clicked = None
        if self.laid is not None:
            self.post_message(self.Watched(self.laid.spikes))

    def on_blur(self) -> None:
        self._cursor, self._anchor, self._beyond, self._words, self._labels = None, None, 0, (), {}
        self.renew()

    def action_extend_left(self) -> None:
        self._extend(-1)

    def action_extend_right(self) -> None:
        self._extend(1)

    def _extend(self, by: int) -> None:
        """Go to the next bar that has articles, and take all from where that began."""
        self.action_step(by, anchor=self._cursor if self._anchor is None else self._anchor)

    def action_step(self, by: int, *, anchor: int | None = None) -> None:
        """Go to the next bar that has articles, or as many bars as there are; from the last to those beyond it."""
        if self.laid is None or not self.laid.stretches:
            return
        if self._beyond:
            if by * self._beyond < 0:
                self._go_to(self._cursor or 0)
            return
        stretches, at = self.laid.stretches, self._cursor or 0
        ahead = [n for n, one in enumerate(stretches) if one.count and (n > at if by > 0 else n < at)]
        if ahead:
            near, far = (ahead[0], ahead[-1]) if by > 0 else (ahead[-1], ahead[0])
            self._go_to(near if abs(by) == 1 else far, anchor=anchor)
        elif anchor is None and self.laid.outside(by) is not None:
            self._go_to(at, beyond=1 if by > 0 else -1)

    def action_open(self) -> None:
        if self.stretch is not None:
            self.post_message(self.DaysChosen(self.stretch))

    def action_zoom_in(self) -> None:
        if self.stretch is not None:
            self.post_message(self.Zoomed(self.stretch))

    def action_zoom_out(self) -> None:
        self.post_message(self.Zoomed(None))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed = self.laid.stretch_at(event.x) if self.laid is not None else None
        self._dragged = False
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.laid is None or self._pressed is None:
            return
        at = self.laid.stretch_at(event.x)
        if at is not None and at != (self._cursor if self._dragged else self._pressed):
            self._dragged = True
            self._go_to(at, anchor=self._pressed)

    def on_mouse_up(self) -> None:
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = self.laid.stretch_at(event.x) if self.laid is not None else None
        if at is None or self._dragged:
            return
        if at == self._cursor == self._clicked:
            self.action_open()
        else:
            self._go_to(at)
            self._clicked = at

    def _go_to(self, at: int, *, anchor: int | None = None, beyond: int = 0) -> None:
        self._cursor, self._anchor, self._beyond, self._words = at, anchor, beyond, ()
        self.renew()
        if self.stretch is not None:
            self.post_message(self.CursorMoved(self.stretch))

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
            self._timeline,
            width,
            self._glyphs,
            current=self._current,
            cursor=self._cursor,
            anchor=self._anchor,
            beyond=self._beyond,
            words=self._words,
            labels=self._labels,
        )


def progress_lines(progress: Progress, width: int, glyphs: Glyphs, *, paused: bool) -> tuple[Line, Line]:
    """`Reading ━━━━──── 38 %  1,840 articles · 204 a second · about 15 s left`."""
    share = progress.bytes_done / progress.bytes_total if progress.bytes_total else 0.0
    said = f"{counted(progress.articles, 'article')} · {progress.rate:,.0f} a second"
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
    if paused:
        below = "paused · P goes on"
    elif progress.replacing:
        below = "search uses the old index until the new one is whole · P pauses"
    else:
        below = f"{progress.searchable:,} can be searched already · P pauses"
    first = Line((Piece(" "), *justify(bar, (), width - 2)))
    return first, Line((Piece(" " * 11), Piece(below, "muted")))


def lasting(seconds: float) -> str:
    """`15 s`, `4 min`, `2 h`."""
    if seconds < 90:
        return f"{max(1, seconds):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.0f} h"
