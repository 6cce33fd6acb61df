"""Features that distinguish speech from other quoted spans: titles, headings and scare quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from corpus.quotes.discourse import OTHER_WORD, Discourse, counts_before
from corpus.quotes.feature_sheet import FeatureSheet, Numbers, feature_columns, length_step
from corpus.quotes.noun_phrases import KINDS
from corpus.quotes.quote_text import OUTSIDE, SINGLE_MARKS
from corpus.quotes.quote_vocabulary import Flags, Ints
from corpus.quotes.speaker_candidates import BestSpeaker, SpanFrames

_TITLE_PARAGRAPHS, _FIRST_PARAGRAPHS = 2, 3
_MOST_TOP = 6
_FEW_WORDS = 4
_TITLE_REACH = 4  # words before a title among which one tells that it is one
_NONE = -2

_COLUMNS = (
    "size mark ahead second capitals letters opening functions single top cue kind goes_on on title early one first "
    "last across same since then behind others work"
)
_OF_SPEAKER = slice(_COLUMNS.split().index("top"), _COLUMNS.split().index("on"))
_SPEECH = FeatureSheet(
    "speech",
    _COLUMNS,
    (
        "",
        "size",
        "mark",
        "size mark",
        "capitals letters",
        "ahead",
        "second ahead",
        "size opening",
        "functions",
        "single size",
        "top",
        "cue",
        "cue size",
        "kind",
        "across goes_on",
        "goes_on size",
        "on",
        "title",
        "one",
        "first",
        "last",
        "early capitals",
        "same size",
        "since",
        "since top",
        "since mark",
        "since then",
        "since size",
        "behind",
        "others size",
        "work size",
        "work mark title",
    ),
)


def speech_table(scene: Discourse, frames: SpanFrames) -> Ints:
    """Return a row for each quoted span; what speaks of who may have said it is missing: see `speech_signs`."""
    words = scene.words
    first, end, _, after, runs_on, repaired = scene.quoted
    is_word = ~scene.vocabulary.is_sign[words[:-1]]
    counts = counts_before(is_word)
    letters = counts[end] - counts[first]
    places = np.append(np.flatnonzero(is_word), (len(scene.text), len(scene.text)))
    opener = np.where(letters > 0, places[counts[first]], len(scene.text))
    closer = np.where(letters > 0, places[counts[end] - 1], len(scene.text))
    return feature_columns(
        [
            *_look(scene, frames, letters, opener),
            *np.full((_OF_SPEAKER.stop - _OF_SPEAKER.start, len(first)), _NONE),
            runs_on * 2 + repaired,
            scene.paragraph[first] < _TITLE_PARAGRAPHS,
            scene.paragraph[first] < _FIRST_PARAGRAPHS,
            np.where(letters == 1, words[opener], OTHER_WORD),
            words[opener],
            words[closer],
            *_place(scene),
            words[after],
            _quarters_of_long_others(letters),
            _is_of_work(scene),
        ]
    )


def _look(scene: Discourse, frames: SpanFrames, letters: Ints, opener: Ints) -> Iterator[Ints | Flags]:
    """Yield the columns from “size” to “single”. `letters`: how many words that are no signs; `opener`: the first of
    them.
    """
    first, end, before, *_ = scene.quoted
    capitals = counts_before(scene.is_capital)
    functions = counts_before(scene.vocabulary.is_function[scene.words[:-1]])
    yield frames.size
    yield frames.mark
    yield frames.before
    yield np.where(before > 1, scene.words[before - 2], -1)
    yield (capitals[end] - capitals[first]) * 3 // np.maximum(letters, 1)
    yield length_step(letters)
    yield np.append(scene.is_capital, False)[opener]
    yield length_step(functions[end] - functions[first])
    yield np.array([scene.text.words[at] in SINGLE_MARKS for at in before.tolist()])


def _place(scene: Discourse) -> Iterator[Ints | Flags]:
    """Yield the columns from “same” to “then”: what of the sentence is quoted, and how far the quoted span before
    is.
    """
    first, _, before, after, runs_on, _ = scene.quoted
    opening, closing = scene.sentence[before], scene.sentence[after - 1]
    yield opening == closing
    yield _in_sentence(scene.sentence[first])
    paragraphs = np.diff(scene.paragraph[first], prepend=-9)
    sentences = opening - np.concatenate(([-9], closing[:-1]))
    yield np.where(np.append(0, runs_on[:-1]), 100, np.minimum(paragraphs, 3) * 10 + np.minimum(sentences, 4))
    cues = scene.cues_before[before] - scene.cues_before[np.minimum(np.append(0, after[:-1]), before)]
    yield np.minimum(cues, 2)


def speech_features(scene: Discourse, rows: Ints, bests: Sequence[BestSpeaker]) -> Numbers:
    """Return the signs of quoted spans: their rows of the table, with who may have said them, and how well that
    scores.
    """
    rows[:, _OF_SPEAKER] = [_speaker(scene, best) for best in bests]
    return _SPEECH.numbers(rows)


def _speaker(scene: Discourse, best: BestSpeaker) -> tuple[int, int, int, bool]:
    if best.phrase is None:
        return -_MOST_TOP, _NONE, _NONE, False
    word = OUTSIDE if best.cue is None else int(scene.words[best.cue])
    return int(max(-_MOST_TOP, min(best.score, _MOST_TOP))), word, KINDS.index(best.phrase.kind), best.goes_on


def _quarters_of_long_others(letters: Ints) -> Ints:
    """Of the other quoted spans, how many have more than a few words, in quarters: 0 to 3."""
    long = letters > _FEW_WORDS
    quarters: Ints = 4 * (long.sum() - long) // max(len(letters) - 1, 1)
    return np.minimum(quarters, 3)


def _is_of_work(scene: Discourse) -> Flags:
    """Return whether a word for works comes shortly before in the sentence: “the film”, “CNN's”."""
    before = scene.quoted[2]
    words = counts_before(scene.vocabulary.is_of_work[scene.words[:-1]])
    sentence_starts = np.array(scene.text.sentences)[scene.sentence[before], 0]
    found: Flags = words[before] > words[np.maximum(before - _TITLE_REACH, sentence_starts)]
    return found


def _in_sentence(sentence: Ints) -> Ints:
    """Return how many quoted spans begin in the same sentence, up to 4."""
    many: Ints = np.searchsorted(sentence, sentence, "right") - np.searchsorted(sentence, sentence)
    return np.minimum(many, 4)
