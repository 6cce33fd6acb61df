"""Counts, percentages and dates in words, the same on every screen, in exports and on the command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.article import Published

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SURE = 0.8  # confidence from which on a value is shown without a mark of doubt


def written(published: Published | None) -> str:
    """`14 Mar 2031`, `Mar 2031` or `2031`, as far as is known; `no date` without one."""
    return written_iso(published.value) if published is not None else "no date"


def written_iso(iso: str) -> str:
    """An ISO date, month or year in the same way."""
    year, month, day = (*iso.split("-"), "", "")[:3]
    if month.isdecimal() and 1 <= int(month) <= 12:
        name = MONTHS[int(month) - 1]
        return f"{int(day)} {name} {year}" if day.isdecimal() else f"{name} {year}"
    return year


def written_short(published: Published | None) -> str:
    """The same for a list: an inferred date that is not sure has `c.` before it."""
    text = written(published)
    return f"c. {text}" if published is not None and published.confidence < SURE else text


def day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    return f"{MONTHS[value.month - 1]} {value.year}"


def first_day(iso: str) -> date | None:
    """The first day of an ISO date, month or year."""
    year, month, day = (*iso.split("-"), "1", "1")[:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 article`, `4,812 articles`; `plural` where it does not end in s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def percent(share: float) -> str:
    """Return a share of 1 as `38 %`."""
    return f"{share * 100:.0f} %"
