"""What a dossier holds: counts about one actor over many articles, each with the places in the texts behind it."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from corpus.article import Kind, Span


class Place(NamedTuple):
    """Characters of the source of an article, whose id this is."""

    article: str
    span: Span


class Count(Struct, frozen=True):
    """How often a word was used. `unusual` where that is far more often than in the other outlets.

    `why` tells of a name the reason for which it is the actor's.
    """

    what: str
    places: tuple[Place, ...]
    unusual: bool = False
    why: str = ""

    @property
    def count(self) -> int:
        return len(self.places)


class InOutlet(Struct, frozen=True):
    """What one outlet used, the most frequent first; `outlet` is None for articles whose outlet is not known."""

    outlet: str | None
    counts: tuple[Count, ...]


class Held(Struct, frozen=True):
    """A role that the texts give, and from when to when they do: ISO dates, None while no article has one."""

    role: str
    first: str | None
    last: str | None
    places: tuple[Place, ...]


class Months(Struct, frozen=True):
    """Mentions by outlet: `counts` has one number for each of the months (“2031-03”, none left out), `all` also
    those in articles of which the month is not known."""

    outlet: str | None
    counts: tuple[int, ...]
    all: int


class Saying(Struct, frozen=True):
    """One outlet's form of a quote: `words` of the longest form that it has, `text` as it gives it."""

    outlet: str | None
    text: str
    words: int
    place: Place


class Said(Struct, frozen=True):
    """One quote: its longest form with that form's number of words, the date of the first article that has it, and
    how each outlet gives it, the longest first."""

    text: str
    words: int
    published: str | None
    sayings: tuple[Saying, ...]


class Seen(Struct, frozen=True):
    """Another actor, and the sentences in which both are named."""

    key: str
    name: str
    kind: Kind | None
    places: tuple[Place, ...]


class About(NamedTuple):
    """The article that a place is in, in few words."""

    headline: str
    outlet: str | None
    published: str | None


class Dossier(Struct, frozen=True):
    """All that articles tell of an actor. `keys` are those under which the articles have it."""

    keys: tuple[str, ...]
    name: str
    kind: Kind | None
    role: str | None
    mentions: int
    names: tuple[Count, ...]
    roles: tuple[Held, ...]
    months: tuple[str, ...]
    by_month: tuple[Months, ...]
    cues: tuple[InOutlet, ...]
    labels: tuple[InOutlet, ...]
    quotes: tuple[Said, ...]
    seen: tuple[Seen, ...]
    articles: dict[str, About]

    @property
    def outlets(self) -> int:
        return len({about.outlet for about in self.articles.values() if about.outlet})
