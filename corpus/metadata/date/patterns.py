"""Dates as people write them, in the commonest languages of the press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = (
    "jan gen ene янв",
    "feb fév fev фев",
    "mar mär mär маρ мар",
    "apr avr abr апр",
    "may mai mag май мая",
    "jun juin giu июн",
    "jul juil lug июл",
    "aug aoû ago авг",
    "sep set сен",
    "oct okt ott out окт",
    "nov ноя",
    "dec dez déc dic дек",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_PREFIXES = sorted(_MONTH_OF, key=len, reverse=True)
_MONTH = (
    r"(?P<month>jan(?:uary|uar|vier|eiro)?|gennaio|enero|янв(?:аря)?|feb(?:ruary|ruar|rero|braio)?|"
    r"f[ée]v(?:rier|ereiro)?|февр?(?:аля)?|mar(?:ch|s|zo|ço)?|märz|марта?|"
    r"apr(?:il|ile)?|avril|abril|апр(?:еля)?|may|mai|maio|mayo|maggio|мая|june?|juni|juin|junio|junho|"
    r"giugno|июня|july?|juli|juillet|julio|julho|luglio|июля|"
    r"aug(?:ust)?|août|agosto|авг(?:уста)?|sep(?:t(?:ember|embre|iembre)?|tiembre)?|set(?:tembre|embro)|"
    r"сент?(?:ября)?|o[ck]t(?:ober|obre|ubre)?|ottobre|outubro|окт(?:ября)?|"
    r"nov(?:ember|embre|iembre|embro)?|нояб?(?:ря)?|de[cz](?:ember|embro)?|d[ée]cembre|diciembre|dicembre|"
    r"дек(?:абря)?)\b\.?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_MONTH_FIRST = re.compile(
    rf"(?:\b{WEEKDAY},?\s+)?\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|"
    r"th)?\b(?:,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)\b)?",
    re.I,
)
_DAY_FIRST = re.compile(
    rf"(?:\b{WEEKDAY},?\s+)?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|"
    rf"of\s+)?{_MONTH},?(?:\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)\b)?",
    re.I,
)
_ISO = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)|(?P<cjk>(?:19|"
    r"20)\d\d)年(?P<cjkm>\d{1,2})月(?P<cjkd>\d{1,2})日"
)
_NUMERIC = re.compile(r"\b(?P<first>\d{1,2})(?P<sign>[./])(?P<second>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)\b")


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_NAMES_OF_MONTHS = (
    "jan january januar janvier janeiro gennaio enero января",
    "feb february februar febrero febbraio février fevereiro февраля",
    "mar march marzo março mars märz марта",
    "apr april aprile avril abril апреля",
    "may mai maio mayo maggio мая",
    "jun june juni juin junio junho giugno июня",
    "jul july juli juillet julio julho luglio июля",
    "aug august août agosto августа",
    "sep sept september septembre septiembre setiembre settembre setembro сентября",
    "oct okt october oktober octobre octubre ottobre outubro октября",
    "nov november novembre noviembre novembro ноября",
    "dec dez december dezember décembre diciembre dicembre dezembro декабря",
)
MONTH_NAMES = frozenset(name for names in _NAMES_OF_MONTHS for name in names.split())


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
    """Dates with a month written out, and numeric ones that can be read in one way only."""
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        for found in pattern.finditer(text):
            weekday = found["weekday"]
            yield from _checked(
                int(found["year"]) if found["year"] else None,
                _month_number(found["month"]),
                int(found["day"]),
                _WEEKDAYS.index(weekday[:3].lower()) if weekday else None,
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
    """“14 March 2031”, as far as it is told."""
    return f"{found.day} {MONTHS[found.month - 1]}{f' {found.year}' if found.year else ''}"


def _month_number(name: str) -> int:
    name = name.lower()
    return next(_MONTH_OF[prefix] for prefix in _PREFIXES if name.startswith(prefix))


def _checked(
    year: int | None, month: int, day: int, weekday: int | None, span: tuple[int, int]
) -> Iterator[WrittenDate]:
    found = WrittenDate(year, month, day, weekday, *span)
    if found.in_year(year or 2000):
        yield found
