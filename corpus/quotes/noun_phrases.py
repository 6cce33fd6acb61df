"""Rough noun phrases: who could be speaking. Each word is a letter for its kind, and a phrase a pattern of letters.

`C` a capital, `M` an abbreviation or a single capital, `N` a noun of speakers, `w` another word, `e` one in -ed, `v` a
cue, `D` a determiner, `P` a pronoun, `B` what is either, `a` and, `o` of or for, `l` another link, `x` a word or sign
that ends a phrase.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from corpus.quotes.quote_text import QuoteText

_PHRASE = re.compile(
    rb"(P(?!\.C)|B(?![wNeCM]))"
    rb"|((?:[DB](?=[wNveCM])[wve]?|[CN]|M\.?)"
    rb"(?:[CNw]|M\.?|[DP]\.(?=C)|[ol](?=[CM])|(?<=[CM.])a(?=[CM])|o[DB](?=[wNveCM])[wve]?)*)"
    rb"(?:\([^)]{1,6}\))?"
)
PhraseKind = Literal["name", "noun", "pron", "it", "who", "which", "you"]
KINDS: tuple[PhraseKind, ...] = ("name", "noun", "pron", "it", "who", "which", "you")
_OWN_KIND: dict[str, PhraseKind] = {"it": "it", "who": "who", "which": "which", "you": "you"}


class NounPhrase(NamedTuple):
    """Words `first` to `end`. `kind`: a name, a noun without one, or a pronoun."""

    first: int
    end: int
    kind: PhraseKind


def noun_phrases(letters: bytes, text: QuoteText) -> list[NounPhrase]:
    """Return the noun phrases of each sentence, in order. `letters`: one a word."""
    phrases: list[NounPhrase] = []
    for first, end in text.sentences:
        for found in _PHRASE.finditer(letters, first, end):
            at, behind = found.span()
            nouns = found[2]
            if nouns is None:
                kind = _OWN_KIND.get(text.lower[at], "pron")
            else:
                kind = "name" if b"C" in nouns or b"M" in nouns else "noun"
            phrases.append(NounPhrase(at, behind, kind))
    return phrases
