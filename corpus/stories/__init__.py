"""Stories: cluster articles on one event, and find those with one text.

An article joins the story that it is most similar to, if it is similar enough: by the key terms of both, by quoted
words that both have, and by their dates, if they have any; the farther apart, the more similar they must be. The same
text in another outlet, or in another version, joins the story of its original whatever its date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corpus.stories.hash_postings import HashPostings
from corpus.stories.near_duplicates import DuplicateFinder
from corpus.stories.story import Member, Story, story_of
from corpus.stories.story_features import StoryFeatures, story_features, text_features

__all__ = [
    "Member",
    "Stories",
    "Story",
    "StoryFeatures",
    "in_order",
    "stories_of",
    "story_features",
    "story_of",
    "text_features",
]

# Thresholds of the cosine of key terms, 0 to 1. Their floors in the gate are precision .99 and recall .92 (`bench
# stories`): lower ones join events, which a reader can't undo, so precision comes first.
ENOUGH = 0.2  # for articles of one day
A_DAY = 0.04  # more for each day between
UNDATED = 0.34  # more if one of the two has no date: a running story is reported in the same words for years
BY_MONTH = 0.32  # more if only the month or the year is known
LONGEST_GAP = 7  # days; what follows later is another event, or a look back
QUOTED = 0.06  # what each run of four quoted words that both have adds
MOST_QUOTED = 4

Days = tuple[int, int]


class Stories:
    """The clusters of a corpus. Articles are added one after another; those with an early date first, if there is a
    choice.

    `stories` and `originals` are as long as `articles`: the number of one article of its story, and of the article
    whose text it repeats, both the same for all that belong together.
    """

    def __init__(
        self, articles: Sequence[StoryFeatures], stories: Sequence[int] = (), originals: Sequence[int] = ()
    ) -> None:
        """The first articles, for which `stories` and `originals` are given, are in their stories already."""
        self.articles = articles
        self.stories, self.originals = list(stories), list(originals)
        self._members: defaultdict[int, list[int]] = defaultdict(list)
        for number, story in enumerate(self.stories):
            self._members[story].append(number)
        placed = len(self.stories)
        self._terms = HashPostings(
            [one.terms for one in articles], [one.weights for one in articles], asking_from=placed
        )
        self._quoted = HashPostings([one.quoted for one in articles], asking_from=placed)
        self._duplicates = DuplicateFinder(articles, placed)

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[Story]:
        """Return all stories, those of one article too, in the order in which they began."""
        return map(self.story, self._members)

    def place_next(self) -> int:
        """Put the next article into its story, or begin one with it. Gives the number of the story."""
        number = len(self.stories)
        repeated = self._duplicates.original(number)
        story = self.stories[repeated] if repeated is not None else self._likest(number)
        self.stories.append(number if story is None else story)
        self.originals.append(number if repeated is None else self.originals[repeated])
        self._members[self.stories[number]].append(number)
        return self.stories[number]

    def story(self, number: int) -> Story:
        """Return a story by the number that `place_next` gave."""
        members = self._members[number]
        return story_of(self.articles[number].id, [(self.articles[i], self._repeated(i)) for i in members])

    def _repeated(self, number: int) -> str | None:
        original = self.originals[number]
        return None if original == number else self.articles[original].id

    def _likest(self, number: int) -> int | None:
        """Return the story that an article is most like, if it is enough like it."""
        article = self.articles[number]
        near, alike = self._terms.alike(article.terms, article.weights, least=ENOUGH / 2, before=number)
        if not len(near):
            return None
        same, quotes = self._quoted.alike(article.quoted, before=number)
        said = dict(zip(same.tolist(), quotes.tolist(), strict=True))
        best, best_story = 0.0, None
        by_story: defaultdict[int, list[float]] = defaultdict(list)
        for other, likeness in zip(near.tolist(), alike.tolist(), strict=True):
            bonus = QUOTED * min(MOST_QUOTED, said.get(other, 0.0))
            by_story[self.stories[other]].append(likeness + bonus - _needed(article.days, self.articles[other].days))
        for story, margins in by_story.items():
            members = len(self._members[story])
            mean = (sum(margins) - ENOUGH / 2 * (members - len(margins))) / members
            margin = (max(margins) + mean) / 2
            if margin > best or (margin == best and best_story is None and margin >= 0):
                best, best_story = margin, story
        return best_story


def _needed(days: Days | None, other: Days | None) -> float:
    """Return how alike two articles of these dates must be."""
    if days is None or other is None:
        return ENOUGH + UNDATED
    gap = max(0, days[0] - other[1], other[0] - days[1])
    if gap > LONGEST_GAP:
        return 1.0
    known = days[0] == days[1] and other[0] == other[1]
    return ENOUGH + A_DAY * gap + (0.0 if known else BY_MONTH)


def in_order(articles: Iterable[StoryFeatures]) -> list[StoryFeatures]:
    """As they are best added: the dated ones first, in order of their dates."""
    return sorted(articles, key=lambda article: article.in_order)


def stories_of(articles: Iterable[StoryFeatures]) -> Stories:
    """Return the stories of many articles."""
    stories = Stories(in_order(articles))
    for _ in stories.articles:
        stories.place_next()
    return stories
