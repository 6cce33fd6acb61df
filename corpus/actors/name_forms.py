"""Forms of a name: as it is compared, as it is spelt in a key, and as it sounds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLES = frozenset(("al", "el", "ul", "ad", "as", "ash", "an", "ar", "at", "az"))
_POSSESSIVE = re.compile(r"(?<!\s)\s*+['’]s?$")
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b|$|\s|\W)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|&")
_SLUG = re.compile(r"[\W_]+")
_INITIALS = re.compile(r"(?<=\s)([^\W\d_])\.?\s([^\W\d_])\.?(?=\s)")
_INITIAL = re.compile(r"(?<=\s)[^\W\d_]\.?(?=\s)")
_TWICE = re.compile(r"(.)\1+")
_SOUNDS = (
    ("tch", "ch"),
    ("ou", "u"),
    ("oo", "u"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("ph", "f"),
    ("ck", "k"),
    ("ks", "x"),
    ("iy", "i"),
    ("yy", "i"),
    ("ey", "i"),
    ("ei", "i"),
    ("ij", "i"),
    ("ii", "i"),
    ("y", "i"),
    ("j", "i"),
    ("q", "k"),
    ("w", "v"),
    ("e", "a"),
    ("o", "u"),
    ("'", ""),
)


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """Lower case, without accents, full stops, “the” and a possessive; hyphens are spaces.

    >>> plain("The U.S. Navy's")
    'us navy'
    """
    if not name.isascii():
        letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
        name = "".join(letter for letter in letters if not unicodedata.combining(letter))
    name = _POSSESSIVE.sub("", name.casefold())
    name = _DOTTED.sub(r"\1", name) if "." in name else name
    words = _WORD.findall(name)
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def slug(name: str) -> str:
    """Return the name as it is in a key: “Ruan K. Aldane” is ruan-aldane, “Ruan H. W. Aldane” ruan-hw-aldane."""
    bare = _INITIAL.sub("", _INITIALS.sub(r"\1\2", name)) if " " in name else name
    return plain(bare).replace(" ", "-").replace("'", "") or _SLUG.sub("-", name.casefold()).strip("-") or "-"


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """Return how a plain word sounds, near enough that ways to write one name in Latin letters fall together.

    >>> sound("sergei") == sound("sergey"), sound("qaida") == sound("qaeda") (True, True)
    """
    for spelt, spoken in _SOUNDS:
        if spelt in word:
            word = word.replace(spelt, spoken)
    word = word.replace("ai", "a").replace("aa", "a")
    return _TWICE.sub(r"\1", word)


def without_articles(name: str) -> str:
    """Return a plain name without Arabic articles: “bashar al assad” is “bashar assad”."""
    words = name.split()
    if _ARTICLES.isdisjoint(words[:-1]):
        return name
    return " ".join([word for word in words[:-1] if word not in _ARTICLES] + words[-1:])
