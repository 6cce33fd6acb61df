"""Coverage: what several articles say, and which of them say it, in part or otherwise, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Literal

from msgspec import Struct

from corpus.compare.alignment import ENOUGH, Telling, commonness, likeness, tell
from corpus.compare.figure_rows import FigureRow
from corpus.compare.passages import Passage
from corpus.compare.quotes import QuoteRow
from corpus.compare.reading import Reading, Said

Extent = Literal["whole", "part"]

_WHOLE = 0.5  # from this likeness to the passage that stands for a claim on, an article says it whole
_TO_ALL = 0.85  # of what a pair needs, that two groups need between the passages that stand for them
_SAME_ARTICLE = 0.5  # an article that says a thing twice says it in much the same words
_TOO_OFTEN = 200  # passages that have a word; it matches nothing


class Place(Struct, frozen=True):
    """A text in an article, at `start` to `end` of its source."""

    text: str
    start: int
    end: int


class CoverageCell(Struct, frozen=True):
    """Where an article says it, and whether it says it whole, or in part or otherwise."""

    extent: Extent
    places: tuple[Place, ...]


class CoverageRow(Struct, frozen=True):
    """Something that is said, in the words of `label`, and a cell for each article, None where it is silent."""

    kind: Literal["claim", "quote", "figure"]
    label: str
    cells: tuple[CoverageCell | None, ...]

    @property
    def told_by(self) -> int:
        """How many articles say it."""
        return sum(cell is not None for cell in self.cells)


class Claim(Struct, frozen=True):
    """Passages that say one thing: `model`, which stands for them, and all of them, as (article, passage) numbers, with
    their likeness to it, 0 to 1."""

    model: tuple[int, int]
    passages: tuple[tuple[int, int, float], ...]


def claims(readings: Sequence[Reading]) -> tuple[Claim, ...]:
    """The passages of all articles, put together by what they say; most told first, then in reading order."""
    said = [(number, at, one) for number, reading in enumerate(readings) for at, one in enumerate(reading.said)]
    common = commonness([reading.said for reading in readings])
    tellings = [tell(one, common) for _, _, one in said]
    groups: list[list[int]] = [[number] for number in range(len(said))]
    group_of = list(range(len(said)))
    for match, one, other in sorted(_pairs(said, tellings)):
        a, b = sorted((group_of[one], group_of[other]))
        if a != b and _go_together(groups[a], groups[b], said, tellings, -match):
            groups[a] += groups[b]
            for number in groups[b]:
                group_of[number] = a
            groups[b] = []
    found = [_claim(sorted(members), said, tellings) for members in groups if members]
    return tuple(sorted(found, key=lambda claim: -len({article for article, _, _ in claim.passages})))


def _pairs(said: Sequence[tuple[int, int, Said]], tellings: Sequence[Telling]) -> Iterator[tuple[float, int, int]]:
    """The pairs of passages of two articles that are alike, after their likeness, which is negative: the best first."""
    same: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    users: defaultdict[str, list[int]] = defaultdict(list)
    for number, (article, _, one) in enumerate(said):
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
    said: Sequence[tuple[int, int, Said]],
    tellings: Sequence[Telling],
    match: float,
) -> bool:
    if match >= 1.0:
        return True
    if {said[number][0] for number in a} & {said[number][0] for number in b} and match < _SAME_ARTICLE:
        return False
    one, other = _model(a, tellings), _model(b, tellings)
    return likeness(tellings[one], tellings[other]) >= _TO_ALL * ENOUGH


def _model(members: Sequence[int], tellings: Sequence[Telling]) -> int:
    """The passage that is most like the others."""
    if len(members) < 3:
        return members[0]
    return max(members[:8], key=lambda i: (sum(likeness(tellings[i], tellings[j]) for j in members[:8] if j != i), -i))


def _claim(members: Sequence[int], said: Sequence[tuple[int, int, Said]], tellings: Sequence[Telling]) -> Claim:
    model = _model(members, tellings)
    passages = tuple(
        (
            said[number][0],
            said[number][1],
            1.0 if said[number][2].forms == said[model][2].forms else likeness(tellings[number], tellings[model]),
        )
        for number in members
    )
    return Claim(said[model][:2], passages)


def pairs_of(found: Sequence[Claim]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """For two articles the passages that are in one claim."""
    pairs: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for claim in found:
        for (a, i, _), (b, j, _) in combinations(claim.passages, 2):
            if a < b:
                pairs[a, b].append((i, j))
    return pairs


def coverage_rows(
    readings: Sequence[Reading], found: Sequence[Claim], quotes: Sequence[QuoteRow], figures: Sequence[FigureRow]
) -> tuple[CoverageRow, ...]:
    """Claims, quotes and figures, each kind by how many articles have it."""
    return (
        *(_of_claim(claim, readings) for claim in found),
        *(_of_quote(row) for row in quotes),
        *(_of_figure(row) for row in figures),
    )


def _of_claim(claim: Claim, readings: Sequence[Reading]) -> CoverageRow:
    cells: list[CoverageCell | None] = [None] * len(readings)
    for article in {article for article, _, _ in claim.passages}:
        own = [(at, match) for number, at, match in claim.passages if number == article]
        places = tuple(_place(readings[article].said[at].passage) for at, _ in own)
        whole = any((article, at) == claim.model or match >= _WHOLE for at, match in own)
        cells[article] = CoverageCell("whole" if whole else "part", places)
    article, at = claim.model
    return CoverageRow("claim", readings[article].said[at].passage.text, tuple(cells))


def _place(passage: Passage) -> Place:
    return Place(passage.text, passage.start, passage.end)


def _of_quote(row: QuoteRow) -> CoverageRow:
    fullest = row.fullest
    speaker = next((piece.speaker for cell in row.cells if cell for piece in cell.pieces if piece.speaker), None)
    words = " … ".join(piece.text for piece in fullest.pieces)
    cells = tuple(
        CoverageCell(
            "whole" if cell.form == "whole" else "part",
            tuple(Place(piece.text, piece.start, piece.end) for piece in cell.pieces),
        )
        if cell
        else None
        for cell in row.cells
    )
    return CoverageRow("quote", f"{speaker}: “{words}”" if speaker else f"“{words}”", cells)


def _of_figure(row: FigureRow) -> CoverageRow:
    """What most give is whole; another number for the same thing is told, but otherwise."""
    given = [{figure.value for figure in cell.figures} if cell else set[float]() for cell in row.cells]
    values = sorted({value for own in given for value in own})
    usual = max(values, key=lambda value: sum(value in own for own in given))
    cells = tuple(
        CoverageCell(
            "whole" if usual in {figure.value for figure in cell.figures} else "part",
            tuple(Place(figure.text, figure.start, figure.end) for figure in cell.figures),
        )
        if cell
        else None
        for cell in row.cells
    )
    text = next(figure.text for cell in row.cells if cell for figure in cell.figures if figure.value == usual)
    return CoverageRow("figure", text if row.about in text else f"{row.about}: {text}", cells)
