"""Indirect speech: for a cue of saying, who may have said which words of its sentence."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np

from corpus.quotes.cue_words import DAYS, EVENTS, LINKS
from corpus.quotes.discourse import RIGHT, Discourse
from corpus.quotes.feature_sheet import Numbers
from corpus.quotes.indirect_features import Cue, IndirectReading, indirect_features
from corpus.quotes.noun_phrases import NounPhrase
from corpus.quotes.quote_text import MARKS, OUTSIDE

_REACH_OF_THAT = 10
_STOPS_THAT = frozenset(("that", ",", ";", "“", '"'))
_CIRCUMSTANCES = frozenset(("addressing", "speaking", "referring", "commenting", "responding", "answering"))
_NEAR_COMMA, _FAR_COMMA = 8, 60
_MOST_CUTS = 4
_LONGEST = 80
_PRE, _MID, _THAT, _THATCUT, _POST, _CUT, _OBJ, _OBJCUT, _DAY, _DAYCUT = range(10)
"""Where a content stands: before the cue, around it, behind “that”, right behind it, behind whom it is said to, behind
a day; those of each kind that end before their sentence does."""


_Stretch = tuple[int, int, int]
"""The place of a content, its first word, and its end."""
_Content = list[_Stretch]


class IndirectReadings(NamedTuple):
    """Each way to read a sentence as indirect speech, in the order of the cues; `starts` is where those of each cue
    begin. `signs`: a row for each way. `none`: for each cue a row, of what speaks against all of them."""

    cues: list[int]
    ways: list[IndirectReading]
    starts: list[int]
    signs: Numbers
    none: Numbers


def indirect_readings(scene: Discourse) -> IndirectReadings:
    """Return the words that may be said with each cue that is a verb of saying."""
    vocabulary, words = scene.vocabulary, scene.words
    numbers = [number for number, cue in enumerate(scene.cues) if vocabulary.is_saying[words[cue]]]
    if not numbers:
        return IndirectReadings([], [], [], np.zeros((0, 0), np.intp), np.zeros((0, 0), np.intp))
    cues = [_read(scene, scene.cues[number]) for number in numbers]
    ends = _ends(scene)
    subjects = scene.subjects
    bounds = subjects.starts.tolist()
    phrases, sides = subjects.phrase.tolist(), (subjects.table[:, 1] == RIGHT).tolist()
    ways: list[IndirectReading] = []
    starts = [0]
    rows: list[tuple[int, int, int]] = []
    for at, (number, cue) in enumerate(zip(numbers, cues, strict=True)):
        low, high = bounds[number : number + 2]
        contents = _contents(scene, cue, zip(phrases[low:high], sides[low:high], strict=True), ends)
        for pair, content in enumerate(contents, low):
            ways += [IndirectReading(cue.at, phrases[pair], first, end) for _, first, end in content]
            rows += [(at, pair, place) for place, _, _ in content]
        starts.append(len(ways))
    signs, none = indirect_features(scene, cues, ways, np.array(array("q", chain.from_iterable(rows))).reshape(-1, 3))
    return IndirectReadings([cue.at for cue in cues], ways, starts, signs, none)


def _is_event(scene: Discourse, number: int) -> bool:
    """Return whether the phrase is of something that is held, and says nothing: “the conference in Ostrene called
    for”.
    """
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


def _read(scene: Discourse, cue: int) -> Cue:
    text, lower = scene.text, scene.text.lower
    start, end = text.sentences[text.sentence[cue]]
    last = end
    while last > cue + 1 and not (lower[last - 1][0].isalnum() or lower[last - 1] in MARKS or lower[last - 1] in ")%"):
        last -= 1
    stop = next((at for at in range(cue + 1, min(cue + _REACH_OF_THAT, end)) if lower[at] in _STOPS_THAT), None)
    that = stop if stop is not None and lower[stop] == "that" else None
    return Cue(cue, lower[cue], start, last, that, lower[cue + 1] if cue + 1 < end else "$")


def _contents(scene: Discourse, cue: Cue, phrases: Iterable[tuple[int, bool]], ends: list[int]) -> Iterator[_Content]:
    """Yield the stretches of the sentence that each phrase may have said; for each phrase it is given whether it is
    behind the cue.

    Behind the cue they are the same for all phrases in front of it.
    """
    usual = [*_behind(scene, cue, cue.at + 1, False, ends)]
    for number, right in phrases:
        phrase = scene.phrase_list[number]
        if _is_event(scene, number):
            yield []
            continue
        content = [*_ahead(scene, cue, phrase, right)]
        if cue.word == "according":
            content += _behind(scene, cue, phrase.end, right, ends)
        elif not right:
            content += usual
        elif cue.that is not None and phrase.first < cue.that:
            content += _behind_that(cue, cue.that, ends)
        yield content


def _ahead(scene: Discourse, cue: Cue, phrase: NounPhrase, right: bool) -> Iterator[_Stretch]:
    """Return what may be said in front of cue and phrase, or all around them."""
    text, lower = scene.text, scene.text.lower
    low = min(phrase.first, cue.at)
    comma = next((at for at in range(low - 1, max(cue.start, low - _FAR_COMMA), -1) if lower[at] == ","), None)
    if comma is not None and cue.following == "," and cue.at > comma and cue.at + 3 < cue.end and not right:
        yield _MID, cue.start, cue.end
    elif comma is not None and low - comma < _NEAR_COMMA and text.inside[comma] == text.inside[comma - 1] == OUTSIDE:
        yield _PRE, cue.start + (lower[cue.start] in ("but", "and") and lower[cue.start + 1] != ","), comma
    elif cue.word == "according" and low > cue.start + 1:
        yield _PRE, cue.start, low


def _behind(scene: Discourse, cue: Cue, first: int, right: bool, ends: list[int]) -> Iterator[_Stretch]:
    """Return what may be said from word `first` on. `right`: the speaker is behind the cue."""
    lower, end, at = scene.text.lower, cue.end, cue.at
    first += first < end and lower[first] in ",:"
    if cue.that is not None:
        yield from _behind_that(cue, cue.that, ends)
        if right or cue.that - at < 2:
            return
    if first < end - 1 and lower[first] not in _CIRCUMSTANCES:
        yield _POST, first, end
        yield from _cuts(_CUT, first, end, ends)
        told = None if right else scene.phrase_end(at + 1)
        if told is not None and told < end - 1:
            yield _OBJ, told, end
            if cue.that is None:
                yield from _cuts(_OBJCUT, told, end, ends)
    if cue.that is None and cue.following in DAYS and at + 2 < end:
        yield _DAY, at + 2, end
        yield from _cuts(_DAYCUT, at + 2, end, ends)


def _behind_that(cue: Cue, that: int, ends: list[int]) -> Iterator[_Stretch]:
    if that + 1 < cue.end - 1:
        yield _THAT, that + 1, cue.end
        yield from _cuts(_THATCUT, that + 1, cue.end, ends)


def _cuts(place: int, first: int, end: int, ends: list[int]) -> Iterator[_Stretch]:
    """Yield a content that ends before the sentence is through: at a comma or dash, or before another cue."""
    low = bisect_left(ends, first + 3)
    for at in ends[low : low + _MOST_CUTS]:
        if at >= min(end, first + _LONGEST):
            return
        yield place, first, at


def _ends(scene: Discourse) -> list[int]:
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
