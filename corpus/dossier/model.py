"""The contents of a dossier: counts about one actor over many articles, each with the places in the texts behind it."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from corpus.article import Kind, Span


class Occurrence(NamedTuple):
    """Characters of the source of an article, whose id this is."""

    article: str
    span: Span


class WordCount(Struct, frozen=True):
    """The uses of a word. `unusual` if they are far more frequent than in the other outlets.

    `why`: for a name, why it was attributed to this actor.
    """

    what: str
    places: tuple[Occurrence, ...]
    unusual: bool = False
    why: str = ""

    @property
    def count(self) -> int:
        return len(self.places)


class OutletCounts(Struct, frozen=True):
    """The words of one outlet, the most frequent first; `outlet` is None for articles whose outlet is not known."""

    outlet: str | None
    counts: tuple[WordCount, ...]


class DatedRole(Struct, frozen=True):
    """A role that the texts give, and from when to when they do: ISO dates, None while no article has one."""

    role: str
    first: str | None
    last: str | None
    places: tuple[Occurrence, ...]


class MonthlyMentions(Struct, frozen=True):
    """Mentions by outlet: `counts` has one number for each of the months (“2031-03”, none left out), `all` also
    those in articles of which the month is not known."""

    outlet: str | None
    counts: tuple[int, ...]
    all: int


class OutletQuote(Struct, frozen=True):
    """One outlet's form of a quote: `words` of the longest form that it has, `text` as it gives it."""

    outlet: str | None
    text: str
    words: int
    place: Occurrence


class ActorQuote(Struct, frozen=True):
    """One quote: its longest form with that form's number of words, the date of the first article that has it, and
    how each outlet gives it, the longest first."""

    text: str
    words: int
    published: str | None
    sayings: tuple[OutletQuote, ...]


class CoMention(Struct, frozen=True):
    """Another actor, and the sentences in which both are named."""

    key: str
    name: str
    kind: Kind | None
    places: tuple[Occurrence, ...]


class ArticleSummary(NamedTuple):
    """The article that a place is in, in few words."""

    headline: str
    outlet: str | None
    published: str | None


class Dossier(Struct, frozen=True):
    """Everything that the articles say about an actor. `keys` are those that the articles use."""

    keys: tuple[str, ...]
    name: str
    kind: Kind | None
    role: str | None
    mentions: int
    names: tuple[WordCount, ...]
    roles: tuple[DatedRole, ...]
    months: tuple[str, ...]
    by_month: tuple[MonthlyMentions, ...]
    cues: tuple[OutletCounts, ...]
    labels: tuple[OutletCounts, ...]
    quotes: tuple[ActorQuote, ...]
    seen: tuple[CoMention, ...]
    articles: dict[str, ArticleSummary]

    @property
    def outlets(self) -> int:
        return len({about.outlet for about in self.articles.values() if about.outlet})
