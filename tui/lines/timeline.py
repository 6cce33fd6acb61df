"""The timeline: how many of the results were published when, in bars one row high."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tui.glyphs import Glyphs
from tui.lines.dates import MONTHS, day, month
from tui.lines.line import Line, Piece, justify

if TYPE_CHECKING:
    from index.archive import Bar, Timeline

_UNITS = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
_NAME = 18


def timeline_lines(timeline: Timeline, current: date | None, width: int, glyphs: Glyphs) -> tuple[Line, Line]:
    """The bars and their dates below them. The bar of the current article is told in words at the right."""
    bars = timeline.bars
    at = _bar_of(bars, current)
    told = _told(timeline, at)
    room = max(10, width - _NAME - len(told) - 4)
    if not bars:
        said = f"{timeline.undated:,} without a date" if timeline.undated else "no dates"
        return Line((Piece(" "), *justify((Piece("Timeline", "strong"),), (Piece(said, "muted"),), width - 2))), Line()
    cells = max(1, min(3, room // len(bars)))
    groups = _grouped(bars, room // cells)
    most = max(count for count, _ in groups)
    pieces: list[Piece] = []
    for count, members in groups:
        style = "accent" if at is not None and at in members else ("muted" if count else "rule")
        glyph = glyphs.amounts[round((len(glyphs.amounts) - 1) * count / most)] if count else glyphs.amounts[0]
        pieces.append(Piece(glyph * max(1, cells - 1) + " " * (cells > 1), style))
    head = (Piece("Timeline", "strong"), Piece(f"  {_UNITS[timeline.unit]:<{_NAME - 10}}", "muted"))
    first = Line((Piece(" "), *justify((*head, *pieces), (Piece(told, "muted"),), width - 2)))
    labels = _labels([bars[members.start].start for _, members in groups], cells, timeline.unit)
    return first, Line((Piece(" " * (_NAME + 1)), Piece(labels[: width - _NAME - 2], "muted")))


def _bar_of(bars: tuple[Bar, ...], current: date | None) -> int | None:
    if current is None or not bars or current < bars[0].start:
        return None
    return max(i for i, bar in enumerate(bars) if bar.start <= current)


def _grouped(bars: tuple[Bar, ...], most: int) -> list[tuple[int, range]]:
    """Bars put together so that there are at most `most`: their sum, and which they are."""
    size = -(-len(bars) // max(1, most))
    ranges = [range(i, min(i + size, len(bars))) for i in range(0, len(bars), size)]
    return [(sum(bars[i].count for i in members), members) for members in ranges]


def _told(timeline: Timeline, at: int | None) -> str:
    undated = f"{timeline.undated:,} undated" if timeline.undated else ""
    if at is None:
        return undated
    bar = timeline.bars[at]
    when = {
        "day": f"on {day(bar.start)}",
        "week": f"in the week of {bar.start.day} {MONTHS[bar.start.month - 1]}",
        "month": f"in {month(bar.start)}",
        "year": f"in {bar.start.year}",
    }[timeline.unit]
    return f"{bar.count:,} {when}" + (f" · {undated}" if undated else "")


def _labels(starts: list[date], cells: int, unit: str) -> str:
    """Names of years and months below the bars where they begin, as far as there is room."""
    text = ""
    last: tuple[int, int] | None = None
    for i, start in enumerate(starts):
        here = (start.year, 0 if unit == "year" else start.month)
        if here == last:
            continue
        new_year = last is None or last[0] != here[0]
        name = str(start.year) if unit == "year" else MONTHS[start.month - 1] + (f" {start.year}" if new_year else "")
        last = here
        if len(text) <= i * cells:
            text = text.ljust(i * cells) + name + " "
    return text
