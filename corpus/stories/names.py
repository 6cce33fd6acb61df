"""A story's name: the one of its headlines that says most of what the others say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.compare.words import stem, words

_LONG = 14  # words; a longer headline says more only because it is longer


def name_of(headlines: Sequence[str]) -> str:
    """One of the headlines; empty where all are."""
    said = [frozenset(stem(word.form) for word in words(line[:400]) if not word.small) for line in headlines]
    told = Counter(word for line in said for word in line)

    def weight(number: int) -> float:
        return sum(told[word] - 1 for word in said[number]) / max(6, len(said[number]), len(said[number]) - _LONG + 6)

    best = max(range(len(headlines)), key=lambda number: (bool(said[number]), weight(number), -number), default=None)
    return headlines[best] if best is not None else ""
