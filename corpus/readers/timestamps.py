"""Dates as JSON and web pages write them. A date is as precise as it was written, and not more."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from corpus.text.calendar import MONTH, month_number

Precision = Literal["day", "month", "year"]

_FIRST_YEAR, _LAST_YEAR = 1500, 2200
_MONTH = rf"(?P<name>{MONTH})\b\.?"
_END = r"(?![\w./-])"
_ISO = re.compile(
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2})(?=$|[\sT,Z]))?)?(?=$|[\sT,Z])", re.I | re.A
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=$|[\sTZ]|\d{6}$)", re.I | re.A)
_DAY_FIRST = re.compile(
    rf"(?:[^\W\d_]+\.?,?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}}){_END}",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"(?:[^\W\d_]+\.?,?\s+)??{_MONTH}(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?[\s,]+(?P<year>\d{{4}}){_END}", re.I
)
_CTIME = re.compile(
    rf"[a-z]{{3}}\s+{_MONTH}\s+(?P<day>\d{{1,2}})\s[\d:]{{5,8}}\s(?:(?:[a-z]{{3,4}}|[+-]\d{{4}})\s)?(?P<year>\d{{4}}){_END}",
    re.I | re.A,
)
_NUMBERS = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<sign>[/.-])(?P<second>\d{{1,2}})(?P=sign)(?P<year>\d{{4}}){_END}", re.A
)
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?|\d{12,13}", re.A)


class Timestamp(NamedTuple):
    """An ISO date as long as its precision: "2013", "2013-05" or "2013-05-08"."""

    value: str
    precision: Precision


def read_timestamp(written: object) -> Timestamp | None:
    """Return the date of a text such as "2013-05-08T10:00Z" or "8 May 2013", or of seconds or milliseconds since 1970.

    The day is the one that was written, in whatever time zone. If day and month can't be distinguished ("05/08/2013")
    only the year is known. None for no date, or one that the calendar lacks.
    """
    match written:
        case bool():
            return None
        case int() if 0 < written < 10**8:
            return _of_text(str(written))
        case int() | float() if abs(written) < 10**15:
            return _of_epoch(float(written))
        case str():
            return _of_text(written.strip())
        case _:
            return None


def _of_text(text: str) -> Timestamp | None:
    if _EPOCH.fullmatch(text):
        return _of_epoch(float(text))
    for shape in (_ISO, _COMPACT, _DAY_FIRST, _MONTH_FIRST, _CTIME):
        if found := shape.match(text):
            parts = found.groupdict()
            month = month_number(parts["name"]) if "name" in parts else parts["month"]
            return _of_parts(parts["year"], month, parts["day"])
    if found := _NUMBERS.match(text):
        return _of_numbers(int(found["first"]), int(found["second"]), found["year"], found["sign"])
    return None


def _of_numbers(first: int, second: int, year: str, sign: str) -> Timestamp | None:
    if sign == "." or first > 12 or first == second:
        return _of_parts(year, second, first)
    if second > 12:
        return _of_parts(year, first, second)
    return _of_parts(year, None, None) if first and second else None


def _of_epoch(seconds: float) -> Timestamp | None:
    if abs(seconds) >= 1e11:
        seconds /= 1000
    try:
        day = datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return _of_parts(day.year, day.month, day.day) if abs(seconds) >= 1e7 else None


def _of_parts(year: str | int, month: str | int | None, day: str | int | None) -> Timestamp | None:
    try:
        whole = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not _FIRST_YEAR <= whole.year <= _LAST_YEAR:
        return None
    precision: Precision = "year" if month is None else "month" if day is None else "day"
    return Timestamp(whole.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]], precision)
