"""Attribution: decide which quoted spans are speech, who speaks, with which cue; and find indirect speech."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import exp
from typing import NamedTuple

from corpus.quotes.discourse import Discourse
from corpus.quotes.indirect import indirect_readings
from corpus.quotes.noun_phrases import NounPhrase
from corpus.quotes.quote_text import OUTSIDE
from corpus.quotes.ranker import QuoteModel
from corpus.quotes.speaker_candidates import (
    BestSpeaker,
    Candidates,
    PreviousQuote,
    continuation_features,
    span_frames,
    speaker_candidates,
)
from corpus.quotes.speech_features import speech_features, speech_table

_NO_SCORE = -9.0
_AT_ONCE = 32  # spans; more would make the time grow faster than the text where each verdict upsets the next
_SIGNING = frozenset("—–―")
_SURE_WHERE_SIGNED = 0.95
_NAMES_A_THING = frozenset(("so-called", "titled", "entitled", "nicknamed", "subtitled"))


class Speech(NamedTuple):
    """Quoted span `number`: the chance that it is speech, and its cue and speaker with the chance that they are."""

    number: int
    chance: float
    cue: int | None
    phrase: NounPhrase | None
    sure: float


class IndirectSpeech(NamedTuple):
    """Words `first` to `end`, said by `phrase` with `cue`, not or not only in quotation marks."""

    cue: int
    phrase: NounPhrase
    first: int
    end: int
    sure: float


class _Verdict(NamedTuple):
    speech: Speech
    goes_on: bool


_VerdictsOn = Callable[[Sequence[int], Sequence[PreviousQuote | None]], Iterable[_Verdict]]
"""Given the numbers of quoted spans and who spoke last before each."""


def classify_spans(scene: Discourse, model: QuoteModel) -> list[Speech]:
    """Return a verdict on each quoted span, in order. A speaker may go on from one to the next."""
    if not scene.text.quoted:
        return []
    frames = span_frames(scene)
    candidates = speaker_candidates(scene, frames)
    scores: list[float] = model.speaker.scores(candidates.signs).tolist()
    table = speech_table(scene, frames)

    def verdicts_on(numbers: Sequence[int], told: Sequence[PreviousQuote | None]) -> Iterator[_Verdict]:
        further = iter(model.speaker.scores(continuation_features(scene, frames, numbers, told)).tolist())
        bests = [
            best_speaker(scene, number, candidates, scores, last, next(further) if last else None)
            for number, last in zip(numbers, told, strict=True)
        ]
        chances = model.speech.scores(speech_features(scene, table[numbers], bests)).tolist()
        for number, best, score in zip(numbers, bests, chances, strict=True):
            speech = _speech(scene, number, best, score)
            yield _Verdict(speech, best.goes_on and (speech.cue, speech.phrase) == (best.cue, best.phrase))

    found: list[Speech] = []
    last: PreviousQuote | None = None
    for first in range(0, len(table), _AT_ONCE):
        settled, last = _settled(range(first, min(first + _AT_ONCE, len(table))), last, verdicts_on)
        found += settled
    return found


def _settled(
    numbers: range, told: PreviousQuote | None, verdicts_on: _VerdictsOn
) -> tuple[list[Speech], PreviousQuote | None]:
    """Return the verdicts on some spans in a row, and who spoke last after them.

    Each depends on who spoke last before. All are made at once as if nobody had, and those for which that proves wrong
    are made again, until none does.
    """
    before: list[PreviousQuote | None] = [None] * len(numbers)
    verdicts = [*verdicts_on(numbers, before)]
    while True:
        *spoke, last = _who_spoke(numbers, told, verdicts)
        wrong = [at for at, one in enumerate(spoke) if one != before[at]]
        if not wrong:
            return [verdict.speech for verdict in verdicts], last
        before = spoke
        again = verdicts_on([numbers[at] for at in wrong], [before[at] for at in wrong])
        for at, verdict in zip(wrong, again, strict=True):
            verdicts[at] = verdict


def _who_spoke(numbers: range, told: PreviousQuote | None, verdicts: Sequence[_Verdict]) -> list[PreviousQuote | None]:
    """Return who spoke last before each span, and after all of them."""
    last = [told]
    for number, (speech, goes_on) in zip(numbers, verdicts, strict=True):
        if speech.chance > 0.5 and speech.phrase is not None:
            told = (
                told._replace(number=number) if goes_on and told else PreviousQuote(number, speech.cue, speech.phrase)
            )
        last.append(told)
    return last


def best_speaker(
    scene: Discourse,
    number: int,
    candidates: Candidates,
    scores: list[float],
    told: PreviousQuote | None,
    further: float | None,
) -> BestSpeaker:
    """Return the best candidate of a quoted span. `scores`: of all candidates of the text; `further`: of who spoke
    last.
    """
    low, high = candidates.starts[number : number + 2]
    own = scores[low:high]
    cue: int | None = None
    phrase: NounPhrase | None = None
    top, goes_on = _NO_SCORE, False
    if own:
        top = max(own)
        at = low + own.index(top)
        phrase = scene.phrase_list[candidates.phrase[at]]
        cue = None if candidates.cue[at] == OUTSIDE else int(candidates.cue[at])
    if told is not None and further is not None:
        own = [*own, further]
        if further > top or phrase is None:
            top, goes_on, cue, phrase = further, True, told.cue, told.phrase
    sure = 1 / sum(exp(score - top) for score in own) if own else 0.0
    return BestSpeaker(cue, phrase, top, sure, goes_on)


def _speech(scene: Discourse, number: int, best: BestSpeaker, score: float) -> Speech:
    text, quote = scene.text, scene.text.quoted[number]
    begins = quote.before == text.paragraph_starts[text.paragraph[quote.first]]
    if begins and (signed := _signed(scene, number)):
        return Speech(number, _SURE_WHERE_SIGNED, quote.after, signed, 1.0)
    chance = 1 / (1 + exp(-max(-30.0, min(30.0, score))))
    if not begins and text.lower[quote.before - 1] in _NAMES_A_THING:
        chance = 0.0
    return Speech(number, chance, best.cue, best.phrase, best.sure)


def _signed(scene: Discourse, number: int) -> NounPhrase | None:
    """Return the name in “‘…’ — Mirela Tosk” if that is all of a paragraph, except what follows a comma."""
    text, quote = scene.text, scene.text.quoted[number]
    end = text.paragraph_starts[text.paragraph[quote.first] + 1]
    dash = quote.after
    if dash + 1 >= end or text.words[dash] not in _SIGNING:
        return None
    phrases = scene.phrases(text.sentence[dash + 1])
    named = next((phrase for phrase in phrases if phrase.first == dash + 1 and phrase.kind == "name"), None)
    return named if named and (named.end >= end or text.words[named.end] == ",") else None


def indirect_speech(scene: Discourse, model: QuoteModel) -> list[IndirectSpeech]:
    """Indirect speech, in the order of its cues."""
    ways = indirect_readings(scene)
    if not ways.starts:
        return []
    scores = model.indirect.scores(ways.signs).tolist()
    none = model.indirect.scores(ways.none).tolist()
    found: list[IndirectSpeech] = []
    for number, (low, high) in enumerate(pairwise(ways.starts)):
        if low == high:
            continue
        best = max(range(low, high), key=scores.__getitem__)
        if scores[best] > none[number]:
            share = 1 / (sum(exp(score - scores[best]) for score in [*scores[low:high], none[number]]))
            cue, phrase, first, end = ways.ways[best]
            found.append(IndirectSpeech(cue, scene.phrase_list[phrase], first, end, share))
    return found
