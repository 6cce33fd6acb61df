"""Candidates for the speaker of a quoted span, each with a cue and the features that speak for it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from corpus.quotes.cue_words import SAYING
from corpus.quotes.discourse import BESIDE, EDGE, LEFT, OTHER_WORD, RIGHT, SUBJECT, Discourse, counts_before
from corpus.quotes.feature_sheet import FeatureSheet, Numbers, feature_columns, length_step
from corpus.quotes.noun_phrases import KINDS, NounPhrase
from corpus.quotes.quote_text import OUTSIDE
from corpus.quotes.quote_vocabulary import Ints

_MOST_CUES = 4
_MOST_BESIDE = 2
_SHORT = 4
_SAME, _PREVIOUS, _NEXT, _BESIDE_IT = range(4)

_NEAR = FeatureSheet(
    "cue near a quote",
    "place before where cues distance near frame size rate word saying following preceding quotes opens long",
    (
        "place",
        "place distance",
        "place frame",
        "place size",
        "before frame near",
        "place rate",
        "word",
        "place following",
        "word following",
        "before rate saying cues",
        "before preceding saying",
        "before frame word",
        "place cues quotes",
        "before opens long",
    ),
)
_PAIR = FeatureSheet(
    "subject of a cue near a quote",
    "place before where cues side rank kind head gap inner",
    (
        "where before side kind",
        "where before side rank kind",
        "where before side gap",
        "where before inner side cues",
        "place side kind gap",
        "place side kind head",
    ),
)
_IN_PAIR = [SUBJECT.split().index(column) for column in ("side", "rank", "kind", "head", "gap")]
_GOES_ON = FeatureSheet(
    "goes on",
    "relation frame size skipped first ended near starts kind between rate after last",
    (
        "",
        "relation",
        "relation frame",
        "relation size",
        "relation skipped",
        "relation first ended",
        "relation near starts",
        "relation kind",
        "relation between rate after",
        "relation last",
    ),
)


class Candidates(NamedTuple):
    """One item a candidate, in the order of the quoted spans: the span's number, the cue's word, OUTSIDE where there is
    none, the phrase's number, and its signs. `starts`: where those of each span begin."""

    quote: Ints
    cue: Ints
    phrase: Ints
    signs: Numbers
    starts: list[int]


class PreviousQuote(NamedTuple):
    """The last quote that was speech: its number, cue and speaker."""

    number: int
    cue: int | None
    phrase: NounPhrase


class BestSpeaker(NamedTuple):
    """The most likely speaker of a quoted span, with the score and the share among all; `goes_on`: the one who spoke
    last.
    """

    cue: int | None
    phrase: NounPhrase | None
    score: float
    sure: float
    goes_on: bool


class SpanFrames(NamedTuple):
    """Quoted spans as their neighbours see them.

    `mark`: the signs before, behind and at the end, as one number; `size`: the number of words, in steps; `before`: the
    word in front, `EDGE` at the beginning of a paragraph.
    """

    mark: Ints
    size: Ints
    before: Ints


def span_frames(scene: Discourse) -> SpanFrames:
    """Return the frame of each quoted span."""
    text, vocabulary, words = scene.text, scene.vocabulary, scene.words
    first, end, before, after, *_ = scene.quoted
    bounds = np.array(text.paragraph_starts, np.int64)
    paragraph = scene.paragraph[first]
    ahead = np.where(before > bounds[paragraph], words[before - 1], EDGE)
    comma, colon = vocabulary.number(","), vocabulary.number(":")
    front = np.where((ahead == EDGE) | (ahead == comma) | (ahead == colon), ahead, OTHER_WORD)
    last = np.where(vocabulary.is_sign[words[end - 1]], words[end - 1], 0)
    rear = np.where(after >= bounds[paragraph + 1], 0, 1 + vocabulary.is_sign[words[after]])
    return SpanFrames((front * 4 + rear) * len(vocabulary) + last, length_step(end - first), ahead)


