"""Claims: the passages of several articles, put together by what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from corpus.compare.alignment import ENOUGH, WeightedStems, commonness, likeness, weigh_stems
from corpus.compare.containment import containment
from corpus.compare.prepared import PassageFeatures, PreparedArticle

_TO_ALL = 0.85  # of what a pair needs, that two groups need between the passages that stand for them
_SAME_ARTICLE = 0.5  # an article that says a thing twice says it in much the same words
_TOO_OFTEN = 200  # passages that have a word; it matches nothing
_LOOKED_AT = 8  # passages of a claim, when one is chosen to stand for all


class Claim(Struct, frozen=True):
    """Passages that say one thing, as (article, passage) numbers, in order; `model` is the one of which the others say
    most.
    """

    model: tuple[int, int]
    passages: tuple[tuple[int, int], ...]


def cluster_claims(
    readings: Sequence[PreparedArticle], between: Callable[[], None] = lambda: None
) -> tuple[Claim, ...]:
    """Return the passages of all articles, clustered by what they say; those in most articles first, then in reading
    order.

    `between` is called once a passage.
    """
    said = [(number, at, one) for number, reading in enumerate(readings) for at, one in enumerate(reading.said)]
    common = commonness([reading.said for reading in readings])
    tellings = [weigh_stems(one, common) for _, _, one in said]
    groups: list[list[int]] = [[number] for number in range(len(said))]
    group_of = list(range(len(said)))
    for match, one, other in sorted(_pairs(said, tellings, between)):
        a, b = sorted((group_of[one], group_of[other]))
        if a != b and _go_together(groups[a], groups[b], said, tellings, -match):
            groups[a] += groups[b]
            for number in groups[b]:
                group_of[number] = a
            groups[b] = []
    found = [_claim(sorted(members), said) for members in groups if members]
    return tuple(sorted(found, key=lambda claim: -len({article for article, _ in claim.passages})))


def _pairs(
    said: Sequence[tuple[int, int, PassageFeatures]], tellings: Sequence[WeightedStems], between: Callable[[], None]
) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs of passages of two articles that are alike, after their likeness, which is negative: the best
    first.
    """
    same: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    users: defaultdict[str, list[int]] = defaultdict(list)
    for number, (article, _, one) in enumerate(said):
        between()
        same[one.forms].append(number)
        shared: defaultdict[int, float] = defaultdict(float)
        own = tellings[number]
        for root, weight in own.stems.items():
            if root not in own.names:
                for other in users[root][-_TOO_OFTEN:]:
                    shared[other] += weight
                users[root].append(number)
        for other, grams in shared.items():
            if said[other][0] != article and grams >= ENOUGH / 2 * min(own.grams, tellings[other].grams):
                match = likeness(own, tellings[other])
                if match >= ENOUGH:
                    yield -min(1.0, match), other, number
    for numbers in same.values():
        yield from ((-1.0, a, b) for a, b in pairwise(numbers) if said[a][0] != said[b][0])


def _go_together(
    a: Sequence[int],
    b: Sequence[int],
    said: Sequence[tuple[int, int, PassageFeatures]],
    tellings: Sequence[WeightedStems],
    match: float,
) -> bool:
    if match >= 1.0:
        return True
    if {said[number][0] for number in a} & {said[number][0] for number in b} and match < _SAME_ARTICLE:
        return False
    one, other = _model(a, tellings), _model(b, tellings)
    return likeness(tellings[one], tellings[other]) >= _TO_ALL * ENOUGH


def _model(members: Sequence[int], tellings: Sequence[WeightedStems]) -> int:
    """Return the passage that is most like the others."""
    if len(members) < 3:
        return members[0]
    some = members[:_LOOKED_AT]
    return max(some, key=lambda i: (sum(likeness(tellings[i], tellings[j]) for j in some if j != i), -i))


def _claim(members: Sequence[int], said: Sequence[tuple[int, int, PassageFeatures]]) -> Claim:
    return Claim(said[_most_said(members, said)][:2], tuple(said[number][:2] for number in members))


def _most_said(members: Sequence[int], said: Sequence[tuple[int, int, PassageFeatures]]) -> int:
    """Return the passage of which the other articles say most; of such as are said alike the longest."""

    def said_by_others(number: int) -> tuple[float, int, int]:
        article, _, claim = said[number]
        others = {said[other][0] for other in members} - {article}
        shares = [containment(claim, [said[i][2] for i in members if said[i][0] == other]) for other in others]
        return round(sum(shares), 1), len(claim.stems), -number

    return max(members[:_LOOKED_AT], key=said_by_others) if len(members) > 1 else members[0]


def claim_pairs(found: Sequence[Claim]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """For two articles the passages that are in one claim."""
    pairs: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for claim in found:
        for (a, i), (b, j) in combinations(claim.passages, 2):
            if a < b:
                pairs[a, b].append((i, j))
    return pairs
