"""Which quoted spans are speech, who speaks, with which cue; and the indirect speech of a text."""

from __future__ import annotations

from math import exp
from typing import NamedTuple

import numpy as np

from corpus.quotes.candidates import Candidate, Frame, Told, candidates_of, continuation, frame_of, speech_signs
from corpus.quotes.indirect import Statement, statements_of
from corpus.quotes.phrases import Phrase
from corpus.quotes.ranking import Floats, Model
from corpus.quotes.scene import Scene
from corpus.quotes.tokens import Text
from corpus.quotes.words import SAYING

_TITLE_PARAGRAPHS = 2
_MOST_QUOTED, _MOST_CUES = 4000, 3000
_SIGNING = frozenset("—–―")
_SURE_WHERE_SIGNED = 0.95
_NAMES_A_THING = frozenset(("so-called", "titled", "entitled", "nicknamed", "subtitled"))


class Speech(NamedTuple):
    """Quoted span `number`: the chance that it is speech, and its cue and speaker with the chance that they are."""

    number: int
    chance: float
    cue: int | None
    phrase: Phrase | None
    sure: float


class Said(NamedTuple):
    """Words `first` to `end`, said by `phrase` with `cue`, not or not only in quotation marks."""

    cue: int
    phrase: Phrase
    first: int
    end: int
    sure: float


def speech_in(scene: Scene, model: Model) -> list[Speech]:
    """A verdict on each quoted span, in order, but for those beyond 4,000, which no article has. A speaker may go on
    from one to the next."""
    text = scene.text
    frames = [frame_of(scene, number) for number in range(min(len(text.quoted), _MOST_QUOTED))]
    near = [list(candidates_of(scene, number, frame)) for number, frame in enumerate(frames)]
    scores = model.speaker.scores_of([candidate.signs for candidates in near for candidate in candidates])
    told: Told | None = None
    found: list[Speech] = []
    at = 0
    for number, (frame, candidates) in enumerate(zip(frames, near, strict=True)):
        own = scores[at : at + len(candidates)]
        at += len(candidates)
        best, score, sure = _best(scene, number, frame, candidates, own, told, model)
        signs = speech_signs(scene, number, frame, best, score, in_title=in_title(text, number))
        chance = 1 / (1 + exp(-max(-30.0, min(30.0, model.speech.score(signs)))))
        if frame.before in _NAMES_A_THING:
            chance = 0.0
        if frame.before == "^" and (signed := _signed(scene, number)):
            best = Candidate(scene.text.quoted[number].after, signed, ())
            chance, sure = _SURE_WHERE_SIGNED, 1.0
        if chance > 0.5 and best is not None:
            told = Told(number, best.cue, best.phrase)
        found.append(Speech(number, chance, best and best.cue, best and best.phrase, sure))
    return found


def _signed(scene: Scene, number: int) -> Phrase | None:
    """The name in “‘…’ — Mirela Tosk” where that is all of a paragraph, but for what stands behind a comma."""
    text, quote = scene.text, scene.text.quoted[number]
    end = text.paragraph_starts[text.paragraph[quote.first] + 1]
    dash = quote.after
    if dash + 1 >= end or text.words[dash] not in _SIGNING:
        return None
    phrases = scene.phrases(text.sentence[dash + 1])
    named = next((phrase for phrase in phrases if phrase.first == dash + 1 and phrase.kind == "name"), None)
    return named if named and (named.end >= end or text.words[named.end] == ",") else None


def in_title(text: Text, number: int) -> bool:
    """Whether the quoted span stands where a headline or dek would."""
    return text.paragraph[text.quoted[number].first] < _TITLE_PARAGRAPHS


def _best(
    scene: Scene,
    number: int,
    frame: Frame,
    candidates: list[Candidate],
    scores: Floats,
    told: Told | None,
    model: Model,
) -> tuple[Candidate | None, float, float]:
    """The best candidate, its score, and its share among all."""
    if told is not None:
        further = continuation(scene, number, frame, told)
        candidates = [*candidates, further]
        scores = np.append(scores, model.speaker.score(further.signs[0]))
    if not candidates:
        return None, -9.0, 0.0
    best = int(np.argmax(scores))
    share = 1 / float(np.exp(scores - scores[best]).sum())
    return candidates[best], float(scores[best]), share


def said_in(scene: Scene, model: Model) -> list[Said]:
    """Indirect speech, in the order of its cues, of which the first 3,000 are looked at: a long book has fewer."""
    cues = [cue for cue in scene.cues if scene.text.lower[cue] in SAYING][:_MOST_CUES]
    ways: list[list[Statement]] = [list(statements_of(scene, cue)) for cue in cues]
    scores = model.indirect.scores_of([way.signs for all_ways in ways for way in all_ways])
    found: list[Said] = []
    at = 0
    for cue, all_ways in zip(cues, ways, strict=True):
        own = scores[at : at + len(all_ways)]
        at += len(all_ways)
        best = int(np.argmax(own))
        way = all_ways[best]
        if way.phrase is not None:
            share = 1 / float(np.exp(own - own[best]).sum())
            found.append(Said(cue, way.phrase, way.first, way.end, share))
    return found
