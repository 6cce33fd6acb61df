"""Rarity of words: the document frequency of a stem, so that a shared rare word counts for more than a common one.

The table that ships was counted over a collection of English news; an index can bring its own.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from math import log

from msgspec import Struct

from corpus import models

_UNSEEN = 3  # articles in which a word stands that the table, which leaves out the rarest, does not know


class Rarity(Struct, frozen=True):
    """`counts[stem]` of `articles` articles hold a word with this stem (see `words.stem`)."""

    articles: int
    counts: Mapping[str, int]

    def weight(self, stem: str) -> float:
        """Return the weight of a word: 0 if every article has it, 1 if nearly none does (a scaled inverse document
        frequency, after Spärck Jones).
        """
        count = self.counts.get(stem, _UNSEEN)
        return max(0.0, log((self.articles + 1) / (count + 1)) / log(self.articles + 2))


@cache
def shipped_rarity() -> Rarity:
    """Return the table that comes with wireside: lines of a count and the stems that have it; first, how many
    articles.
    """
    lines = gzip.decompress(models.WORD_COUNTS.read_bytes()).decode().split("\n")
    counts: dict[str, int] = {}
    for line in lines[1:]:
        count, _, stems = line.partition(" ")
        counts.update(dict.fromkeys(stems.split(), int(count or 0)))
    return Rarity(int(lines[0]), counts)
