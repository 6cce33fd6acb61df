"""What surrounds the quotes of a text: cue words, noun phrases, and which phrase is the subject of which cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from corpus.quotes.phrases import Phrase, phrases_of
from corpus.quotes.tokens import OUTSIDE, Text
from corpus.quotes.words import AUXILIARIES, FUNCTION_WORDS

_TO_THE_LEFT = 3
_STEPS = (4, 7, 13, 30)
_MOST = _STEPS[-1]
_STEPPED = tuple(str(max([limit for limit in _STEPS if limit <= count], default=count)) for count in range(_MOST + 1))


class Lexicon(NamedTuple):
    """Cue words and nouns of speakers, each with how often it is one, in fifths: 0 to 4."""

    cues: Mapping[str, int]
    nouns: Mapping[str, int]


class Subject(NamedTuple):
    """A phrase that may be the subject of a cue, on its `side`, the `rank`-th from it, and what speaks for it:
    groups of signs, of the words between the two, of their places, and of both."""

    phrase: Phrase
    side: str
    rank: int
    gap: int
    signs: tuple[tuple[str, ...], ...]


class Scene:
    """A text with its cue words outside quotation marks, in order; phrases and subjects are worked out when asked."""

    def __init__(self, text: Text, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        inside, known = text.inside, lexicon.cues
        self.cues = [at for at, word in enumerate(text.lower) if word in known and inside[at] == OUTSIDE]
        self.cues_of: dict[int, list[int]] = {}
        for cue in self.cues:
            self.cues_of.setdefault(text.sentence[cue], []).append(cue)
        self.opens = [quote.before for quote in text.quoted]
        self._heads: dict[Phrase, str] = {}
        self._phrases: dict[int, list[Phrase]] = {}
        self._subjects: dict[int, list[Subject]] = {}

    def phrases(self, sentence: int) -> list[Phrase]:
        """The noun phrases of a sentence, in order."""
        found = self._phrases.get(sentence)
        if found is None:
            found = self._phrases[sentence] = phrases_of(self.text, sentence, self.lexicon.nouns, self.lexicon.cues)
        return found

    def subjects(self, cue: int) -> list[Subject]:
        """The phrases that may be the subject of `cue`: the nearest on its left and right, and the sentence's first."""
        known = self._subjects.get(cue)
        if known is not None:
            return known
        phrases = self.phrases(self.text.sentence[cue])
        behind = next((n for n, phrase in enumerate(phrases) if phrase.end > cue), len(phrases))
        left = phrases[max(0, behind - _TO_THE_LEFT) : behind][::-1]
        if left and left[-1] != phrases[0]:
            left.append(phrases[0])
        right = next((phrase for phrase in phrases[behind:] if phrase.first > cue), None)
        found = [self._subject(cue, phrase, "L", rank, phrases[0]) for rank, phrase in enumerate(left)]
        if right is not None:
            found.append(self._subject(cue, right, "R", 0, phrases[0]))
        self._subjects[cue] = found
        return found

    def _subject(self, cue: int, phrase: Phrase, side: str, rank: int, leading: Phrase) -> Subject:
        lower, kind = self.text.lower, phrase.kind
        gap = lower[phrase.end : cue] if side == "L" else lower[cue + 1 : phrase.first]
        between = _between(gap)
        before = "^" if self.begins_sentence(phrase.first) else lower[phrase.first - 1]
        if before not in FUNCTION_WORDS and before != "^":
            before = "w"
        word = lower[cue]
        signs = (
            _gap_signs(side, between, kind, self.cues_between(phrase, cue)),
            _place_signs(side, rank, kind, before, word[-3:] == "ing", phrase is leading),
            _head_signs(side, kind, self.head(phrase), word),
        )
        return Subject(phrase, side, rank, len(gap), signs)

    def head(self, phrase: Phrase) -> str:
        """How much the phrase looks like a speaker: of its nouns, or the pronoun itself."""
        known = self._heads.get(phrase)
        if known is None:
            known = self._heads[phrase] = self._head(phrase)
        return known

    def _head(self, phrase: Phrase) -> str:
        nouns, lower = self.lexicon.nouns, self.text.lower
        if phrase.kind == "noun":
            return str(nouns.get(lower[phrase.end - 1], "n"))
        if phrase.kind == "name":
            return str(max([nouns.get(lower[at], 0) for at in range(phrase.first, phrase.end)]))
        return lower[phrase.first]

    def cues_between(self, phrase: Phrase, cue: int) -> int:
        """How many other cues stand between the two, up to 2."""
        first, end = (phrase.end, cue) if phrase.end <= cue else (cue + 1, phrase.first)
        own = self.cues_of.get(self.text.sentence[cue], ())
        return min(2, bisect_left(own, end) - bisect_left(own, first)) if end > first else 0

    def begins_sentence(self, word: int) -> bool:
        """Whether nothing of the sentence but a quote stands before `word`."""
        text = self.text
        return word == 0 or text.sentence[word - 1] != text.sentence[word] or text.inside[word - 1] != OUTSIDE


def _between(gap: list[str]) -> str:
    """The words between a phrase and its cue, or the shape of what is longer than two."""
    core = [word for word in gap if word not in AUXILIARIES and word[-2:] != "ly"]
    if len(core) < 3:
        return "_".join(core)
    shape = "c" if core[0] == "," and core[-1] == "," else "w" if "," not in core else "x"
    return shape + step(len(core))


@lru_cache(maxsize=4096)
def _gap_signs(side: str, between: str, kind: str, cues: int) -> tuple[str, ...]:
    return f"sg{side}{between}", f"sk{side}{between[:2]}{kind}", f"so{side}{between[:1]}{cues}"


@lru_cache(maxsize=4096)
def _place_signs(side: str, rank: int, kind: str, before: str, participle: bool, leading: bool) -> tuple[str, ...]:
    return f"sr{side}{rank}{kind}", f"b{side}{before}", f"i{side}{rank}{participle}{before == '^'}{leading}"


@lru_cache(maxsize=4096)
def _head_signs(side: str, kind: str, head: str, word: str) -> tuple[str, ...]:
    return f"h{kind}{head}", f"cs{side}{word}"


def step(count: int) -> str:
    """A length, rounded: exact below 4."""
    return _STEPPED[count] if count < _MOST else _STEPPED[_MOST]
