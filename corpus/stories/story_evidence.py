"""Evidence for a story: the rare words that several of its articles share, and the actors in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct

from corpus.article import Article
from corpus.stories.story_features import key_terms, read_text
from corpus.text.tokenize import WORD, stem, word_form

MOST = 12

Counted = tuple[tuple[str, int], ...]


class StoryEvidence(Struct, frozen=True):
    """What several of `articles` articles share, each with the number that have it: `words` as they are written there,
    the rarest and most frequent first, and the names of `actors`.
    """

    articles: int
    words: Counted
    actors: Counted


def story_evidence(articles: Sequence[Article]) -> StoryEvidence:
    """Return what the articles share."""
    weights: defaultdict[str, float] = defaultdict(float)
    having: Counter[str] = Counter()
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    actors: Counter[str] = Counter()
    for article in articles:
        text, headline = read_text(article), article.headline.value
        told = dict(key_terms(headline, text))
        having.update(told.keys())
        for word, weight in told.items():
            weights[word] += weight
        for found in WORD.findall(f"{headline}\n{text}"):
            if (key := stem(word_form(found))) in told:
                written[key][found] += 1
        actors.update({actor.key for actor in article.actors})
        names.update((actor.key, actor.name) for actor in article.actors)
    several = [word for word in weights if having[word] > 1]
    several.sort(key=lambda word: (-weights[word] * (having[word] - 1), word))
    return StoryEvidence(
        len(articles),
        tuple((written[word].most_common(1)[0][0], having[word]) for word in several[:MOST]),
        tuple((names[key], count) for key, count in actors.most_common(MOST) if count > 1),
    )
