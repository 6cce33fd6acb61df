"""Closed lists of words, as the modules of this package write them."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """Return the words of a text, each once."""
    return frozenset(words.split())
