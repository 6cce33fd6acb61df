"""A story: its articles in order of their dates, its name, its outlets, and its first and last day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from corpus.stories.story_features import StoryFeatures
from corpus.stories.story_names import story_name


class Member(Struct, frozen=True):
    """An article of a story; `duplicate_of` is the id of the article whose text it repeats."""

    id: str
    headline: str
    outlet: str | None
    published: str | None
    duplicate_of: str | None


class Story(Struct, frozen=True):
    """Articles on one event, in order of their dates. `first` and `last` are ISO dates, or None where none has one."""

    id: str
    name: str
    first: str | None
    last: str | None
    outlets: tuple[str, ...]
    articles: tuple[Member, ...]


def story_of(id: str, articles: Sequence[tuple[StoryFeatures, str | None]]) -> Story:
    """Return the story of some articles, each with the id of the one that it repeats; `id` becomes the story's."""
    told = sorted(articles, key=lambda one: one[0].in_order)
    dates = [article.published for article, _ in told if article.published]
    outlets = Counter(article.outlet for article, _ in told if article.outlet)
    return Story(
        id,
        story_name([article.headline for article, _ in told]),
        dates[0] if dates else None,
        max(dates) if dates else None,
        tuple(outlet for outlet, _ in outlets.most_common()),
        tuple(Member(one.id, one.headline, one.outlet, one.published, copied) for one, copied in told),
    )
