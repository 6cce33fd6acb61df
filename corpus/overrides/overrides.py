"""What is known of an article beyond its own text: how often its lines recur, and what the user says of them.

An article is kept as it was inferred; this comes on top whenever it is taken out, so that a rule counts at once, and
can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from corpus.article import Article
from corpus.overrides.line_recurrence import LineCounts, note_recurrence
from corpus.overrides.rules import NO_RULES, Rulebook
from corpus.settings import PLAIN_ACTORS, ActorSettings

__all__ = ["apply_overrides", "apply_role_overrides"]


def apply_overrides(
    article: Article,
    rules: Rulebook = NO_RULES,
    counts: LineCounts | None = None,
    actors: Callable[[], ActorSettings] = lambda: PLAIN_ACTORS,
) -> Article:
    """An inferred article with the reasons that recurrence gives, and then as the user's rules want it.

    Outlet, date and all else inferred of the whole stays; actors and quotes are found anew where roles changed, and
    `actors` is asked only then.
    """
    blocks = note_recurrence(article.blocks, article.outlet_name, counts) if counts else article.blocks
    blocks = rules.apply(blocks, article.outlet_name, article.id)
    if all(block.role is before.role for block, before in zip(blocks, article.blocks, strict=True)):
        return replace(article, blocks=blocks)
    from corpus.actors.find_actors import find_actors
    from corpus.quotes.find_quotes import count_quotes, find_quotes

    found = find_actors(blocks, actors())
    quotes = find_quotes(blocks, found)
    return replace(article, blocks=blocks, actors=count_quotes(found, quotes), quotes=quotes)


def apply_role_overrides(article: Article, rules: Rulebook, counts: LineCounts | None) -> Article:
    """The same for who asks only what is read: with these roles, but without all reasons, and with the old actors."""
    outlet, blocks = article.outlet_name, article.blocks
    if counts and counts.strips_in(outlet):
        blocks = note_recurrence(blocks, outlet, counts)
    return replace(article, blocks=rules.apply(blocks, outlet, article.id))
