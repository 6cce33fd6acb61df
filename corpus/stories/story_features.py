"""Features for clustering: the few hundred bytes of an article that decide its story and its near-duplicates.

`terms` are its key terms, by how often it uses them and how rare they are in news at large. `sketch` is a sample of its
runs of five words, the same sample for the same text wherever it is (bottom-k, after Broder). `quoted` is a sample of
its runs of four quoted words: two articles seldom share one by chance.
"""

from __future__ import annotations

import re
import threading
from datetime import date
from functools import lru_cache

import numpy as np
from msgspec import Struct

from corpus.article import Article, Role
from corpus.stories.story_vocabulary import Hashes, Numbers, StoryVocabulary, Weights, story_vocabulary

TERMS, SKETCH, QUOTED = 48, 48, 12
_RUN, _QUOTED_RUN = 5, 4
_IN_HEADLINE = 2.0
_HEADLINE, _FULL = 1_000, 120_000  # characters; what follows adds nothing to what an article is about
_QUOTATION = re.compile(r"“[^“”]{20,900}”|\"[^\"\n]{20,900}\"|«[^«»]{20,900}»|„[^„“”]{20,900}[“”]")
_MIX = np.uint64(0x9E3779B97F4A7C15)

_READING = threading.Lock()


class StoryFeatures(Struct, frozen=True, array_like=True, gc=False):
    """The features of an article. `terms`, `sketch` and `quoted` are 32-bit hashes, little-endian, `weights` a byte for
    each term, 255 being 1; `published` is an ISO date or None, `words` the length of the text.
    """

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
        return _days_of(self.published)

    @property
    def in_order(self) -> tuple[str, str]:
        """Sorts by date: what is only known to be of a month comes after its days, what has no date comes last."""
        return (self.published or "~").ljust(10, "~"), self.id


@lru_cache(1 << 14)
def _days_of(published: str | None) -> tuple[int, int] | None:
    written = (published or "").split("-")
    try:
        year, month, day = (int(part) if part else 0 for part in (*written, "", "")[:3])
        first = date(year, month or 1, day or 1).toordinal()
    except ValueError:
        return None
    return first, first + (0 if day else 30 if month else 365)


def story_features(article: Article) -> StoryFeatures:
    """Return the features of an article, by its headline, body and subheads."""
    return text_features(
        article.id,
        article.headline.value,
        read_text(article),
        article.outlet_name,
        article.published.value if article.published else None,
    )


def read_text(article: Article) -> str:
    """Return the text of an article that counts for its story: body and subheads."""
    return "\n".join(block.text for block in article.blocks if block.role in (Role.BODY, Role.SUBHEAD))


def key_terms(headline: str, text: str) -> list[tuple[str, float]]:
    """Return the key terms of an article, as stems, each with its weight, the heaviest first."""
    with _READING:
        words = story_vocabulary()
        numbers, weights = _telling(words, *words.read([headline[:_HEADLINE], text[:_FULL]]))
        return list(zip((words.stems[number] for number in numbers.tolist()), weights.tolist(), strict=True))


def text_features(id: str, headline: str, text: str, outlet: str | None, published: str | None) -> StoryFeatures:
    """Return the features of a plain text."""
    text = text[:_FULL]
    with _READING:
        words = story_vocabulary()
        head, told, *quoted = words.read([headline[:_HEADLINE], text, *_QUOTATION.findall(text)])
        top, weights = _telling(words, head, told)
        terms = words.hashes[top]
        sketch = _sample(words.hashes[told], np.array([len(told)]), _RUN, SKETCH)
        said = np.concatenate([*quoted, told[:0]])
        quotes = _sample(words.hashes[said], np.array([len(one) for one in quoted]), _QUOTED_RUN, QUOTED)
    length = float(np.sqrt(weights @ weights)) or 1.0
    weighed = np.clip(np.rint(255 * weights / length), 1, 255).astype(np.uint8)
    return StoryFeatures(
        id, headline, outlet, published, len(told), terms.astype("<u4").tobytes(), weighed.tobytes(), sketch, quotes
    )


def _telling(words: StoryVocabulary, head: Numbers, told: Numbers) -> tuple[Numbers, Weights]:
    """Return the numbers of the key terms, and their weights."""
    numbers, counts = _counted(np.concatenate([told, np.unique(head)]))
    in_head = np.isin(numbers, head)
    often = np.maximum(1, counts - in_head)
    weights = words.weights[numbers] * ((counts > in_head) * (1 + np.log(often)) + _IN_HEADLINE * in_head)
    heaviest = np.lexsort((words.hashes[numbers], -weights))[:TERMS]
    heaviest = heaviest[weights[heaviest] > 0]
    return numbers[heaviest], weights[heaviest]


def _counted(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Return each number once, in order, and how often it is there."""
    ordered = np.sort(numbers)
    begins = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
    return ordered[begins], np.diff(begins, append=len(ordered))


def _sample(hashes: Hashes, lengths: Numbers, run: int, size: int) -> bytes:
    """Return the lowest hashes of all runs of so many words, in texts of these lengths in a row."""
    last = len(hashes) - run + 1
    if last <= 0:
        return b""
    wide = hashes.astype(np.uint64)
    mixed = wide[:last].copy()
    for i in range(1, run):
        mixed = (mixed * _MIX) ^ wide[i : last + i]
    mixed *= _MIX
    ends = np.repeat(np.cumsum(lengths), lengths)
    whole = np.arange(last) + run <= ends[:last]
    lowest, _ = _counted((mixed >> np.uint64(32))[whole].astype(np.intp))
    return lowest[:size].astype("<u4").tobytes()
