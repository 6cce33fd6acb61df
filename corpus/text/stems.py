"""Stems by language (Snowball, Porter 2001): the part that the forms of a word share, such as “talk” of “talking”."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from functools import cache

from Stemmer import Stemmer

_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
_MOST_KEPT = 200_000  # words of a language whose stems are remembered: some 20 MB; then all are forgotten
_per_thread = threading.local()


class _Stems(dict[str, str]):
    """Remembers stems. Several threads may ask at once: each has its own stemmer, and entries never change."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
        stemmed: str = _stemmer(self._language).stemWord(word)
        self[word] = stemmed
        return stemmed


@cache
def _stems_of(language: str) -> _Stems:
    return _Stems(language)


def has_stemmer(language: str) -> bool:
    """Return whether there is a stemmer for a language, given as an ISO 639-1 code."""
    return language in _ALGORITHMS


def stem(word: str, language: str = "en") -> str:
    """Return the stem of a word in lower case. Raises KeyError for a language without a stemmer."""
    return _stems_of(language)[word]


def stems(words: Iterable[str], language: str = "en") -> Iterator[str]:
    """Yield the stem of each word, as `stem` does, but faster."""
    return map(_stems_of(language).__getitem__, words)


def _stemmer(language: str) -> Stemmer:
    """Return this thread's stemmer of a language: one must not be shared by threads."""
    stemmers: dict[str, Stemmer] = _per_thread.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer(_ALGORITHMS[language])
    return stemmers[language]
