"""The features of the words of articles, as numbers: of the word, its neighbours, several at once, and what the rest
of the article says of the same word.

A feature of one word in one place is known by the place and the word's number, and its weight is summed once for all;
a feature of several words is a hash of 32 bits. Everything is counted for a batch of articles at once, since NumPy is
slow to start and quick to go on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from corpus.actors.ner.document_features import Told, keys_of, told
from corpus.actors.ner.feature_hashing import Hashes, mixed
from corpus.actors.ner.ner_tokens import joined
from corpus.actors.ner.ranges import Numbers, Ranges, capital_runs, stretches
from corpus.actors.ner.tagger_vocabulary import Vocabulary
from corpus.actors.ner.word_shapes import Is

PLACES = (
    "-1",
    "+1",
    "-2",
    "+2",
    "left",
    "right",
    "run left",
    "run right",
    "run head",
    "run first",
    "left 2",
    "right 2",
)
"""Where a neighbour stands: beside the word, beside its stretch, beside its run of capitals, or at an end of that."""


class Features(NamedTuple):
    """Of articles with `n` words in `ranges`; all their words stand in a row.

    `begins`: where in the row each paragraph begins; `words` (n): their numbers; `at` (n): where they stand in the row;
    `neighbours` (n × places): numbers of words, -1 for none; `several` (n × k): hashes, 0 for none; `told`: what each
    article says of its words, and `known` (n): the place in that of each word, -1 where it says nothing.
    """

    begins: Numbers
    ranges: Ranges
    at: Numbers
    words: Numbers
    neighbours: Numbers
    several: Hashes
    told: Told
    known: Numbers


def features(articles: Iterable[Iterable[list[str]]], vocabulary: Vocabulary) -> Features:
    """The features of articles, each given as the words of its paragraphs."""
    row, begins, article_ends = joined(articles)
    article = np.repeat(np.arange(len(article_ends)), np.diff(article_ends, prepend=0))
    ids = vocabulary.ids(row)
    flags = vocabulary.flags[ids]
    ranges, runs = stretches(flags), capital_runs(flags)
    at, of = ranges.rows()
    run_start, run_end = np.full(len(ids), -1), np.full(len(ids), -1)
    in_run, run_of = runs.rows()
    run_start[in_run], run_end[in_run] = runs.starts[run_of], runs.ends[run_of]
    start, end, first, last = ranges.starts[of], ranges.ends[of], run_start[at], run_end[at]
    alone = first < 0
    none = np.int64(-1)
    neighbours = np.stack(
        [
            ids[at - 1],
            ids[at + 1],
            ids[at - 2],
            ids[at + 2],
            ids[start - 1],
            ids[np.minimum(end, len(ids) - 1)],
            np.where(alone, none, ids[first - 1]),
            np.where(alone, none, ids[np.minimum(last, len(ids) - 1)]),
            np.where(alone | (last - 1 <= at), none, ids[last - 1]),
            np.where(alone | (first >= at), none, ids[first]),
            ids[start - 2],
            ids[np.minimum(end + 1, len(ids) - 1)],
        ],
        axis=1,
    )
    words = ids[at]
    said = told(ids, article, flags, runs, vocabulary)
    known = said.find(keys_of(article[at], words))
    starting = np.append(said.starting, 0)[known]
    several = _several(at, ids, vocabulary, first, last, starting)
    return Features(np.array(begins, dtype=np.int64), ranges, at, words, neighbours, several, said, known)


def _several(
    at: Numbers, ids: Numbers, vocabulary: Vocabulary, first: Numbers, last: Numbers, starting: Numbers
) -> Hashes:
    kind, low, fine, flags = (
        column[ids] for column in (vocabulary.kinds, vocabulary.low, vocabulary.fine, vocabulary.flags)
    )
    here, before, after = kind[at], kind[at - 1], kind[at + 1]
    zero = np.uint64(0)
    in_run = first >= 0
    from_first, to_last = np.minimum(at - first, 3), np.minimum(last - at, 4)
    begins = (flags[at - 1] & Is.END > 0) | (ids[at - 1] == 0)
    return np.stack(
        [
            mixed("before", before, here),
            mixed("after", here, after),
            mixed("three", before, here, after),
            mixed("words", low[at - 1], low[at]),
            mixed("words after", low[at], low[at + 1]),
            mixed("fine before", fine[at - 1], fine[at]),
            mixed("fine after", fine[at], fine[at + 1]),
            mixed("before two", kind[at - 2], before, here),
            np.where(in_run, mixed("in run", from_first, to_last), zero),
            np.where(flags[at] & Is.FUNCTION > 0, mixed("function", np.zeros(1, np.uint64)), zero),
            np.where(begins, mixed("begins", starting), zero),
        ],
        axis=1,
    )


def own_hashes(vocabulary: Vocabulary, words: Numbers) -> tuple[Hashes, list[int]]:
    """The features of words in their own place, all in a row, and how many each word has."""
    hashes, counts = vocabulary.own(words)
    return mixed("own", hashes), counts


def beside_hashes(vocabulary: Vocabulary, numbers: Numbers) -> tuple[Hashes, list[int]]:
    """The same of neighbours in their places, as `beside_numbers` gives them."""
    neighbours, places = np.divmod(numbers, len(PLACES) + 1)
    hashes, counts = vocabulary.of_neighbours(neighbours)
    return mixed("beside", hashes, np.repeat(places, counts)), counts


def beside_numbers(neighbours: Numbers, vocabulary: Vocabulary) -> Numbers:
    """A neighbour and its place as one number; of those that are not there, n × places, a place that nothing has."""
    places = np.where(neighbours < 0, len(PLACES), np.arange(len(PLACES)))
    numbers: Numbers = vocabulary.beside[neighbours].astype(np.int64) * (len(PLACES) + 1) + places
    return numbers
