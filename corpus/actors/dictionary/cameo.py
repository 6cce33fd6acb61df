"""Actor dictionaries in the format of political event coding (CAMEO, Phoenix): text to entries.

    RUAN_ALDANE_ ; a comment
    +ALDANE_RUAN_
    +FERRY_CHIEF_
            [HLVGOV 280101-310101]
            [HLVOPP >310101]

A name has underscores for spaces; `+` gives another name of the one above; codes in brackets, with dates as YYMMDD or
YYYYMMDD from–to, `<` until or `>` since, tell what it was when.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.actors.dictionary.entries import DictionaryEntry, UnreadLine, dates_fault, name_fault
from corpus.article import Kind
from corpus.settings import ListedName, TermOfOffice

_CODE = re.compile(r"\[([^\[\]]{1,80})\]")
_COMMENT = re.compile(r"[;#].*$")
_DATE = re.compile(r"\d{6}(?:\d\d)?", re.ASCII)
_GROUPS = re.compile("^(?:IGO|NGO|NGM|IMG|MNC)|(?:GOV|MIL|REB|OPP|COP|BUS|EDU|MED|JUD|LEG|PTY|SPY|UAF|CVL|LAB)$")
_OF_PEOPLE = re.compile(r"^[A-Z]{3}(?:GOV|ELI|OPP|MIL|JUD|LEG|MED|BUS|EDU|REL|CVL|REB|COP|SPY)")
_CENTURY = 70


def read_cameo(text: str) -> tuple[list[DictionaryEntry], list[UnreadLine]]:
    """Return the entries of a dictionary, in order, and the lines that were not understood. Raises nothing."""
    entries: list[DictionaryEntry] = []
    unread: list[UnreadLine] = []
    names: list[str] = []
    offices: list[TermOfOffice] = []
    for number, line in enumerate(text.split("\n"), 1):
        bare = _COMMENT.sub("", line).strip()
        name = _CODE.sub("", bare).strip()
        if name.startswith("+"):
            other = _spelt(name[1:])
            wrong = name_fault(other) if names else "a second name without a first"
            if wrong is None:
                names.append(other)
        elif name:
            _close(entries, names, offices)
            spelt = _spelt(name)
            wrong = name_fault(spelt)
            names, offices = [] if wrong else [spelt], []
        else:
            wrong = None
        told = [_office(code) for code in _CODE.findall(bare) if code.split()]
        wrong = wrong or next(filter(None, map(dates_fault, told)), None)
        if wrong is None:
            offices += told
        else:
            unread.append(UnreadLine(number, wrong))
    _close(entries, names, offices)
    return entries, unread


def _close(entries: list[DictionaryEntry], names: list[str], offices: list[TermOfOffice]) -> None:
    if names:
        also = tuple(other for other in dict.fromkeys(names[1:]) if other != names[0])
        entries.append(DictionaryEntry(_kind(names[0], offices), ListedName(names[0], also, tuple(offices))))


def _spelt(name: str) -> str:
    """“RUAN_ALDANE_” is Ruan Aldane; short names in capitals stay."""
    words = name.replace("_", " ").split()
    return " ".join(word if len(words) == 1 and len(word) < 5 else _capital(word) for word in words)


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-")) if word.isupper() else word


def _office(code: str) -> TermOfOffice:
    """“HLVGOV 280101-310101” is HLVGOV from 2028-01-01 to 2031-01-01; what is no date stays as it is."""
    role, *dates = code.split()
    told = "".join(dates)
    start, _, end = told.lstrip("<>").partition("-")
    return TermOfOffice(role, "", _iso(start)) if told.startswith("<") else TermOfOffice(role, _iso(start), _iso(end))


def _iso(date: str) -> str:
    if not _DATE.fullmatch(date):
        return date
    if len(date) == 6:
        date = ("19" if int(date[:2]) >= _CENTURY else "20") + date
    return f"{date[:4]}-{date[4:6]}-{date[6:]}"


def _kind(name: str, offices: Iterable[TermOfOffice]) -> Kind:
    """Return a bare code of a country is a place's; a code of a group, or a name of one word, an organisation's."""
    roles = [office.role for office in offices]
    if roles and all(len(role) == 3 for role in roles) and not any(_GROUPS.search(role) for role in roles):
        return "place"
    if any(_OF_PEOPLE.search(role) for role in roles) and len(name.split()) in (2, 3):
        return "person"
    return "organisation" if " " not in name or any(_GROUPS.search(role) for role in roles) else "person"
