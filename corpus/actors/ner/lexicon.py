"""The lexicon: features of a word from closed lists, gazetteer and learned word classes, before any article is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from corpus.actors.ner.word_lists import BODIES, BRIDGE, DAYS, LANDFORMS, SAYING, TITLES
from corpus.actors.ner.word_shapes import word_shape

Facts = tuple[int, ...]
"""Of a word: letters of the gazetteer as bits, a coarse and a fine class, then levels from 0 to 4."""

GAZETTEER = "CDKORcdkorvgs"
"""Countries, demonyms, capitals, organisations, regions; small: part of such a name; of cities v, given names g,
surnames s."""

_PERSONAL = "gs"

_CLOSED = (("T", TITLES), ("S", SAYING), ("B", BODIES), ("G", LANDFORMS), ("Y", DAYS))
_LISTED = {word: "".join(letter for letter, words in _CLOSED if word in words) for _, some in _CLOSED for word in some}


class Lexicon:
    """Words and what was learnt of them. `facts` is word to Facts."""

    def __init__(self, facts: Mapping[str, Facts]) -> None:
        self._facts = facts

    def letters(self, word: str) -> str:
        """Return the closed lists and the places of the gazetteer that hold a word, a letter each."""
        facts = self._facts.get(word)
        closed = _LISTED.get(word, "")
        return closed + _places(facts[0]) if facts and facts[0] else closed

    def kinds(self, word: str) -> tuple[str, str]:
        """Return a coarse and a finer name for what a word is, for features of several words."""
        letters, facts = self.letters(word).rstrip(_PERSONAL), self._facts.get(word)
        plain = "" if facts and facts[2] and (letters or facts[1]) else word_shape(word)
        coarse = letters[0] if letters else f"{facts[1]}" if facts and facts[1] else plain
        return coarse, f"fine {facts[2]}" if facts and facts[2] else plain

    def own(self, word: str) -> list[str]:
        """Return the features of a word in its own place."""
        low, letters, facts = word.lower(), self.letters(word), self._facts.get(word)
        features = [f"w={low}", f"W={word}", f"s={word_shape(word)}", *(f"g={letter}" for letter in letters)]
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
        """Return the features of a word beside the one in question; many words have the same."""
        low, facts = word.lower(), self._facts.get(word) or self._facts.get(word.lower())
        features = [f"g={letter}" for letter in self.letters(word)]
        features += [f"s={word_shape(word)}"]
        if len(low) > 3:
            features.append(f"e={low[-3:]}")
        if facts:
            features += [f"w={low}", f"c0={facts[1]}", f"c1={facts[2]}"]
        elif not word[0].isalnum() or word in BRIDGE:
            features.append(f"w={low}")
        return tuple(features)


@lru_cache(maxsize=1024)
def _places(bits: int) -> str:
    return "".join(letter for bit, letter in enumerate(GAZETTEER) if bits >> bit & 1)
