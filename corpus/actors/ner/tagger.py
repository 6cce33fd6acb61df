"""The tagger: a linear-chain conditional random field (Lafferty et al. 2001), run by NumPy alone.

The score of a label is the sum of the weights of a word's features. Sums of what depends on one word in one place are
kept; the rest is looked up for a batch of articles at once. A word is judged twice: first by its place alone, then with
what its other places in the article say; not a month or a day, as May is one in one place and a person in the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus import models
from corpus.actors.ner.crf import Floats, LinearChain
from corpus.actors.ner.label_consistency import EntityTypes, majority_types
from corpus.actors.ner.lexicon import Facts, Lexicon
from corpus.actors.ner.ner_tokens import TaggedName
from corpus.actors.ner.ranges import Numbers
from corpus.actors.ner.scores import ScoreCache, WeightTable
from corpus.actors.ner.tagger_vocabulary import TaggerVocabulary
from corpus.actors.ner.token_features import TokenFeatures, neighbour_hashes, neighbour_ids, own_hashes, token_features
from corpus.actors.ner.word_shapes import WordFlag
from corpus.models.arrays import load_arrays

_MOST_WORDS = 40_000
_MOST_AT_ONCE = 20_000
_LEANING = {"P": -0.2, "M": 0.3}
"""Added to the scores of a type: by itself the field takes too much for people, and works and buildings for actors."""


class TaggerWeights(NamedTuple):
    """The learned weights. `hashes` (n, sorted) of features, `weights` (n × labels), `transitions` (labels ×
    labels).
    """

    labels: tuple[str, ...]
    hashes: NDArray[np.uint32]
    weights: Floats
    transitions: Floats
    facts: dict[str, Facts]


class Tagger:
    """Finds names. It remembers the words that it met, so one for all articles is faster than one for each. Several
    threads may ask it at once."""

    def __init__(self, weights: TaggerWeights) -> None:
        self._labels = weights.labels
        self._lexicon = Lexicon(weights.facts)
        self._table = WeightTable(weights.hashes, weights.weights)
        self._chain = LinearChain(weights.labels, weights.transitions)
        self._types = EntityTypes(weights.labels)
        self._leaning = np.array([_LEANING.get(label[1:], 0) for label in weights.labels], np.float32)
        self._begin = np.array([label[0] == "B" for label in self._labels])
        self._inside = np.array([label[0] == "I" for label in self._labels])
        self._learning = Lock()
        self._forget()

    def __call__(self, articles: Sequence[list[list[str]]]) -> list[list[TaggedName]]:
        """Return the names in the tokens of each article's paragraphs, in order. Many at once take far less time than
        one by one.
        """
        found: list[list[TaggedName]] = []
        for batch in _batches(articles):
            found += self._batch(batch)
        return found

    def _batch(self, articles: Sequence[list[list[str]]]) -> list[list[TaggedName]]:
        with self._learning:
            if len(self._vocabulary) > _MOST_WORDS:
                self._forget()
            found = token_features(articles, self._vocabulary)
            scores = self.scores(found) + self._leaning
            may_be_day = self._vocabulary.flags[found.words] & WordFlag.DAY > 0
        scores += self._types.said_elsewhere(
            self._chain.chances(found.ranges, scores), np.where(may_be_day, -1, found.known)
        )
        names = iter(self._names(found, self._chain.best(found.ranges, scores), articles))
        tagged = [list(chain.from_iterable(islice(names, len(paragraphs)))) for paragraphs in articles]
        return [majority_types(*one) for one in zip(tagged, articles, strict=True)]

    def scores(self, found: TokenFeatures) -> Floats:
        """For each word of the stretches the score of each label."""
        total = self._own.fetch(found.words)
        total += self._beside.fetch(neighbour_ids(found.neighbours, self._vocabulary)).sum(axis=1)
        total += self._table.of(found.several).sum(axis=1)
        told = found.told
        if len(told.of):
            begins = np.searchsorted(told.of, np.arange(len(told.keys)))
            of_words = np.add.reduceat(self._table.of(told.hashes), begins, axis=0)
            total += np.vstack([of_words, np.zeros((1, len(self._labels)), np.float32)])[found.known]
        return total

    def _forget(self) -> None:
        self._vocabulary = TaggerVocabulary(self._lexicon)
        self._own = ScoreCache(self._table, partial(own_hashes, self._vocabulary))
        self._beside = ScoreCache(self._table, partial(neighbour_hashes, self._vocabulary))

    def _names(
        self, found: TokenFeatures, best: Numbers, articles: Sequence[list[list[str]]]
    ) -> list[list[TaggedName]]:
        """Return the names of each paragraph of all articles."""
        within = [number for paragraphs in articles for number in range(len(paragraphs))]
        names: list[list[TaggedName]] = [[] for _ in within]
        fresh = np.zeros(len(best), dtype=bool)
        fresh[found.ranges.firsts()] = True
        starts = np.flatnonzero(self._begin[best])
        stops = np.append(np.flatnonzero(fresh | ~self._inside[best]), len(best))
        lasts = stops[np.searchsorted(stops, starts, side="right")] - 1
        paragraphs = np.searchsorted(found.begins, found.at[starts], side="right") - 1
        base = found.begins[paragraphs]
        spans = (paragraphs, found.at[starts] - base, found.at[lasts] + 1 - base, best[starts])
        for paragraph, start, end, label in zip(*(column.tolist() for column in spans), strict=True):
            names[paragraph].append(TaggedName(within[paragraph], start, end, self._labels[label][1]))
        return names


def _batches(articles: Sequence[list[list[str]]]) -> Iterator[list[list[list[str]]]]:
    """Yield the articles in portions, each of a bounded number of words where no single one has more."""
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


@cache
def shipped_tagger() -> Tagger:
    """Return the tagger that ships with wireside."""
    return Tagger(load_tagger(models.NER))


def load_tagger(path: Path) -> TaggerWeights:
    """Return the weights in a file that `bench.training.names` wrote."""
    kept = load_arrays(path)
    words = bytes(kept["words"]).decode().split("\n")
    alike: dict[Facts, Facts] = {}  # most words have the facts of others, so each is kept once
    facts = {
        word: alike.setdefault(facts, facts)
        for word, facts in zip(words, map(tuple, kept["facts"].T.tolist()), strict=True)
    }
    return TaggerWeights(
        tuple(kept["labels"].tolist()),
        np.cumsum(kept["steps"], dtype=np.uint32),
        kept["weights"].T.astype(np.float32) * np.float32(kept["scale"]),
        kept["transitions"].astype(np.float32),
        facts,
    )
