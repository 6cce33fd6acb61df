"""Dates as people write them, in the commonest languages of the press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from corpus.text.calendar import ENGLISH_MONTHS, MONTH, WEEKDAY, month_number, weekday_number

_MONTH = rf"(?P<month>{MONTH})\b\.?"
_WEEKDAY = rf"(?P<weekday>{WEEKDAY})"
_MONTH_FIRST = re.compile(
    rf"(?:\b{_WEEKDAY},?\s+)?\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|"
    r"th)?\b(?:,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)\b)?",
    re.I,
)
_DAY_FIRST = re.compile(
    rf"(?:\b{_WEEKDAY},?\s+)?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|"
    rf"of\s+)?{_MONTH},?(?:\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)\b)?",
    re.I,
)
_DIGIT = re.compile(r"\d")
_ISO = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)|(?P<cjk>(?:19|"
    r"20)\d\d)年(?P<cjkm>\d{1,2})月(?P<cjkd>\d{1,2})日"
)
_NUMERIC = re.compile(r"\b(?P<first>\d{1,2})(?P<sign>[./])(?P<second>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)\b")


class WrittenDate(NamedTuple):
    """A date in a text. `year` is None where none is written, `weekday` counts from Monday = 0."""

    year: int | None
    month: int
    day: int
    weekday: int | None
    start: int
    end: int

    def in_year(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def find_dates(text: str) -> Iterator[WrittenDate]:
    """Yield the dates with a month written out, and numeric ones that can be read in one way only."""
    if not _DIGIT.search(text):
        return
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        for found in pattern.finditer(text):
            weekday = found["weekday"]
            yield from _checked(
                int(found["year"]) if found["year"] else None,
                month_number(found["month"]),
                int(found["day"]),
                weekday_number(weekday) if weekday else None,
                found.span(),
            )
    for found in _ISO.finditer(text):
        year, month, day = found.group("year", "month", "day") if found["year"] else found.group("cjk", "cjkm", "cjkd")
        yield from _checked(int(year), int(month), int(day), None, found.span())
    for found in _NUMERIC.finditer(text):
        first, second = int(found["first"]), int(found["second"])
        if found["sign"] == "." or first > 12 or first == second:
            yield from _checked(int(found["year"]), second, first, None, found.span())
        elif second > 12:
            yield from _checked(int(found["year"]), first, second, None, found.span())


def day_in_words(found: WrittenDate) -> str:
    """Return “14 March 2031”, or “14 March” if no year is written."""
    return f"{found.day} {ENGLISH_MONTHS[found.month - 1]}{f' {found.year}' if found.year else ''}"


def _checked(
    year: int | None, month: int, day: int, weekday: int | None, span: tuple[int, int]
) -> Iterator[WrittenDate]:
    found = WrittenDate(year, month, day, weekday, *span)
    if found.in_year(year or 2000):
        yield found
