"""Rows: several widgets in one line, and menus. What each of their parts says gives the whole away."""

from __future__ import annotations

import re

from corpus.article import Role
from corpus.boilerplate.blocks import count_words
from corpus.boilerplate.phrase_families import Judgement, PhraseTable

_LONGEST = 200
_MOST_WORDS = 20
_PARTS = re.compile(r"\s[·•|]\s|(?<=[.!?…])\s+(?=\S)")
_FIGURE = re.compile(r"#?\d[\w:.,]*(?:\s[\w:.]+){0,3}")
_WORD = re.compile(r"[^\W\d_][\w’'&.-]*")
_IN_LOWER_CASE = re.compile(r"\s[a-z]{4}")
_HOME = re.compile(r"\W*(?:Home|HOME|Startseite|Accueil|Inicio|Início)\b")
_FEWEST_OF_MENU = 4
_SMALL = frozenset(("the", "and", "of", "for", "und", "et", "y", "e", "de", "la", "le"))


def verdict_on_row(text: str, phrases: PhraseTable) -> Judgement | None:
    """Role, reason and confidence of a line that is nothing but widgets in a row, or a menu; else None."""
    if len(text) > _LONGEST or count_words(text) > _MOST_WORDS:
        return None
    return _row(text, phrases) or _menu(text, phrases)


def _row(text: str, phrases: PhraseTable) -> Judgement | None:
    """Return every part is a phrase, or a short figure beside phrases."""
    if not _PARTS.search(text):
        return None
    parts = [part for part in _PARTS.split(text) if any(map(str.isalnum, part))]
    if len(parts) < 2:
        return None
    known: list[Judgement] = []
    for part in parts:
        if verdict := phrases.verdict(part):
            known.append(verdict)
        elif not _FIGURE.fullmatch(part):
            return None
    return (known[0][0], f"{known[0][1]}, in a row of {len(parts)}", 0.85) if known else None


def _menu(text: str, phrases: PhraseTable) -> Judgement | None:
    """Capitalised words, among them the names of sections: “Home” and one more, or half of all."""
    if text[-1] in '.!?…”"':
        return None
    if _IN_LOWER_CASE.search(text):
        return None
    words = [word for word in _WORD.findall(text) if word not in _SMALL]
    if not _FEWEST_OF_MENU <= len(words) <= 40 or not all(word[0].isupper() for word in words):
        return None
    sections = sum(phrases.is_section(word) for word in dict.fromkeys(words))
    if sections < (3 if _HOME.match(text) else max(4, len(words) / 2)):
        return None
    return Role.NAVIGATION, f"names {sections} sections, as a menu does", 0.85
