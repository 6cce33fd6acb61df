"""An article with its actors as a map over all articles has them: those that are one joined, under one name."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from corpus.actors.linking.canonicalize import ActorMap
from corpus.article import Actor, Article, Quote


def with_canonical_actors(article: Article, whose: ActorMap) -> Article:
    """Return the article with each actor under the key, name and kind that the map gives it; the others stay as they
    are.

    Actors that are the same are merged in the place of the first, with its role or, if it has none, another's. Rejected
    actors are removed, and so are they as speakers of quotes; the words that name a speaker stay.
    """
    keys = {actor.key: whose.actor(actor.key) for actor in article.actors}
    if all(key == other and other not in whose.actors for key, other in keys.items()):
        return article
    actors: dict[str, Actor] = {}
    for actor in article.actors:
        key = keys[actor.key]
        if key is not None:
            actors[key] = _joined(actors[key], actor) if key in actors else _named(actor, key, whose)
    quotes = tuple(_spoken(quote, keys) for quote in article.quotes)
    return replace(article, actors=tuple(actors.values()), quotes=quotes)


def _named(actor: Actor, key: str, whose: ActorMap) -> Actor:
    one = whose.actors.get(key)
    return actor if one is None else replace(actor, key=key, name=one.name, kind=one.kind)


def _joined(actor: Actor, other: Actor) -> Actor:
    mentions = tuple(sorted({*actor.mentions, *other.mentions}))
    by_office = tuple(sorted({*actor.by_office, *other.by_office}))
    role, quotes = actor.role or other.role, actor.quotes + other.quotes
    return replace(actor, role=role, mentions=mentions, quotes=quotes, by_office=by_office)


def _spoken(quote: Quote, keys: Mapping[str, str | None]) -> Quote:
    found = tuple(dict.fromkeys(key for speaker in quote.said_by if (key := keys.get(speaker)) is not None))
    if found == quote.said_by:
        return quote
    if len(found) > 1:
        return replace(quote, speaker=None, speakers=found)
    return replace(quote, speaker=found[0] if found else None, speakers=())
