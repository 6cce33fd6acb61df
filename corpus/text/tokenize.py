"""Words, as comparing sees them: what two outlets must share to have said the same.

Case, punctuation, the shape of quotation marks and apostrophes say nothing here. Signs that change a figure (per cent,
currencies, a minus) are words of their own, and so is each character of a script that is written without spaces.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from corpus.text import stems
from corpus.text.scripts import UNSPACED

PUNCTUATION = (
    r"\s!-/:-@\[-`{-~\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u055d\u0589\u05be\u05f3\u05f4\u060c\u061b\u061f\u06d4"
    r"\u0964\u0965\u2000-\u2012\u2013-\u206f\u3000-\u3004\u3008-\u3040\u30fb\uff01-\uff0f\uff1a-\uff20\ufffd"
)
WORD = re.compile(
    rf"\d+(?:[.,:/]\d+)*"
    rf"|\b(?:[A-Z]\.){{2,9}}"
    rf"|[{UNSPACED}]"
    rf"|[^\d{PUNCTUATION}{UNSPACED}$€£¥₹][^{PUNCTUATION}{UNSPACED}]*(?:['’ʼ][^{PUNCTUATION}{UNSPACED}]+)*"
    rf"|[%‰$€£¥₹]"
    rf"|(?<![^\s(])[-−](?=\d)"
)
SMALL = """
    a about after again all also an and any are as at be been before being but by can could did do does for from had has
    have he her his how i if in into is it its just may me more most my no not of on once one only or other our out over
    own she should so some such than that the their them then there these they this those to under up upon us very was
    we were what when where which while who whom whose why will with would you your said says say told
"""
SMALL_WORDS = frozenset(SMALL.split())
GRAMMAR = frozenset(map(chr, range(0x3041, 0x30A0))) | frozenset("的了是在和与也就都而及着或之其这那有")
"""Signs of scripts without spaces that tell of grammar alone: hiragana, and the commonest Chinese particles."""
UNTELLING = SMALL_WORDS | GRAMMAR


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, each once: for closed lists of words written out in code."""
    return frozenset(words.split())


class WordToken(NamedTuple):
    """A word of a text: `form` is what is compared, `text[start:end]` what is shown."""

    form: str
    start: int
    end: int
    capital: bool

    @property
    def small(self) -> bool:
        return self.form in UNTELLING


Words = tuple[WordToken, ...]


def tokenize(text: str) -> Words:
    """Return the words of a text, in order."""
    found = []
    for match in WORD.finditer(text):
        word = match[0]
        found.append(WordToken(word_form(word), *match.span(), word[0].isupper()))
    return tuple(found)


@lru_cache(maxsize=50_000)
def word_form(word: str) -> str:
    """Return a word without what is only typography; "U.N." is "UN"."""
    if word[-1] == ".":
        word = word.replace(".", "")
    return normalize("NFC", word.casefold()).replace("’", "'").replace("ʼ", "'").replace("−", "-")


def stem(form: str) -> str:
    """Return the part of a word that its inflections share, so that `agreed` finds `agrees`; without a possessive."""
    return stems.stem(form.removesuffix("'s"))
