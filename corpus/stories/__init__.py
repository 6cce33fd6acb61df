"""Stories: which articles are on one event, and which of them are one text.

An article joins the story that it is most like, if it is enough like it: by the telling words of both, by what somebody
is quoted with in both, and by their dates, where they have any; the farther apart, the more alike they must be. The
same text in another outlet, or in another version, joins the story of its original whatever its date says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from corpus.stories.duplicates import Duplicates
from corpus.stories.features import Features, features, features_of_text
from corpus.stories.postings import Postings
from corpus.stories.story import Member, Story, story_of

__all__ = [
    "Features",
    "Member",
    "Place",
    "Stories",
    "Story",
    "features",
    "features_of_text",
    "in_order",
    "stories_of",
    "story_of",
]

ENOUGH = 0.22  # of 1, for articles of one day
A_DAY = 0.015  # more for each day between
UNDATED = 0.32  # more where one of the two has no date: a running story is told in the same words for years
BY_MONTH = 0.1  # more where only the month or the year is known
LONGEST_GAP = 21  # days; what follows later is another story, or a look back
QUOTED = 0.06  # what each run of four quoted words that both have adds
MOST_QUOTED = 4


Days = tuple[int, int]


class Place(NamedTuple):
    """Where an article belongs: the numbers of one article of its story, and of the one whose text it repeats, both the
    same for all that belong together; its own where there is none."""

    story: int
    original: int


class Stories:
    """The stories of a corpus. Articles are added one by one; those with an early date first, if there is a choice."""

    def __init__(self, known: Sequence[Features] = (), places: Sequence[Place] = ()) -> None:
        """Articles that are in their stories already are `known`, with the place of each."""
        self._features = list(known)
        self._places = list(places)
        self._members: defaultdict[int, list[int]] = defaultdict(list)
        for number, place in enumerate(places):
            self._members[place.story].append(number)
        self._terms = Postings([one.terms for one in known], [one.weights for one in known])
        self._quoted = Postings([one.quoted for one in known])
        self._duplicates = Duplicates(known)

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[Story]:
        """All stories, those of one article too, in the order in which they began."""
        return map(self.story, self._members)

    @property
    def places(self) -> Sequence[Place]:
        """The place of each article, in the order in which they came."""
        return self._places

    def add(self, article: Features) -> int:
        """Put an article into its story, or begin one with it. Gives the number of the story."""
        number = len(self._features)
        repeated = self._duplicates.add(article)
        terms = np.frombuffer(article.terms, "<u4").tolist()
        quoted = np.frombuffer(article.quoted, "<u4").tolist()
        story = self._places[repeated].story if repeated is not None else self._likest(article, terms, quoted)
        place = Place(
            number if story is None else story, number if repeated is None else self._places[repeated].original
        )
        self._features.append(article)
        self._places.append(place)
        self._members[place.story].append(number)
        self._terms.add(number, terms, article.weights)
        self._quoted.add(number, quoted, b"\xff" * len(quoted))
        return place.story

    def story(self, number: int) -> Story:
        """A story by the number that `add` gave."""
        members = self._members[number]
        return story_of(self._features[number].id, [(self._features[i], self._repeated(i)) for i in members])

    def _repeated(self, number: int) -> str | None:
        original = self._places[number].original
        return None if original == number else self._features[original].id

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
            by_story[self._places[other].story].append(likeness + bonus - _needed(days, self._features[other].days))
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


def in_order(articles: Iterable[Features]) -> list[Features]:
    """As they are best added: the dated ones first, in order of their dates."""
    return sorted(articles, key=lambda article: article.in_order)


def stories_of(articles: Iterable[Features]) -> Stories:
    """The stories of many articles."""
    stories = Stories()
    for article in in_order(articles):
        stories.add(article)
    return stories
