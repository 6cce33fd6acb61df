"""Indirect speech: for a cue of saying, who may have said which words of its sentence."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np

from corpus.quotes.phrases import Phrase
from corpus.quotes.scene import BESIDE, EDGE, OTHER_WORD, RIGHT, SUBJECT, Scene, counts_before
from corpus.quotes.signs import Numbers, Sheet, step
from corpus.quotes.tokens import MARKS, OUTSIDE
from corpus.quotes.vocabulary import Ints
from corpus.quotes.words import DAYS, EVENTS, LINKS

_REACH_OF_THAT = 10
_STOPS_THAT = frozenset(("that", ",", ";", "“", '"'))
_CIRCUMSTANCES = frozenset(("addressing", "speaking", "referring", "commenting", "responding", "answering"))
_NEAR_COMMA, _FAR_COMMA = 8, 60
_MOST_CUTS = 4
_COUNTED, _BEGINS = 40, 8
_LONGEST = 80
_CAPITAL = -4
_PLACES = ("pre", "mid", "that", "thatcut", "post", "cut", "obj", "objcut", "day", "daycut")
_PRE, _MID, _THAT, _THATCUT, _POST, _CUT, _OBJ, _OBJCUT, _DAY, _DAYCUT = range(len(_PLACES))

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
_CUE = Sheet("cue of saying", _CUE_COLUMNS, _CUE_SIGNS)
_NONE = Sheet("no statement", _CUE_COLUMNS, ("", *_CUE_SIGNS))
_CONTENT = Sheet(
    "content",
    "word side rank kind place follow apart size opens rest commas functions marks within beyond behind",
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
    ),
)
_IN_CONTENT = [SUBJECT.split().index(column) for column in ("word", "side", "rank", "kind")]


class Way(NamedTuple):
    """The phrase, by its number, says words `first` to `end` with the cue."""

    cue: int
    phrase: int
    first: int
    end: int


class Ways(NamedTuple):
    """Each way to read a sentence as indirect speech, in the order of the cues; `starts` is where those of each cue
    begin. `signs`: a row for each way. `none`: for each cue a row, of what speaks against all of them."""

    cues: list[int]
    ways: list[Way]
    starts: list[int]
    signs: Numbers
    none: Numbers


class _Cue(NamedTuple):
    at: int
    word: str
    start: int
    end: int
    that: int | None
    following: str


def statements_of(scene: Scene) -> Ways:
    """What may be said with each cue that is a verb of saying."""
    vocabulary, words = scene.vocabulary, scene.words
    numbers = [number for number, cue in enumerate(scene.cues) if vocabulary.is_saying[words[cue]]]
    if not numbers:
        return Ways([], [], [], np.zeros((0, 0), np.intp), np.zeros((0, 0), np.intp))
    cues = [_read(scene, scene.cues[number]) for number in numbers]
    ends = _ends(scene)
    subjects = scene.subjects
    bounds = subjects.starts.tolist()
    phrases, sides = subjects.phrase.tolist(), subjects.table[:, 1].tolist()
    ways: list[Way] = []
    starts = [0]
    rows: list[tuple[int, int, int]] = []
    for at, (number, cue) in enumerate(zip(numbers, cues, strict=True)):
        for pair in range(bounds[number], bounds[number + 1]):
            phrase = scene.phrase_list[phrases[pair]]
            if not _is_event(scene, phrases[pair]):
                for place, first, end in _contents(scene, cue, phrase, sides[pair] == RIGHT, ends):
                    ways.append(Way(cue.at, phrases[pair], first, end))
                    rows.append((at, pair, place))
        starts.append(len(ways))
    own = _cue_table(scene, cues)
    order, pairs, places = np.array(array("q", chain.from_iterable(rows))).reshape(-1, 3).T
    content = _content_table(scene, cues, ways, order, places)
    content = np.concatenate((subjects.table[pairs][:, _IN_CONTENT], content), axis=1)
    signs = np.concatenate((_CUE.numbers(own)[order], subjects.signs[pairs], _CONTENT.numbers(content)), axis=1)
    return Ways([cue.at for cue in cues], ways, starts, signs, _NONE.numbers(own))


def _is_event(scene: Scene, number: int) -> bool:
    """Whether the phrase is of something that is held, and says nothing: “the conference in Ostrene called for”."""
    phrase = scene.phrase_list[number]
    if phrase.kind in ("who", "which"):
        before = scene.phrase_list[number - 1] if number else None
        same = before is not None and scene.text.sentence[before.first] == scene.text.sentence[phrase.first]
        return same and _is_event(scene, number - 1)
    words = scene.text.lower[phrase.first : phrase.end]
    if EVENTS.isdisjoint(words):
        return False
    head = next((at for at, word in enumerate(words) if word in LINKS), len(words))
    return head > 0 and words[head - 1] in EVENTS


def _read(scene: Scene, cue: int) -> _Cue:
    text, lower = scene.text, scene.text.lower
    start, end = text.sentences[text.sentence[cue]]
    last = end
    while last > cue + 1 and not (lower[last - 1][0].isalnum() or lower[last - 1] in MARKS or lower[last - 1] in ")%"):
        last -= 1
    stop = next((at for at in range(cue + 1, min(cue + _REACH_OF_THAT, end)) if lower[at] in _STOPS_THAT), None)
    that = stop if stop is not None and lower[stop] == "that" else None
    return _Cue(cue, lower[cue], start, last, that, lower[cue + 1] if cue + 1 < end else "$")


def _contents(scene: Scene, cue: _Cue, phrase: Phrase, right: bool, ends: list[int]) -> Iterator[tuple[int, int, int]]:
    """The stretches of the sentence that `phrase` may have said with `cue`, each with its place."""
    text, lower = scene.text, scene.text.lower
    start, end, at = cue.start, cue.end, cue.at
    low = min(phrase.first, at)
    according = cue.word == "according"
    comma = next((word for word in range(low - 1, max(start, low - _FAR_COMMA), -1) if lower[word] == ","), None)
    if comma is not None and cue.following == "," and at > comma and at + 3 < end and not right:
        yield _MID, start, end
    elif comma is not None and low - comma < _NEAR_COMMA and text.inside[comma] == text.inside[comma - 1] == OUTSIDE:
        yield _PRE, start + (lower[start] in ("but", "and") and lower[start + 1] != ","), comma
    elif according and low > start + 1:
        yield _PRE, start, low
    if right and not according and (cue.that is None or phrase.first >= cue.that):
        return
    first = at + 1
    if according or (right and cue.that is None):
        first = phrase.end
    first += first < end and lower[first] in ",:"
    if cue.that is not None:
        behind = cue.that + 1
        if behind < end - 1:
            yield _THAT, behind, end
            yield from _cuts(_THATCUT, behind, end, ends)
        if right or cue.that - at < 2:
            return
    if first < end - 1 and lower[first] not in _CIRCUMSTANCES:
        yield _POST, first, end
        yield from _cuts(_CUT, first, end, ends)
        if not right:
            told = scene.phrase_end(at + 1)
            if told is not None and told < end - 1:
                yield _OBJ, told, end
                if cue.that is None:
                    yield from _cuts(_OBJCUT, told, end, ends)
    if cue.that is None and cue.following in DAYS and at + 2 < end:
        yield _DAY, at + 2, end
        yield from _cuts(_DAYCUT, at + 2, end, ends)


def _cuts(place: int, first: int, end: int, ends: list[int]) -> Iterator[tuple[int, int, int]]:
    """A content that ends before the sentence is through: at a comma or dash, or before another cue."""
    low = bisect_left(ends, first + 3)
    for at in ends[low : low + _MOST_CUTS]:
        if at >= min(end, first + _LONGEST):
            return
        yield place, first, at


def _ends(scene: Scene) -> list[int]:
    """Before which words a content may end."""
    vocabulary, words = scene.vocabulary, scene.words
    breaks = vocabulary.is_break[words]
    cue = vocabulary.is_cue[words]
    conjunction = (words == vocabulary.number("and")) | (words == vocabulary.number("but"))
    before_cue = np.append(cue[1:], False) | np.append(cue[2:], (False, False))
    after = words == vocabulary.number("after")
    behind_break = np.concatenate(([False], breaks[:-1]))
    found: list[int] = np.flatnonzero(
        (breaks & scene.is_outside) | (((conjunction & before_cue) | after) & ~behind_break)
    ).tolist()
    return found


def _cue_table(scene: Scene, cues: list[_Cue]) -> Ints:
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
    return np.stack(columns, axis=1, dtype=np.int64, casting="unsafe")


def _content_table(scene: Scene, cues: list[_Cue], ways: list[Way], order: Ints, place: Ints) -> Ints:
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
    counted = counts_before(vocabulary.is_function[words[:-1]])
    marks = ~scene.is_outside[first] * 2 + ~scene.is_outside[end - 1]
    columns = [
        place,
        follow,
        np.where(that[order] < 0, EDGE, step(that[order])),
        step(end - first),
        opening,
        step(last - np.maximum(at, phrase_ends - 1) - 1),
        scene.commas_before[np.minimum(end, first + _COUNTED)] - scene.commas_before[first],
        counted[np.minimum(end, first + _BEGINS)] - counted[first],
        marks,
        np.minimum(scene.cues_before[end] - scene.cues_before[first], 2),
        beyond,
        behind,
    ]
    return np.stack(columns, axis=1, dtype=np.int64, casting="unsafe")
