"""The page of stories: a lane each on one axis of days, with how many articles it has when, in how many outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from heapq import nlargest

from msgspec import Struct

from corpus.stories import Member, Story
from tui.pages.display_width import pad
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import BLANK, Line, Piece, shorten
from tui.pages.timeline_page import days, last_day
from tui.pages.wording import MONTHS, counted, day, first_day, written_iso
from tui.pages.wrap import wrap

ROWS = 2
"""Lines of a story, without the blank one below it."""

_MOST_DOTS = 5  # outlets drawn as one glyph each; more are written as a number
_LARGEST = 40  # largest stories whose articles set the first window
_SHORTEST = 7  # days in the lanes, zoomed in
_LONGEST = 366 * 40  # days in the lanes, zoomed out


class Window(Struct, frozen=True):
    """The days that the lanes show, from `start` on."""

    start: date
    days: int

    @property
    def last(self) -> date:
        return self.start + timedelta(days=self.days - 1)

    def zoomed(self, by: float, around: date | None = None) -> Window:
        """Shows `by` times as many days, around one of them; the middle, where none is named."""
        days = max(_SHORTEST, min(_LONGEST, round(self.days * by)))
        middle = around if around and self.start <= around <= self.last else self.start + timedelta(days=self.days // 2)
        before = days * (middle - self.start).days // self.days
        return Window(_shifted(middle, -before), days)

    def moved(self, by: int) -> Window:
        """A quarter of it further, or back."""
        return Window(_shifted(self.start, by * max(1, self.days // 4)), self.days)


def window_of(stories: Sequence[Story]) -> Window | None:
    """The days on which the articles of some stories were published, but for a few that are far from all others; None
    where none has a date."""
    import numpy as np  # here, since the first paint needs neither

    from index import timeline

    dates = (one.published for story in stories for one in story.articles)
    found = [at for at in (first_day(iso) for iso in dates if iso) if at]
    spread = timeline(np.array([10_000 * at.year + 100 * at.month + at.day for at in found], np.int32))
    if not spread.bars:
        return None
    begin, end = spread.bars[0].start, last_day(spread.bars[-1].start, spread.unit)
    shown = [at for at in found if begin <= at <= end]
    return Window(min(shown), max(_SHORTEST, (max(shown) - min(shown)).days + 1))


class StoriesPage:
    """Two rows per story and a blank: the second has the rest of the name, and in words its dates and outlets. The open
    story has a lane for each outlet below it, and the stories `near` it. A line's target is its story."""

    def __init__(
        self,
        stories: Sequence[Story],
        window: Window | None,
        width: int,
        *,
        cursor: int = 0,
        open: bool = False,
        near: Sequence[Story] = (),
        glyphs: Glyphs = UNICODE,
    ) -> None:
        self._stories = stories
        self._near = near if open else ()
        self._cursor = cursor
        self._glyphs = glyphs
        self._shape = LaneLayout.of(width)
        self._lanes = _Lanes(window, self._shape.lane, glyphs)
        self._outlets = _outlets_of(stories[cursor]) if open and cursor < len(stories) else []
        largest = nlargest(_LARGEST, stories, key=lambda story: len(story.articles))
        self._most = max((n for story in largest for n in self._lanes.counts(story.articles).values()), default=1)

    @property
    def height(self) -> int:
        return max(0, (ROWS + 1) * len(self._stories) - 1 + self._opened)

    @property
    def _opened(self) -> int:
        return len(self._outlets) + len(self._near)

    def lines_of(self, story: int) -> tuple[int, int]:
        """The first line of a story, and how many it has."""
        after = self._opened if story > self._cursor else 0
        opened = self._opened if story == self._cursor else 0
        return story * (ROWS + 1) + after, ROWS + opened

    def line(self, y: int) -> Line:
        first, rows = self.lines_of(self._cursor)
        if first + ROWS <= y < first + rows:
            return self._below(y - first - ROWS)
        story, row = divmod(y if y < first + ROWS else y - self._opened, ROWS + 1)
        if story >= len(self._stories) or row == ROWS:
            return BLANK
        return self._in_words(story) if row else self._story(story)

    def axis(self) -> tuple[Line, Line]:
        """Return the dates and the ticks above the lanes."""
        shape, lanes = self._shape, self._lanes
        dates, ticks = lanes.axis()
        gap = " " * (2 + shape.name)
        counts = f"{'outlets':>{shape.outlets}}{'articles':>{shape.articles}}"
        return (
            Line((Piece(gap), Piece(f"{dates:<{shape.lane}}{counts}", "muted"))),
            Line((Piece(gap), Piece(ticks, "rule"))),
        )

    def _story(self, number: int) -> Line:
        story, shape, here = self._stories[number], self._shape, number == self._cursor
        name, _ = _in_two(story.name, shape.name - 2)
        pieces = (
            Piece(f"{self._glyphs.cursor} " if here else "  ", "cursor"),
            Piece(pad(name, shape.name), "strong bold" if here else "text"),
            *self._lanes.lane(story.articles, self._most, "accent" if here else "muted"),
            *self._dots(len(story.outlets)),
            Piece(f"{len(story.articles):>{shape.articles},}", "text"),
        )
        return Line(pieces, "surface" if here else "", number)

    def _in_words(self, number: int) -> Line:
        """Return the rest of the name and, below the lane, dates, number of copies and outlets."""
        story, shape, here = self._stories[number], self._shape, number == self._cursor
        _, rest = _in_two(story.name, shape.name - 2)
        said = shorten(_told(story, self._glyphs), shape.lane + shape.outlets + shape.articles - 2)
        pieces = (
            Piece(f"{self._glyphs.cursor} " if here else "  ", "cursor"),
            Piece(pad(rest, shape.name), "strong bold" if here else "text"),
            Piece(said, "muted"),
        )
        return Line(pieces, "surface" if here else "", number)

    def _below(self, row: int) -> Line:
        """A row of the story that is open: its outlets, then what is near it."""
        if row < len(self._outlets):
            return self._outlet(row)
        story, shape = self._near[row - len(self._outlets)], self._shape
        told = shorten(f"{story.name} {self._glyphs.dot} {_told(story, self._glyphs)}", shape.whole - shape.name)
        pieces = (
            Piece(f"{self._glyphs.cursor} ", "cursor"),
            Piece(pad("  near it" if row == len(self._outlets) else "", shape.name), "muted"),
            Piece(told, "near"),
        )
        return Line(pieces, "surface", self._cursor)

    def _outlet(self, row: int) -> Line:
        shape = self._shape
        mark = Piece(f"{self._glyphs.cursor} ", "cursor")
        outlet, articles = self._outlets[row]
        name = shorten(outlet, shape.name - 4)
        said = shorten(_special(articles, self._stories[self._cursor]), shape.outlets + shape.articles - 2)
        pieces = (
            mark,
            Piece(pad(f"  {name}", shape.name), "muted"),
            *self._lanes.lane(articles, self._most, "text"),
            Piece(f"  {said}", "muted"),
        )
        return Line(pieces, "surface", self._cursor)

    def _dots(self, outlets: int) -> tuple[Piece, ...]:
        g, room = self._glyphs, self._shape.outlets
        if outlets > _MOST_DOTS:
            return (Piece(f"{outlets:>{room},}", "text"),)
        return (
            Piece(" " * (room - _MOST_DOTS) + g.quote * outlets, "text"),
            Piece(g.dot * (_MOST_DOTS - outlets), "rule"),
        )


