"""Articles near a story: similar in words to one of its articles, but some days or weeks before or after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.stories.hash_postings import HashPostings
from corpus.stories.near_duplicates import days_between
from corpus.stories.story_features import StoryFeatures

# Hand-set: nearness is only shown as a suggestion, and changes no story.
LIKE = 0.2  # cosine of key terms, as for articles of one story on one day
UNDATED = 0.54  # the same if one of the two has no date; as high as for articles of one story without dates
LONGEST_GAP = 60  # days; later articles in the same words are mostly on the next event of a running story
_ASKED = 24  # articles of a story that others are compared with: a story of hundreds costs no more


def nearby_articles(story: Sequence[StoryFeatures], others: Sequence[StoryFeatures]) -> list[int]:
    """Return the numbers of those `others` that are near a story, the likest first."""
    postings = HashPostings([one.terms for one in others], [one.weights for one in others])
    likest: defaultdict[int, float] = defaultdict(float)
    for article in story[:_ASKED]:
        numbers, alike = postings.alike(article.terms, article.weights, least=LIKE)
        for number, likeness in zip(numbers.tolist(), alike.tolist(), strict=True):
            gap = days_between(article, others[number])
            if likeness >= UNDATED if gap is None else gap <= LONGEST_GAP:
                likest[number] = max(likest[number], likeness)
    return sorted(likest, key=lambda number: -likest[number])
