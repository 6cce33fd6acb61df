"""What the corpus room lets a user set. The values, all of them, stand in `config.yaml`."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from corpus.article import Role

Positive = Annotated[int, Meta(gt=0)]


class Fields(Struct, frozen=True, forbid_unknown_fields=True):
    """The names under which JSON keeps what we look for; of several the first that is there wins."""

    headline: tuple[str, ...]
    body: tuple[str, ...]
    published: tuple[str, ...]
    outlet: tuple[str, ...]
    byline: tuple[str, ...]
    url: tuple[str, ...]
    language: tuple[str, ...]


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """How files are read. `max_bytes` is the largest article, after decompression."""

    max_bytes: Positive
    fields: Fields


class Boilerplate(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that give boilerplate away: role name to phrases in `corpus.phrases.language`, for a whole block."""

    phrases: dict[str, tuple[str, ...]]


class Rule(Struct, frozen=True):
    """The user's word on a line: it is kept, or stripped as `role`; in one article, in an outlet's, or in all.

    `line` is the text of a block, `article` an id, `made` an ISO date or empty. Lines are the same when they differ
    in nothing but white space, upper or lower case, and figures.
    """

    line: str
    role: Role | None = None
    outlet: str | None = None
    article: str | None = None
    made: str = ""


class CorpusSettings(Struct, frozen=True):
    """All that the way from a file to an article needs to know. `rules` are the user's, and win."""

    reading: Reading
    boilerplate: Boilerplate
    rules: tuple[Rule, ...] = ()
