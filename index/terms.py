"""Split text into words. Indexing, searching and highlighting all ask here, so that they agree.

A word is a run of letters and digits with the marks that belong to them. A point stays inside a number and an
abbreviation ("3.1", "U.S"), an apostrophe inside a name ("O’Brien"); a possessive 's is no part of the word. Scripts
that are written without spaces count each character as a word. Words are compared folded: without case and accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from corpus.text.scripts import UNSPACED

NAME_WORD = "\x1f"
"""Separator U+001F: before each word of a name in the field `actor`, after the key in `said` and `actor_name`.

It sorts before every word and key.
"""

LONGEST = 64
"""Characters of a word that count; what is longer is seldom a word."""

SHORTEST_STEM = 3
"""From so many letters on a word that is being typed stands for its other forms too."""


def _marks() -> str:
    """The marks of all scripts that have them, as ranges for a pattern."""
    codes = [code for code in range(0x300, 0x1E00) if unicodedata.category(chr(code)) in ("Mn", "Mc")]
    runs = groupby(enumerate(codes), lambda pair: pair[1] - pair[0])
    ends = [(run[0][1], run[-1][1]) for run in (list(run) for _, run in runs)]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ends)


def _pattern(run: str, or_else: str = "") -> re.Pattern[str]:
    """Runs of letters and digits, joined where apostrophe or point belong to the word; group 1 is the word."""
    joint = (
        r"['’](?![sS](?!\w))"  # O’Brien
        r"|(?<=\d)[.,](?=\d)"  # 2,400
        r"|(?<=\b[^\W\d_])\.(?=[^\W\d_](?!\w))"  # U.S
    )
    # most words are joined to nothing, and one look at the next character tells
    return re.compile(rf"({run}(?:(?=['’.,])(?:{joint}){run})*{or_else})(?:['’][sS](?!\w))?")


_PLAIN = _pattern(r"[^\W_]+")
_MARKS = _marks()
_NEEDS_FULL = re.compile(rf"[{UNSPACED}{_MARKS}]")
_KEPT = 200_000


class _Folded(dict[str, str]):
    """Words as written, and folded; those of the last articles are remembered."""

    def __missing__(self, word: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        folded = self[word] = _fold(word)
        return folded


_folded = _Folded()


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    lower = text.lower()
    if len(lower) != len(text):
        return list(map(_folded.__getitem__, raw_words(text)))
    found = raw_words(lower)
    if max(map(len, found), default=0) <= LONGEST and "".join(found).isascii():
        return found
    return list(map(_folded.__getitem__, found))


def raw_words(text: str) -> list[str]:
    """Return the words of a text as written."""
    found: list[str] = _words_of(text).findall(text)
    return found


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text, folded, with its first character and the one after its last."""
    for match in _words_of(text).finditer(text):
        yield fold(match[1]), match.start(1), match.end(1)


def fold(word: str) -> str:
    """A word without case and accents: the same for all its spellings. At most `LONGEST` characters."""
    return _folded[word]


def _words_of(text: str) -> re.Pattern[str]:
    # the plain pattern finds the same words three times as fast
    return _PLAIN if text.isascii() or not _NEEDS_FULL.search(text) else _full()


@cache
def _full() -> re.Pattern[str]:
    return _pattern(rf"[^\W_{UNSPACED}]+(?:[{_MARKS}]+[^\W_{UNSPACED}]*)*", rf"|[{UNSPACED}][{_MARKS}]*")


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()[:LONGEST]
    bare = unicodedata.normalize("NFKD", word.replace("’", "'")).casefold()
    return unicodedata.normalize("NFC", "".join(c for c in bare if not "\u0300" <= c <= "\u036f"))[:LONGEST]
