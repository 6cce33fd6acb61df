"""A query read aloud, so that a user sees how it was understood."""

from __future__ import annotations

from index.query.clauses import (
    Among,
    And,
    Clause,
    Copies,
    Dates,
    Everything,
    Fuzzy,
    InStory,
    Language,
    Named,
    Near,
    Not,
    Noted,
    Or,
    PathPart,
    Phrase,
    Said,
    Text,
    Wildcard,
    Word,
)
from index.query.date_ranges import EVER, say_dates

_IN = {None: "", "title": "headline has ", "outlet": "outlet ", "by": "by ", "actor": "actor ", "said": "said by "}


def read_aloud(clause: Clause) -> str:
    """The clause in plain words: "harbour and treaty, since 1 Oct 2030"; nothing for all articles."""
    match clause:
        case Everything():
            return ""
        case And(clauses):
            said = " and ".join(_aside(part) for part in clauses if not isinstance(part, Dates))
            return ", ".join(filter(None, (said, *(say_dates(part) for part in clauses if isinstance(part, Dates)))))
        case _:
            return _say(clause)


def _say(clause: Clause) -> str:
    match clause:
        case Everything():
            return "anything"
        case Word() | Phrase() | Wildcard() | Fuzzy() | Near():
            return _IN[clause.field] + _say_text(clause)
        case Dates():
            return say_dates(clause)
        case Language(code):
            return f"in the language {code}"
        case PathPart(text):
            return f"a path with “{text}”"
        case Named(words, prefix):
            return f"{' '.join(words)}{'…' if prefix else ''} is named"
        case Said(words, prefix, name=False) if len(words) > 1:
            return f"said, name first: {' '.join(words)}{'…' if prefix else ''}"
        case Said(words, prefix):
            return f"{' '.join(words)}{'…' if prefix else ''} said"
        case Noted("tag", tag):
            return f"tagged {tag}"
        case Noted(kind):
            return kind
        case InStory(name):
            return f"in the story of {name}"
        case Copies():
            return "repeats the text of another"
        case Among(ids):
            return f"one of {len(ids):,} articles"
        case Not(Noted("read")):
            return "unread"
        case Not(Dates() as dates) if dates == EVER:
            return "undated"
        case Not(inner):
            return f"not {_aside(inner)}"
        case And(clauses):
            return " and ".join(map(_aside, clauses))
        case Or(clauses):
            return " or ".join(map(_aside, clauses))


def _say_text(clause: Text) -> str:
    match clause:
        case Word(text, exact=True):
            return f"“{text}”"
        case Word(text, prefix=prefix):
            return f"{text}{'…' if prefix else ''}"
        case Phrase(words, prefix=prefix):
            return f"“{' '.join(words)}{'…' if prefix else ''}”"
        case Wildcard(text):
            return text
        case Fuzzy(text):
            return f"words like {text}"
        case Near(words, within):
            return f"{' and '.join(words)} within {within} words"


def _aside(clause: Clause) -> str:
    return f"({_say(clause)})" if isinstance(clause, And | Or) else _say(clause)


def explain_query(clause: Clause) -> tuple[str, ...]:
    """Write the clause as a tree, a line a part; the parts of one follow it, indented by two spaces."""
    match clause:
        case And(clauses):
            head, inner = "all of", clauses
        case Or(clauses):
            head, inner = "one of", clauses
        case Not(And() | Or() as excluded):
            head, inner = "not", (excluded,)
        case _:
            return (_say(clause),)
    return head, *(f"  {line}" for part in inner for line in explain_query(part))
