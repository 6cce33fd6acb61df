"""Stories: which articles are on one event, and which of them are one text.

An article joins the story that it is most like, if it is enough like it: by the telling words of both, by what somebody
is quoted with in both, and by their dates, where they have any; the farther apart, the more alike they must be. The
same text in another outlet, or in another version, joins the story of its original whatever its date says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct

from corpus.stories.duplicates import Duplicates
from corpus.stories.features import Features, features, features_of_text
from corpus.stories.names import name_of
from corpus.stories.postings import Postings

__all__ = ["Features", "Member", "Stories", "Story", "features", "features_of_text", "stories_of"]

ENOUGH = 0.22  # of 1, for articles of one day
A_DAY = 0.015  # more for each day between
UNDATED = 0.32  # more where one of the two has no date: a running story is told in the same words for years
BY_MONTH = 0.1  # more where only the month or the year is known
LONGEST_GAP = 21  # days; what follows later is another story, or a look back
QUOTED = 0.06  # what each run of four quoted words that both have adds
MOST_QUOTED = 4


Days = tuple[int, int]


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


class Stories:
    """The stories of a corpus. Articles are added one by one; those with an early date first, if there is a choice."""

    def __init__(self) -> None:
        self._features: list[Features] = []
        self._original: list[int] = []
        self._story: list[int] = []
        self._days: list[Days | None] = []
        self._members: defaultdict[int, list[int]] = defaultdict(list)
        self._terms, self._quoted, self._duplicates = Postings(), Postings(), Duplicates()

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[Story]:
        """All stories, those of one article too, in the order in which they began."""
        return map(self.story, self._members)

    def add(self, article: Features) -> int:
        """Put an article into its story, or begin one with it. Gives the number of the story."""
        number = len(self._features)
        original = self._duplicates.add(article)
        terms = np.frombuffer(article.terms, "<u4").tolist()
        quoted = np.frombuffer(article.quoted, "<u4").tolist()
        story = self._story[original] if original is not None else self._likest(article, terms, quoted)
        self._features.append(article)
        self._original.append(number if original is None else self._original[original])
        self._story.append(number if story is None else story)
        self._days.append(article.days)
        self._members[self._story[number]].append(number)
        self._terms.add(number, terms, article.weights)
        self._quoted.add(number, quoted, b"\xff" * len(quoted))
        return self._story[number]

    def story(self, number: int) -> Story:
        """A story by the number that `add` gave."""
        members = sorted(self._members[number], key=lambda i: (self._features[i].published or "9", i))
        told = [self._features[i] for i in members]
        dates = sorted(article.published for article in told if article.published)
        return Story(
            told[0].id,
            name_of([article.headline for article in told]),
            dates[0] if dates else None,
            dates[-1] if dates else None,
            tuple(outlet for outlet, _ in Counter(article.outlet for article in told if article.outlet).most_common()),
            tuple(self._member(i) for i in members),
        )

    def _member(self, number: int) -> Member:
        article, original = self._features[number], self._original[number]
        duplicate_of = None if original == number else self._features[original].id
        return Member(article.id, article.headline, article.outlet, article.published, duplicate_of)

    def _likest(self, article: Features, terms: list[int], quoted: list[int]) -> int | None:
        """The story that the article is most like, if it is enough like it."""
        numbers, alike = self._terms.alike(terms, article.weights)
        if not len(numbers):
            return None
        same, quotes = self._quoted.alike(quoted, b"\xff" * len(quoted))
        near = alike >= ENOUGH / 2
        days = article.days
        best, best_story = 0.0, None
        by_story: defaultdict[int, list[float]] = defaultdict(list)
        said = dict(zip(same.tolist(), quotes.tolist(), strict=True))
        for other, likeness in zip(numbers[near].tolist(), alike[near].tolist(), strict=True):
            bonus = QUOTED * min(MOST_QUOTED, said.get(other, 0.0))
            by_story[self._story[other]].append(likeness + bonus - _needed(days, self._days[other]))
        for story, margins in by_story.items():
            members = len(self._members[story])
            mean = (sum(margins) - ENOUGH / 2 * (members - len(margins))) / members
            margin = (max(margins) + mean) / 2
            if margin > best or (margin == best and best_story is None and margin >= 0):
                best, best_story = margin, story
        return best_story


def _needed(days: Days | None, other: Days | None) -> float:
    """How alike two articles of these dates must be."""
    if days is None or other is None:
        return ENOUGH + UNDATED
    gap = max(0, days[0] - other[1], other[0] - days[1])
    if gap > LONGEST_GAP:
        return 1.0
    known = days[0] == days[1] and other[0] == other[1]
    return ENOUGH + A_DAY * gap + (0.0 if known else BY_MONTH)


def stories_of(articles: Iterable[Features]) -> Stories:
    """The stories of many articles, the dated ones first, in order of their dates."""
    stories = Stories()
    for article in sorted(articles, key=lambda article: (article.published or "9", article.id)):
        stories.add(article)
    return stories
