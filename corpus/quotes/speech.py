"""What tells whether a quoted span is speech, or else a title, a heading or a scare quote."""

from __future__ import annotations

import numpy as np

from corpus.quotes.candidates import Frames
from corpus.quotes.phrases import KINDS, Phrase
from corpus.quotes.scene import OTHER_WORD, Scene, counts_before
from corpus.quotes.signs import Numbers, Sheet, step
from corpus.quotes.tokens import OUTSIDE, SINGLE_MARKS
from corpus.quotes.vocabulary import Ints

_TITLE_PARAGRAPHS, _FIRST_PARAGRAPHS = 2, 3
_MOST_TOP = 6
_NONE = -2

_COLUMNS = (
    "size mark ahead second capitals letters opening functions single top cue kind goes_on on title early one first "
    "last across same since then"
)
_OF_SPEAKER = slice(_COLUMNS.split().index("top"), _COLUMNS.split().index("on"))
_SPEECH = Sheet(
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
    ),
)


def speech_table(scene: Scene, frames: Frames) -> Ints:
    """A row for each quoted span; what speaks of who may have said it is missing: see `speech_signs`."""
    text, words, vocabulary = scene.text, scene.words, scene.vocabulary
    first, end, before, after, runs_on, repaired = scene.quoted
    sentence, paragraph = scene.sentence, scene.paragraph
    is_word = ~vocabulary.is_sign[words[:-1]]
    capital = scene.is_capital
    counts = counts_before(is_word)
    letters = counts[end] - counts[first]
    capitals_before = counts_before(capital)
    capitals = (capitals_before[end] - capitals_before[first]) * 3 // np.maximum(letters, 1)
    functions_before = counts_before(vocabulary.is_function[words[:-1]])
    places = np.append(np.flatnonzero(is_word), (len(text), len(text)))
    opener = np.where(letters > 0, places[counts[first]], len(text))
    closer = np.where(letters > 0, places[counts[end] - 1], len(text))
    size = frames.size
    single = [text.words[quote.before] in SINGLE_MARKS for quote in text.quoted]
    since, then = _since(scene, sentence[before], sentence[after - 1], paragraph[first])
    columns = [
        size,
        frames.mark,
        frames.before,
        np.where(before > 1, words[before - 2], -1),
        capitals,
        step(letters),
        np.append(capital, False)[opener],
        step(functions_before[end] - functions_before[first]),
        single,
        *np.full((_OF_SPEAKER.stop - _OF_SPEAKER.start, len(first)), _NONE),
        runs_on * 2 + repaired,
        paragraph[first] < _TITLE_PARAGRAPHS,
        paragraph[first] < _FIRST_PARAGRAPHS,
        np.where(letters == 1, words[opener], OTHER_WORD),
        words[opener],
        words[closer],
        sentence[before] == sentence[after - 1],
        _in_sentence(sentence[first]),
        since,
        then,
    ]
    return np.stack(columns, axis=1, dtype=np.int64, casting="unsafe")


def speech_signs(
    scene: Scene, row: Ints, score: float, cue: int | None, phrase: Phrase | None, goes_on: bool
) -> Numbers:
    """The signs of a quoted span, as one row, with who may have said it, with which cue, and how well that scores."""
    top = int(max(-_MOST_TOP, min(score, _MOST_TOP)))
    word = OUTSIDE if cue is None else int(scene.words[cue])
    row[_OF_SPEAKER] = (top, word, KINDS.index(phrase.kind), goes_on) if phrase else (-_MOST_TOP, _NONE, _NONE, False)
    return _SPEECH.numbers(row[None])


def _in_sentence(sentence: Ints) -> Ints:
    """How many quoted spans begin in the same sentence, up to 4."""
    many: Ints = np.searchsorted(sentence, sentence, "right") - np.searchsorted(sentence, sentence)
    return np.minimum(many, 4)


def _since(scene: Scene, opening: Ints, closing: Ints, paragraph: Ints) -> tuple[Ints, Ints]:
    """How far the span before is, in paragraphs and sentences, and whether it runs on; and the cues between."""
    _, _, before, after, runs_on, _ = scene.quoted
    runs_on = np.append(0, runs_on[:-1])
    paragraphs = np.diff(paragraph, prepend=-9)
    sentences = opening - np.concatenate(([-9], closing[:-1]))
    since = np.where(runs_on, 100, np.minimum(paragraphs, 3) * 10 + np.minimum(sentences, 4))
    ends = np.append(0, after[:-1])
    cues = scene.cues_before[before] - scene.cues_before[np.minimum(ends, before)]
    return since, np.minimum(cues, 2)
