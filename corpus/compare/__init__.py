"""Comparing articles: what they say in the same words, what they say otherwise, and what only one of them says.

Everything here is evidence from the texts; nothing is rated. The rows stand in the order of the left article, and
the right article keeps its order too, but for passages that it tells at another place.
"""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from corpus.article import Article
from corpus.compare.passages import Passage
from corpus.compare.rarity import Rarity, shipped
from corpus.compare.reading import Reading, read
from corpus.compare.rows import KINDS, Kind, Row, rows

__all__ = ["Comparison", "Kind", "Passage", "Rarity", "Row", "compare"]


class Comparison(Struct, frozen=True):
    """Two articles side by side. `shared_words` is the share of the words of both, 0 to 1, that stand on both sides."""

    rows: tuple[Row, ...]
    shared_words: float

    @property
    def counts(self) -> dict[Kind, int]:
        """How many rows there are of each kind."""
        counted = Counter(row.kind for row in self.rows)
        return {kind: counted[kind] for kind in KINDS}


def compare(left: Article, right: Article, rarity: Rarity | None = None) -> Comparison:
    """Lay two articles side by side. Without `rarity` words are as rare as they are in news at large."""
    known = rarity or shipped()
    a, b = read(left, known), read(right, known)
    found = rows(a, b)
    return Comparison(found, _shared(found, a, b))


def _shared(found: tuple[Row, ...], left: Reading, right: Reading) -> float:
    total = sum(len(said.words) for reading in (left, right) for said in reading.said)
    shared = 2 * sum(row.words for row in found)
    return min(1.0, shared / total) if total else 0.0
