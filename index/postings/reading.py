"""Which articles a clause is in, and how often: from the posting lists, without a look at any other article.

Words that stand for many others (the beginning of one, a pattern) are counted over whole runs of lists at a time; what
depends on places is worked out for those articles alone that have all the words.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.clauses import NAME_WORD, Fuzzy, Near, Phrase, Text, Wildcard, Word
from index.errors import SearchStopped
from index.postings.word_list import WordList
from index.segment import Segment
from index.snapshot import Snapshot
from index.words import SHORTEST_STEM, stem

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_WORDS = 300
_MOST_POSTINGS = 150_000
"""How many words the beginning of one stands for while it is typed, and how many articles these are in, added up."""

_DENSE = 16
"""Postings are added up over all articles where these are not this many times more."""

_PLACE = np.int64(1) << 32
_NEVER = np.iinfo(np.int64).max

Numbers = Sequence[int]


class Counts(NamedTuple):
    """Where a clause is: n articles, ascending (int64), and how often in each (n float32)."""

    docs: NDArray[np.int64]
    counts: NDArray[np.float32]


NOWHERE = Counts(np.empty(0, np.int64), np.empty(0, np.float32))


class Reading:
    """Reads clauses in the fields of an index. `typing`: a beginning of a word stands for the most frequent ones."""

    def __init__(self, snapshot: Snapshot, typing: bool, stop: threading.Event) -> None:
        self._snapshot, self._typing, self._stop = snapshot, typing, stop

    def counts(self, clause: Text, field: str) -> Counts:
        """How often the clause is in this field of each article. Raises SearchStopped when `stop` is set."""
        parts = []
        for base, segment in zip(self._snapshot.bases, self._snapshot.segments, strict=True):
            if field in segment.words:
                docs, counts = self._in_segment(clause, field, segment)
                parts.append(Counts(docs + base, counts))
        if len(parts) == 1:
            return parts[0]
        docs = np.concatenate([NOWHERE.docs, *(part.docs for part in parts)])
        return Counts(docs, np.concatenate([NOWHERE.counts, *(part.counts for part in parts)]))

    def _in_segment(self, clause: Text, field: str, segment: Segment) -> Counts:
        lists = segment.words[field]
        match clause:
            case Word():
                return self._added_up(segment, field, self._words(clause, field, lists, segment))
            case Wildcard(pattern):
                return self._added_up(segment, field, lists.like(_mark(field) + pattern))
            case Fuzzy(text):
                return self._added_up(segment, field, lists.near_to(text, _mark(field)))
            case Phrase(row):
                choices: list[Numbers] = [lists.find(_mark(field) + word) for word in row]
                if clause.prefix:
                    choices[-1] = self._begun(_mark(field) + row[-1], lists, segment)
                return self._in_a_row(segment, field, choices)
            case Near(some, within):
                unlike = {stem(word): word for word in some}
                forms: list[Numbers] = [_forms(lists, field, word) for word in unlike.values()]
                return self._close_together(segment, field, forms, within)

    def _words(self, clause: Word, field: str, lists: WordList, segment: Segment) -> Numbers:
        text = clause.text
        if _mark(field):
            return self._keys(clause, lists)
        if clause.exact:
            return lists.find(text)
        if not clause.prefix:
            return lists.forms_of(stem(text))
        numbers = self._begun(text, lists, segment)
        if self._typing and len(text) >= SHORTEST_STEM:
            return sorted({*numbers, *lists.forms_of(stem(text))})
        return numbers

    def _keys(self, clause: Word, lists: WordList) -> Numbers:
        """Actors by key or by a word of their names; and words that they said."""
        text = clause.text
        speaker, said, word = text.partition(NAME_WORD)
        if clause.exact:
            return lists.find(text)
        if not said:
            return lists.starting_with(NAME_WORD + text) if clause.prefix else lists.find(NAME_WORD + text)
        if clause.prefix:
            return lists.starting_with(text)
        spoken = lists.starting_with(speaker + said)
        begin, stemmed = len((speaker + said).encode("utf-8", "surrogatepass")), stem(word)
        return [
            number
            for number, one in zip(spoken, lists.words(spoken), strict=True)
            if stem(one[begin:].decode("utf-8", "surrogatepass")) == stemmed
        ]

    def _begun(self, prefix: str, lists: WordList, segment: Segment) -> Numbers:
        """The words that begin so; while typing the most frequent ones, within the limits."""
        numbers = lists.starting_with(prefix)
        if not self._typing:
            return numbers
        share = segment.size / self._snapshot.size
        often = lists.frequencies[numbers.start : numbers.stop]
        most_words, most_postings = max(10, int(_MOST_WORDS * share)), _MOST_POSTINGS * share
        if len(numbers) <= most_words and often.sum() <= most_postings:
            return numbers
        order = np.argsort(-often, kind="stable")[:most_words]
        fitting = max(1, int(np.searchsorted(np.cumsum(often[order]), most_postings, side="right")))
        return sorted((numbers.start + order[:fitting]).tolist())

    def _added_up(self, segment: Segment, field: str, numbers: Numbers) -> Counts:
        """The counts of several words together."""
        found = [segment.words.docs(field, begin, end) for begin, end in self._runs(numbers)]
        if not found:
            return NOWHERE
        docs, counts = found[0] if len(found) == 1 else (np.concatenate(column) for column in zip(*found, strict=True))
        if len(numbers) == 1:
            return Counts(docs.astype(np.int64), counts.astype(np.float32))
        if len(docs) * _DENSE > segment.size:
            added = np.bincount(docs, counts, segment.size).astype(np.float32)
            there = np.flatnonzero(added)
            return Counts(there, added[there])
        there, at = np.unique(docs, return_inverse=True)
        return Counts(there.astype(np.int64), np.bincount(at, counts, len(there)).astype(np.float32))

    def _in_a_row(self, segment: Segment, field: str, choices: Sequence[Numbers]) -> Counts:
        """Words right after one another."""
        common = self._with_all(segment, field, choices)
        if not len(common):
            return NOWHERE
        places = (self._places(segment, field, numbers, common) - shift for shift, numbers in enumerate(choices))
        return _by_article(common, reduce(_in_both, places))

    def _close_together(self, segment: Segment, field: str, choices: Sequence[Numbers], within: int) -> Counts:
        """Words in any order, the first and the last of them at most `within` places apart."""
        common = self._with_all(segment, field, choices)
        if not len(common):
            return NOWHERE
        places = [self._places(segment, field, numbers, common) for numbers in choices]
        of_word = np.repeat(np.arange(len(places)), [len(own) for own in places])
        together = np.concatenate(places)
        order = np.argsort(together, kind="stable")
        together, of_word = together[order], of_word[order]
        near = np.ones(len(together), bool)
        for word in range(len(places)):
            own = np.where(of_word == word, together, _NEVER)
            following = np.minimum.accumulate(own[::-1])[::-1]
            near &= following - together <= within
        return _by_article(common, together[near])

    def _with_all(self, segment: Segment, field: str, choices: Sequence[Numbers]) -> NDArray[np.int64]:
        """The articles that have one word of each choice; the rarest are looked at first."""
        if not all(len(numbers) for numbers in choices):
            return NOWHERE.docs
        often = segment.words[field].frequencies
        common: NDArray[np.int64] | None = None
        for numbers in sorted(choices, key=lambda some: int(often[list(some)].sum())):
            docs = self._added_up(segment, field, numbers).docs
            common = docs if common is None else common[is_in(common, docs)]
            if not len(common):
                break
        return NOWHERE.docs if common is None else common

    def _places(self, segment: Segment, field: str, numbers: Numbers, wanted: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where some words are in the articles that are wanted: number in `wanted` and place in one number, sorted."""
        found = []
        for begin, end in self._runs(numbers):
            docs, counts, places = segment.words.postings(field, begin, end)
            if len(numbers) == 1 and 4 * len(wanted) < len(docs):
                # what is wanted has this word
                kept = np.searchsorted(docs, wanted)
                of = np.arange(len(wanted))
            else:
                of = np.searchsorted(wanted, docs)
                of[of == len(wanted)] = 0
                kept = np.flatnonzero(wanted[of] == docs)
                of = of[kept]
            ends = np.cumsum(counts, dtype=np.int64)
            sizes = counts[kept].astype(np.int64)
            firsts = np.repeat(ends[kept] - np.cumsum(sizes), sizes)
            found.append(np.repeat(of, sizes) * _PLACE + _PLACE // 2 + places[firsts + np.arange(len(firsts))])
        return found[0] if len(numbers) == 1 else np.sort(np.concatenate(found), kind="stable")

    def _runs(self, numbers: Numbers) -> Iterator[tuple[int, int]]:
        """Words that stand next to each other, from the first to after the last."""
        if isinstance(numbers, range):
            runs = [(numbers.start, numbers.stop)] if len(numbers) else []
        else:
            grouped = [list(group) for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
            runs = [(group[0][1], group[-1][1] + 1) for group in grouped]
        for run in runs:
            if self._stop.is_set():
                raise SearchStopped
            yield run


def is_in(some: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of n numbers, ascending, are among others that are ascending too: n bool."""
    if not len(others):
        return np.zeros(len(some), bool)
    at = np.searchsorted(others, some)
    at[at == len(others)] = 0
    return np.asarray(others[at] == some)


def _in_both(some: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    return some[is_in(some, others)] if len(some) < len(others) else others[is_in(others, some)]


def _by_article(articles: NDArray[np.int64], places: NDArray[np.int64]) -> Counts:
    """How often each article is there, from sorted places as `_places` gives them."""
    often = np.bincount(places >> 32, minlength=len(articles))
    there = np.flatnonzero(often)
    return Counts(articles[there], often[there].astype(np.float32))


def _forms(lists: WordList, field: str, word: str) -> Numbers:
    return lists.find(NAME_WORD + word) if _mark(field) else lists.forms_of(stem(word))


def _mark(field: str) -> str:
    """What stands before the words of names, among keys."""
    return NAME_WORD if field in ("actor", "said") else ""
