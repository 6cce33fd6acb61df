"""The discourse around the quotes of a text: cue words, noun phrases, and which phrase may be the subject of which cue.

Arrays have one item a word, or a phrase, or a pair of the two; counts up to each word give the number of things between
two.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property
from itertools import chain
from operator import ne
from typing import NamedTuple

import numpy as np

from corpus.quotes.cue_words import DASHES
from corpus.quotes.feature_sheet import FeatureSheet, Numbers, feature_columns, length_step
from corpus.quotes.noun_phrases import KINDS, NounPhrase, noun_phrases
from corpus.quotes.quote_text import OUTSIDE, QuoteText
from corpus.quotes.quote_vocabulary import Flags, Ints, QuoteVocabulary

EDGE, BESIDE, OTHER_WORD = -1, -2, -3
"""What stands in a column of words beyond a sentence or text, for a quotation mark, and for a word of no matter."""
LEFT, RIGHT = 0, 1
SUBJECT = "word side rank kind head between shape further ahead opening leading participle gap"
"""The columns of a subject."""
_SUBJECT = FeatureSheet(
    "subject",
    SUBJECT,
    (
        "side between",
        "side shape kind",
        "side shape further",
        "side rank kind",
        "side ahead",
        "side rank participle opening leading",
        "kind head",
        "side word",
    ),
)
_NEAREST = 3
_MOST_CUES = 10_000
_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_NAME, _NOUN = _NUMBERS["name"], _NUMBERS["noun"]


class CueSubjects(NamedTuple):
    """Pairs of an anchor and a phrase, by their numbers, in the order of the anchors; `starts` is where the pairs of
    each anchor begin. `table` has the columns `SUBJECT`, `signs` a row for each pair."""

    anchor: Ints
    phrase: Ints
    starts: Ints
    table: Ints
    signs: Numbers


class Discourse:
    """A text with its cues, which are words outside quotation marks, its phrases, and its subjects.

    A subject belongs to an anchor: a cue, or else a dash or colon beside a quote, or the first or last word of a quote.
    """

    def __init__(self, text: QuoteText, vocabulary: QuoteVocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.words = np.array(array("q", [*vocabulary.numbers(text.lower), 0]))
        self.is_capital = np.fromiter(map(ne, text.words, text.lower), bool, len(text))
        self.is_outside = np.ones(len(self.words), bool)
        for quote in text.quoted:
            self.is_outside[quote.before : quote.after] = False
        lengths = [end - first for first, end in text.sentences]
        self.sentence = np.append(np.repeat(np.arange(len(lengths)), lengths), -1)
        self.paragraph = np.repeat(np.arange(len(text.paragraph_starts) - 1), np.diff(text.paragraph_starts))
        self.quoted = np.array(text.quoted, np.int64).reshape(-1, 6).T
        self._cues = np.flatnonzero(vocabulary.is_cue[self.words] & self.is_outside)[:_MOST_CUES]
        self.cues: list[int] = self._cues.tolist()

    @property
    def tells(self) -> bool:
        """True if there may be speech: a quotation mark, a cue, or a colon."""
        return bool(self.text.quoted or self.cues or ":" in self.text.words)

    @cached_property
    def phrase_list(self) -> list[NounPhrase]:
        """All noun phrases outside quotation marks, in order."""
        words, vocabulary = self.words[:-1], self.vocabulary
        letters = np.where(self.is_capital, vocabulary.capital_letters[words], vocabulary.letters[words])
        letters[~self.is_outside[:-1]] = b"x"
        return noun_phrases(letters.tobytes(), self.text)

    @cached_property
    def phrase_table(self) -> Ints:
        """The first word, the end and the number of the kind of each phrase."""
        rows = chain.from_iterable([(first, end, _NUMBERS[kind]) for first, end, kind in self.phrase_list])
        return np.array(array("q", rows)).reshape(-1, 3)

    @cached_property
    def _phrase_starts(self) -> list[int]:
        return [phrase.first for phrase in self.phrase_list]

    def phrases(self, sentence: int) -> list[NounPhrase]:
        """Return the noun phrases of a sentence, in order."""
        first, end = self.text.sentences[sentence]
        starts = self._phrase_starts
        return self.phrase_list[bisect_left(starts, first) : bisect_left(starts, end)]

    def phrase_end(self, first: int) -> int | None:
        """Return where the phrase ends that begins with word `first`, if one does."""
        at = bisect_left(self._phrase_starts, first)
        found = at < len(self._phrase_starts) and self._phrase_starts[at] == first
        return self.phrase_list[at].end if found else None

    @cached_property
    def functions(self) -> Ints:
        """Each word's number if it is a word of a closed class, else `OTHER_WORD`; `EDGE` beyond the last."""
        found = np.where(self.vocabulary.is_function[self.words], self.words, OTHER_WORD)
        found[-1] = EDGE
        return found

    @cached_property
    def cues_before(self) -> Ints:
        return counts_before(self.vocabulary.is_cue[self.words[:-1]] & self.is_outside[:-1])

    @cached_property
    def anchors(self) -> Ints:
        """Cues, dashes beside quotes, first words of quotes, last words of quotes."""
        _, _, before, after, *_ = self.quoted
        return np.concatenate((self._cues, np.array(self.dashes, np.int64), before, after - 1))

    @cached_property
    def dashes(self) -> list[int]:
        """Colons and dashes beside quotes, which may be used instead of a cue."""
        text = self.text
        found = set()
        for quote in text.quoted:
            for at, word in ((quote.before - 1, quote.before), (quote.after, quote.after - 1)):
                is_dash = 0 <= at < len(text) and text.lower[at] in DASHES and text.inside[at] == OUTSIDE
                if is_dash and text.paragraph[at] == text.paragraph[word]:
                    found.add(at)
        return sorted(found)

    @cached_property
    def subjects(self) -> CueSubjects:
        """For each anchor the three phrases on its left, the sentence's first, and the nearest on its right."""
        firsts, ends, _ = self.phrase_table.T
        bounds = np.array(self.text.sentences, np.int64)[self.sentence[self.anchors]].reshape(-1, 2)
        low, high = np.searchsorted(firsts, bounds[:, 0]), np.searchsorted(firsts, bounds[:, 1])
        behind = np.minimum(np.maximum(np.searchsorted(ends, self.anchors, "right"), low), high)
        right = np.searchsorted(firsts, self.anchors, "right")
        chosen = feature_columns([behind - 1, behind - 2, behind - 3, low, right])
        valid = chosen >= low[:, None]
        valid[:, _NEAREST] = low < behind - _NEAREST
        valid[:, -1] = (right >= low) & (right < high)
        anchor, place = np.nonzero(valid)
        phrase = chosen[anchor, place]
        side = np.where(place == chosen.shape[1] - 1, RIGHT, LEFT)
        rank = np.where(side == RIGHT, 0, place)
        starts = np.concatenate(([0], np.cumsum(valid.sum(axis=1))))
        leading = phrase == low[anchor]
        table = self._subject_table(self.anchors[anchor], phrase, firsts[phrase], ends[phrase], side, rank, leading)
        return CueSubjects(anchor, phrase, starts, table, _SUBJECT.numbers(table))

    def _subject_table(
        self, at: Ints, phrase: Ints, first: Ints, end: Ints, side: Ints, rank: Ints, leading: Flags
    ) -> Ints:
        words = self.words
        is_left = side == LEFT
        low, high = np.where(is_left, end, at + 1), np.where(is_left, at, first)
        between, shape = self._between(low, high)
        further = np.minimum(self.cues_before[np.maximum(low, high)] - self.cues_before[low], 2)
        opening = self._opens[first]
        ahead = np.where(opening, EDGE, self.functions[first - 1])
        word = np.where(self.is_outside[at], words[at], BESIDE)
        kind, head = self._heads[:, 0][phrase], self._heads[:, 1][phrase]
        participle = self.vocabulary.ends_in_ing[words[at]]
        columns = [word, side, rank, kind, head, between, shape, further, ahead, opening, leading, participle]
        return feature_columns([*columns, length_step(high - low)])

    def _between(self, low: Ints, high: Ints) -> tuple[Ints, Ints]:
        """Return what is between: its words without auxiliaries, if they are two at most; and its kind."""
        high = np.maximum(low, high)
        begin, end = self._cores_before[low], self._cores_before[high]
        count = end - begin
        first, second, last = self._cores[begin], self._cores[begin + 1], self._cores[end - 1]
        comma = self.vocabulary.number(",")
        commas = self.commas_before[high] - self.commas_before[low]
        shape = np.where(commas == 0, 1, np.where((first == comma) & (last == comma), 2, 3))
        long = -(4 * length_step(count) + shape)
        size = len(self.vocabulary)
        words = np.where(count == 0, 0, np.where(count == 1, first, first + size * second))
        return np.where(count < 3, words, long), np.where(count == 0, 0, np.where(count < 3, first, -shape))

    @cached_property
    def _heads(self) -> Ints:
        """Of each phrase its kind, and how much it looks like a speaker: of its nouns, or the pronoun itself."""
        if not self.phrase_list:
            return np.zeros((0, 2), np.int64)
        first, end, kind = self.phrase_table.T
        rates = self.vocabulary.noun_rate[self.words]
        best = np.maximum.reduceat(rates, self.phrase_table[:, :2].ravel())[::2]
        last = rates[end - 1]
        pronoun = self.words[first]
        return feature_columns([kind, np.where(kind == _NAME, best, np.where(kind == _NOUN, last, pronoun))])

    @cached_property
    def _opens(self) -> Flags:
        """True if nothing of the sentence but a quote precedes the word."""
        return np.concatenate(([True], (self.sentence[1:] != self.sentence[:-1]) | ~self.is_outside[:-1]))

    @cached_property
    def _cores(self) -> Ints:
        """The words that are no auxiliaries and the like, with one more."""
        return np.append(self.words[:-1][~self.vocabulary.is_light[self.words[:-1]]], (0, 0))

    @cached_property
    def _cores_before(self) -> Ints:
        return counts_before(~self.vocabulary.is_light[self.words[:-1]])

    @cached_property
    def commas_before(self) -> Ints:
        return counts_before(self.words[:-1] == self.vocabulary.number(","))


def counts_before(flags: Flags) -> Ints:
    """Return how many are set before each place, and before the end."""
    counts = np.zeros(len(flags) + 1, np.int64)
    np.cumsum(flags, out=counts[1:])
    return counts
