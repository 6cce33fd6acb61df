"""What is known of a word wherever it stands: its shape, its letters, closed lists, gazetteer and learnt word classes.

Each word is looked at once; what follows from it is kept as numbers, so that an article is an array of word numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus.actors.tagger.kinds import BODIES, BRIDGE, DAYS, END, FRONT, FUNCTION, LANDFORMS, LEAD, SAYING, TAIL, TITLES
from corpus.actors.tagger.tokens import PAUSE

Column = NDArray[np.uint32]

Facts = tuple[int, ...]
"""Of a word: letters of the gazetteer as bits, a coarse and a fine class, then levels from 0 to 4."""

GAZETTEER = "CDKOPcdkopv"
"""Countries, demonyms, capitals, organisations, people; small: part of such a name; v: a city."""

_CLOSED = (("T", TITLES), ("S", SAYING), ("B", BODIES), ("G", LANDFORMS), ("Y", DAYS))
_LETTER = re.compile(r"[^\W\d_]")
_AGAIN = re.compile(r"(.)\1+")


class Is:
    """What a word may be to its neighbours, as bits; plain numbers, which NumPy takes much faster than an enum."""

    CAPITAL = 1
    FUNCTION = 2
    BRIDGE = 4
    LEAD = 8
    END = 16
    FIGURE = 32
    HYPHEN = 64
    LETTERS = 128
    UPPER = 256
    TITLE = 512
    SAYING = 1024
    FRONT = 2048
    TAIL = 4096


def hashed(feature: str, place: int = 0) -> int:
    """32 bits for a feature (feature hashing, Weinberger et al. 2009): among some 100,000, one pair in a few meets.

    `place` is the hash of what stands before it: `hashed("b", hashed("a"))` is `hashed("ab")`.
    """
    return crc32(feature.encode("utf-8", "surrogatepass"), place)


@lru_cache(maxsize=8192)
def shape(word: str) -> str:
    """“Kell” is Xx, “U.S.” X.X., “2031” 9; runs of one sign are one."""
    bare = _LETTER.sub(lambda letter: "X" if letter[0].isupper() else "x", word[:24])
    return _AGAIN.sub(r"\1", re.sub(r"\d", "9", bare))


def flags_of(word: str) -> int:
    """The `Is` of a word."""
    first = word[0]
    capital = (first.isupper() or any(map(str.isupper, word))) and word not in FUNCTION
    return (
        Is.CAPITAL * capital
        | Is.FUNCTION * (word in FUNCTION)
        | Is.BRIDGE * (word in BRIDGE)
        | Is.LEAD * (word in LEAD)
        | Is.END * (word in END)
        | Is.FIGURE * first.isdigit()
        | Is.HYPHEN * (word == "-")
        | Is.LETTERS * first.isalnum()
        | Is.UPPER * (capital and len(word) > 1 and word.isupper())
        | Is.TITLE * (word in TITLES)
        | Is.SAYING * (word in SAYING)
        | Is.FRONT * (word in FRONT)
        | Is.TAIL * (word in TAIL)
    )


class Lexicon:
    """Words and what was learnt of them. `facts` is word to Facts."""

    def __init__(self, facts: Mapping[str, Facts]) -> None:
        self._facts = facts

    def letters(self, word: str) -> str:
        """The closed list and the places of the gazetteer that hold a word, a letter each."""
        closed = "".join(letter for letter, words in _CLOSED if word in words)
        facts = self._facts.get(word)
        return (
            closed + "".join(letter for bit, letter in enumerate(GAZETTEER) if facts[0] >> bit & 1) if facts else closed
        )

    def kind(self, word: str) -> str:
        """A coarse name for what a word is, for features of several words."""
        letters, facts = self.letters(word), self._facts.get(word)
        return letters[0] if letters else f"{facts[1]}" if facts and facts[1] else shape(word)

    def fine(self, word: str) -> str:
        """A finer name for what a word is."""
        facts = self._facts.get(word)
        return f"fine {facts[2]}" if facts and facts[2] else shape(word)

    def own(self, word: str) -> list[str]:
        """The features of a word in its own place."""
        low, letters, facts = word.lower(), self.letters(word), self._facts.get(word)
        features = [f"w={low}", f"W={word}", f"s={shape(word)}", *(f"g={letter}" for letter in letters)]
        if word[0].isalpha():
            features += [f"p{n}={low[:n]}" for n in (2, 3, 4) if len(low) > n]
            features += [f"e{n}={low[-n:]}" for n in (2, 3, 4) if len(low) > n]
            if len(low) < 4:
                features.append(f"n={len(low)}")
            if facts is None:
                small = self._facts.get(low)
                features += ["c?", f"c?{small[1]}"] if small else ["c?"]
        if facts:
            features += [f"c{i}={fact}" for i, fact in enumerate(facts[1:])]
        return features

    def beside(self, word: str) -> tuple[str, ...]:
        """The features of a word beside the one in question; many words have the same."""
        low, facts = word.lower(), self._facts.get(word) or self._facts.get(word.lower())
        features = [f"g={letter}" for letter in self.letters(word)]
        features += [f"s={shape(word)}"]
        if len(low) > 3:
            features.append(f"e={low[-3:]}")
        if facts:
            features += [f"w={low}", f"c0={facts[1]}", f"c1={facts[2]}"]
        elif not word[0].isalnum() or word in BRIDGE:
            features.append(f"w={low}")
        return tuple(features)


class Vocabulary:
    """The words met so far, numbered. Number 0 is the pause, which is beside a word but is none."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words: list[str] = []
        self._ids: dict[str, int] = {}
        self._beside: dict[tuple[str, ...], int] = {}
        self.neighbours: list[tuple[str, ...]] = []
        self._columns = np.zeros((7, 1024), dtype=np.uint32)
        self.ids([PAUSE])

    def __len__(self) -> int:
        return len(self.words)

    def ids(self, row: Sequence[str]) -> NDArray[np.int64]:
        """The numbers of the words in a row."""
        known = self._ids
        found = [known.get(word, -1) for word in row]
        if -1 in found:
            found = [known[word] if word in known else self._add(word) for word in row]
        return np.array(found, dtype=np.int64)

    def _add(self, word: str) -> int:
        number = self._ids[word] = len(self.words)
        self.words.append(word)
        if number == self._columns.shape[1]:
            self._columns = np.concatenate([self._columns, np.zeros_like(self._columns)], axis=1)
        beside = self.lexicon.beside(word)
        place = self._beside.get(beside)
        if place is None:
            place = self._beside[beside] = len(self.neighbours)
            self.neighbours.append(beside)
        low = word.lower()
        self._columns[:, number] = (
            flags_of(word),
            hashed(word),
            hashed(low),
            hashed(self.lexicon.kind(word)),
            place,
            hashed(self.lexicon.fine(word)),
            ord(word[0]),
        )
        return number

    @property
    def flags(self) -> Column:
        return self._column(0)

    @property
    def exact(self) -> Column:
        return self._column(1)

    @property
    def low(self) -> Column:
        return self._column(2)

    @property
    def kinds(self) -> Column:
        return self._column(3)

    @property
    def beside(self) -> Column:
        """For each word the number of its features as a neighbour, in `neighbours`."""
        return self._column(4)

    @property
    def fine(self) -> Column:
        return self._column(5)

    @property
    def initials(self) -> Column:
        """For each word the code point of its first letter."""
        return self._column(6)

    def _column(self, i: int) -> Column:
        column: Column = self._columns[i]
        return column
