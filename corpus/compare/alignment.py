"""Alignment: which passage of one article says what a passage of the other says.

Passages of the same words belong together. The others are paired by the words they share, the best match first. A word
weighs more the fewer passages use it, names weigh little (an article about a minister names him everywhere), figures
much, small words nothing; of two equal matches the one nearer in place wins. Weights are whole numbers, so that the
result is the same whichever article comes first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import log, sqrt
from typing import NamedTuple

from corpus.compare.words import Word, stem

ENOUGH = 0.28  # of what both passages weigh; weaker pairs are seldom ones that a reader would make
FEWEST_WORDS = 2  # that are shared and are not names
NAME = 0.3
FIGURE = 1.5
ORDER = 0.08  # how much nearness may add to a match
WORK = 3_000_000  # steps that may be spent; beyond it, in articles as long as books, the commonest words match nothing
CALENDAR = """
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
"""
DAYS_AND_MONTHS = frozenset(stem(word) for word in CALENDAR.split())  # have capitals, and are no names

Words = tuple[Word, ...]


class Pair(NamedTuple):
    """The passages numbered `left` and `right`, from 0, go together."""

    left: int
    right: int
    same: bool


def pair(left: Sequence[Words], right: Sequence[Words]) -> list[Pair]:
    """The passages that go together, in the order of the left article; each passage is in one pair at most."""
    pairs = list(_of_the_same_words(left, right))
    free_left = set(range(len(left))) - {p.left for p in pairs}
    free_right = set(range(len(right))) - {p.right for p in pairs}
    weights = _weights(left, right)
    stems_left = {i: _telling(left[i], weights) for i in free_left}
    stems_right = {j: _telling(right[j], weights) for j in free_right}
    for i, j in _best_first(stems_left, stems_right, weights, len(left), len(right)):
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            pairs.append(Pair(i, j, same=False))
    return sorted(pairs)


def _of_the_same_words(left: Sequence[Words], right: Sequence[Words]) -> Iterator[Pair]:
    """The first passage of the left with the first of the same words on the right, the second with the second …"""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in reversed(range(len(right))):
        places[_forms(right[j])].append(j)
    for i, words in enumerate(left):
        if waiting := places.get(_forms(words)):
            yield Pair(i, waiting.pop(), same=True)


def _forms(words: Words) -> tuple[str, ...]:
    return tuple(word.form for word in words)


class Weight(NamedTuple):
    """What a stem weighs in these two articles."""

    grams: int
    name: bool


def _weights(left: Sequence[Words], right: Sequence[Words]) -> dict[str, Weight]:
    """By how many passages of that article use a word that uses it more, so that to be shared makes no word common."""
    uses = _uses(left) | _uses(right)
    named = {stem(word.form) for words in (*left, *right) for word in words[1:] if word.capital}
    common = {stem(word.form) for words in (*left, *right) for word in words if not word.capital}
    names = named - common - DAYS_AND_MONTHS
    longest = max(len(left), len(right))
    weights = {}
    for word, count in uses.items():
        factor = NAME if word in names else FIGURE if word[0].isdigit() else 1
        weights[word] = Weight(round(1000 * factor * log(1 + longest / count)), word in names)
    return weights


def _uses(passages: Sequence[Words]) -> Counter[str]:
    return Counter(chain.from_iterable({stem(word.form) for word in words} for words in passages))


class Telling(NamedTuple):
    """The stems of a passage that are not small words, and what they weigh together."""

    stems: frozenset[str]
    grams: int


def _telling(words: Words, weights: Mapping[str, Weight]) -> Telling:
    stems = frozenset(stem(word.form) for word in words if not word.small)
    return Telling(stems, sum(weights[word].grams for word in stems))


def _best_first(
    left: Mapping[int, Telling], right: Mapping[int, Telling], weights: Mapping[str, Weight], n: int, m: int
) -> list[tuple[int, int]]:
    """The pairs worth making, of articles of n and m passages."""
    users: dict[str, list[int]] = defaultdict(list)
    for j in sorted(right):
        for word in right[j].stems:
            users[word].append(j)
    uses = Counter(word for telling in left.values() for word in telling.stems)
    steps = sum(count * len(users[word]) for word, count in uses.items())
    most = WORK // max(1, sum(uses.values()), sum(map(len, users.values()))) if steps > WORK else steps
    found: list[tuple[float, int, int, int, int]] = []
    for i in sorted(left):
        grams: Counter[int] = Counter()
        plain: Counter[int] = Counter()
        for word in left[i].stems:
            if max(uses[word], len(users[word])) <= most:
                for j in users[word]:
                    grams[j] += weights[word].grams
                    plain[j] += not weights[word].name
        for j, shared in grams.items():
            match = shared / sqrt(left[i].grams * right[j].grams)
            if match >= ENOUGH and plain[j] >= FEWEST_WORDS:
                nearness = 1 - abs(i / n - j / m)
                found.append((-match - ORDER * nearness, i + j, abs(i - j), i, j))
    return [(i, j) for *_, i, j in sorted(found)]
