"""Indirect speech: for a cue of saying, who may have said which words of its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from corpus.quotes.candidates import Signs
from corpus.quotes.phrases import Phrase
from corpus.quotes.scene import Scene, Subject, step
from corpus.quotes.tokens import MARKS, OUTSIDE
from corpus.quotes.words import CLAUSE_STARTS, DAYS, DETERMINERS, FUNCTION_WORDS, LINKS, PRONOUNS

_REACH_OF_THAT = 10
_STOPS_THAT = frozenset(("that", ",", ";", "“", '"'))
_CIRCUMSTANCES = frozenset(("addressing", "speaking", "referring", "commenting", "responding", "answering"))
_EVENTS = frozenset(("conference", "talks", "meeting", "summit", "war", "conflict", "ceremony", "election", "vote"))
_NEAR_COMMA = 8
_MOST_CUTS = 4
_COUNTED, _BEGINS = 40, 8
_LONGEST = 80
_BREAKS = frozenset((",", ";", "—", "–", "--", "-", "("))


class Statement(NamedTuple):
    """`phrase` says words `first` to `end`; None where the cue tells of no speech."""

    phrase: Phrase | None
    first: int
    end: int
    signs: tuple[Signs, ...]


class _Cue(NamedTuple):
    at: int
    word: str
    start: int
    end: int
    that: int | None
    following: str
    signs: tuple[Signs, ...]


def statements_of(scene: Scene, cue: int) -> Iterator[Statement]:
    """Each way to read the sentence of `cue` as indirect speech, and last that it is none."""
    read = _read(scene, cue)
    for subject in scene.subjects(cue):
        if _is_event(scene, subject.phrase):
            continue
        for place, first, end in _contents(scene, read, subject):
            signs = _content_signs(scene, read, subject, place, first, end)
            yield Statement(subject.phrase, first, end, (*read.signs, *subject.signs, *signs))
    yield Statement(None, cue, cue + 1, (("null",), *map(_against, read.signs)))


def _is_event(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase is of something that is held, and says nothing: “the conference in Ostrene called for”."""
    if phrase.kind in ("who", "which"):
        before = [one for one in scene.phrases(scene.text.sentence[phrase.first]) if one.end <= phrase.first]
        return bool(before) and _is_event(scene, before[-1])
    words = scene.text.lower[phrase.first : phrase.end]
    head = next((at for at, word in enumerate(words) if word in LINKS), len(words))
    return head > 0 and words[head - 1] in _EVENTS


def _read(scene: Scene, cue: int) -> _Cue:
    text, lower = scene.text, scene.text.lower
    start, end = text.sentences[text.sentence[cue]]
    last = end
    while last > cue + 1 and not (text.words[last - 1][0].isalnum() or text.words[last - 1] in MARKS | {")", "%"}):
        last -= 1
    follows = lower[cue + 1 : min(cue + 3, end)]
    first = follows[0] if follows else "$"
    second = follows[1] if len(follows) > 1 else "$"
    if first in FUNCTION_WORDS or first in DETERMINERS or first in DAYS or first == "$":
        kind = first
    else:
        kind = "Cap" if text.words[cue + 1][0].isupper() else "q" if text.inside[cue + 1] != OUTSIDE else "w"
    before = lower[cue - 1] if cue > start else "^"
    stop = next((at for at in range(cue + 1, min(cue + _REACH_OF_THAT, end)) if lower[at] in _STOPS_THAT), None)
    that = stop if stop is not None and lower[stop] == "that" else None
    word = lower[cue]
    near = (cue - 1, min(cue + 1, end - 1), max(cue - 2, start))
    quoted = text.inside[near[0]] != OUTSIDE or text.inside[near[1]] != OUTSIDE or text.inside[near[2]] != OUTSIDE
    signs = (
        _cue_signs(word, kind, str(scene.lexicon.cues[word]), that is not None),
        _beside_signs(word, kind, second if second in FUNCTION_WORDS else "w", before),
        _around_signs(kind, quoted, min(len(scene.cues_of[text.sentence[cue]]), 4)),
    )
    return _Cue(cue, word, start, last, that, first, signs)


@lru_cache(maxsize=8192)
def _cue_signs(word: str, kind: str, rate: str, that: bool) -> Signs:
    """The cue and what follows it."""
    return f"c {word}", f"cn {word}_{kind}", f"n {kind}", f"rate{rate}", f"th{that}{word}"


@lru_cache(maxsize=8192)
def _beside_signs(word: str, kind: str, second: str, before: str) -> Signs:
    """The words before the cue and further behind it."""
    common = before in FUNCTION_WORDS
    return f"n2 {kind}_{second}", f"pv {before if common else before[-2:]}", f"cp {word}_{before if common else ''}"


@lru_cache(maxsize=4096)
def _around_signs(kind: str, quoted: bool, cues: int) -> Signs:
    """The sentence of the cue."""
    return f"q{quoted}", f"nc{cues}{kind}"


@lru_cache(maxsize=8192)
def _against(signs: Signs) -> Signs:
    """What speaks for a reading, as what speaks against any."""
    return tuple([f"N{sign}" for sign in signs])


