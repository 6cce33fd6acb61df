"""The timeline: how many of the results were published when, in bars one row high."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.pages.display_width import cell_len
from tui.pages.glyphs import Glyphs
from tui.pages.line import Line, Piece, justify, shorten
from tui.pages.wording import MONTHS, day, month

if TYPE_CHECKING:
    from index import Bar, Timeline

_UNITS = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
_NAME = 18  # cells of the title at the left
_GONE_TO = 32
"""Cells kept for what is said of the bar that was gone to, so that the bars stay where they are."""

_LABEL = 18  # cells of the keywords below a spike
_FEWEST, _STANDS_OUT = 2, 1.5
"""A bar stands out that has so many articles, and so many times the mean of all that have any."""


class Stretch(Struct, frozen=True):
    """The days of one bar of the screen, both ends included, and the number of articles from these days."""

    first: date
    last: date
    count: int


class TimelinePage:
    """Two rows: the bars, and their dates below. A bar of the screen is one or more bars of the timeline.

    `current` is the date of the open article, `cursor` the selected bar of the screen, with all up to `anchor`, and
    `words` the keywords of their headlines; the right side describes these. `labels` are keywords of other bars, shown
    below them instead of dates. Instead of a bar, the articles `beyond` the first (-1) or the last (1) can be selected.
    """

    height = 2

    def __init__(
        self,
        timeline: Timeline,
        width: int,
        glyphs: Glyphs,
        *,
        current: date | None = None,
        cursor: int | None = None,
        anchor: int | None = None,
        beyond: int = 0,
        words: Sequence[str] = (),
        labels: Mapping[Stretch, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self._timeline = timeline
        self._width = width
        self._glyphs = glyphs
        self._current = current
        self._cursor = cursor
        self._anchor = cursor if anchor is None else anchor
        self._beyond = beyond
        self._words = words
        self._labels = labels
        self.stretches: tuple[Stretch, ...] = ()
        bars = timeline.bars
        reserved = _GONE_TO if cursor is not None else len(self._tell(width))
        room = max(10, width - _NAME - reserved - 4)
        self._cells = max(1, min(3, room // len(bars))) if bars else 1
        self._groups = _grouped(bars, room // self._cells)
        self.stretches = tuple(
            Stretch(bars[members.start].start, last_day(bars[members[-1]].start, timeline.unit), count)
            for count, members in self._groups
        )

    @property
    def chosen(self) -> Stretch | None:
        """The bar that was gone to, with all up to the anchor, or what is beyond them."""
        if self._beyond:
            return self.outside(self._beyond)
        several = self.stretches[self._from : self._to]
        return Stretch(several[0].first, several[-1].last, sum(one.count for one in several)) if several else None

    def outside(self, side: int) -> Stretch | None:
        """The articles that are far before the first bar, at -1, or far after the last, at 1; None where none are."""
        if not self.stretches:
            return None
        one_day = timedelta(days=1)
        if side < 0:
            before, count = self.stretches[0].first, self._timeline.earlier
            return Stretch(date.min, before - one_day, count) if count else None
        after, count = self.stretches[-1].last, self._timeline.later
        return Stretch(after + one_day, date.max, count) if count else None

    @property
    def _from(self) -> int:
        return min(self._cursor or 0, self._anchor or 0)

    @property
    def _to(self) -> int:
        return max(self._cursor, self._anchor or 0) + 1 if self._cursor is not None else 0

    @property
    def spikes(self) -> tuple[Stretch, ...]:
        """Return the bars far above their neighbours, the highest first, as far apart as their labels need."""
        counts = [0, *(stretch.count for stretch in self.stretches), 0]
        mean = sum(counts) / max(1, sum(count > 0 for count in counts))
        tops = [
            at
            for at, count in enumerate(counts[1:-1])
            if count >= max(_FEWEST, _STANDS_OUT * mean) and counts[at] <= count >= counts[at + 2]
        ]
        apart, found = _LABEL // self._cells, list[int]()
        for at in sorted(tops, key=lambda at: -counts[at + 1]):
            if all(abs(at - other) >= apart for other in found):
                found.append(at)
        return tuple(self.stretches[at] for at in found)

    def stretch_at(self, x: int) -> int | None:
        """The bar of the screen at a cell."""
        at = (x - _NAME - 1) // self._cells
        return at if 0 <= at < len(self.stretches) else None

    def line(self, y: int) -> Line:
        return self._bars() if y == 0 else self._dates()

    def _bars(self) -> Line:
        width = self._width
        if not self.stretches:
            undated = self._timeline.undated
            said = f"{undated:,} without a date" if undated else "no dates"
            return Line((Piece(" "), *justify((Piece("Timeline", "strong"),), (Piece(said, "muted"),), width - 2)))
        steps = self._glyphs.amounts
        most = max(1, *(count for count, _ in self._groups))
        at = _bar_of(self._timeline.bars, self._timeline.unit, self._current)
        pieces: list[Piece] = []
        for number, (count, members) in enumerate(self._groups):
            gone_to = self._from <= number < self._to and not self._beyond
            here = gone_to if self._cursor is not None else at is not None and at in members
            style = "accent" if here else "muted" if count else "rule"
            glyph = steps[round((len(steps) - 1) * count / most)] if count else steps[0]
            ground = " reverse" if here and self._cursor is not None and not count else ""
            pieces.append(Piece(glyph * max(1, self._cells - 1), style + ground))
            pieces.append(Piece(" " * (self._cells > 1)))
        room = width - _NAME - 4 - self._cells * len(self.stretches)
        name = "accent bold" if self._cursor is not None else "strong"
        head = (Piece("Timeline", name), Piece(f"  {_UNITS[self._timeline.unit]:<{_NAME - 10}}", "muted"))
        return Line((Piece(" "), *justify((*head, *pieces), (Piece(self._tell(room), "muted"),), width - 2)))

    def _dates(self) -> Line:
        words = "" if self.chosen in self._labels else " ".join(self._words)
        room = self._width - _NAME - 2 - (cell_len(words) + 2 if words else 0)
        below = [
            (at * self._cells, Piece(shorten(" ".join(self._labels[stretch]), _LABEL - 2), "text"))
            for at, stretch in enumerate(self.stretches)
            if self._labels.get(stretch)
        ]
        starts = [stretch.first for stretch in self.stretches]
        # years go before months, which mean little without them
        names = sorted(_names(starts, self._cells, self._timeline.unit), key=lambda one: " " not in one[1])
        below += [(cell, Piece(name, "muted")) for cell, name in names]
        pieces = justify(_side_by_side(below, room), (Piece(words, "text"),) if words else (), self._width - _NAME - 2)
        return Line((Piece(" " * (_NAME + 1)), *pieces))

    def _tell(self, room: int) -> str:
        """Return the right side: the selection, and the number of articles without a bar if there is room."""
        whole = " · ".join(filter(None, (self._said(), _without_bar(self._timeline))))
        return whole if len(whole) <= room else self._said()

    def _said(self) -> str:
        """Of the bar that was gone to, or of the one of the article."""
        bars, unit = self._timeline.bars, self._timeline.unit
        if self._beyond and (stretch := self.chosen):
            return f"{stretch.count:,} {_beyond_in_words(stretch)}"
        if stretch := self.chosen:
            when = "on" if stretch.first == stretch.last else "in"
            return f"{stretch.count:,} {when} {days(stretch.first, stretch.last)}"
        at = _bar_of(bars, unit, self._current)
        return f"{bars[at].count:,} {_in_words(bars[at].start, unit)}" if at is not None else ""


def _without_bar(timeline: Timeline) -> str:
    """`1 earlier · 12 undated`: how many articles have no bar."""
    counts = ((timeline.earlier, "earlier"), (timeline.later, "later"), (timeline.undated, "undated"))
    return " · ".join(f"{count:,} {what}" for count, what in counts if count)


def last_day(start: date, unit: str) -> date:
    """The last day of a bar that begins so."""
    match unit:
        case "day":
            return start
        case "week":
            return start + timedelta(days=6)
        case "month":
            return date(start.year + start.month // 12, start.month % 12 + 1, 1) - timedelta(days=1)
    return date(start.year, 12, 31)


def days(first: date, last: date) -> str:
    """Return a stretch of days in as few words as possible: `2031`, `Mar 2031`, `10 – 16 Mar 2031`."""
    if first == last:
        return day(first)
    if first.day == 1 and last == last_day(last.replace(day=1), "month"):
        if first.month == 1 and last.month == 12:
            return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return month(first)
        return f"{month(first)} – {month(last)}"
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if same else day(first)} – {day(last)}"


def query_for(first: date, last: date) -> str:
    """Return the query for articles of these days: `date:2031`, `date:2031-03`, `date:2031-03-10..2031-03-16`; from the
    first day of all `date:..2031-03-16`, to the last `date:2031-03-10..`."""
    if first == date.min or last == date.max:
        return f"date:{first if first > date.min else ''}..{last if last < date.max else ''}"
    cut = 10
    if first.day == 1 and last == last_day(last.replace(day=1), "month"):
        cut = 4 if first.month == 1 and last.month == 12 else 7
    begin, end = str(first)[:cut], str(last)[:cut]
    return f"date:{begin}" if begin == end else f"date:{begin}..{end}"


def _bar_of(bars: tuple[Bar, ...], unit: str, current: date | None) -> int | None:
    if current is None or not bars or not bars[0].start <= current <= last_day(bars[-1].start, unit):
        return None
    return max(i for i, bar in enumerate(bars) if bar.start <= current)


def _grouped(bars: tuple[Bar, ...], most: int) -> list[tuple[int, range]]:
    """Bars put together so that there are at most `most`: their sum, and which they are."""
    size = -(-len(bars) // max(1, most))
    ranges = [range(i, min(i + size, len(bars))) for i in range(0, len(bars), max(1, size))]
    return [(sum(bars[i].count for i in members), members) for members in ranges]


def _in_words(start: date, unit: str) -> str:
    return {
        "day": f"on {day(start)}",
        "week": f"in the week of {start.day} {MONTHS[start.month - 1]}",
        "month": f"in {month(start)}",
        "year": f"in {start.year}",
    }[unit]


def _beyond_in_words(stretch: Stretch) -> str:
    if stretch.first == date.min:
        return f"until {day(stretch.last)}"
    return f"since {day(stretch.first)}"


def _names(starts: list[date], cells: int, unit: str) -> Iterator[tuple[int, str]]:
    """Names of years and months, each with the cell below the bar where it begins."""
    last: tuple[int, int] | None = None
    for i, start in enumerate(starts):
        here = (start.year, 0 if unit == "year" else start.month)
        if here != last:
            new_year = last is None or last[0] != here[0]
            in_year = MONTHS[start.month - 1] + (f" {start.year}" if new_year else "")
            yield i * cells, str(start.year) if unit == "year" else in_year
        last = here


def _side_by_side(placed: Iterable[tuple[int, Piece]], room: int) -> tuple[Piece, ...]:
    """Pieces at their cells with a space between them, as far as there is room; the first ones before the later."""
    there: list[tuple[int, int, Piece]] = []
    for begin, piece in placed:
        end = begin + cell_len(piece.text)
        if end <= room and all(end < other or begin > its_end for other, its_end, _ in there):
            insort(there, (begin, end, piece), key=lambda one: one[0])
    pieces: list[Piece] = []
    at = 0
    for begin, end, piece in there:
        pieces += [Piece(" " * (begin - at)), piece]
        at = end
    return tuple(pieces)
