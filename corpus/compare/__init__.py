"""Comparing two articles: what both say in the same words, what they say otherwise, and what only one of them says.

Everything here is evidence from the two texts; nothing is rated. The rows stand in the order of the left article, and
the right article keeps its order too, but for passages that it tells at another place.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from corpus.article import Article
from corpus.compare.alignment import Pair, Words, pair
from corpus.compare.difference import difference
from corpus.compare.order import in_one_order, reading_order
from corpus.compare.passages import Passage, passages
from corpus.compare.words import stem, words

__all__ = ["Comparison", "Kind", "Passage", "Row", "compare"]

Kind = Literal["same", "near", "left", "right"]


class Row(Struct, frozen=True):
    """Two passages that go together, or one that stands alone.

    `same`: word for word, whatever the case and the quotation marks; `near`: said otherwise; `left` and `right`: only
    there. `reason` says in plain words why the two go together; it is empty for a passage that stands alone.
    """

    kind: Kind
    left: Passage | None
    right: Passage | None
    reason: str


class Comparison(Struct, frozen=True):
    """Two articles side by side. `shared_words` is the share of the words of both, 0 to 1, that stand on both sides."""

    rows: tuple[Row, ...]
    shared_words: float

    @property
    def counts(self) -> dict[Kind, int]:
        """How many rows there are of each kind."""
        counted = Counter(row.kind for row in self.rows)
        return {kind: counted[kind] for kind in ("same", "near", "left", "right")}


def compare(left: Article, right: Article) -> Comparison:
    """Lay two articles side by side."""
    lefts, rights = passages(left), passages(right)
    words_left = [words(passage.text) for passage in lefts]
    words_right = [words(passage.text) for passage in rights]
    pairs = pair(words_left, words_right)
    unmoved = in_one_order(pairs)
    shared = 0
    together: dict[Pair, Row] = {}
    for p in pairs:
        row, count = _together(lefts[p.left], rights[p.right], words_left[p.left], words_right[p.right], p.same)
        together[p] = row if p in unmoved else replace(row, reason=f"{row.reason}, at another place")
        shared += 2 * count
    rows = (
        together[place]
        if isinstance(place, Pair)
        else Row("left", lefts[place.number], None, "")
        if place.left
        else Row("right", None, rights[place.number], "")
        for place in reading_order(pairs, unmoved, len(lefts), len(rights))
    )
    total = sum(map(len, words_left)) + sum(map(len, words_right))
    return Comparison(tuple(rows), shared / total if total else 0.0)


def _together(left: Passage, right: Passage, words_left: Words, words_right: Words, same: bool) -> tuple[Row, int]:
    """The row of two passages that go together, and how many words both have."""
    if same:
        return Row("same", left, right, "the same words"), len(words_left)
    differs = difference(words_left, words_right)
    common = Counter(stem(w.form) for w in words_left) & Counter(stem(w.form) for w in words_right)
    row = Row(
        "near",
        replace(left, different=differs.left),
        replace(right, different=differs.right),
        f"{common.total()} of {min(len(words_left), len(words_right))} words shared",
    )
    return row, differs.shared
