"""Rough noun phrases, from closed-class words, capitals and nouns learnt from speakers: who could be speaking."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from corpus.quotes.tokens import OUTSIDE, Text
from corpus.quotes.words import ABBREVIATIONS, DAYS, DETERMINERS, FUNCTION_WORDS, LINKS, PRONOUNS, SPEAKERS

_OWN_KIND = frozenset({"it", "who", "which", "you"})
_LONGEST_BRACKET = 7


class Phrase(NamedTuple):
    """Words `first` to `end`. `kind`: a name, a noun without one, or a pronoun."""

    first: int
    end: int
    kind: Literal["name", "noun", "pron", "it", "who", "which", "you"]


def phrases_of(text: Text, sentence: int, nouns: Collection[str], cues: Collection[str]) -> list[Phrase]:
    """The noun phrases of a sentence outside quotation marks, in order."""
    words, lower, inside = text.words, text.lower, text.inside
    at, end = text.sentences[sentence]
    found: list[Phrase] = []
    while at < end:
        word = lower[at]
        if inside[at] != OUTSIDE:
            at += 1
            continue
        capital = words[at][0].isupper() and word not in FUNCTION_WORDS and word not in DAYS
        if word in PRONOUNS and not _determines(text, at, end, cues):
            found.append(Phrase(at, at + 1, word if word in _OWN_KIND else "pron"))  # type: ignore[arg-type]
            at += 1
        elif (capital or word in DETERMINERS or word in nouns or word in SPEAKERS) and (capital or word not in cues):
            phrase = _phrase_from(text, at, end, capital, nouns, cues)
            if phrase.end > at + 1 or word not in DETERMINERS or word in PRONOUNS:
                found.append(phrase)
            at = phrase.end
        else:
            at += 1
    return found


def _determines(text: Text, at: int, end: int, cues: Collection[str]) -> bool:
    """Whether “some”, “many” … stand before their noun."""
    if text.lower[at] not in DETERMINERS or at + 1 >= end:
        return False
    following = text.lower[at + 1]
    return following[0].isalpha() and following not in FUNCTION_WORDS and following not in cues


def _phrase_from(
    text: Text, first: int, end: int, capital: bool, nouns: Collection[str], cues: Collection[str]
) -> Phrase:
    words, lower, inside = text.words, text.lower, text.inside
    determined = lower[first] in DETERMINERS
    name = capital
    at = first + 1
    while at < end and inside[at] == OUTSIDE:
        word = lower[at]
        if word == "(" and name:
            closing = next(
                (later for later in range(at + 1, min(at + _LONGEST_BRACKET, end)) if words[later] == ")"), -1
            )
            at = closing + 1 if closing > 0 else at
            break
        if word == "and" or word in LINKS:
            if not _goes_on(text, at, end):
                break
            at += 2
            continue
        if word == "." and at + 1 < end and (lower[at - 1] in ABBREVIATIONS or len(words[at - 1]) == 1):
            at += 1
            continue
        if not word[0].isalnum() or word in FUNCTION_WORDS or word in DAYS:
            break
        upper = words[at][0].isupper()
        second = at == first + 1
        if (
            not upper
            and not (second and determined)
            and ((word in cues and word not in nouns) or (word.endswith("ed") and not second))
        ):
            break
        name = name or upper
        at += 1
    return Phrase(first, at, "name" if name else "noun")


def _goes_on(text: Text, link: int, end: int) -> bool:
    """Whether the phrase goes on behind “of”, “and” …: “head of the Guard”, “Tosk and Halm”."""
    after = link + 1
    word = text.lower[link]
    if after >= end or text.inside[after] != OUTSIDE or text.lower[after] in DAYS or word == "on":
        return False
    if text.words[after][0].isupper():
        return word != "and" or text.words[link - 1][0].isupper()
    return word in ("of", "for") and text.lower[after] in DETERMINERS
