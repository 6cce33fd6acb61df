"""The settings of the corpus room. Their defaults are in `config.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

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


class ReadingSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Settings for reading files. `max_bytes` is the largest article, after decompression."""

    max_bytes: Positive
    fields: Fields


class BoilerplateSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that give boilerplate away: role name to phrases in `corpus.text.phrases.syntax`, for a whole block."""

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


class TermOfOffice(Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """An office that somebody held, from when to when: ISO dates as long as their precision, empty if unknown."""

    role: str
    start: str = ""
    end: str = ""


class ListedCountry(Struct, frozen=True, forbid_unknown_fields=True):
    """A country or a people: its names, its demonyms, its capitals, and where its government sits."""

    name: str
    also: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class ListedName(Struct, frozen=True, forbid_unknown_fields=True):
    """A person or an organisation: the name that a reader is shown, other names, and offices held."""

    name: str
    also: tuple[str, ...] = ()
    roles: tuple[TermOfOffice, ...] = ()


class ActorBook(Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """The actor dictionary. Two are the same only if they are one: what is made of it is kept beside it."""

    countries: tuple[ListedCountry, ...] = ()
    organisations: tuple[ListedName, ...] = ()
    people: tuple[ListedName, ...] = ()


NO_BOOK = ActorBook()


class ActorSettings(Struct, frozen=True):
    """Settings for finding actors: the tagger that ships or a model of spaCy's, and the dictionary."""

    engine: Literal["wireside", "spacy"] = "wireside"
    model: str = "en_core_web_sm"
    book: ActorBook = NO_BOOK


PLAIN_ACTORS = ActorSettings()


class CorpusSettings(Struct, frozen=True):
    """All that the way from a file to an article needs to know. `rules` are the user's, and win."""

    reading: ReadingSettings
    boilerplate: BoilerplateSettings
    rules: tuple[Rule, ...] = ()
    actors: ActorSettings = PLAIN_ACTORS
