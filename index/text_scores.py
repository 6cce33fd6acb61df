"""How well each article matches a word or a phrase: BM25, with what stands in the headline on top.

(S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond, 2009. The inverse document
frequency is Lucene's, which is never negative.)
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from index.clauses import Phrase, Text, Word
from index.codec import Postings
from index.errors import SearchStopped
from index.segment import Segment
from index.snapshot import Snapshot
from index.word_list import WordList
from index.words import SHORTEST_STEM, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Counts = NDArray[np.float32]

_K1, _B = 1.2, 0.75
_IN_HEADLINE = 1.0

_MOST_WORDS = 300
_MOST_POSTINGS = 150_000
"""How many words the beginning of one stands for while it is typed, and how many articles these are in, added up."""


def text_scores(snapshot: Snapshot, clause: Text, typing: bool, stop: threading.Event) -> NDArray[np.float32]:
    """A score for each article, 0 where the clause does not match. Raises SearchStopped when `stop` is set."""
    reading = _Reading(snapshot, typing, stop)
    match clause.field:
        case None:
            body = reading.counts(clause, "body")
            weight = _weight(body, snapshot.count)
            scores = weight * (_K1 + 1) * body / (body + _norms(snapshot.lengths))
            scores += (weight * _IN_HEADLINE) * (reading.counts(clause, "headline") > 0)
        case field:
            counts = reading.counts(clause, {"title": "headline", "outlet": "outlet", "by": "byline"}[field])
            scores = _weight(counts, snapshot.count) * (_K1 + 1) * counts / (counts + _K1)
    return scores.astype(np.float32)


def _weight(counts: Counts, articles: int) -> float:
    """The inverse document frequency: rare words weigh more."""
    hits = int(np.count_nonzero(counts))
    return math.log(1 + max(0, articles - hits + 0.5) / (hits + 0.5)) + 1e-6


def _norms(lengths: NDArray[np.float32]) -> NDArray[np.float32]:
    mean = float(lengths.mean()) if len(lengths) else 0.0
    return np.float32(_K1) * (np.float32(1 - _B) + np.float32(_B / max(1.0, mean)) * lengths)


class _Reading:
    """The posting lists of a clause, read and counted."""

    def __init__(self, snapshot: Snapshot, typing: bool, stop: threading.Event) -> None:
        self._snapshot = snapshot
        self._typing = typing
        self._stop = stop

    def counts(self, clause: Text, field: str) -> Counts:
        """How often the clause is in this field of each article."""
        counts = np.zeros(self._snapshot.size, np.float32)
        for base, segment in zip(self._snapshot.bases, self._snapshot.segments, strict=True):
            if words := segment.word_lists.get(field):
                part = counts[base : base + segment.size]
                match clause:
                    case Word():
                        for number in self._numbers(clause, words, segment):
                            docs, often, _ = self._postings(segment, field, number)
                            part[docs] += often
                    case Phrase():
                        self._count_phrase(clause, field, words, segment, part)
        return counts

    def _numbers(self, clause: Word, words: WordList, segment: Segment) -> Sequence[int]:
        if not clause.prefix:
            return words.forms_of(stem(clause.text))
        numbers = self._begun(clause.text, words, segment)
        if self._typing and len(clause.text) >= SHORTEST_STEM:
            return list({*numbers, *words.forms_of(stem(clause.text))})
        return numbers

    def _begun(self, prefix: str, words: WordList, segment: Segment) -> Sequence[int]:
        """The words that begin so; while typing the most frequent ones, within the limits."""
        numbers = words.starting_with(prefix)
        share = segment.size / self._snapshot.size
        often = words.frequencies[numbers.start : numbers.stop]
        most_words, most_postings = max(10, int(_MOST_WORDS * share)), _MOST_POSTINGS * share
        if not self._typing or (len(numbers) <= most_words and often.sum() <= most_postings):
            return numbers
        order = np.argsort(-often, kind="stable")[:most_words]
        fitting = np.searchsorted(np.cumsum(often[order]), most_postings, side="right")
        return [numbers[place] for place in order[: max(1, int(fitting))]]

    def _count_phrase(self, clause: Phrase, field: str, words: WordList, segment: Segment, counts: Counts) -> None:
        choices: list[Sequence[int]] = [words.find(word) for word in clause.words]
        if clause.prefix:
            choices[-1] = self._begun(clause.words[-1], words, segment)
        if not all(choices):
            return
        lists = [[self._postings(segment, field, number) for number in numbers] for numbers in choices]
        everywhere = reduce(np.logical_and, (_documents(some, segment.size) for some in lists))
        starts = reduce(_common, (_starts(some, shift, everywhere) for shift, some in enumerate(lists)))
        np.add.at(counts, starts >> 32, 1)

    def _postings(self, segment: Segment, field: str, number: int) -> Postings:
        if self._stop.is_set():
            raise SearchStopped
        return segment.postings(field, number)


def _documents(lists: Sequence[Postings], size: int) -> NDArray[np.bool_]:
    documents = np.zeros(size, bool)
    for some in lists:
        documents[some.docs] = True
    return documents


def _starts(lists: Sequence[Postings], shift: int, wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Where a phrase would begin whose word number `shift` this is: document and place in one number each."""
    starts = []
    for docs, counts, places in lists:
        document = np.repeat(docs, counts)
        inside = wanted[document]
        starts.append((document[inside] << 32) + places[inside] + (1 << 16) - shift)
    return np.concatenate(starts)


def _common(some: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.intersect1d(some, others, assume_unique=True)
