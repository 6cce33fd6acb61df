"""More like this: a query of the words and actors that set an article apart from the others.

A word weighs by how often the article has it and how few other articles do (BM25's weights, as in `text_scores`).
"""

from __future__ import annotations

import math
from collections import Counter

from corpus.article import Article
from index.query.clauses import Clause, Everything, Or, Word
from index.storage.index_entry import readable
from index.storage.whoosh.snapshot import Snapshot
from index.terms import words

_WORDS, _ACTORS = 15, 4
_SHORTEST = 3
_COMMON = 0.2
_K1 = 1.2


def like(article: Article, snapshot: Snapshot) -> Clause:
    """Make a query of the article's most distinctive words, and of the actors that it names most."""
    counts = Counter(word for text in readable(article) for word in words(text) if len(word) >= _SHORTEST)
    weights = {}
    for word, count in counts.items():
        articles = _articles(snapshot, word)
        if 1 < articles <= max(2.0, _COMMON * snapshot.count) and not word.isdecimal():
            weights[word] = math.log(snapshot.count / articles) * count / (count + _K1)
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS]
    actors = sorted(article.actors, key=lambda actor: -len(actor.mentions))[:_ACTORS]
    named = [Word(actor.key, "actor", exact=True) for actor in actors]
    choices = (*(Word(word, exact=True) for word in telling), *named)
    return Or(choices) if choices else Everything()


def _articles(snapshot: Snapshot, word: str) -> int:
    return sum(
        int(lists.frequencies[number])
        for segment in snapshot.segments
        if (lists := segment.words.get("body"))
        for number in lists.find(word)
    )
