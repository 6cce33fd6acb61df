"""Features of a word by itself: its shape, and the closed lists that contain it."""

from __future__ import annotations

import re
from zlib import crc32

from corpus.actors.ner.word_lists import BRIDGE, DAYS, END, FRONT, FUNCTION, LEAD, SAYING, TAIL, TITLES

_CONTRACTED = re.compile(r"['’](?:[mdt]|ve|re|ll)$")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_AGAIN = re.compile(r"(.)\1+")


class WordFlag:
    """Flags of a word, as bits; plain numbers, which NumPy handles much faster than an enum."""

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
    DAY = 8192


_LISTS = (
    (FUNCTION, WordFlag.FUNCTION),
    (BRIDGE, WordFlag.BRIDGE),
    (LEAD, WordFlag.LEAD),
    (END, WordFlag.END),
    (frozenset("-"), WordFlag.HYPHEN),
    (TITLES, WordFlag.TITLE),
    (SAYING, WordFlag.SAYING),
    (FRONT, WordFlag.FRONT),
    (TAIL, WordFlag.TAIL),
    (DAYS, WordFlag.DAY),
)
_LISTED = {word: sum(bit for words, bit in _LISTS if word in words) for some, _ in _LISTS for word in some}


def hash_feature(feature: str) -> int:
    """32 bits for a feature (feature hashing, Weinberger et al. 2009): among some 100,000, one pair in a few meets."""
    return crc32(feature.encode("utf-8", "surrogatepass"))


def word_shape(word: str) -> str:
    """“Kell” is Xx, “U.S.” X.X., “2031” 9; runs of one sign are one."""
    if word.isalpha() and word.isascii():
        if word.islower():
            return "x"
        if word.isupper():
            return "X"
        if word[1:].islower():
            return "Xx"
    bare = _LETTER.sub(lambda letter: "X" if letter[0].isupper() else "x", word[:24])
    return _AGAIN.sub(r"\1", _DIGIT.sub("9", bare))


def word_flags(word: str) -> int:
    """Return the `WordFlag` of a word."""
    first, flags = word[0], _LISTED.get(word, 0)
    if _CONTRACTED.search(word, max(0, len(word) - 3)):
        flags |= WordFlag.FUNCTION
    if first.isdigit():
        flags |= WordFlag.FIGURE
    if first.isalnum():
        flags |= WordFlag.LETTERS
    if not word.islower() and not flags & WordFlag.FUNCTION and any(map(str.isupper, word)):
        flags |= WordFlag.CAPITAL | WordFlag.UPPER * (len(word) > 1 and word.isupper())
    return flags
