"""Match a clause: read its articles and frequencies from the posting lists, without a look at any other article.

Words that match many others (the beginning of one, a pattern) are counted over whole runs of lists at a time; what
depends on places is worked out by `together`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property

import numpy as np

from corpus.text.stems import stem
from index.errors import SearchStopped
from index.query.clauses import (
    Fuzzy,
    Near,
    Phrase,
    Text,
    Wildcard,
    Word,
)
from index.search.proximity import Together
from index.search.score_sums import DocLists, ScoreSums, one_after_another
from index.storage.postings.sorted_ints import NOWHERE, Counts, Numbers, runs
from index.storage.postings.word_list import WordList
from index.storage.whoosh.segment import Segment
from index.storage.whoosh.snapshot import Snapshot
from index.terms import NAME_WORD, SHORTEST_STEM

_MOST_WORDS = 300
_MOST_POSTINGS = 150_000
"""How many words the beginning of one stands for while it is typed, and how many articles these are in, added up."""


class ClauseReader:
    """Reads one clause in the fields of an index, the one that has all words first.

    `typing`: a beginning of a word matches the most frequent ones.
    """

    def __init__(self, snapshot: Snapshot, sums: ScoreSums, typing: bool, stop: threading.Event) -> None:
        self.snapshot = snapshot
        self._sums, self._typing, self._stop = sums, typing, stop
        self._without: set[str] = set()

    @cached_property
    def _together(self) -> Together:
        return Together(self._stop)

    def counts(self, clause: Text, field: str) -> Counts:
        """Count the clause in this field of each article. Raises SearchStopped when `stop` is set."""
        match clause:
            case Phrase():
                return self._joined(
                    field, lambda one: self._together.in_a_row(one, field, self._row(clause, field, one))
                )
            case Near(some, within):
                unlike = {stem(word): word for word in some}.values()

                def near(segment: Segment) -> Counts:
                    choices = [_forms(segment.words[field], field, word) for word in unlike]
                    return self._together.close_together(segment, field, choices, within)

                return self._joined(field, near)
            case _:
                return self._added_up(clause, field)

    def _row(self, clause: Phrase, field: str, segment: Segment) -> list[Numbers]:
        lists = segment.words[field]
        choices: list[Numbers] = [lists.find(_mark(field) + word) for word in clause.words]
        if clause.prefix:
            choices[-1] = self._begun(_mark(field) + clause.words[-1], lists, segment)
        return choices

    def _joined(self, field: str, count: Callable[[Segment], Counts]) -> Counts:
        """Join the matches in each of the segments that have the field."""
        parts = [(base, count(segment)) for base, segment in self._with_field(field)]
        docs = np.concatenate([NOWHERE.docs, *(part.docs + base for base, part in parts)])
        return Counts(docs, np.concatenate([NOWHERE.counts, *(part.counts for _, part in parts)]))

    def _with_field(self, field: str) -> list[tuple[int, Segment]]:
        """The segments that can have the clause in a field, and the number of the first article of each."""
        return [
            (base, segment) for base, segment in self.snapshot.with_field(field) if segment.name not in self._without
        ]

    def _numbers(self, clause: Word | Wildcard | Fuzzy, field: str, segment: Segment) -> Numbers:
        """Find the words of a segment that the clause matches."""
        lists = segment.words[field]
        match clause:
            case Word():
                return self._words(clause, field, lists, segment)
            case Wildcard(pattern):
                return lists.like(_mark(field) + pattern)
            case Fuzzy(text):
                return lists.near_to(text, _mark(field))

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
        share = segment.size / self.snapshot.size
        often = lists.frequencies[numbers.start : numbers.stop]
        most_words, most_postings = max(10, int(_MOST_WORDS * share)), _MOST_POSTINGS * share
        if len(numbers) <= most_words and often.sum() <= most_postings:
            return numbers
        order = np.argsort(-often, kind="stable")[:most_words]
        fitting = max(1, int(np.searchsorted(np.cumsum(often[order]), most_postings, side="right")))
        return sorted((numbers.start + order[:fitting]).tolist())

    def _added_up(self, clause: Word | Wildcard | Fuzzy, field: str) -> Counts:
        """Add up the counts of all the words that the clause matches."""
        lists: list[DocLists] = []
        several = False
        for base, segment in self._with_field(field):
            numbers = self._numbers(clause, field, segment)
            if not numbers:
                self._without.add(segment.name)
            several |= len(numbers) > 1
            for begin, end in runs(numbers):
                if self._stop.is_set():
                    raise SearchStopped
                lists.append(DocLists(base, *segment.words.docs(field, begin, end)))
        if several:
            return self._sums.of(lists)
        return one_after_another(lists) if lists else NOWHERE


def _forms(lists: WordList, field: str, word: str) -> Numbers:
    return lists.find(NAME_WORD + word) if _mark(field) else lists.forms_of(stem(word))


def _mark(field: str) -> str:
    """Return the separator before the words of names, in fields of keys."""
    return NAME_WORD if field in ("actor", "said") else ""
