"""Dates in addresses and in the names of folders and files: `lantern/2031/03/talks.txt`, `20310314-talks.txt`."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_BEFORE, _AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_YEAR, _MONTH, _DAY = r"(?P<year>(?:19|20)\d\d)", r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_DAYS = re.compile(rf"{_BEFORE}{_YEAR}(?P<sign>[/_.-]?){_MONTH}(?P=sign){_DAY}{_AFTER}")
_MONTHS = re.compile(rf"{_BEFORE}{_YEAR}[/_-]?{_MONTH}(?=/)")
_YEARS = re.compile(rf"(?:^|/){_YEAR}(?=/)")


class PathDate(NamedTuple):
    """The date in a path, as exactly as it is given there; `words` is that part of the path."""

    year: int
    month: int | None
    day: int | None
    words: str

    @property
    def iso(self) -> str:
        parts = (self.year, *(part for part in (self.month, self.day) if part is not None))
        return "-".join(f"{part:02}" for part in parts)

    @property
    def shape(self) -> str:
        """The kind of thing in the path that is the date, in words."""
        if self.day:
            return "the day in it"
        return "folders of year and month" if self.month else "a folder's year"

    def year_of(self, month: int, day: int) -> int | None:
        """Return the year of a day written without one; None if that day is far from the date in the path."""
        if self.month is None:
            return self.year
        here = date(self.year, self.month, self.day or 15)
        reach = 10 if self.day else 40
        for year in (self.year, self.year - 1, self.year + 1):
            try:
                if abs((date(year, month, day) - here).days) <= reach:
                    return year
            except ValueError:
                continue
        return None


def date_in_path(path: str) -> PathDate | None:
    """Return the most exact date in a path or an address."""
    for found in _DAYS.finditer(path):
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
        try:
            date(year, month, day)
        except ValueError:
            continue
        return PathDate(year, month, day, found[0])
    if by_month := _MONTHS.search(path):
        return PathDate(int(by_month["year"]), int(by_month["month"]), None, by_month[0])
    if by_year := _YEARS.search(path):
        return PathDate(int(by_year["year"]), None, None, by_year["year"])
    return None
