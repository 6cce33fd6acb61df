"""Dates as they are typed after `date:`, in figures or in words, and as they are read aloud."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from index.query.clauses import Dates

LAST = 9999_12_31
EVER = Dates(1, LAST)
"""What every dated article is in."""

PHRASES = (
    *("today", "yesterday", "this week", "last week", "this month", "last month", "this year", "last year"),
    *("last 7 days", "last 30 days", "last 12 months"),
)
"""Periods in words, for whoever does not know which there are."""

_ONE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.A)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = re.compile(
    rf"(?:(?P<day>\d\d?) )?(?P<month>{'|'.join(_LONG)}|[a-z]{{3,4}})(?: (?P<late>\d\d?))?(?: (?P<year>\d{{4}}))?", re.A
)
_AGO = re.compile(r"(\d{1,4}) (day|week|month|year)s? ago", re.A)
_PAST = re.compile(r"(?:the )?(?:last|past) (\d{1,4}) (day|week|month|year)s?", re.A)
_WHICH = re.compile(r"(this|last) (week|month|year)", re.A)


def read_dates(written: str, today: date) -> Dates | None:
    """A period ("2013-05", "may 2013", "last week", seen from `today`) or a range ("2013-05..", "..2014", "may..june").

    None where it is neither, or the range ends before it begins.
    """
    first, dots, last = written.partition("..")
    if not dots:
        return _period(written, today)
    begin, end = _period(first, today), _period(last, today)
    if (first and begin is None) or (last and end is None) or not (begin or end):
        return None
    dates = Dates(begin.first if begin else 1, end.last if end else LAST)
    return dates if dates.first <= dates.last else None


def say_dates(dates: Dates) -> str:
    """The range in words: "in May 2013", "since 1 Oct 2030"."""
    first, last = dates.first, dates.last
    if dates == EVER:
        return "dated"
    if last == LAST:
        return f"since {_say_day(first)}"
    if first == 1:
        return f"until {_say_day(last)}"
    if first == last:
        return f"on {_say_day(first)}"
    if first % 100 == 0 and _figures(say_iso(first)) == dates:
        return f"in {_say_period(first)}"
    return f"from {_say_day(first)} to {_say_day(last)}"


def say_iso(number: int) -> str:
    """The number yyyymmdd as an ISO date, as long as it is precise."""
    year, month, day = _parts(number)
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def day_before(first: int) -> int:
    """The last day before a period that begins so."""
    year, month, day = _parts(first)
    try:
        before = date(year, month or 1, day or 1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return 1
    return _of(before)


def _period(written: str, today: date) -> Dates | None:
    if found := _figures(written):
        return found
    said = " ".join(re.sub(r"[\s_,-]+", " ", written.casefold()).split())
    try:
        return _in_words(said, today)
    except (ValueError, OverflowError):
        return None


def _figures(written: str) -> Dates | None:
    parts = _ONE.fullmatch(written)
    if parts is None:
        return None
    year, month, day = (int(part or 0) for part in parts.groups())
    if year == 0 or (parts[2] and not 1 <= month <= 12):
        return None
    if parts[3]:
        return Dates(_number(year, month, day), _number(year, month, day)) if 1 <= day <= _days(year, month) else None
    return _month(year, month) if month else _year(year)


def _in_words(said: str, today: date) -> Dates | None:
    if said in ("today", "yesterday"):
        return _span(today - timedelta(days=said == "yesterday"))
    if said.removeprefix("last ") in _DAYS:
        back = (today.weekday() - _DAYS.index(said.removeprefix("last "))) % 7
        return _span(today - timedelta(days=back or 7 * said.startswith("last ")))
    if which := _WHICH.fullmatch(said):
        return _unit(which[2], 0 if which[1] == "this" else 1, today)
    if ago := _AGO.fullmatch(said):
        back = int(ago[1])
        return _span(today - timedelta(days=back)) if ago[2] == "day" else _unit(ago[2], back, today)
    if past := _PAST.fullmatch(said):
        return _span(_back(past[2], int(past[1]), today), today)
    if said.isdecimal() or (named := _NAMED.fullmatch(said)) is None:
        return None
    return _named(named, today)


def _named(named: re.Match[str], today: date) -> Dates | None:
    """A month by its name, perhaps with a day and a year; without a year the last one that was."""
    month = next((n for n, name in enumerate(_LONG, 1) if named["month"] in (name, name[:3])), None)
    month = 9 if named["month"] == "sept" else month
    day = int(named["day"] or named["late"] or 0)
    if month is None or (named["day"] and named["late"]):
        return None
    year = int(named["year"] or (today.year if (month, day) <= (today.month, today.day) else today.year - 1))
    if not year:
        return None
    return _span(date(year, month, day)) if day else _month(year, month)


def _unit(unit: str, back: int, today: date) -> Dates:
    """The week, month or year so many before this one."""
    match unit:
        case "week":
            monday = today - timedelta(days=today.weekday() + 7 * back)
            return _span(monday, monday + timedelta(days=6))
        case "month":
            years, month = divmod(12 * today.year + today.month - 1 - back, 12)
            return _month(years, month + 1)
        case _:
            return _year(today.year - back)


def _back(unit: str, count: int, today: date) -> date:
    if unit == "month":
        years, month = divmod(12 * today.year + today.month - 1 - count, 12)
        return date(years, month + 1, min(today.day, _days(years, month + 1)))
    days = {"day": count - 1, "week": 7 * count - 1, "year": 365 * count}[unit]
    return today - timedelta(days=days)


def _span(first: date, last: date | None = None) -> Dates:
    return Dates(_of(first), _of(last or first))


def _month(year: int, month: int) -> Dates:
    return Dates(_number(year, month, 0), _number(year, month, _days(year, month)))


def _year(year: int) -> Dates:
    return Dates(_number(year, 0, 0), _number(year, 12, 31))


def _of(day: date) -> int:
    return _number(day.year, day.month, day.day)


def _days(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _number(year: int, month: int, day: int) -> int:
    return year * 10_000 + month * 100 + day


def _parts(number: int) -> tuple[int, int, int]:
    return number // 10_000, number // 100 % 100, number % 100


def _say_day(number: int) -> str:
    year, month, day = _parts(number)
    return f"{day or 1} {_MONTHS[(month or 1) - 1]} {year}"


def _say_period(number: int) -> str:
    year, month, _ = _parts(number)
    return f"{_MONTHS[month - 1]} {year}" if month else str(year)
