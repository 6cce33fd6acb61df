"""An entry of a dictionary that somebody brings, and what is wrong with one."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from corpus.article import Kind
from corpus.settings import ListedName, TermOfOffice

_LONGEST = 200
_HIDDEN = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class DictionaryEntry(NamedTuple):
    """An actor of a dictionary that is being read: its kind, and its names and offices."""

    kind: Kind
    known: ListedName


class UnreadLine(NamedTuple):
    """A line that says nothing: its number, from 1, and why."""

    line: int
    reason: str


def name_fault(name: str) -> str | None:
    """Return why this is no name of an actor, if it isn't."""
    if not any(letter.isalnum() for letter in name):
        return "no name"
    if len(name) > _LONGEST:
        return f"a name of {len(name):,} characters"
    if any(unicodedata.category(letter) in _HIDDEN for letter in name):
        return "a name with control characters or line breaks"
    return "a bracket in a name" if "[" in name or "]" in name else None


def dates_fault(office: TermOfOffice) -> str | None:
    """Return why these are no dates of an office, if they aren't: ISO dates as long as what is known, in order."""
    for told in filter(None, (office.start, office.end)):
        if not _is_date(told):
            return f"no date: {told[:_LONGEST]}"
    if office.start and office.end and office.start[: len(office.end)] > office.end[: len(office.start)]:
        return f"it ends before it begins: {office.start} to {office.end}"
    return None


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