def _contents(scene: Scene, cue: _Cue, subject: Subject) -> Iterator[tuple[str, int, int]]:
    """The stretches of the sentence that `subject` may have said with `cue`, each with the name of its place."""
    text, lower, phrase = scene.text, scene.text.lower, subject.phrase
    start, end, at = cue.start, cue.end, cue.at
    low = min(phrase.first, at)
    according = cue.word == "according"
    comma = next((word for word in range(low - 1, max(start, low - 60), -1) if lower[word] == ","), None)
    before: list[tuple[str, int, int]] = []
    if comma is not None and low - comma < _NEAR_COMMA and text.inside[comma] == text.inside[comma - 1] == OUTSIDE:
        before.append(("pre", start + (lower[start] in ("but", "and") and lower[start + 1] != ","), comma))
    if comma is not None and cue.following == "," and at > comma and at + 3 < end and subject.side == "L":
        before = [("mid", start, end)]
    elif according and low > start + 1 and not before:
        before.append(("pre", start, low))
    yield from before
    right = subject.side == "R"
    if right and not according and (cue.that is None or phrase.first >= cue.that):
        return
    first = at + 1
    if according or (right and cue.that is None):
        first = phrase.end
    first += first < end and lower[first] in ",:"
    if cue.that is not None:
        behind = cue.that + 1
        if behind < end - 1:
            yield "that", behind, end
            yield from _cuts(scene, "thatcut", behind, end)
        if right or cue.that - at < 2:
            return
    if first < end - 1 and lower[first] not in _CIRCUMSTANCES:
        yield "post", first, end
        yield from _cuts(scene, "cut", first, end)
        if not right:
            objects = next((one for one in scene.phrases(text.sentence[at]) if one.first == at + 1), None)
            if objects is not None and objects.end < end - 1:
                yield "obj", objects.end, end
                if cue.that is None:
                    yield from _cuts(scene, "objcut", objects.end, end)
    if cue.that is None and cue.following in DAYS and at + 2 < end:
        yield "day", at + 2, end
        yield from _cuts(scene, "daycut", at + 2, end)


def _cuts(scene: Scene, place: str, first: int, end: int) -> Iterator[tuple[str, int, int]]:
    """A content that ends before the sentence is through: at a comma or dash, or before another cue."""
    cuts = 0
    for at in range(first + 3, min(end, first + _LONGEST)):
        if _may_end(scene, at, end):
            yield place, first, at
            cuts += 1
            if cuts == _MOST_CUTS:
                return


def _may_end(scene: Scene, at: int, end: int) -> bool:
    """Whether a content may end before word `at`."""
    lower, cues = scene.text.lower, scene.lexicon.cues
    word = lower[at]
    if word in _BREAKS:
        return scene.text.inside[at] == OUTSIDE
    if word not in ("and", "but", "after") or lower[at - 1] in _BREAKS or at + 2 >= end:
        return False
    return word == "after" or lower[at + 1] in cues or lower[at + 2] in cues


def _content_signs(scene: Scene, cue: _Cue, subject: Subject, place: str, first: int, end: int) -> tuple[Signs, ...]:
    text, lower, phrase = scene.text, scene.text.lower, subject.phrase
    opening = lower[first]
    if opening not in FUNCTION_WORDS and opening not in DETERMINERS and opening not in PRONOUNS:
        opening = "Cap" if text.words[first][0].isupper() else "w"
    beyond = lower[end] if end < len(text) and text.sentence[end] == text.sentence[cue.at] else "$"
    further = lower[end + 1] if beyond != "$" and end + 1 < len(text) else "$"
    follows = cue.following if cue.following in FUNCTION_WORDS or cue.following in DETERMINERS else "w"
    own = scene.cues_of[text.sentence[cue.at]]
    quoted = f"{text.inside[first] != OUTSIDE}{text.inside[end - 1] != OUTSIDE}"
    return (
        _subject_signs(
            place,
            cue.word,
            follows,
            "-" if cue.that is None else step(cue.that - cue.at),
            subject.side,
            subject.rank,
            phrase.kind,
        ),
        _size_signs(place, step(end - first), opening, step(max(0, cue.end - max(cue.at, phrase.end - 1) - 1))),
        _inner_signs(
            place,
            lower[first : min(end, first + _COUNTED)].count(","),
            sum([word in FUNCTION_WORDS for word in lower[first : min(end, first + _BEGINS)]]),
            quoted,
            min(2, bisect_left(own, end) - bisect_left(own, first)),
        ),
        _end_signs(place, beyond if beyond in FUNCTION_WORDS else "w", further if further in CLAUSE_STARTS else "w"),
    )


@lru_cache(maxsize=8192)
def _subject_signs(place: str, word: str, follows: str, that: str, side: str, rank: int, kind: str) -> Signs:
    """Where the content stands to its cue and speaker."""
    return (
        f"p{place}{side}",
        f"pc{place}{word}",
        f"pn{place}{follows}",
        f"pt{place}{that}",
        f"pr{place}{side}{rank}{kind}",
    )


@lru_cache(maxsize=4096)
def _size_signs(place: str, size: str, opening: str, rest: str) -> Signs:
    """How long the content is, how it begins, and how much of the sentence there is for it."""
    return f"pl{place}{size}", f"pf{place}{opening}", f"pe{place}{rest}"


@lru_cache(maxsize=4096)
def _inner_signs(place: str, commas: int, functions: int, quoted: str, cues: int) -> Signs:
    """What is in the content."""
    return f"pm{place}{commas}", f"pv{place}{functions}", f"pq{place}{quoted}", f"pu{place}{cues}"


@lru_cache(maxsize=4096)
def _end_signs(place: str, beyond: str, further: str) -> Signs:
    """What the content ends before."""
    return (f"px{place}{beyond}_{further}",)
