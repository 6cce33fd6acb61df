"""The words that signs and phrases speak of: each has a number, and by its number what is known of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from string import ascii_lowercase

import numpy as np
from numpy.typing import NDArray

from corpus.quotes.cue_words import (
    ABBREVIATIONS,
    AUXILIARIES,
    BREAKS,
    CLAUSE_STARTS,
    DAYS,
    DETERMINERS,
    EVENTS,
    FUNCTION_WORDS,
    LINKS,
    PRONOUNS,
    SAYING,
    SPEAKERS,
    WORKS,
)

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

SIGN, OTHER = "<sign>", "<other>"
_ENDINGS = ("ed", "ly", "ng")
_MOST_UNLISTED = 20_000
_CLOSED = PRONOUNS | DETERMINERS | FUNCTION_WORDS | DAYS | ABBREVIATIONS | SPEAKERS | SAYING | EVENTS | BREAKS | WORKS


class _Numbers(dict[str, int]):
    """Numbers of words; a word that is not listed has that of its ending, and is kept with it while there is room."""

    def __init__(self, listed: Mapping[str, int]) -> None:
        super().__init__(listed)
        self._room = _MOST_UNLISTED
        self._of_ending = {ending: listed[f"-{ending}"] for ending in _ENDINGS}

    @property
    def of_endings(self) -> Collection[int]:
        return self._of_ending.values()

    def __missing__(self, word: str) -> int:
        number = self._of_ending.get(word[-2:]) or self[OTHER if word[0].isalnum() else SIGN]
        if self._room:
            self._room -= 1
            self[word] = number
        return number


class QuoteVocabulary:
    """Numbers of words: those that were frequent in the training data have one of their own; others share that of their
    ending.

    `cues` and `nouns` are cue words and nouns of speakers, each with how often it is one, in fifths: 0 to 4. The other
    public attributes are arrays with an item for each number.
    """

    def __init__(self, cues: Mapping[str, int], nouns: Mapping[str, int], words: Sequence[str]) -> None:
        self.cues, self.nouns, self.words = cues, nouns, words
        endings = [f"-{ending}" for ending in _ENDINGS]
        known = dict.fromkeys((SIGN, OTHER, *endings, *sorted(_CLOSED), *ascii_lowercase, *cues, *nouns, *words))
        self._listed = list(known)
        self._numbers = _Numbers({word: number for number, word in enumerate(known, 1)})
        self.cue_rate = np.array([-1, *(cues.get(word, -1) for word in known)])
        self.noun_rate = np.array([-1, *(nouns.get(word, -1) for word in known)])
        self.is_cue = self.cue_rate >= 0
        self.is_saying = self._among(SAYING) & self.is_cue
        self.is_function = self._among(FUNCTION_WORDS)
        self.is_determiner = self._among(DETERMINERS)
        self.is_pronoun = self._among(PRONOUNS)
        self.is_of_work = self._among(WORKS)
        self.is_day = self._among(DAYS)
        self.is_break = self._among(BREAKS)
        self.starts_clause = self._among(CLAUSE_STARTS)
        self.is_sign = np.array([False, *(word == SIGN or not word[0].isalnum() for word in known)])
        self.is_sign[[*self._numbers.of_endings, self._numbers[OTHER]]] = False
        self.is_light = self._among(AUXILIARIES) | self._ends("ly")
        self.ends_in_ing = self._ends("ing")
        self.ends_in_ing[self._numbers["-ng"]] = True
        self.letters = np.array([b"x", *(self._letter(word) for word in known)])
        self.capital_letters = np.array([b"x", *(self._capital_letter(word) for word in known)])

    def __len__(self) -> int:
        return len(self._listed) + 1

    def number(self, word: str) -> int:
        """Return the number of a word in lower case; all are above 0."""
        return self._numbers[word]

    def numbers(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of several words."""
        return list(map(self._numbers.__getitem__, words))

    def _among(self, words: Collection[str]) -> Flags:
        return np.array([False, *(word in words for word in self._listed)])

    def _ends(self, ending: str) -> Flags:
        return np.array([False, *(word.endswith(ending) for word in self._listed)])

    def _letter(self, word: str) -> bytes:
        """Return the kind of a word in `corpus.quotes.noun_phrases`."""
        if word in PRONOUNS:
            return b"B" if word in DETERMINERS else b"P"
        if word in DETERMINERS:
            return b"D"
        if word == "and":
            return b"a"
        if word in LINKS and word != "on":
            return b"o" if word in ("of", "for") else b"l"
        if word in ("(", ")", "."):
            return word.encode()
        if word == SIGN or word in FUNCTION_WORDS or word in DAYS or not (word[0].isalnum() or word[0] in "<-"):
            return b"x"
        if word in self.cues:
            return b"v"
        if word in self.nouns or word in SPEAKERS:
            return b"N"
        return b"e" if word.endswith("ed") else b"w"

    def _capital_letter(self, word: str) -> bytes:
        letter = self._letter(word)
        if word in ABBREVIATIONS or (len(word) == 1 and letter == b"w"):
            return b"M"
        return b"C" if letter in b"vew" else letter