def speaker_candidates(scene: Discourse, frames: SpanFrames) -> Candidates:
    """Return each pair of a cue near a quoted span and a subject of it, and phrases beside the span without a cue."""
    quote, anchor, where, elsewhere = (
        np.array(array("q", chain.from_iterable(_anchors_near(scene, frames)))).reshape(-1, 4).T
    )
    subjects = scene.subjects
    starts = subjects.starts[anchor]
    counts = subjects.starts[anchor + 1] - starts
    own = np.repeat(np.arange(len(quote)), counts)
    pair = np.arange(len(own)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(starts, counts)
    side, rank = subjects.table[pair, 1], subjects.table[pair, 2]
    is_first = anchor < len(scene.anchors) - len(scene.text.quoted)
    beside = where[own] == _BESIDE_IT
    kept = ~beside | np.where(is_first[own], (side == LEFT) & (rank < _MOST_BESIDE), side == RIGHT)
    own, pair = own[kept], pair[kept]
    table = _near_table(scene, frames, quote, scene.anchors[anchor], where, elsewhere)
    at = scene.anchors[anchor][own]
    phrase = subjects.phrase[pair]
    inner = _inner(scene, quote[own], at, phrase)
    both = np.concatenate((table[own, :4], subjects.table[pair][:, _IN_PAIR], inner[:, None]), axis=1)
    signs = np.concatenate((subjects.signs[pair], _NEAR.numbers(table)[own], _PAIR.numbers(both)), axis=1)
    cue = np.where(where[own] == _BESIDE_IT, OUTSIDE, at)
    bounds = np.searchsorted(quote[own], np.arange(len(scene.text.quoted) + 1)).tolist()
    return Candidates(quote[own], cue, phrase, signs, bounds)


def _anchors_near(scene: Discourse, frames: SpanFrames) -> list[tuple[int, int, int, int]]:
    """Quoted span, anchor, whether it is in a sentence of the span, before or behind, and in another paragraph."""
    text, cues, dashes = scene.text, scene.cues, scene.dashes
    begins = (frames.before == EDGE).tolist()
    marks = len(cues) + len(dashes)
    found: list[tuple[int, int, int, int]] = []
    for number, quote in enumerate(text.quoted):
        first, last = quote.before, quote.after - 1
        opening, closing = text.sentence[first], text.sentence[last]
        paragraph = text.paragraph[first]
        low = text.sentences[max(0, opening - 2)][0]
        if not begins[number]:
            low = max(low, text.paragraph_starts[paragraph])
        high = min(text.sentences[min(closing + 1, len(text.sentences) - 1)][1], text.paragraph_starts[paragraph + 1])
        split = bisect_left(cues, first)
        near = range(
            max(bisect_left(cues, low), split - _MOST_CUES), min(bisect_left(cues, high, split), split + _MOST_CUES)
        )
        for cue in near:
            sentence = text.sentence[cues[cue]]
            where = _PREVIOUS if sentence < opening else _NEXT if sentence > closing else _SAME
            found.append((number, cue, where, text.paragraph[cues[cue]] != paragraph))
        for at in (first - 1, last + 1):
            dash = bisect_left(dashes, at)
            if dash < len(dashes) and dashes[dash] == at:
                found.append((number, len(cues) + dash, _SAME, 0))
        found.append((number, marks + number, _BESIDE_IT, 0))
        found.append((number, marks + len(text.quoted) + number, _BESIDE_IT, 0))
    return found


def _near_table(scene: Discourse, frames: SpanFrames, quote: Ints, at: Ints, where: Ints, elsewhere: Ints) -> Ints:
    """Return the features of a cue and a quoted span together."""
    vocabulary, words, functions = scene.vocabulary, scene.words, scene.functions
    _, _, first, after = scene.quoted[:4, quote]
    last = after - 1
    before = at <= first
    low, high = np.where(before, at + 1, last + 1), np.where(before, first, at)
    high = np.maximum(low, high)
    distance = length_step(np.maximum(np.where(before, first - at, at - last) - 1, 0))
    opened = counts_before(np.bincount(scene.quoted[2], minlength=len(words)) > 0)
    cues = np.minimum(scene.cues_before[high] - scene.cues_before[low], 2)
    quotes = np.minimum(opened[high] - opened[low], 2)
    word = words[at]
    following = np.where(at + 1 == first, BESIDE, functions[at + 1])
    preceding = np.where(scene.sentence[at - 1] == scene.sentence[at], functions[at - 1], EDGE)
    preceding = np.where(at - 1 == last, BESIDE, preceding)
    opens = frames.before[quote]
    opens = np.where(opens == EDGE, EDGE, np.where(vocabulary.is_function[opens], opens, OTHER_WORD))
    rate = np.where(scene.is_outside[at], vocabulary.cue_rate[word], BESIDE)
    place = (where * 2 + elsewhere) * 2 + before
    size = frames.size[quote]
    word = np.where(scene.is_outside[at], word, BESIDE)
    columns = [place, before, where, cues, distance, np.minimum(distance, 4), frames.mark[quote], size, rate, word]
    columns += [vocabulary.is_saying[words[at]], following, preceding, quotes, opens, size > _SHORT]
    return feature_columns(columns)


def _inner(scene: Discourse, quote: Ints, at: Ints, phrase: Ints) -> Ints:
    """Return whether the phrase is between the cue and the quoted span, or beyond the one or the other."""
    _, _, first, after = scene.quoted[:4, quote]
    last = after - 1
    begins = scene.phrase_table[:, 0][phrase]
    before = at <= first
    between = np.where(before, (begins > at) & (begins < first), (begins > last) & (begins < at))
    return np.where(between, 0, np.where((begins < at) == before, 1, 2))


def continuation_features(
    scene: Discourse, frames: SpanFrames, numbers: Sequence[int], told: Sequence[PreviousQuote | None]
) -> Numbers:
    """Return the signs of that who spoke last goes on in a quoted span: a row for each of `numbers` before which one
    did.
    """
    pairs = zip(numbers, told, strict=True)
    rows = [_going_on(scene, number, frames, last) for number, last in pairs if last is not None]
    return _GOES_ON.numbers(np.array(rows, np.int64).reshape(-1, _GOES_ON.width))


def _going_on(scene: Discourse, number: int, frames: SpanFrames, told: PreviousQuote) -> list[int]:
    text, quote = scene.text, scene.text.quoted[number]
    before = text.quoted[told.number]
    paragraphs = text.paragraph[quote.first] - text.paragraph[before.first]
    sentences = text.sentence[quote.before] - text.sentence[before.after - 1]
    if before.runs_on and number == told.number + 1:
        relation = 100
    elif paragraphs:
        relation = 10 * min(paragraphs, 3) + min(sentences, 4)
    else:
        relation = min(sentences, 3)
    own = text.sentences[text.sentence[quote.before]]
    cues = scene.cues
    low, split = bisect_left(cues, own[0]), bisect_left(cues, quote.before)
    begin = max(low, bisect_right(cues, told.cue or 0), bisect_left(cues, before.after))
    between = max(0, split - begin)
    last = rate = -1
    if between:
        at = cues[split - 1]
        word = text.lower[at]
        rate = scene.vocabulary.cues[word]
        last = (word in SAYING) + 2 * (quote.before - at < 3) + 4 * word.endswith("ing")
    after = told.cue is not None and told.cue >= before.after
    begins = quote.before == text.paragraph_starts[text.paragraph[quote.first]]
    return [
        relation,
        frames.mark[number],
        frames.size[number],
        min(number - told.number, 3),
        told.cue is not None and told.cue < before.first,
        after and text.lower[quote.before - 1] in ".,",
        low < bisect_left(cues, own[1]),
        begins,
        KINDS.index(told.phrase.kind),
        min(between, 2),
        rate,
        after,
        last,
    ]
