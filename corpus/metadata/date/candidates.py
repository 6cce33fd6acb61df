"""What may tell when an article was published, and how a date that was found is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from corpus.article import Block, Evidence, Published
from corpus.metadata.date.from_path import DatedPath
from corpus.metadata.date.patterns import FoundDate, find_dates, say_day
from corpus.metadata.dateline import Filed
from corpus.metadata.evidence import excerpt, line_of

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Case(NamedTuple):
    """All that may tell it; `name` is the path as it is shown."""

    blocks: Sequence[Block]
    filed: Filed | None
    address: DatedPath | None
    path: DatedPath | None
    name: str


class Found(NamedTuple):
    """A date, and what was taken for it."""

    published: Published
    taken: tuple[Evidence, ...]


def full_date(block: Block) -> FoundDate | None:
    """The first date in a block that has its year."""
    return next((found for found in find_dates(block.text) if found.year and found.in_year(found.year)), None)


def falls(found: FoundDate, year: int) -> bool:
    """Whether a day is, in that year, the weekday that was told with it, if one was."""
    day = found.in_year(year)
    return day is not None and found.weekday in (None, day.weekday())


def said(found: FoundDate, block: Block, reason: str) -> Evidence:
    """A date in a block as evidence that was taken."""
    return Evidence(True, say_day(found), line_of(block), excerpt(block.text, found.start, found.end), reason)


def on(found: FoundDate, block: Block, reason: str, confidence: float, shortly: str) -> Found | None:
    """A full date in a block, taken for the day itself."""
    day = found.in_year(found.year) if found.year else None
    return Found(on_day(day, reason, confidence), (said(found, block, shortly),)) if day else None


def on_day(day: date, reason: str, confidence: float) -> Published:
    return Published(day.isoformat(), "day", reason, confidence)
