"""Figures beside each other: which agree, which differ, and which are of different days.

Two numbers are about the same where they stand in the same place of two passages that go together, or count the same
thing in like surroundings. Equal values find each other first; what is left differs. A figure that grew from one
day's article to the next is no contradiction, and is called “on other days”.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Literal

from msgspec import Struct

from corpus.article import Article
from corpus.compare.figures import MOST, Figure, Found, figures
from corpus.compare.groups import Groups
from corpus.compare.reading import Reading

Agreement = Literal["agree", "rounded", "differ", "on other days", "alone"]

Pairs = Mapping[tuple[int, int], Iterable[tuple[int, int]]]
"""For two articles the passages of theirs that go together, by number."""

_ALIKE = 0.25  # of the words around two equal numbers
_MUCH_ALIKE = 0.5  # of those around two that differ
_TELLING = 1_000  # an equal number so large is seldom chance
_SAME_ORDER = 5.0  # how many times larger one of two may be that are about the same and do not stand side by side
_ROUNDED = 0.06
_TOO_OFTEN = 60
_CUT = f"of another article only the first {MOST:,} figures are looked at"
_MOST_IN_PASSAGE = 30  # figures; what has more is a table, or damaged


class FigureCell(Struct, frozen=True):
    """The figures that one article gives, and the ISO date of the article."""

    figures: tuple[Figure, ...]
    date: str | None


class FigureRow(Struct, frozen=True):
    """What several articles give a number for, and a cell for each article, None where it gives none.

    `about` is what is counted, in the words of one of them, `reason` says how they stand to each other; it is empty for
    a figure that stands alone, unless another article has more figures than are looked at.
    """

    about: str
    agreement: Agreement
    cells: tuple[FigureCell | None, ...]
    reason: str


def figure_rows(readings: Sequence[Reading], pairs: Pairs) -> tuple[FigureRow, ...]:
    """The figures of all articles, what most give a number for first, then in reading order."""
    found = [figure for number, reading in enumerate(readings) for figure in figures(reading, number)]
    groups = Groups(len(found))
    together = {(a, i, b, j) for (a, b), passages in pairs.items() for i, j in passages}
    matched: set[tuple[int, int]] = set()  # a figure, and an article in which it has a partner
    differing = []
    given = Counter((told.article, told.at, told.figure.value) for told in found)

    def changed(a: Found, b: Found) -> bool:
        """Whether of two figures each is given more often in its own passage than in the other's."""
        one, other = a.figure.value, b.figure.value
        return (
            given[a.article, a.at, one] > given[b.article, b.at, one]
            and given[b.article, b.at, other] > given[a.article, a.at, other]
        )

    candidates = sorted(_candidates(found, pairs))
    for one, other in candidates:
        a, b = found[one], found[other]
        if (
            (a.article, a.at, b.article, b.at) in together
            and (one, b.article) not in matched
            and (other, a.article) not in matched
            and _of_one_unit(a, b)
            and _places(a, b) == 2
            and changed(a, b)
        ):
            groups.join(one, other)
            matched |= {(one, b.article), (other, a.article)}
    settled = frozenset(matched)
    for one, other in candidates:
        a, b = found[one], found[other]
        beside = (a.article, a.at, b.article, b.at) in together
        if (one, b.article) in settled or (other, a.article) in settled:
            continue
        if a.figure.value == b.figure.value:
            if _same_value(a, b, beside=beside):
                groups.join(one, other)
                matched |= {(one, b.article), (other, a.article)}
        elif likeness := _about_the_same(a, b, beside=beside):
            differing.append((-likeness, one, other))
    for _, one, other in sorted(differing):
        a, b = found[one], found[other]
        if (one, b.article) not in matched and (other, a.article) not in matched:
            groups.join(one, other)
            if not (a.matters & b.matters):
                matched |= {(one, b.article), (other, a.article)}
    counts = Counter(figure.article for figure in found)
    cut = frozenset(number for number, count in counts.items() if count == MOST)
    rows = [_row([found[number] for number in members], readings, cut) for members in groups]
    return tuple(sorted((row for row in rows if row), key=lambda row: -sum(cell is not None for cell in row.cells)))


def _candidates(found: Sequence[Found], pairs: Pairs) -> set[tuple[int, int]]:
    """Figures of two articles, of one kind and unit, that share a value, a noun, a matter, or their passages a row."""
    holders: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    in_passage: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        kind = one.figure.kind, one.figure.unit if one.figure.kind != "date" else ""
        for key in (one.figure.value, *one.nouns, *one.matters):
            holders[(*kind, key)].append(number)
        in_passage[one.article, one.at].append(number)
    candidates = {
        (one, other)
        for numbers in holders.values()
        if len(numbers) <= _TOO_OFTEN
        for i, one in enumerate(numbers)
        for other in numbers[i + 1 :]
        if found[one].article != found[other].article
    }
    for (a, b), passages in pairs.items():
        for i, j in passages:
            candidates.update(
                (one, other)
                for one in in_passage[a, i][:_MOST_IN_PASSAGE]
                for other in in_passage[b, j][:_MOST_IN_PASSAGE]
                if found[one].figure.kind == found[other].figure.kind
            )
    return candidates


