"""An article's blocks as numbers: the classes of their characters, their words, and the kinds of those words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from itertools import repeat

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from corpus.boilerplate.classifier.word_kinds import WORD_KINDS

Ints = NDArray[np.integer]
Floats = NDArray[np.floating]
Flags = NDArray[np.bool_]

_TOKEN = re.compile(r"\w+|\n")


class CharacterClass(IntEnum):
    """Classes of characters that distinguish prose from widgets."""

    OTHER = 0
    LOWER = 1
    UPPER = 2
    UNSPACED = 3
    DIGIT = 4
    SPACE = 5
    STOP = 6
    EXCLAMATION = 7
    QUESTION = 8
    COMMA = 9
    COLON = 10
    QUOTE = 11
    APOSTROPHE = 12
    OPENING = 13
    CLOSING = 14
    DASH = 15
    SEPARATOR = 16
    ADDRESS = 17
    MONEY = 18
    RIGHTS = 19
    BREAK = 20


_SIGNS = {
    CharacterClass.SPACE: " \t\u00a0",
    CharacterClass.STOP: ".…。।؟",
    CharacterClass.EXCLAMATION: "!！",
    CharacterClass.QUESTION: "?？",
    CharacterClass.COMMA: ",;،、，",
    CharacterClass.COLON: ":：",
    CharacterClass.QUOTE: '"“”„«»「」『』',
    CharacterClass.APOSTROPHE: "'’‘",
    CharacterClass.OPENING: "([",
    CharacterClass.CLOSING: ")]",
    CharacterClass.DASH: "-–—",
    CharacterClass.SEPARATOR: "|•·▪►▶›→>+*/_=<",
    CharacterClass.ADDRESS: "@#",
    CharacterClass.MONEY: "$€£¥%₹",
    CharacterClass.RIGHTS: "©®™",
    CharacterClass.BREAK: "\n",
}
_UNSPACED = ((0x0E00, 0x0E80), (0x3040, 0x3100), (0x3400, 0xA000), (0xAC00, 0xD7B0))
_LETTERS_END = 0x2C00


class BlockWords(Struct, frozen=True):
    """The words of an article's blocks in order, lower case.

    `block` and `word` have one entry a word: the number of its block, and its number in `distinct`.
    """

    block: Ints
    word: Ints
    distinct: tuple[str, ...]
    kinds: Ints


def block_words(texts: Sequence[str]) -> BlockWords:
    """Return the words of `texts`, one text a block."""
    tokens = _TOKEN.findall("\n".join(texts).lower())
    distinct = tuple(dict.fromkeys(("\n", *tokens)))
    numbers = dict(zip(distinct, range(len(distinct)), strict=True))
    ids = np.fromiter(map(numbers.__getitem__, tokens), np.int64, len(tokens))
    kinds = np.fromiter(map(WORD_KINDS.get, distinct, repeat(0)), np.int64, len(distinct))
    real = ids != 0
    block = np.cumsum(~real)
    return BlockWords(block[real], ids[real], distinct, kinds)


class CharacterCounts(Struct, frozen=True):
    """Counts of each character class in each block (classes × n), of words and capitalised ones, and the classes at the
    edges.
    """

    counts: Floats
    words: Floats
    capitalised: Floats
    sentences: Floats
    first: Ints
    last: Ints
    before_last: Ints


def count_characters(texts: Sequence[str]) -> CharacterCounts:
    """Return the characters of `texts`, none of which is empty, one text a block."""
    joined = "\n" + "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32)
    signs = _sign_table()[np.minimum(codes, 0xFFFF)]
    breaks = np.flatnonzero(signs == CharacterClass.BREAK)
    n = len(texts)
    block = np.repeat(np.arange(n + 1), np.diff(breaks, append=len(signs)))
    cells = signs.astype(np.int64) * (n + 1) + block
    counts = np.bincount(cells, minlength=(n + 1) * len(CharacterClass)).reshape(len(CharacterClass), n + 1)[:, :n]
    in_word = _IN_WORD[signs]
    begins = np.zeros(len(signs), bool)
    begins[1:] = in_word[1:] & ~in_word[:-1]
    ends = _ENDS_SENTENCE[signs[:-1]] & _AFTER_SENTENCE[signs[1:]]
    return CharacterCounts(
        counts=counts.astype(np.float32),
        words=np.bincount(block[begins], minlength=n)[:n] + counts[CharacterClass.UNSPACED] / 2,
        capitalised=np.bincount(block[begins & (signs == CharacterClass.UPPER)], minlength=n)[:n].astype(np.float32),
        sentences=np.bincount(block[:-1][ends], minlength=n)[:n].astype(np.float32),
        first=signs[breaks[:-1] + 1].astype(np.int64),
        last=signs[breaks[1:] - 1].astype(np.int64),
        before_last=signs[breaks[1:] - 2].astype(np.int64),
    )


def _signs_set(*signs: CharacterClass) -> Flags:
    chosen = np.zeros(len(CharacterClass), bool)
    chosen[list(signs)] = True
    return chosen


_IN_WORD = _signs_set(CharacterClass.LOWER, CharacterClass.UPPER, CharacterClass.DIGIT, CharacterClass.APOSTROPHE)
_ENDS_SENTENCE = _signs_set(CharacterClass.STOP, CharacterClass.EXCLAMATION, CharacterClass.QUESTION)
_AFTER_SENTENCE = _signs_set(
    CharacterClass.SPACE, CharacterClass.BREAK, CharacterClass.QUOTE, CharacterClass.CLOSING, CharacterClass.APOSTROPHE
)


@cache
def _sign_table() -> NDArray[np.uint8]:
    """Return the sign of each character of the basic plane."""
    table = np.zeros(0x10000, np.uint8)
    for code in range(_LETTERS_END):
        char = chr(code)
        if char.isalpha():
            table[code] = CharacterClass.UPPER if char.isupper() else CharacterClass.LOWER
        elif char.isdecimal():
            table[code] = CharacterClass.DIGIT
    for start, end in _UNSPACED:
        table[start:end] = CharacterClass.UNSPACED
    for sign, chars in _SIGNS.items():
        table[[ord(char) for char in chars]] = sign
    return table
