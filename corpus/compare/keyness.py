"""Keyness: the words that one article uses far more than the others.

Measured by the log-odds ratio with an informative prior, as a z-score (Monroe, Colaresi and Quinn 2008); the prior is
how common a word is in news at large, so that a rare word needs less than a common one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from math import log, sqrt

from msgspec import Struct
from msgspec.structs import replace

from corpus.compare.prepared import PreparedArticle
from corpus.text.rarity import Rarity
from corpus.text.tokenize import UNTELLING, stem

_PRIOR = 300.0  # words of news at large that are set beside the articles
_LEAST_PRIOR = 0.5  # of a word; with less, that it is missing on one side would tell nothing
_FEWEST = 3
_SURE = 1.4
_MOST = 15


class WordUse(Struct, frozen=True):
    """A word in its most frequent form; how often the article numbered `article` and how often all others have it; and
    the z-score of the difference."""

    word: str
    article: int
    count: int
    others: int
    z: float


def word_use(readings: Sequence[PreparedArticle], rarity: Rarity) -> tuple[WordUse, ...]:
    """Return the distinctive words, article by article, the most distinctive first. Names and figures are left out."""
    forms = [Counter(_telling(reading)) for reading in readings]
    counts = [_by_root(own) for own in forms]
    totals = [sum(len(said.words) for said in reading.said) for reading in readings]
    all_counts = sum(counts, Counter[str]())
    known = max(1, sum(rarity.counts.values()))
    found: list[WordUse] = []
    for number, own in enumerate(counts):
        rest = sum(totals) - totals[number]
        telling = []
        for root, count in own.items():
            if count < _FEWEST:
                continue
            others = all_counts[root] - count
            prior = _PRIOR * max(rarity.counts.get(root, 1), 1) / known + _LEAST_PRIOR
            z = _z(count, totals[number], others, rest, prior)
            if z >= _SURE:
                telling.append(WordUse(root, number, count, others, z))
        found += sorted(telling, key=lambda use: (-use.z, use.word))[:_MOST]
    shown = _most_frequent({use.word for use in found}, sum(forms, Counter[str]()))
    return tuple(replace(use, word=shown[use.word]) for use in found)


def _by_root(forms: Counter[str]) -> Counter[str]:
    """Return how often each stem is used; no figures, and no very short ones."""
    counts: Counter[str] = Counter()
    for form, count in forms.items():
        root = stem(form)
        if len(root) > 2 and not root[0].isdigit():
            counts[root] += count
    return counts


def _most_frequent(roots: Set[str], forms: Counter[str]) -> dict[str, str]:
    """For each of some stems the form in which it is used most."""
    return {root: form for form, _ in reversed(forms.most_common()) if (root := stem(form)) in roots}


def _telling(reading: PreparedArticle) -> Iterator[str]:
    """Yield the words of an article that are neither small nor name anybody."""
    for said in reading.said:
        names = said.names
        for form, *_ in said.words:
            if form not in UNTELLING and stem(form) not in names:
                yield form


def _z(count: int, total: int, others: int, rest: int, prior: float) -> float:
    a, b = count + prior, others + prior
    odds = log(a / (total + _PRIOR - a)) - log(b / (rest + _PRIOR - b))
    return odds / sqrt(1 / a + 1 / b)
