"""Queries: a tree of clauses, and in plain words how the typed text was understood.

Words are joined by AND. Each leaf of the tree names the field it looks in, or None for the whole article.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Field = Literal["title", "outlet", "by", "actor", "actor_name", "said"]
"""`actor` holds the keys of the actors of an article, `actor_name` these with a name that it has for them, as
`key␟name`; `said` the keys of the speakers whom it quotes.

In both, a word stands for every key that has it as a part ("aldane" for "ruan-aldane"), and, where it is exact, for
that very key. In `said`, `key␟word`, joined by U+001F, asks for a word said by the speaker.
"""


class Everything(Struct, frozen=True):
    """All articles: what an empty query asks for."""


class Word(Struct, frozen=True):
    """A word in any of its forms; where `prefix` is set the beginning of one, where `exact` is, this form alone.

    `text` is folded, not stemmed.
    """

    text: str
    field: Field | None = None
    prefix: bool = False
    exact: bool = False


class Phrase(Struct, frozen=True):
    """These very words in a row; with `prefix` the last is the beginning of a word."""

    words: tuple[str, ...]
    field: Field | None = None
    prefix: bool = False


class Wildcard(Struct, frozen=True):
    """A whole word like this: `*` matches any characters, or none, `?` one. The rest is folded."""

    pattern: str
    field: Field | None = None


class Fuzzy(Struct, frozen=True):
    """A word that becomes this one by inserting, leaving out or changing one letter at most, but not the first."""

    text: str
    field: Field | None = None


class Near(Struct, frozen=True):
    """All of these words, in any of their forms and in any order, each at most `within` words from all others."""

    words: tuple[str, ...]
    within: int
    field: Field | None = None


class Dates(Struct, frozen=True):
    """Published from `first` to `last`, both included, as the numbers yyyymmdd.

    A month or a day that is not known is 00, so that 2013 alone is in the year 2013 and in no month of it. An
    undated article is in no range.
    """

    first: int
    last: int


class Language(Struct, frozen=True):
    """Written in this language: an ISO 639-1 code."""

    code: str


class PathPart(Struct, frozen=True):
    """One of the article's paths has this in it, in upper or lower case."""

    text: str


class Named(Struct, frozen=True):
    """Somebody is named so: all these words are in the name; with `prefix` the last is the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False


class Said(Struct, frozen=True):
    """Somebody is quoted: the first of the words are the name, and any that follow are in the quote.

    With `name` all of them are the name.
    """

    words: tuple[str, ...]
    prefix: bool = False
    name: bool = False


class Noted(Struct, frozen=True):
    """A note of the user's on an article: that it was read, is marked, or has this tag."""

    kind: Literal["read", "marked", "tag"]
    tag: str = ""


class InStory(Struct, frozen=True):
    """Of the story that an article whose id begins so is in."""

    name: str


class Copies(Struct, frozen=True):
    """Its text is that of an earlier article, or nearly."""


class Among(Struct, frozen=True):
    """One of these articles, by their ids."""

    ids: frozenset[str]


class And(Struct, frozen=True):
    """All of these."""

    clauses: tuple[Clause, ...]


class Or(Struct, frozen=True):
    """At least one of these."""

    clauses: tuple[Clause, ...]


class Not(Struct, frozen=True):
    """Every article but these."""

    clause: Clause


Text = Word | Phrase | Wildcard | Fuzzy | Near
Unresolved = Named | Said | Noted | InStory | Copies
"""What `resolving` turns into other clauses before an index is asked."""

Clause = Everything | Text | Dates | Language | PathPart | Among | Unresolved | And | Or | Not


class LeftOut(Struct, frozen=True):
    """Characters `start` to `end` of the typed text that could not be used, and why, in a few words.

    `instead` is a replacement; empty if it is better removed.
    """

    start: int
    end: int
    reason: str
    instead: str = ""


class Query(Struct, frozen=True):
    """A typed query, parsed. `read_as` explains it in plain words; it is empty for all articles."""

    text: str
    clause: Clause
    left_out: tuple[LeftOut, ...] = ()
    read_as: str = ""
    typing: bool = False

    @property
    def repaired(self) -> str:
        """The text as it would be understood whole."""
        text = self.text
        for part in reversed(self.left_out):
            text = text[: part.start] + part.instead + text[part.end :]
        return " ".join(text.split())


def naming_any(keys: Iterable[str]) -> Query:
    """Return a query for the articles that name an actor with one of these keys."""
    return Query("", Or(tuple(Word(key, "actor", exact=True) for key in keys)))
