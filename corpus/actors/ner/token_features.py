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

from corpus.actors.ner.document_features import DocumentFeatures, document_features, word_keys
from corpus.actors.ner.feature_hashing import Hashes, mix_hashes
from corpus.actors.ner.ner_tokens import join_tokens
from corpus.actors.ner.ranges import Numbers, TokenRanges, candidate_ranges, capital_runs
from corpus.actors.ner.tagger_vocabulary import TaggerVocabulary
from corpus.actors.ner.word_shapes import WordFlag

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


class TokenFeatures(NamedTuple):
    """Features of `n` words of articles, in `ranges` of the row of all their words.

    `begins`: the place in the row of each paragraph; `words` (n): word numbers; `at` (n): their places in the row;
    `neighbours` (n × places): word numbers, -1 for none; `several` (n × k): hashes, 0 for none; `told`: the document
    features, and `known` (n): the index there of each word, -1 for none.
    """

    begins: Numbers
    ranges: TokenRanges
    at: Numbers
    words: Numbers
    neighbours: Numbers
    several: Hashes
    told: DocumentFeatures
    known: Numbers


def token_features(articles: Iterable[Iterable[list[str]]], vocabulary: TaggerVocabulary) -> TokenFeatures:
    """Return the features of articles, each given as the words of its paragraphs."""
    row, begins, article_ends = join_tokens(articles)
    article = np.repeat(np.arange(len(article_ends)), np.diff(article_ends, prepend=0))
    ids = vocabulary.ids(row)
    flags = vocabulary.flags[ids]
    ranges, runs = candidate_ranges(flags), capital_runs(flags)
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
    said = document_features(ids, article, flags, runs, vocabulary)
    known = said.find(word_keys(article[at], words))
    starting = np.append(said.starting, 0)[known]
    several = _several(at, ids, vocabulary, first, last, starting)
    return TokenFeatures(np.array(begins, dtype=np.int64), ranges, at, words, neighbours, several, said, known)


def _several(
    at: Numbers, ids: Numbers, vocabulary: TaggerVocabulary, first: Numbers, last: Numbers, starting: Numbers
) -> Hashes:
    kind, low, fine, flags = (
        column[ids] for column in (vocabulary.kinds, vocabulary.low, vocabulary.fine, vocabulary.flags)
    )
    here, before, after = kind[at], kind[at - 1], kind[at + 1]
    zero = np.uint64(0)
    in_run = first >= 0
    from_first, to_last = np.minimum(at - first, 3), np.minimum(last - at, 4)
    begins = (flags[at - 1] & WordFlag.END > 0) | (ids[at - 1] == 0)
    return np.stack(
        [
            mix_hashes("before", before, here),
            mix_hashes("after", here, after),
            mix_hashes("three", before, here, after),
            mix_hashes("words", low[at - 1], low[at]),
            mix_hashes("words after", low[at], low[at + 1]),
            mix_hashes("fine before", fine[at - 1], fine[at]),
            mix_hashes("fine after", fine[at], fine[at + 1]),
            mix_hashes("before two", kind[at - 2], before, here),
            np.where(in_run, mix_hashes("in run", from_first, to_last), zero),
            np.where(flags[at] & WordFlag.FUNCTION > 0, mix_hashes("function", np.zeros(1, np.uint64)), zero),
            np.where(begins, mix_hashes("begins", starting), zero),
        ],
        axis=1,
    )


def own_hashes(vocabulary: TaggerVocabulary, words: Numbers) -> tuple[Hashes, list[int]]:
    """Return the features of words in their own place, all in a row, and how many each word has."""
    hashes, counts = vocabulary.own(words)
    return mix_hashes("own", hashes), counts


def neighbour_hashes(vocabulary: TaggerVocabulary, numbers: Numbers) -> tuple[Hashes, list[int]]:
    """Return the features of neighbours in their places, as `neighbour_ids` numbers them."""
    neighbours, places = np.divmod(numbers, len(PLACES) + 1)
    hashes, counts = vocabulary.of_neighbours(neighbours)
    return mix_hashes("beside", hashes, np.repeat(places, counts)), counts


def neighbour_ids(neighbours: Numbers, vocabulary: TaggerVocabulary) -> Numbers:
    """Return a neighbour and its place as one number; of those that are not there, n × places, a place that nothing
    has.
    """
    places = np.where(neighbours < 0, len(PLACES), np.arange(len(PLACES)))
    numbers: Numbers = vocabulary.beside[neighbours].astype(np.int64) * (len(PLACES) + 1) + places
    return numbers
