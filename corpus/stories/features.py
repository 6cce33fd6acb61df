"""Features: the few hundred bytes of an article that tell which story it belongs to, and which texts are the same.

`terms` are its most telling words, by how often it uses them and how rare they are in news at large. `sketch` is a
sample of its runs of five words, the same sample for the same text wherever it stands (bottom-k, after Broder).
`quoted` is a sample of its runs of four words that somebody is quoted with: two articles seldom share one by chance.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from math import log, sqrt
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from corpus.article import Article, Role
from corpus.compare.rarity import Rarity, shipped
from corpus.compare.words import SMALL_WORDS, WORD, form, stem

TERMS, SKETCH, QUOTED = 48, 48, 12
_RUN, _QUOTED_RUN = 5, 4
_IN_HEADLINE = 2.0
_FULL_WORDS = 20_000  # what follows adds nothing to what an article is about
_QUOTATION = re.compile(r"“[^“”]{20,900}”|\"[^\"\n]{20,900}\"|«[^«»]{20,900}»|„[^„“”]{20,900}[“”]")
_MIX = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint32]


class Features(Struct, frozen=True, array_like=True, gc=False):
    """What stories are made of. `terms`, `sketch` and `quoted` are 32-bit hashes, little-endian, `weights` a byte for
    each term, 255 being 1; `published` is an ISO date or None, `words` the length of the text."""

    id: str
    headline: str
    outlet: str | None
    published: str | None
    words: int
    terms: bytes
    weights: bytes
    sketch: bytes
    quoted: bytes

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day on which it may have been published, counted from the first of year 1; None where
        nothing is known."""
        written = (self.published or "").split("-")
        try:
            year, month, day = (int(part) if part else 0 for part in (*written, "", "")[:3])
            first = date(year, month or 1, day or 1).toordinal()
        except ValueError:
            return None
        return first, first + (0 if day else 30 if month else 365)

    @property
    def in_order(self) -> tuple[str, str]:
        """Sorts by date: what is only known to be of a month comes after its days, what has no date comes last."""
        return (self.published or "~").ljust(10, "~"), self.id


def features(article: Article, rarity: Rarity | None = None) -> Features:
    """The features of an article, by its headline, body and subheads."""
    return features_of_text(
        article.id,
        article.headline.value,
        read_text(article),
        article.outlet.value if article.outlet else None,
        article.published.value if article.published else None,
        rarity,
    )


def read_text(article: Article) -> str:
    """What of an article tells of its story: body and subheads."""
    return "\n".join(block.text for block in article.blocks if block.role in (Role.BODY, Role.SUBHEAD))


def telling(headline: str, text: str, rarity: Rarity | None = None) -> list[tuple[str, float]]:
    """The most telling words of an article, as stems, each with its weight, the heaviest first."""
    return _telling(headline, [_stem(word) for word in _words(text)], rarity or shipped())


def features_of_text(
    id: str, headline: str, text: str, outlet: str | None, published: str | None, rarity: Rarity | None = None
) -> Features:
    """The same from plain text."""
    told = [_stem(word) for word in _words(text)]
    top = _telling(headline, told, rarity or shipped())
    length = sqrt(sum(weight * weight for _, weight in top)) or 1.0
    quoted = (map(_stem, WORD.findall(quotation[0])) for quotation in _QUOTATION.finditer(text))
    return Features(
        id,
        headline,
        outlet,
        published,
        len(told),
        np.array([_hash(word) for word, _ in top], "<u4").tobytes(),
        bytes(max(1, min(255, round(255 * weight / length))) for _, weight in top),
        _sample([told], _RUN, SKETCH),
        _sample(map(list, quoted), _QUOTED_RUN, QUOTED),
    )


def _words(text: str) -> list[str]:
    return WORD.findall(text, 0, _FULL_WORDS * 12)[:_FULL_WORDS]


def _telling(headline: str, told: list[str], rarity: Rarity) -> list[tuple[str, float]]:
    counts: Counter[str] = Counter(told)
    weighed = {word: (1 + log(count)) * rarity.weight(word) for word, count in counts.items() if _tells(word)}
    for word in (_stem(word) for word in WORD.findall(headline[:1_000])):
        if _tells(word):
            weighed[word] = weighed.get(word, 0.0) + _IN_HEADLINE * rarity.weight(word)
    return sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:TERMS]


def _tells(word: str) -> bool:
    return len(word) > 2 and word not in SMALL_WORDS and not word[0].isdigit()


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return stem(form(word))


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _sample(texts: Iterable[list[str]], run: int, size: int) -> bytes:
    """The lowest hashes of all runs of so many words."""
    found: list[Hashes] = []
    for words in texts:
        if len(words) >= run:
            hashes = np.array([_hash(word) for word in words], np.uint64)
            mixed = hashes[: len(hashes) - run + 1].copy()
            for i in range(1, run):
                mixed = (mixed * _MIX) ^ hashes[i : len(hashes) - run + 1 + i]
            mixed *= _MIX
            found.append((mixed >> np.uint64(32)).astype("<u4"))
    if not found:
        return b""
    lowest: bytes = np.unique(np.concatenate(found))[:size].tobytes()
    return lowest
