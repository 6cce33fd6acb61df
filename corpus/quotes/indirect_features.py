"""Features of a reading of a sentence as indirect speech: of the cue, of the speaker, of the words said."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from corpus.quotes.discourse import BESIDE, EDGE, OTHER_WORD, SUBJECT, Discourse, counts_before
from corpus.quotes.feature_sheet import FeatureSheet, Numbers, feature_columns, length_step
from corpus.quotes.quote_vocabulary import Ints

_COUNTED, _BEGINS = 40, 8  # words of a content in which commas, and in which function words, are counted
_CAPITAL = -4
_BEFORE_A_CLAUSE = 3

_CUE_COLUMNS = "word follows rate that second before quoted cues"
_CUE_SIGNS = (
    "word",
    "word follows",
    "follows",
    "rate",
    "word that",
    "follows second",
    "before",
    "word before",
    "quoted",
    "cues follows",
)
_CUE = FeatureSheet("cue of saying", _CUE_COLUMNS, _CUE_SIGNS)
_NONE = FeatureSheet("no statement", _CUE_COLUMNS, ("", *_CUE_SIGNS))
_CONTENT = FeatureSheet(
    "content",
    "word side rank kind place follow apart size opens rest commas functions marks within beyond behind starter "
    "subject",
    (
        "place side",
        "place word",
        "place follow",
        "place apart",
        "place side rank kind",
        "place size",
        "place opens",
        "place rest",
        "place commas",
        "place functions",
        "place marks",
        "place within",
        "place beyond behind",
        "place starter",
        "place starter subject",
    ),
)
_IN_CONTENT = [SUBJECT.split().index(column) for column in ("word", "side", "rank", "kind")]


class Cue(NamedTuple):
    """A cue in its sentence, which is words `start` to `end`: the word that it is, where “that” follows, if soon, and
    the word behind it."""

    at: int
    word: str
    start: int
    end: int
    that: int | None
    following: str


class IndirectReading(NamedTuple):
    """The phrase, by its number, says words `first` to `end` with the cue."""

    cue: int
    phrase: int
    first: int
    end: int


def indirect_features(
    scene: Discourse, cues: Sequence[Cue], ways: Sequence[IndirectReading], rows: Ints
) -> tuple[Numbers, Numbers]:
    """Return the signs of each way, and for each cue those that speak against all of its ways. `rows`, ways × 3: the
    number of the way's cue in `cues`, that of its pair of cue and phrase in `scene.subjects`, and the place of its
    content.
    """
    order, pairs, places = rows.T
    own, subjects = _cue_table(scene, cues), scene.subjects
    content = _content_table(scene, cues, ways, order, places)
    content = np.concatenate((subjects.table[pairs][:, _IN_CONTENT], content), axis=1)
    signs = np.concatenate((_CUE.numbers(own)[order], subjects.signs[pairs], _CONTENT.numbers(content)), axis=1)
    return signs, _NONE.numbers(own)


def _cue_table(scene: Discourse, cues: Sequence[Cue]) -> Ints:
    vocabulary, words, functions = scene.vocabulary, scene.words, scene.functions
    at = np.array([cue.at for cue in cues], np.int64)
    sentence = scene.sentence[at]
    following = scene.sentence[at + 1] == sentence
    closed = functions[at + 1]
    known = vocabulary.is_determiner[words[at + 1]] | vocabulary.is_day[words[at + 1]]
    closed = np.where(known, words[at + 1], closed)
    capital = np.append(scene.is_capital, False)[at + 1]
    open_kind = np.where(capital, _CAPITAL, np.where(scene.is_outside[at + 1], OTHER_WORD, BESIDE))
    follows = np.where(following, np.where(closed == OTHER_WORD, open_kind, closed), EDGE)
    second = np.minimum(at + 2, len(words) - 1)
    second = np.where(scene.sentence[second] == sentence, functions[second], EDGE)
    before = np.where(scene.sentence[at - 1] == sentence, words[at - 1], EDGE)
    quoted = ~(scene.is_outside[at - 1] & scene.is_outside[at + 1] & scene.is_outside[at - 2])
    bounds = np.array([scene.text.sentences[one] for one in sentence], np.int64).reshape(-1, 2)
    own = np.minimum(scene.cues_before[bounds[:, 1]] - scene.cues_before[bounds[:, 0]], 4)
    that = [cue.that is not None for cue in cues]
    columns = [words[at], follows, vocabulary.cue_rate[words[at]], that, second, before, quoted, own]
    return feature_columns(columns)


def _content_table(
    scene: Discourse, cues: Sequence[Cue], ways: Sequence[IndirectReading], order: Ints, place: Ints
) -> Ints:
    vocabulary, words, functions = scene.vocabulary, scene.words, scene.functions
    _, phrase, first, end = np.array(array("q", chain.from_iterable(ways))).reshape(-1, 4).T
    at = np.array([cue.at for cue in cues], np.int64)[order]
    last = np.array([cue.end for cue in cues], np.int64)[order]
    that = np.array([-9 if cue.that is None else cue.that - cue.at for cue in cues], np.int64)
    phrase_ends = scene.phrase_table[:, 1][phrase]
    closed = vocabulary.is_determiner[words] | vocabulary.is_pronoun[words]
    opening = np.where(closed[first], words[first], functions[first])
    opening = np.where((opening == OTHER_WORD) & scene.is_capital[first], _CAPITAL, opening)
    same = scene.sentence[end] == scene.sentence[at]
    beyond = np.where(same, functions[end], EDGE)
    behind = words[np.minimum(end + 1, len(words) - 1)]
    behind = np.where(same & vocabulary.starts_clause[behind], behind, OTHER_WORD)
    follow = np.where(vocabulary.is_determiner[words[at + 1]], words[at + 1], functions[at + 1])
    starter, subject = _clause_inside(scene, first, end)
    counted = counts_before(vocabulary.is_function[words[:-1]])
    marks = ~scene.is_outside[first] * 2 + ~scene.is_outside[end - 1]
    columns = [
        place,
        follow,
        np.where(that[order] < 0, EDGE, length_step(that[order])),
        length_step(end - first),
        opening,
        length_step(last - np.maximum(at, phrase_ends - 1) - 1),
        scene.commas_before[np.minimum(end, first + _COUNTED)] - scene.commas_before[first],
        counted[np.minimum(end, first + _BEGINS)] - counted[first],
        marks,
        np.minimum(scene.cues_before[end] - scene.cues_before[first], 2),
        beyond,
        behind,
        starter,
        subject,
    ]
    return feature_columns(columns)


def _clause_inside(scene: Discourse, first: Ints, end: Ints) -> tuple[Ints, Ints]:
    """With which two words another clause begins inside words `first` to `end`: “although he” in “…, although he …”."""
    vocabulary, words = scene.vocabulary, scene.words
    breaks = np.flatnonzero(vocabulary.is_break[words[:-1]] & vocabulary.starts_clause[words[1:]])
    at = np.append(breaks, len(words))[np.searchsorted(breaks, first + _BEFORE_A_CLAUSE)]
    last = len(words) - 1
    is_inside = at < end
    starter = np.where(is_inside, words[np.minimum(at + 1, last)], EDGE)
    return starter, np.where(is_inside, scene.functions[np.minimum(at + 2, last)], EDGE)