def _same_value(a: Found, b: Found, *, beside: bool) -> bool:
    if a.figure.kind == "date" and a.figure.unit and b.figure.unit and a.figure.unit != b.figure.unit:
        return False
    if a.loose or b.loose:
        return beside
    if beside or a.nouns & b.nouns or a.matters & b.matters or a.figure.kind in ("date", "year"):
        return True
    return _likeness(a, b) >= _ALIKE or (a.figure.value >= _TELLING and a.figure.kind != "time")


def _about_the_same(a: Found, b: Found, *, beside: bool) -> float:
    """How sure it is that two different numbers are about the same, 0 if it is not."""
    if not _of_one_unit(a, b):
        return 0.0
    places = _places(a, b)
    alike = _likeness(a, b)
    if beside and (places or (a.nouns & b.nouns and alike >= _ALIKE)):
        return 1.0 + places + alike
    if a.figure.kind in ("date", "year", "time") or max(a.figure.value, b.figure.value) > _SAME_ORDER * max(
        1e-9, min(a.figure.value, b.figure.value)
    ):
        return 0.0
    if a.matters & b.matters and a.figure.kind == "count" and min(a.figure.value, b.figure.value) >= 3:
        return 0.5 + alike
    return alike if a.nouns & b.nouns and alike >= _MUCH_ALIKE else 0.0


def _of_one_unit(a: Found, b: Found) -> bool:
    return a.figure.kind == b.figure.kind and (a.figure.unit == b.figure.unit or a.figure.kind in ("date", "vote"))


def _places(a: Found, b: Found) -> int:
    """On how many sides two numbers have the same neighbour: a word, or the edge of the passage."""
    return (a.before == b.before) + (a.after == b.after)


def _likeness(a: Found, b: Found) -> float:
    """The share of the words around two numbers that both have, by weight."""
    shared = sum(min(a.around[root], b.around[root]) for root in a.around.keys() & b.around.keys())
    return shared / max(1e-9, min(sum(a.around.values()), sum(b.around.values())))


def _row(members: Sequence[Found], readings: Sequence[Reading], cut: Set[int]) -> FigureRow | None:
    of: defaultdict[int, list[Figure]] = defaultdict(list)
    for one in members:
        if all(one.figure.text != other.text for other in of[one.article]):
            of[one.article].append(one.figure)
    if len(of) == 1 and all(one.loose or (one.figure.kind == "count" and one.figure.value < 3) for one in members):
        return None
    cells = tuple(
        FigureCell(tuple(of[number]), _date(reading.article)) if number in of else None
        for number, reading in enumerate(readings)
    )
    told = [cell for cell in cells if cell is not None]
    agreement = _agreement(told)
    reason = _CUT if agreement == "alone" and not cut <= of.keys() else _reason(agreement, told)
    return FigureRow(_about(members), agreement, cells, reason)


def _date(article: Article) -> str | None:
    return article.published.value if article.published else None


def _about(members: Sequence[Found]) -> str:
    """What is counted, in the words of the first that says it; else the matter, else the number itself."""
    if members[0].figure.kind in ("date", "year", "time"):
        return members[0].figure.text
    named = [one.figure.noun for one in members if one.figure.noun]
    matters = sorted({matter for one in members for matter in one.matters})
    about = max(named, key=lambda noun: (named.count(noun), -len(noun)), default="")
    if matters and not any(matter in about for matter in matters):
        about = f"{about}, {matters[0]}" if about else matters[0]
    return about or members[0].figure.unit or members[0].figure.text


def _agreement(told: Sequence[FigureCell]) -> Agreement:
    if len(told) < 2:
        return "alone"
    values = [{figure.value for figure in cell.figures} for cell in told]
    if set.intersection(*values):
        return "agree"
    low, high = min(map(min, values)), max(map(max, values))
    hedged = any(figure.hedge for cell in told for figure in cell.figures)
    if hedged and high - low <= _ROUNDED * high:
        return "rounded"
    counted = all(figure.kind in ("count", "measure", "money", "percent") for cell in told for figure in cell.figures)
    days = {cell.date for cell in told}
    return "on other days" if counted and len(days) > 1 and None not in days else "differ"


def _reason(agreement: Agreement, told: Sequence[FigureCell]) -> str:
    if agreement == "alone":
        return ""
    said = list(_said(told))
    if agreement == "agree":
        return "both give the same" if len(told) == 2 else f"{len(told)} give the same"
    return " against ".join(said) + {"rounded": ", rounded", "on other days": ", on other days"}.get(agreement, "")


def _said(told: Sequence[FigureCell]) -> Iterator[str]:
    seen: set[str] = set()
    for cell in told:
        text = " and ".join(figure.text for figure in cell.figures)
        if text not in seen:
            seen.add(text)
            yield text if cell.date is None else f"{text} ({cell.date})"
