"""Figures beside each other: which agree, which differ, and which are of different days.

A figure that grew from one day's article to the next is no contradiction, and is called “on other days”.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from typing import Literal

from msgspec import Struct

from corpus.article import Article
from corpus.compare.figures.extraction import MOST, Figure, FigureMention, extract_figures
from corpus.compare.figures.figure_pairs import Pairs, match_figures
from corpus.compare.prepared import PreparedArticle
from corpus.text.tokenize import stem, word_form

Agreement = Literal["agree", "rounded", "differ", "on other days", "alone"]

_ROUNDED = 0.06
_CUT = f"only the first {MOST:,} figures of another article are compared"
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALED = re.compile(rf"(\d+(?:\.\d+)?) ({'|'.join(_SCALES)})\b", re.IGNORECASE)
_UNNAMED = {"count": "number", "date": "date", "year": "year", "time": "time", "vote": "vote"}
_CALENDAR = ("date", "year", "time")


class FigureCell(Struct, frozen=True):
    """The figures that one article gives, and the ISO date of the article."""

    figures: tuple[Figure, ...]
    date: str | None


class FigureRow(Struct, frozen=True):
    """A thing for which several articles give a number, and a cell for each article, None if it gives none.

    `about` is what is counted, in the words of one of them, `reason` says how the numbers relate to each other; it is
    empty for a figure alone, unless another article has more figures than are looked at.
    """

    about: str
    agreement: Agreement
    cells: tuple[FigureCell | None, ...]
    reason: str


def figure_rows(readings: Sequence[PreparedArticle], pairs: Pairs) -> tuple[FigureRow, ...]:
    """Return the figures of all articles, what most give a number for first; dates after what is counted, and at the
    very end small counts in letters on which all agree.
    """
    found = [figure for number, reading in enumerate(readings) for figure in extract_figures(reading, number)]
    counts = Counter(figure.article for figure in found)
    cut = frozenset(number for number, count in counts.items() if count == MOST)
    rows = []
    for members in match_figures(found, pairs):
        told = [found[number] for number in members]
        row = _row(told, readings, cut)
        if row is not None:
            small = row.agreement == "agree" and all(one.tiny for one in told)
            rows.append((small, -sum(cell is not None for cell in row.cells), told[0].figure.kind in _CALENDAR, row))
    return tuple(row for *_, row in sorted(rows, key=lambda ranked: ranked[:3]))


def _row(members: Sequence[FigureMention], readings: Sequence[PreparedArticle], cut: Set[int]) -> FigureRow | None:
    of: defaultdict[int, list[Figure]] = defaultdict(list)
    for one in members:
        if all(one.figure.text != other.text for other in of[one.article]):
            of[one.article].append(one.figure)
    if len(of) == 1 and all(one.loose or one.tiny or _is_one_or_two(one) for one in members):
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


def _is_one_or_two(one: FigureMention) -> bool:
    return one.figure.kind == "count" and one.figure.value < 3


def _about(members: Sequence[FigureMention]) -> str:
    """Return what is counted, in words that most have; words that only precede a number count if all share one."""
    named = [one.figure.about for one in members if one.nouns or one.matter]
    if named:
        return max(named, key=lambda about: (named.count(about), -len(about)))
    before = [one.figure.about for one in members]
    shared = set.intersection(*({stem(word_form(word)) for word in about.split()} for about in before))
    kind, unit = members[0].figure.kind, members[0].figure.unit
    return (min(before, key=len) if shared else "") or (_UNNAMED.get(kind) or unit)


def _agreement(told: Sequence[FigureCell]) -> Agreement:
    if len(told) < 2:
        return "alone"
    values = [{figure.value for figure in cell.figures} for cell in told]
    if set.intersection(*values):
        return "agree"
    low, high = min(map(min, values)), max(map(max, values))
    hedged = any(figure.hedge for cell in told for figure in cell.figures)
    if (hedged and high - low <= _ROUNDED * high) or high - low < max(map(_step, told)):
        return "rounded"
    counted = all(figure.kind in ("count", "measure", "money", "percent") for cell in told for figure in cell.figures)
    days = {cell.date for cell in told}
    of_other_days = (len(days) > 1 and None not in days) or dated_apart(told)
    return "on other days" if counted and of_other_days else "differ"


def dated_apart(told: Sequence[FigureCell]) -> bool:
    """Return whether each number has a day in its text, and different numbers have different days."""
    values: defaultdict[str | None, set[float]] = defaultdict(set)
    for cell in told:
        for figure in cell.figures:
            values[figure.day].add(figure.value)
    return None not in values and len(values) > 1 and all(len(given) == 1 for given in values.values())


def _step(cell: FigureCell) -> float:
    """Return the value of the last digit of a number in millions or the like: of "$43 million" one million; else 0."""
    return max((_step_of(found) for figure in cell.figures if (found := _SCALED.search(figure.text))), default=0.0)


def _step_of(found: re.Match[str]) -> float:
    return float(_SCALES[found[2].lower()]) / float(10 ** len(found[1].partition(".")[2]))


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
