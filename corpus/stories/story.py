"""A story: its articles in order of their dates, its name, its outlets, and its first and last day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from corpus.stories.story_features import StoryFeatures
from corpus.text.tokenize import stem, tokenize

_LONG = 14  # words; a longer headline says more only because it is longer
_LESS = 0.6  # what a question or an opinion is worth: it says less of what happened
_LABEL = re.compile(
    r"\A\s*(?:BREAKING(?: NEWS)?|JUST IN|UPDATED?|EXCLUSIVE|CORRECTED|WATCH|VIDEO)\s*[:|–—-]\s+(?=\S)", re.IGNORECASE
)
_NO_NEWS = re.compile(
    r"\s*(?:OPINION|ANALYSIS|EDITORIAL|COMMENT|REVIEW|LETTERS?)\s*[:|–—]|[^?]*\?[\s”\"’']*\Z", re.IGNORECASE
)


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


def story_name(headlines: Sequence[str]) -> str:
    """Return one of the headlines, without a label such as `UPDATE:`; empty where all are."""
    headlines = [_LABEL.sub("", line[:400], count=1) + line[400:] for line in headlines]
    said = [frozenset(stem(word.form) for word in tokenize(line[:400]) if not word.small) for line in headlines]
    told = Counter(word for line in said for word in line)

    def weight(number: int) -> float:
        shared = sum(told[word] - 1 for word in said[number])
        news = _LESS if _NO_NEWS.match(headlines[number][:400]) else 1.0
        return news * shared / max(6, len(said[number]), len(said[number]) - _LONG + 6)

    best = max(range(len(headlines)), key=lambda number: (bool(said[number]), weight(number), -number), default=None)
    return headlines[best] if best is not None else ""
