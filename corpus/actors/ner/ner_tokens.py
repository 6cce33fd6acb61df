"""Words of a text for the tagger: what a name can begin or end at is a token of its own.

“U.S.”, “Mr.” and initials stay whole, as does “O'Brien”; a hyphen parts words, and “'s” is a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_SHORTENED = "Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Maj|Adm|Rev|Hon|St|Jr|Sr|Inc|Corp|Ltd|Co|No"
TOKEN = re.compile(
    r"\s?+("
    r"[a-z]++(?![\w'’])|[A-Z][a-z]++(?![\w'’.])"
    r"|(?:[A-Z]\.){2,10}"
    rf"|(?:{_SHORTENED})\."
    r"|[A-Z]\.(?=\s?[A-Z])"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_][^\W_]*(?:['’](?!s\b)\w+)*"
    r"|['’]s\b"
    r"|[^\w\s]|_+|\w+)"
)
"""A token is its first group. Most are plain words, so these come first, and a space is taken along: twice as fast."""
PAUSE = "\n"
"""A token that stands between paragraphs, and is none."""


class TaggedName(NamedTuple):
    """A name: paragraph, first token, last token (not included), the letter of its type: P, O, L, N or M."""

    paragraph: int
    start: int
    end: int
    type: str


def ner_tokens(text: str) -> tuple[list[str], list[int]]:
    """Return the tokens of `text`, and at which character each begins."""
    words: list[str] = []
    starts: list[int] = []
    for found in TOKEN.finditer(text):
        words.append(found[1])
        starts.append(found.start(1))
    return words, starts


def join_tokens(articles: Iterable[Iterable[list[str]]]) -> tuple[list[str], list[int], list[int]]:
    """Return the tokens of all paragraphs of all articles in a row, with pauses around each; where in it each paragraph
    begins; and where each article ends.
    """
    row = [PAUSE] * 3
    begins: list[int] = []
    ends: list[int] = []
    for paragraphs in articles:
        for words in paragraphs:
            begins.append(len(row))
            row += words
            row += [PAUSE] * 3
        ends.append(len(row))
    return row, begins, ends
