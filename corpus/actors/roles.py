"""Roles that the text gives a person: “Foreign Minister Ruan Aldane”, “Mirela Tosk, the mayor of Halvera,”."""

from __future__ import annotations

from collections.abc import Container, Sequence

from corpus.actors.mentions import Mention
from corpus.actors.ner.word_lists import DAYS, FUNCTION
from corpus.actors.titles import CALLS, HEADS, QUALIFIERS
from corpus.text.tokenize import word_set

_LONGEST = 14
_INNER = frozenset(("of", "for", "and", "-", "&", "the", "in", "to", "at", "on", "'s", "’s", "'", "’"))
_ARTICLES = frozenset(("the", "The", "a", "A", "an", "An", "its", "his", "her", "their", "our", "one"))
_STOPS = frozenset((",", ".", ";", ":", ")", "(", "—", "–", "“", "”", '"', "?", "!"))
_VERBS = word_set(
    """
    who whom whose which that said says told was is were are has had will would and but as when where while
    with
    """
)
_PLURAL = word_set(
    """
    ministers presidents leaders secretaries officials
    """
)


def role_of(mentions: Sequence[Mention], surnames: Container[str] = ()) -> str | None:
    """Return the fullest role that the first mentions of a person give, the first of equals; None where there is none.

    What ends with another of the `surnames` is somebody else's role.
    """
    own = {mention.text.words[mention.last - 1] for mention in mentions}
    best, value = None, 0
    for mention in mentions:
        for role in (role_before(mention), role_after(mention)):
            if role is not None:
                told = role.split()
                words = min(len(told), 4)
                if words > value and (told[-1] in own or told[-1] not in surnames):
                    best, value = role, words
    return best


def role_before(mention: Mention) -> str | None:
    """Return the role right before a name, or before it and a comma."""
    words, at = mention.text.words, mention.first
    comma = at > 1 and words[at - 1] == ","
    if comma:
        if mention.last >= len(words) or words[mention.last] not in (",", ".", ";"):
            return None
        at -= 1
    start = end = at
    while start > 0 and end - start < _LONGEST and _belongs(words, start - 1, start, comma):
        start -= 1
    while start < end and (words[start] in _INNER or words[start] in _ARTICLES or words[start] in CALLS):
        start += 1
    if start == end or (comma and (start == 0 or words[start - 1] not in _ARTICLES | {"'s", "’s"})):
        return None
    return _role(mention, start, end, words[end - 1] in HEADS or _turns_on(words[start:end]))


def _belongs(words: list[str], i: int, end: int, comma: bool) -> bool:
    """Return whether the word at `i` goes on with a role leftwards."""
    word = words[i]
    if word in HEADS or word in QUALIFIERS or word in CALLS:
        return True
    if word in _INNER:
        return (
            i > 0
            and (words[i - 1][0].isupper() or words[i - 1] in HEADS)
            and word not in ("in", "to", "at", "on", "and")
        )
    if comma and word in ("the", "The"):
        return True
    return word[0].isupper() and word not in FUNCTION and word not in DAYS


def role_after(mention: Mention) -> str | None:
    """Return the role after a name and a comma, up to the next."""
    words, at = mention.text.words, mention.last
    if at + 2 >= len(words) or words[at] != ",":
        return None
    start = at + 1
    while start < len(words) and (words[start] in _ARTICLES or words[start] == "now"):
        start += 1
    end = start
    while end < len(words) and end - start < _LONGEST and words[end] not in _STOPS and words[end] not in _VERBS:
        end += 1
    if end >= len(words) or words[end] not in _STOPS | {"and", "who", "said", "told", "was", "is"} or end == start:
        return None
    if not (
        words[start][0].islower() or words[at + 1] in _ARTICLES or words[start] in HEADS or _owned(words, start, end)
    ):
        return None
    return _role(mention, start, end, _turns_on(words[start:end]))


def _owned(words: list[str], start: int, end: int) -> bool:
    """“Halvera's foreign minister”, “Halvera foreign minister”."""
    return words[end - 1] in HEADS and words[end - 1][0].islower() and end - start <= 6


def _turns_on(words: list[str]) -> bool:
    """Return whether a role turns on one of its words, before any “of”."""
    for i, word in enumerate(words):
        if word in ("of", "for", "at", "in", "to"):
            return (i > 0 and words[i - 1] in HEADS) or (i > 2 and any(one in HEADS for one in words[:i]))
    return bool(words) and (
        words[-1] in HEADS or (len(words) > 1 and words[-1] in ("general", "General") and words[-2] == "-")
    )


def _role(mention: Mention, start: int, end: int, fits: bool) -> str | None:
    words = mention.text.words
    while end > start and words[end - 1] in _INNER:
        end -= 1
    if not fits or start >= end:
        return None
    if end - start == 1 and (words[start] in CALLS or words[start] in _PLURAL):
        return None
    return mention.text.said(start, end)
