"""Words: those that one article uses far more than the others.

Measured by the log-odds ratio with an informative prior, as a z-score (Monroe, Colaresi and Quinn 2008); the prior is
how common a word is in news at large, so that a rare word needs less to stand out than a common one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log, sqrt

from msgspec import Struct

from corpus.compare.rarity import Rarity
from corpus.compare.reading import Reading, Said
from corpus.compare.words import stem

_PRIOR = 300.0  # words of news at large that are set beside the articles
_LEAST_PRIOR = 0.5  # of a word; with less, that it is missing on one side would tell nothing
_FEWEST = 3
_SURE = 1.4
_MOST = 15


class WordUse(Struct, frozen=True):
    """A word in its most frequent form; how often the article numbered `article` and how often all others have it, as
    counts and per 1,000 words; and the z-score of the difference."""

    word: str
    article: int
    count: int
    others: int
    per_thousand: float
    others_per_thousand: float
    z: float


def word_use(readings: Sequence[Reading], rarity: Rarity) -> tuple[WordUse, ...]:
    """The words that stand out, article by article, the most telling first. Names and figures are left out."""
    counts: list[Counter[str]] = []
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    totals: list[int] = []
    for reading in readings:
        own: Counter[str] = Counter()
        for form, count in Counter(form for said in reading.said for form in _telling(said)).items():
            root = stem(form)
            if len(root) > 2 and not root[0].isdigit():
                own[root] += count
                forms[root][form] += count
        counts.append(own)
        totals.append(sum(len(said.words) for said in reading.said))
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
                shown = forms[root].most_common(1)[0][0]
                mine, theirs = 1000 * count / totals[number], 1000 * others / rest if rest else 0.0
                telling.append(WordUse(shown, number, count, others, mine, theirs, z))
        found += sorted(telling, key=lambda use: (-use.z, use.word))[:_MOST]
    return tuple(found)


def _telling(said: Said) -> Iterator[str]:
    """The words of a passage that are neither small nor name anybody."""
    return (word.form for word in said.words if not word.small and stem(word.form) not in said.names)


def _z(count: int, total: int, others: int, rest: int, prior: float) -> float:
    a, b = count + prior, others + prior
    odds = log(a / (total + _PRIOR - a)) - log(b / (rest + _PRIOR - b))
    return odds / sqrt(1 / a + 1 / b)
