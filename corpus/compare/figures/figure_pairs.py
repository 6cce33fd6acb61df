"""Match figures of several articles that are about the same thing.

Two match if they are in the same place of two passages that go together, or count the same in similar surroundings;
never if one counts the killed, and the other the arrested. Equal values are matched first; what is left differs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from corpus.compare.disjoint_sets import DisjointSets, pairs_across
from corpus.compare.figures.extraction import FigureMention

Pairs = Mapping[tuple[int, int], Iterable[tuple[int, int]]]
"""For two articles the passages of theirs that go together, by number."""

_LITTLE_ALIKE = 0.15  # of the words around two equal numbers of the same noun
_ALIKE = 0.25  # of those around two equal ones
_MUCH_ALIKE = 0.5  # of those around two that differ
_TELLING = 1_000  # an equal number so large is seldom chance
_SAME_ORDER = 5.0  # how many times larger one of two may be that are about the same and do not stand side by side
_FEWEST = 3  # killed, or arrested; of one or two there are many
_TOO_OFTEN = 60  # figures that share something; it pairs none
_MOST_IN_PASSAGE = 30  # figures; what has more is a table, or damaged


class _Given:
    """The number of times that each value is given in each passage."""

    def __init__(self, found: Sequence[FigureMention]) -> None:
        self._times = Counter((told.article, told.at, told.figure.value) for told in found)

    def changed(self, a: FigureMention, b: FigureMention) -> bool:
        """Return whether of two figures each is given more often in its own passage than in the other's."""
        return self._more(a, b) and self._more(b, a)

    def _more(self, a: FigureMention, b: FigureMention) -> bool:
        value = a.figure.value
        return self._times[a.article, a.at, value] > self._times[b.article, b.at, value]


class _Matching:
    """Figures in groups; each has one partner in each other article."""

    def __init__(self, found: Sequence[FigureMention], pairs: Pairs) -> None:
        self.groups = DisjointSets(len(found))
        self._found = found
        self._given = _Given(found)
        self._together = {(a, i, b, j) for (a, b), passages in pairs.items() for i, j in passages}
        self._matched: set[tuple[int, int]] = set()  # a figure, and an article in which it has a partner
        self._values = [{(one.article, one.figure.value)} for one in found]  # of a group, at the number that names it
        self._candidates = sorted(_candidates(found, pairs))

    def run(self) -> DisjointSets:
        self._changed_in_place()
        self._equal_and_differing()
        self._repeats()
        return self.groups

    def _changed_in_place(self) -> None:
        for one, other in self._candidates:
            a, b = self._found[one], self._found[other]
            if (
                self._beside(a, b)
                and self._free(one, other)
                and _of_one_unit(a, b)
                and _places(a, b) == 2
                and self._given.changed(a, b)
            ):
                self._match(one, other)

    def _equal_and_differing(self) -> None:
        settled = frozenset(self._matched)
        differing = []
        for one, other in self._candidates:
            a, b = self._found[one], self._found[other]
            if (one, b.article) in settled or (other, a.article) in settled:
                continue
            if a.figure.value == b.figure.value:
                if _same_value(a, b, beside=self._beside(a, b)):
                    self._match(one, other)
            elif likeness := _about_the_same(a, b, beside=self._beside(a, b)):
                differing.append((-likeness, one, other))
        for _, one, other in sorted(differing):
            if self._free(one, other) and not self._has_both(one, other):
                matter = self._found[one].matter
                self._match(one, other, several=matter is not None and matter == self._found[other].matter)

    def _repeats(self) -> None:
        """Merge a figure that an article gives twice, unless another article has changed it in one place only."""
        found = self._found
        holders: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for members in self.groups:
            if len({found[number].figure.value for number in members}) == 1:
                for number in members:
                    one = found[number]
                    holders[one.article, one.figure.kind, one.figure.unit, one.figure.value].append(number)
        for given in holders.values():
            for first, again in pairwise(given):
                a, b = found[first], found[again]
                if _same_value(a, b, beside=False) or (a.nouns & b.nouns and not _of_other_matters(a, b)):
                    self.groups.join(first, again)

    def _beside(self, a: FigureMention, b: FigureMention) -> bool:
        return (a.article, a.at, b.article, b.at) in self._together

    def _free(self, one: int, other: int) -> bool:
        a, b = self._found[one].article, self._found[other].article
        return (one, b) not in self._matched and (other, a) not in self._matched

    def _has_both(self, one: int, other: int) -> bool:
        """Return whether one article gives both of two numbers, of two things then; but for those of one matter."""
        a, b = self._found[one], self._found[other]
        if a.matter and a.matter == b.matter:
            return False
        here, there = self._values[self.groups.of(one)], self._values[self.groups.of(other)]
        return any(article == again and value != its for article, value in here for again, its in there)

    def _match(self, one: int, other: int, *, several: bool = False) -> None:
        """Join two; with `several`, both may find more partners: one article gives several numbers of the killed."""
        values = self._values[self.groups.of(one)] | self._values[self.groups.of(other)]
        self.groups.join(one, other)
        self._values[self.groups.of(one)] = values
        if not several:
            self._matched |= {(one, self._found[other].article), (other, self._found[one].article)}