class LaneLayout(Struct, frozen=True):
    """The widths of the columns, in cells."""

    name: int
    lane: int
    outlets: int
    articles: int

    @property
    def whole(self) -> int:
        return self.name + self.lane + self.outlets + self.articles

    @classmethod
    def of(cls, width: int) -> LaneLayout:
        outlets, articles = 11, 11 if width >= 100 else 9
        name = max(16, min(48, width * 3 // 10))
        return cls(name, max(8, width - 3 - name - outlets - articles), outlets, articles)


class _Lanes:
    """Days as cells: one cell is some days, or one day some cells."""

    def __init__(self, window: Window | None, cells: int, glyphs: Glyphs) -> None:
        self._window = window
        self._glyphs = glyphs
        self._cells = cells
        self._per_day = max(1, cells // window.days) if window is not None else 1

    def counts(self, articles: Sequence[Member]) -> Counter[int]:
        """Articles by the first cell of their day."""
        return Counter(cell for one in articles if (cell := self._cell(one.published)) is not None)

    def lane(self, articles: Sequence[Member], most: int, style: str) -> list[Piece]:
        counts, steps = self.counts(articles), self._glyphs.amounts
        pieces: list[Piece] = []
        for cell in range(0, self._cells, self._per_day):
            width = min(self._per_day, self._cells - cell)
            if count := counts[cell]:
                glyph = steps[max(0, -(-count * len(steps) // max(1, most)) - 1)]
                pieces.append(Piece(glyph * width, style))
            else:
                pieces.append(Piece(self._glyphs.dot + " " * (width - 1), "rule"))
        return pieces

    def axis(self) -> tuple[str, str]:
        dates, ticks = "", ""
        if self._window is None:
            return "no dates", ""
        for at, name in _labels(self._window):
            cell = self._cell_of(at)
            if cell is None or (dates and cell < len(dates) + 1) or cell + len(name) > self._cells:
                continue
            dates = dates.ljust(cell) + name
            ticks = ticks.ljust(cell, self._glyphs.rule) + self._glyphs.begin
        return dates, ticks.ljust(self._cells, self._glyphs.rule)

    def _cell(self, published: str | None) -> int | None:
        found = first_day(published) if published and len(published) >= 10 else None
        return self._cell_of(found) if found else None

    def _cell_of(self, at: date) -> int | None:
        if self._window is None or not self._window.start <= at <= self._window.last:
            return None
        days = (at - self._window.start).days
        return days * self._per_day if self._window.days <= self._cells else days * self._cells // self._window.days


def _in_two(name: str, width: int) -> tuple[str, str]:
    """A name in two lines, the second empty where it fits in one."""
    spans = wrap(name, width)
    first = name[spans[0].start : spans[0].end]
    return first, shorten(name[spans[1].start :], width) if len(spans) > 1 else ""


def _outlets_of(story: Story) -> list[tuple[str, list[Member]]]:
    """The articles of a story by outlet, the outlet that was first before the others."""
    found: dict[str, list[Member]] = {}
    for one in story.articles:
        found.setdefault(one.outlet or "outlet not known", []).append(one)
    return list(found.items())


def _from_to(first: str, last: str) -> str:
    """Two ISO dates as a stretch of days, as far as the days are known."""
    begin, end = first_day(first), first_day(last)
    if begin and end and min(len(first), len(last)) >= 10:
        return days(begin, end)
    return written_iso(first) if first == last else f"{written_iso(first)} – {written_iso(last)}"


def _told(story: Story, glyphs: Glyphs) -> str:
    """`13 – 16 Mar 2031 · 1 the same text · Meridian Wire, The Lantern`, the outlet that was first before others."""
    first, last = story.first, story.last
    copies = sum(one.duplicate_of is not None for one in story.articles)
    said = ["no date" if first is None or last is None else _from_to(first, last)]
    said += [f"{copies:,} the same text"] if copies else []
    outlets = dict.fromkeys(one.outlet for one in story.articles if one.outlet)
    return f" {glyphs.dot} ".join([*said, *([", ".join(outlets)] if outlets else [])])


def _special(articles: Sequence[Member], story: Story) -> str:
    """Describe an outlet's articles: `first, 13 Mar`, `as Meridian Wire`, `3 articles`, `no date`."""
    originals = {one.duplicate_of for one in articles}
    if None not in originals:
        outlet = next((one.outlet for one in story.articles if one.id in originals), None)
        return f"as {outlet}" if outlet else "a text of others"
    own = [one.published for one in articles if one.published]
    others = [one.published for one in story.articles if one not in articles]
    if own and others and all(_later(other, min(own)) for other in others):
        return f"first, {_day_and_month(min(own))}"
    if len(articles) > 1:
        return counted(len(articles), "article")
    return "" if own and len(own[0]) >= 10 else f"in {written_iso(own[0])}" if own else "no date"


def _later(published: str | None, day: str) -> bool:
    """Return True if the article was certainly published after a day; a known month alone does not show that."""
    return published is not None and len(day) >= 10 and published > day and not day.startswith(published)


def _day_and_month(iso: str) -> str:
    found = first_day(iso)
    return f"{found.day} {MONTHS[found.month - 1]}" if found and len(iso) >= 10 else iso


@lru_cache(maxsize=8)
def _labels(window: Window) -> list[tuple[date, str]]:
    """The days that the axis names: Mondays, first days of months, or of years."""
    every = range(window.days)
    days = [window.start + timedelta(days=n) for n in every]
    if window.days <= 70:
        return [(at, f"{at.day} {MONTHS[at.month - 1]}") for at in days if at == window.start or at.weekday() == 0]
    if window.days <= 900:
        return [(at, MONTHS[at.month - 1] if at.month > 1 else str(at.year)) for at in days if at.day == 1]
    return [(at, str(at.year)) for at in days if at.day == 1 and at.month == 1]


def _shifted(at: date, days: int) -> date:
    try:
        return at + timedelta(days=days)
    except OverflowError:
        return at


def said_of(window: Window | None) -> str:
    """`24 Feb 2031 – 23 Mar 2031 · 28 days`."""
    return f"{day(window.start)} – {day(window.last)} · {counted(window.days, 'day')}" if window else "no dates"
