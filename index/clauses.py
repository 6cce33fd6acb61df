"""What was asked: a tree of clauses, and in plain words how the typed text was understood.

Words are joined by AND. Each leaf of the tree names the field it looks in, or None for the whole article.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Field = Literal["title", "outlet", "by"]


class Everything(Struct, frozen=True):
    """All articles: what an empty query asks for."""


class Word(Struct, frozen=True):
    """A word in any of its forms, or, where `prefix` is set, the beginning of one. `text` is folded, not stemmed."""

    text: str
    field: Field | None = None
    prefix: bool = False


class Phrase(Struct, frozen=True):
    """These very words in a row; with `prefix` the last is the beginning of a word."""

    words: tuple[str, ...]
    field: Field | None = None
    prefix: bool = False


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


class And(Struct, frozen=True):
    """All of these."""

    clauses: tuple[Clause, ...]


class Or(Struct, frozen=True):
    """At least one of these."""

    clauses: tuple[Clause, ...]


class Not(Struct, frozen=True):
    """Every article but these."""

    clause: Clause


Clause = Everything | Word | Phrase | Dates | Language | PathPart | And | Or | Not


class LeftOut(Struct, frozen=True):
    """Characters `start` to `end` of the typed text that could not be used, and why, in a few words."""

    start: int
    end: int
    reason: str


class Query(Struct, frozen=True):
    """What a user typed, understood. `read_as` says in plain words how; it is empty for all articles."""

    text: str
    clause: Clause
    left_out: tuple[LeftOut, ...] = ()
    read_as: str = ""
    typing: bool = False
