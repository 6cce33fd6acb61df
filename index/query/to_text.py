"""A clause as one would type it; and which parts of a query only narrow what the others find."""

from __future__ import annotations

from index.query.clauses import (
    And,
    Clause,
    Copies,
    Dates,
    Everything,
    InStory,
    Language,
    Named,
    Not,
    Noted,
    PathPart,
    Phrase,
    Said,
    Word,
)
from index.query.date_ranges import EVER, LAST, say_iso

_NARROWING = ("outlet", "by")


def narrowing(clause: Clause) -> tuple[Clause, tuple[Clause, ...]]:
    """Split a query into the part that it searches for and its filters: dates, outlet, byline, language, path, notes,
    exclusions.
    """
    parts = clause.clauses if isinstance(clause, And) else (clause,)
    filters = tuple(part for part in parts if _only_narrows(part))
    rest = tuple(part for part in parts if part not in filters)
    return And(rest) if len(rest) > 1 else rest[0] if rest else Everything(), filters


def as_typed(clause: Clause) -> str:
    """The clause in the language of queries; nothing for what has no short form."""
    match clause:
        case Dates():
            return "is:dated" if clause == EVER else f"date:{_days(clause)}"
        case Language(code):
            return f"lang:{code}"
        case PathPart(text):
            return f"path:{quote_value(text)}"
        case Noted("tag", tag):
            return f"tag:{quote_value(tag)}"
        case Noted(kind):
            return f"is:{kind}"
        case InStory(name):
            return f"story:{name}"
        case Copies():
            return "is:duplicate"
        case Word(text, field, prefix):
            return f"{f'{field}:' if field else ''}{text}{'*' if prefix else ''}"
        case Phrase(words, field):
            return f"{f'{field}:' if field else ''}{quote_value(' '.join(words), always=True)}"
        case Named(words):
            return f"actor:{quote_value(' '.join(words))}"
        case Said(words, name=False) if len(words) > 1:
            return f"said:({' '.join(words)})"
        case Said(words):
            return f"said:{quote_value(' '.join(words))}"
        case Not(Noted("read")):
            return "is:unread"
        case Not(Dates() as dates) if dates == EVER:
            return "is:undated"
        case Not(inner):
            return f"-{inside}" if (inside := as_typed(inner)) else ""
        case _:
            return ""


def quote_value(text: str, *, always: bool = False) -> str:
    """Write a value as it follows a field: in quotes if it is more than one word."""
    bare = text.replace('"', "")
    return f'"{bare}"' if always or not bare.replace("-", "").isalnum() else bare


def _only_narrows(clause: Clause) -> bool:
    match clause:
        case Dates() | Language() | PathPart() | Noted() | InStory() | Copies() | Not():
            return True
        case Word(field=field) | Phrase(field=field):
            return field in _NARROWING
        case _:
            return False


def _days(dates: Dates) -> str:
    first, last = say_iso(dates.first), say_iso(dates.last)
    if dates.last == LAST:
        return f"{first}.."
    if dates.first == 1:
        return f"..{last}"
    return first if last.startswith(first) and dates.first % 100 in (0, dates.last % 100) else f"{first}..{last}"
