"""Overrides: what line recurrence and the user's rules change about an inferred article.

An article is stored as it was inferred; overrides are applied whenever it is read from the index, so that a rule counts
at once and can be undone.
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
    """Return an inferred article with the reasons that recurrence gives, and then with the user's rules applied.

    Outlet, date and other metadata stay; actors and quotes are found again if roles changed, and `actors` is only
    called then.
    """
    blocks = note_recurrence(article.blocks, article.outlet_name, counts) if counts else article.blocks
    blocks = rules.apply(blocks, article.outlet_name, article.id)
    if all(block.role is before.role for block, before in zip(blocks, article.blocks, strict=True)):
        return replace(article, blocks=blocks)
    # Only an article whose roles changed pays for the tagger and the quotes; `search` and `show` never do.
    from corpus.actors.find_actors import find_actors
    from corpus.quotes.find_quotes import count_quotes, find_quotes

    found = find_actors(blocks, actors())
    quotes = find_quotes(blocks, found)
    return replace(article, blocks=blocks, actors=count_quotes(found, quotes), quotes=quotes)


def apply_role_overrides(article: Article, rules: Rulebook, counts: LineCounts | None) -> Article:
    """Return the article with overridden roles only, for callers that need its read text: reasons are incomplete, and
    actors and quotes are those inferred before.
    """
    outlet, blocks = article.outlet_name, article.blocks
    if counts and counts.strips_in(outlet):
        blocks = note_recurrence(blocks, outlet, counts)
    return replace(article, blocks=rules.apply(blocks, outlet, article.id))
