"""Alignment: which passage of one article says what a passage of the other says.

Passages of the same words belong together. The others are paired by the words they share, the best match first: a word
weighs more the rarer it is in the news and in these two articles; quoted words and figures weigh more, names next to
nothing; of two equal matches the one nearer in place wins. What is then still alone may go with less, where both name
the same people and are each other's best: so the first sentences of two reporters often say one thing in words of their
own. At last, what is left over may go with a passage that has a partner already: a sentence of one article is often two
of the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from math import log, sqrt
from typing import NamedTuple

from corpus.compare.prepared import PassageFeatures

ENOUGH = 0.30  # of what both passages weigh; weaker pairs are seldom ones that a reader would make
FEWEST_WORDS = 2  # that are shared and are not names
FEWEST_GRAMS = 0.75  # that these weigh: two common words are chance
QUOTED_RUN = 0.12  # what each run of three words adds that is quoted on both sides, up to three of them
LESS = 0.20  # is enough for two passages that share so many names, …
FEWEST_NAMES = 4  # … counted as words of names and titles
ORDER = 0.08  # how much nearness may add to a match
REST = 0.5  # of a passage left over, that a partner's partner must hold
MOST_BY_NAMES = 40_000  # pairs that are looked at for their names; books have more
WORK = 3_000_000  # steps that may be spent; beyond it, in articles as long as books, the commonest words match nothing


class PassagePair(NamedTuple):
    """The passages numbered `left` and `right`, from 0, go together; `again` where one of them is in a better pair."""

    left: int
    right: int
    same: bool
    again: bool = False


class WeightedStems(NamedTuple):
    """The stems of a passage with what each weighs in these two articles, which of them are names, and the sum."""

    stems: Mapping[str, float]
    names: frozenset[str]
    grams: float
    runs: frozenset[tuple[str, ...]]


def align_passages(
    left: Sequence[PassageFeatures], right: Sequence[PassageFeatures], between: Callable[[], None] = lambda: None
) -> list[PassagePair]:
    """Return the passages that go together, in the order of the left article. `between` is called once a passage."""
    pairs = list(_of_the_same_words(left, right))
    free_left = set(range(len(left))) - {p.left for p in pairs}
    free_right = set(range(len(right))) - {p.right for p in pairs}
    if free_left and free_right:
        common = commonness((left, right))
        lefts = [weigh_stems(said, common) for said in left]
        rights = [weigh_stems(said, common) for said in right]
        for i, j in _best_first(lefts, rights, free_left, free_right, between):
            if i in free_left and j in free_right:
                free_left.remove(i)
                free_right.remove(j)
                pairs.append(PassagePair(i, j, same=False))
        for i, j in _by_names(lefts, rights, free_left, free_right):
            free_left.remove(i)
            free_right.remove(j)
            pairs.append(PassagePair(i, j, same=False))
        pairs += _left_over(pairs, lefts, rights, free_left, free_right)
    return sorted(pairs)


def _of_the_same_words(left: Sequence[PassageFeatures], right: Sequence[PassageFeatures]) -> Iterator[PassagePair]:
    """Yield the first passage of the left with the first of the same words on the right, the second with the
    second …
    """
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in reversed(range(len(right))):
        places[right[j].forms].append(j)
    for i, said in enumerate(left):
        if waiting := places.get(said.forms):
            yield PassagePair(i, waiting.pop(), same=True)


def commonness(articles: Sequence[Sequence[PassageFeatures]]) -> dict[str, float]:
    """Return the factor, 0 to 1, for a stem's weight: the less, the more passages of one article use it, so that being
    shared makes no word common.
    """
    uses: Counter[str] = Counter()
    for said in articles:
        uses |= _uses(said)
    longest = max(2, *map(len, articles))
    most = log(1 + longest)
    return {stem: min(1.0, log(1 + longest / count) / most) for stem, count in uses.items()}


def _uses(passages: Sequence[PassageFeatures]) -> Counter[str]:
    return Counter(chain.from_iterable(said.stems for said in passages))


def weigh_stems(said: PassageFeatures, common: Mapping[str, float]) -> WeightedStems:
    """Return a passage as it counts here."""
    stems = {stem: weight * common[stem] for stem, weight in said.stems.items()}
    return WeightedStems(stems, said.names, sum(sorted(stems.values())), said.quoted_runs)


def _best_first(
    left: Sequence[WeightedStems],
    right: Sequence[WeightedStems],
    free_left: set[int],
    free_right: set[int],
    between: Callable[[], None],
) -> list[tuple[int, int]]:
    """Return the pairs worth making of what is free."""
    n, m = len(left), len(right)
    users: dict[str, list[int]] = defaultdict(list)
    for j in sorted(free_right):
        for stem in right[j].stems:
            users[stem].append(j)
    uses = Counter(stem for i in free_left for stem in left[i].stems)
    steps = sum(count * len(users[stem]) for stem, count in uses.items() if stem in users)
    most = WORK // max(1, sum(uses.values()), sum(map(len, users.values()))) if steps > WORK else steps
    found: list[tuple[float, int, int, int, int]] = []
    for i in sorted(free_left):
        between()
        candidates: set[int] = set()
        for stem in left[i].stems:
            if stem in users and max(uses[stem], len(users[stem])) <= most and stem not in left[i].names:
                candidates.update(users[stem])
        for j in candidates:
            match = likeness(left[i], right[j])
            if match >= ENOUGH:
                nearness = 1 - abs(i / n - j / m)
                found.append((-match - ORDER * nearness, i + j, abs(i - j), i, j))
    return [(i, j) for *_, i, j in sorted(found)]


def _by_names(
    left: Sequence[WeightedStems], right: Sequence[WeightedStems], free_left: set[int], free_right: set[int]
) -> list[tuple[int, int]]:
    """Of what is free, the pairs of the same names in which each is the best for the other."""
    ones = [i for i in sorted(free_left) if len(left[i].names) >= FEWEST_NAMES]
    others = [j for j in sorted(free_right) if len(right[j].names) >= FEWEST_NAMES]
    if len(ones) * len(others) > MOST_BY_NAMES:
        return []
    best_left: dict[int, tuple[float, int]] = {}
    best_right: dict[int, tuple[float, int]] = {}
    for i in ones:
        for j in others:
            if len(left[i].names & right[j].names) >= FEWEST_NAMES:
                match = _loose_likeness(left[i], right[j])
                best_left[i] = max(best_left.get(i, (LESS, 0)), (match, -j))
                best_right[j] = max(best_right.get(j, (LESS, 0)), (match, -i))
    return [(i, -j) for i, (match, j) in best_left.items() if match > LESS and best_right[-j] == (match, -i)]


def _loose_likeness(left: WeightedStems, right: WeightedStems) -> float:
    shared = left.stems.keys() & right.stems.keys()
    if len(shared - left.names - right.names) < FEWEST_WORDS:
        return 0.0
    return _share(shared, left, right)


def likeness(left: WeightedStems, right: WeightedStems) -> float:
    """Return the share, 0 to 1, of the weight of two passages that both have; 0 if that is only names, or chance."""
    shared = left.stems.keys() & right.stems.keys()
    plain = shared - left.names - right.names
    quoted = min(3, len(left.runs & right.runs))
    if quoted and plain:
        return _share(shared, left, right) + QUOTED_RUN * quoted
    if len(plain) < FEWEST_WORDS or _grams(plain, left, right) < FEWEST_GRAMS * _least_common(left, right):
        return 0.0
    return _share(shared, left, right)


def _share(shared: set[str], left: WeightedStems, right: WeightedStems) -> float:
    return _grams(shared, left, right) / sqrt(left.grams * right.grams)


def _least_common(left: WeightedStems, right: WeightedStems) -> float:
    """Short passages need less."""
    return min(1.0, min(left.grams, right.grams) / 2)


def _grams(stems: set[str], left: WeightedStems, right: WeightedStems) -> float:
    return sum(sorted(min(left.stems[stem], right.stems[stem]) for stem in stems))


def _left_over(
    pairs: Sequence[PassagePair],
    left: Sequence[WeightedStems],
    right: Sequence[WeightedStems],
    free_left: set[int],
    free_right: set[int],
) -> Iterator[PassagePair]:
    """Return what is left over beside the neighbour of its partner: what they share must not be in the partner too."""
    by_left = {p.left: p.right for p in pairs if not p.same}
    by_right = {p.right: p.left for p in pairs if not p.same}
    for i in sorted(free_left):
        near = [(by_left[k], k) for k in (i - 1, i + 1) if k in by_left]
        held = [(_rest(left[i], right[j], left[k]), -j) for j, k in near]
        if held and max(held)[0] >= REST:
            yield PassagePair(i, -max(held)[1], same=False, again=True)
    for j in sorted(free_right):
        near = [(by_right[k], k) for k in (j - 1, j + 1) if k in by_right]
        held = [(_rest(right[j], left[i], right[k]), -i) for i, k in near]
        if held and max(held)[0] >= REST:
            yield PassagePair(-max(held)[1], j, same=False, again=True)


def _rest(passage: WeightedStems, other: WeightedStems, taken: WeightedStems) -> float:
    """Return how much of a passage is in another beyond what that one's partner covers already, 0 to 1."""
    shared = (passage.stems.keys() & other.stems.keys()) - taken.stems.keys() - passage.names
    if len(shared) < FEWEST_WORDS or not passage.grams:
        return 0.0
    return sum(sorted(passage.stems[stem] for stem in shared)) / passage.grams
