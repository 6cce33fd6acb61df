"""The tagger: a linear-chain conditional random field (Lafferty et al. 2001), decoded by NumPy alone.

The score of a label is the sum of the weights of a word's features. Sums of what depends on one word in one place are
kept; the rest is looked up for a whole article at once, and Viterbi's algorithm goes through all stretches abreast.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.actors.tagger.features import PLACES, Features, features
from corpus.actors.tagger.hashes import Hashes
from corpus.actors.tagger.stretches import Numbers, Ranges
from corpus.actors.tagger.words import Facts, Lexicon, Vocabulary, hashed

WEIGHTS = Path(__file__).with_name("weights.npz")
_MOST_WORDS = 40_000
_MOST_AT_ONCE = 20_000
_BOTH_PLACES = frozenset("LN")
_NEVER = np.float32(-1e4)

_OWN_PLACE = hashed("0 ")
_BESIDE_PLACES = tuple(hashed(f"{place} ") for place in PLACES)

Floats = NDArray[np.float32]


class Tagged(NamedTuple):
    """A name: paragraph, first token, last token (not included), the letter of its type: P, O, L, N or M."""

    paragraph: int
    start: int
    end: int
    type: str


class Weights(NamedTuple):
    """What was learnt. `hashes` (n, sorted) of features, `weights` (n × labels), `transitions` (labels × labels)."""

    labels: tuple[str, ...]
    hashes: NDArray[np.uint32]
    weights: Floats
    transitions: Floats
    facts: dict[str, Facts]


class Sums:
    """Sums of weights that were asked for before, by number. The last row of `weights` is all zero."""

    def __init__(self, weights: Floats) -> None:
        self._weights = weights
        self._table = np.zeros((1024, weights.shape[1]), np.float32)
        self._summed = np.zeros(1024, dtype=bool)

    def fetch(self, numbers: Numbers, rows_of: Callable[[int], list[int]]) -> Floats:
        """For each number the sum of the rows that `rows_of` gives for it."""
        most = int(numbers.max(initial=0)) + 1
        if most > len(self._table):
            self._table = np.concatenate([self._table, np.zeros((most, self._table.shape[1]), np.float32)])
            self._summed = np.concatenate([self._summed, np.zeros(most, dtype=bool)])
        new = numbers[~self._summed[numbers]]
        if len(new):
            new = np.unique(new)
            rows = [[len(self._weights) - 1, *rows_of(number)] for number in new.tolist()]
            begins = np.cumsum([0, *map(len, rows[:-1])])
            every = self._weights[[row for some in rows for row in some]]
            self._table[new] = np.add.reduceat(every, begins, axis=0)
            self._summed[new] = True
        found: Floats = self._table[numbers]
        return found


class Tagger:
    """Finds names. It remembers the words that it met, so one for all articles is faster than one for each. Several
    threads may ask it at once."""

    def __init__(self, weights: Weights) -> None:
        self._labels = weights.labels
        self._lexicon = Lexicon(weights.facts)
        self._hashes = weights.hashes.astype(np.uint64)
        self._weights = np.vstack([weights.weights, np.zeros((1, len(weights.labels)), np.float32)])
        may_follow = np.array([[b[0] != "I" or a[1:] == b[1:] for b in self._labels] for a in self._labels])
        self._transitions = np.where(may_follow, weights.transitions, _NEVER)
        self._first = np.array([_NEVER if label[0] == "I" else 0 for label in self._labels], np.float32)
        self._begin = np.array([label[0] == "B" for label in self._labels])
        self._inside = np.array([label[0] == "I" for label in self._labels])
        self._rows = {int(h): i for i, h in enumerate(weights.hashes.tolist())}
        self._learning = Lock()
        self._forget()

    def __call__(self, articles: Sequence[list[list[str]]]) -> list[list[Tagged]]:
        """The names in the tokens of each article's paragraphs, in order. Many at once take far less time than one by
        one."""
        found: list[list[Tagged]] = []
        for batch in _batches(articles):
            found += self._batch(batch)
        return found

    def _batch(self, articles: Sequence[list[list[str]]]) -> list[list[Tagged]]:
        with self._learning:
            if len(self._vocabulary) > _MOST_WORDS:
                self._forget()
            found = features(articles, self._vocabulary)
            scores = self.scores(found)
        names = self._names(found, viterbi(found.ranges, scores, self._transitions, self._first))
        tagged: list[list[Tagged]] = []
        first = 0
        for paragraphs in articles:
            here = [name for some in names[first : first + len(paragraphs)] for name in some]
            tagged.append(agreed([name._replace(paragraph=name.paragraph - first) for name in here], paragraphs))
            first += len(paragraphs)
        return tagged

    def scores(self, found: Features) -> Floats:
        """For each word of the stretches the score of each label."""
        total: Floats = self._own.fetch(found.words, self._own_features)
        beside = self._vocabulary.beside[found.neighbours].astype(np.int64) * len(PLACES) + np.arange(len(PLACES)) + 1
        beside[found.neighbours < 0] = 0
        total = total + self._beside.fetch(beside, self._beside_features).sum(axis=1)
        total += self._weights[self._look_up(found.several)].sum(axis=1)
        told = found.told
        if len(told.of):
            begins = np.searchsorted(told.of, np.arange(len(told.keys)))
            of_words = np.add.reduceat(self._weights[self._look_up(told.hashes)], begins, axis=0)
            total += np.vstack([of_words, np.zeros((1, len(self._labels)), np.float32)])[found.known]
        return total

    def _look_up(self, hashes: Hashes) -> Numbers:
        at = np.searchsorted(self._hashes, hashes)
        at[at == len(self._hashes)] = 0
        return np.where(self._hashes[at] == hashes, at, len(self._hashes))

    def _forget(self) -> None:
        self._vocabulary = Vocabulary(self._lexicon)
        self._own, self._beside = Sums(self._weights), Sums(self._weights)

    def _own_features(self, word: int) -> list[int]:
        return self._known(_OWN_PLACE, self._lexicon.own(self._vocabulary.words[word]))

    def _beside_features(self, i: int) -> list[int]:
        """Of a place and a neighbour, numbered together; 0 is no neighbour."""
        if i == 0:
            return []
        neighbour, place = divmod(i - 1, len(PLACES))
        return self._known(_BESIDE_PLACES[place], self._vocabulary.neighbours[neighbour])

    def _known(self, place: int, names: Sequence[str]) -> list[int]:
        """The rows of the features that have any weight; `place` is the hash that they begin with."""
        rows = self._rows
        return [rows[feature] for name in names if (feature := hashed(name, place)) in rows]

    def _names(self, found: Features, best: Numbers) -> list[list[Tagged]]:
        """The names of each paragraph; those of all articles are numbered on."""
        names: list[list[Tagged]] = [[] for _ in found.begins]
        fresh = np.zeros(len(best), dtype=bool)
        fresh[found.ranges.firsts()] = True
        starts = np.flatnonzero(self._begin[best])
        stops = np.append(np.flatnonzero(fresh | ~self._inside[best]), len(best))
        lasts = stops[np.searchsorted(stops, starts, side="right")] - 1
        paragraphs = np.searchsorted(found.begins, found.at[starts], side="right") - 1
        base = found.begins[paragraphs]
        spans = (paragraphs, found.at[starts] - base, found.at[lasts] + 1 - base, best[starts])
        for paragraph, start, end, label in zip(*(column.tolist() for column in spans), strict=True):
            names[paragraph].append(Tagged(paragraph, start, end, self._labels[label][1]))
        return names


def _batches(articles: Sequence[list[list[str]]]) -> Iterator[list[list[list[str]]]]:
    """The articles in portions, each of a bounded number of words where no single one has more."""
    batch: list[list[list[str]]] = []
    words = 0
    for article in articles:
        batch.append(article)
        words += sum(map(len, article))
        if words > _MOST_AT_ONCE:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def viterbi(ranges: Ranges, scores: Floats, transitions: Floats, first: Floats) -> Numbers:
    """The best label of each word, all ranges side by side. `scores` is words × labels."""
    if not len(ranges.starts):
        return ranges.starts
    lengths = ranges.ends - ranges.starts
    order = np.argsort(-lengths, kind="stable")
    longest_first = lengths[order]
    begin = (np.cumsum(lengths) - lengths)[order]
    longest = int(longest_first[0])
    going = len(lengths) - np.searchsorted(longest_first[::-1], np.arange(1, longest + 1), side="left")
    current = scores[begin] + first
    steps = [current]
    back: list[Numbers] = []
    for step in range(1, longest):
        n = int(going[step])
        paths = current[:n, :, None] + transitions
        came_from = paths.argmax(axis=1)
        current = np.take_along_axis(paths, came_from[:, None, :], axis=1)[:, 0] + scores[begin[:n] + step]
        back.append(came_from)
        steps.append(current)
    best = np.empty(len(scores), dtype=np.int64)
    label = np.zeros(0, dtype=np.int64)
    for step in range(longest - 1, -1, -1):
        n = int(going[step])
        if step < longest - 1:
            label = np.take_along_axis(back[step], label[:, None], axis=1)[:, 0]
        label = np.concatenate((label, steps[step][len(label) : n].argmax(axis=1)))
        best[begin[:n] + step] = label
    return best


def agreed(names: list[Tagged], paragraphs: list[list[str]]) -> list[Tagged]:
    """The same, each name with the type that at least half of its mentions in the article have."""
    said = [" ".join(paragraphs[name.paragraph][name.start : name.end]) for name in names]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, words in zip(names, said, strict=True):
        counts[words][name.type] += 1
    for i, (name, words) in enumerate(zip(names, said, strict=True)):
        if len(counts[words]) > 1:
            ((most, n),) = counts[words].most_common(1)
            if n >= 2 * counts[words][name.type] and {most, name.type} != _BOTH_PLACES:
                names[i] = name._replace(type=most)
    return names


@cache
def shipped() -> Tagger:
    """The tagger that ships with wireside."""
    return Tagger(load(WEIGHTS))


def load(path: Path) -> Weights:
    """Weights out of a file that `bench/train_names.py` wrote."""
    with np.load(path) as kept:
        words = bytes(kept["words"]).decode().split("\n")
        facts = dict(zip(words, map(tuple, kept["facts"].T.tolist()), strict=True))
        return Weights(
            tuple(kept["labels"].tolist()),
            np.cumsum(kept["steps"], dtype=np.uint32),
            kept["weights"].T.astype(np.float32) * np.float32(kept["scale"]),
            kept["transitions"].astype(np.float32),
            facts,
        )
