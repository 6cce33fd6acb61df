"""Candidates for the date of publication: the evidence that may give it, and how it is worded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from corpus.article import Block, Evidence, Published
from corpus.metadata.date.from_path import PathDate
from corpus.metadata.date.patterns import WrittenDate, day_in_words, find_dates
from corpus.metadata.dateline import Dateline
from corpus.metadata.evidence import excerpt, line_of


class DateContext(NamedTuple):
    """All the evidence for the date of an article; `name` is the path as it is shown."""

    blocks: Sequence[Block]
    filed: Dateline | None
    address: PathDate | None
    path: PathDate | None
    name: str


class DateCandidate(NamedTuple):
    """A date, and what was taken for it."""

    published: Published
    taken: tuple[Evidence, ...]


def full_date(block: Block) -> WrittenDate | None:
    """Return the first date in a block that has its year."""
    return next((found for found in find_dates(block.text) if found.year and found.in_year(found.year)), None)


def weekday_agrees(found: WrittenDate, year: int) -> bool:
    """Return whether a day has, in that year, the weekday that was written with it; True if none was."""
    day = found.in_year(year)
    return day is not None and found.weekday in (None, day.weekday())


def date_evidence(found: WrittenDate, block: Block, reason: str) -> Evidence:
    """Return a date in a block as evidence that was taken."""
    return Evidence(True, day_in_words(found), line_of(block), excerpt(block.text, found.start, found.end), reason)


def from_full_date(
    found: WrittenDate, block: Block, reason: str, confidence: float, shortly: str
) -> DateCandidate | None:
    """Return a full date in a block, taken for the day itself."""
    day = found.in_year(found.year) if found.year else None
    return DateCandidate(from_day(day, reason, confidence), (date_evidence(found, block, shortly),)) if day else None


def from_day(day: date, reason: str, confidence: float) -> Published:
    return Published(day.isoformat(), "day", reason, confidence)
