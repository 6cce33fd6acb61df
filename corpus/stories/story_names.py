"""A story's name: the one of its headlines that says most of what the others say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.text.tokenize import stem, tokenize

_LONG = 14  # words; a longer headline says more only because it is longer
_LESS = 0.6  # what a question or an opinion is worth: it says less of what happened
_LABEL = re.compile(
    r"\A\s*(?:BREAKING(?: NEWS)?|JUST IN|UPDATED?|EXCLUSIVE|CORRECTED|WATCH|VIDEO)\s*[:|–—-]\s+(?=\S)", re.IGNORECASE
)
_NO_NEWS = re.compile(
    r"\s*(?:OPINION|ANALYSIS|EDITORIAL|COMMENT|REVIEW|LETTERS?)\s*[:|–—]|[^?]*\?[\s”\"’']*\Z", re.IGNORECASE
)


def story_name(headlines: Sequence[str]) -> str:
    """Return one of the headlines, without a label such as `UPDATE:`; empty where all are."""
    headlines = [_LABEL.sub("", line[:400], count=1) + line[400:] for line in headlines]
    said = [frozenset(stem(word.form) for word in tokenize(line[:400]) if not word.small) for line in headlines]
    told = Counter(word for line in said for word in line)

    def weight(number: int) -> float:
        shared = sum(told[word] - 1 for word in said[number])
        news = _LESS if _NO_NEWS.match(headlines[number][:400]) else 1.0
        return news * shared / max(6, len(said[number]), len(said[number]) - _LONG + 6)

    best = max(range(len(headlines)), key=lambda number: (bool(said[number]), weight(number), -number), default=None)
    return headlines[best] if best is not None else ""
