"""What the engines are asked: queries of twelve kinds, drawn from the articles."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.engines.stories import stories
from index.terms import words

QUERIES_EACH = 40
"""Queries of a kind."""
_KNOWN = 4_000
"""Articles that they are drawn from."""


class Asked(NamedTuple):
    """Queries of one kind: for each the words, and an outlet, or the first and last day."""

    kind: str
    words: list[tuple[str, ...]]
    outlets: list[str]
    days: list[tuple[int, int]]


def queries(file: Path) -> list[Asked]:
    """The same queries for every engine and size, drawn from the articles."""
    random = Random(7)
    known = list(stories(file, _KNOWN))
    rows = [words(paragraph) for story in known for paragraph in story.paragraphs]
    often = Counter(word for row in rows for word in set(row) if word.isascii() and word.isalpha() and len(word) > 3)
    ranked = sorted(often, key=lambda word: (-often[word], word))
    common, middle, rare = ranked[:150], ranked[300:2_000], ranked[8_000:30_000]
    long_rows = [row for row in rows if len(row) > 12]

    def drawn(*lists: list[str]) -> list[tuple[str, ...]]:
        return [tuple(random.choice(some) for some in lists) for _ in range(QUERIES_EACH)]

    outlets = [random.choice(known).outlet for _ in range(QUERIES_EACH)]
    days = [
        (begin, begin + random.choice((0, 10_000, 30_000)))
        for begin in random.choices(range(20130101, 20190101, 10_000), k=QUERIES_EACH)
    ]
    shapes: dict[str, list[tuple[str, ...]]] = {
        "common": drawn(common),
        "rare": drawn(rare),
        "and": drawn(common, middle),
        "or": drawn(common, middle),
        "phrase": _two_of_a_row(long_rows, 1, random),
        "near": _two_of_a_row(long_rows, 3, random),
        "prefix": [(word[: random.choice((3, 4, 5))],) for (word,) in drawn(middle)],
        "fuzzy": drawn(middle),
        "filter": drawn(middle),
        "dates": drawn(common),
        "sorted": drawn(common),
        "facets": drawn(common),
    }
    return [Asked(kind, some, outlets, days) for kind, some in shapes.items()]


def _two_of_a_row(rows: list[list[str]], apart: int, random: Random) -> list[tuple[str, ...]]:
    """Two words of one row, so many places apart, as often as there are queries of a kind."""
    found: list[tuple[str, ...]] = []
    while len(found) < QUERIES_EACH:
        row = random.choice(rows)
        at = random.randrange(len(row) - 2 * apart)
        some = row[at], row[at + apart]
        if all(word.isascii() and word.isalpha() for word in some) and some[0] != some[1]:
            found.append(some)
    return found