def match_figures(found: Sequence[FigureMention], pairs: Pairs) -> DisjointSets:
    """Return the figures, by number, in groups about one thing each."""
    return _Matching(found, pairs).run()


def _candidates(found: Sequence[FigureMention], pairs: Pairs) -> set[tuple[int, int]]:
    """Figures of two articles, of one kind and unit, that share a value, a noun, what became of those counted, or whose
    passages go together."""
    holders: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    in_passage: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        kind = one.figure.kind, one.figure.unit if one.figure.kind != "date" else ""
        for key in (one.figure.value, *one.nouns, one.matter):
            if key is not None:
                holders[(*kind, key)].append(number)
        in_passage[one.article, one.at].append(number)
    candidates = pairs_across(holders.values(), [one.article for one in found], _TOO_OFTEN)
    for (a, b), passages in pairs.items():
        for i, j in passages:
            candidates.update(
                (one, other)
                for one in in_passage[a, i][:_MOST_IN_PASSAGE]
                for other in in_passage[b, j][:_MOST_IN_PASSAGE]
                if found[one].figure.kind == found[other].figure.kind
            )
    return candidates


def _same_value(a: FigureMention, b: FigureMention, *, beside: bool) -> bool:
    """Return whether two equal numbers are about the same."""
    if a.figure.kind in ("date", "year"):
        return a.year == b.year or not (a.year and b.year)
    if _of_other_matters(a, b):
        return False
    if a.loose or b.loose:
        return beside
    if a.tiny or b.tiny:
        return bool(a.nouns & b.nouns) and (beside or _likeness(a, b) >= _ALIKE)
    if a.matter and a.matter == b.matter:
        return True
    alike = _likeness(a, b)
    if alike >= _ALIKE or (a.nouns & b.nouns and (beside or alike >= _LITTLE_ALIKE)):
        return True
    if _of_other_nouns(a, b):
        return beside and _places(a, b) == 2
    return beside or (a.figure.value >= _TELLING and a.figure.kind != "time")


def _about_the_same(a: FigureMention, b: FigureMention, *, beside: bool) -> float:
    """Return how sure it is that two different numbers are about the same, 0 if it is not."""
    if not _of_one_unit(a, b) or _of_other_matters(a, b):
        return 0.0
    places, alike, nouns = _places(a, b), _likeness(a, b), bool(a.nouns & b.nouns)
    if (
        beside
        and (places == 2 or alike >= _ALIKE or not _of_other_nouns(a, b))
        and (places or (nouns and alike >= _ALIKE))
    ):
        return 1.0 + places + alike
    least, most = sorted((a.figure.value, b.figure.value))
    if a.figure.kind in ("date", "year", "time") or most > _SAME_ORDER * max(1e-9, least):
        return 0.0
    if a.matter and a.matter == b.matter and a.figure.kind == "count" and least >= _FEWEST:
        of_one_event = beside or alike >= _ALIKE or (least >= _TELLING and not _of_other_nouns(a, b))
        return 0.5 + alike if of_one_event else 0.0
    return alike if nouns and alike >= _MUCH_ALIKE else 0.0


def _of_one_unit(a: FigureMention, b: FigureMention) -> bool:
    return a.figure.kind == b.figure.kind and (a.figure.unit == b.figure.unit or a.figure.kind in ("date", "vote"))


def _of_other_matters(a: FigureMention, b: FigureMention) -> bool:
    """Return whether both say what became of those counted, and not the same."""
    return a.matter is not None and b.matter is not None and a.matter != b.matter


def _of_other_nouns(a: FigureMention, b: FigureMention) -> bool:
    return bool(a.nouns and b.nouns) and a.nouns.isdisjoint(b.nouns)


def _places(a: FigureMention, b: FigureMention) -> int:
    """On how many sides two numbers have the same neighbour: a word, or the edge of the passage."""
    return (a.before == b.before) + (a.after == b.after)


def _likeness(a: FigureMention, b: FigureMention) -> float:
    """Return the share of the words around two numbers that both have, by weight."""
    shared = sum(min(a.around[root], b.around[root]) for root in a.around.keys() & b.around.keys())
    return shared / max(1e-9, min(sum(a.around.values()), sum(b.around.values())))
