"""Coverage: what several articles say, and which of them say it, in part or otherwise, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from corpus.compare.claims import Claim
from corpus.compare.containment import contains_claim
from corpus.compare.figures.figure_rows import FigureRow
from corpus.compare.prepared import PreparedArticle
from corpus.compare.quote_rows import QuoteRow
from corpus.compare.segmentation import ArticlePassage

Extent = Literal["whole", "part"]


class SourceText(Struct, frozen=True):
    """A text in an article, at `start` to `end` of its source."""

    text: str
    start: int
    end: int


class CoverageCell(Struct, frozen=True):
    """The places where an article says it, and whether it says it whole, or in part or otherwise."""

    extent: Extent
    places: tuple[SourceText, ...]


class CoverageRow(Struct, frozen=True):
    """Something that is said, in the words of `label`, and a cell for each article, None where it is silent."""

    kind: Literal["claim", "quote", "figure"]
    label: str
    cells: tuple[CoverageCell | None, ...]

    @property
    def told_by(self) -> int:
        """The number of articles that say it."""
        return sum(cell is not None for cell in self.cells)


def coverage_rows(
    readings: Sequence[PreparedArticle],
    found: Sequence[Claim],
    quotes: Sequence[QuoteRow],
    figures: Sequence[FigureRow],
) -> tuple[CoverageRow, ...]:
    """Claims, quotes and figures, each kind by how many articles have it."""
    return (
        *(_of_claim(claim, readings) for claim in found),
        *(_of_quote(row) for row in quotes),
        *(_of_figure(row) for row in figures),
    )


def _of_claim(claim: Claim, readings: Sequence[PreparedArticle]) -> CoverageRow:
    article, at = claim.model
    model = readings[article].said[at]
    cells: list[CoverageCell | None] = [None] * len(readings)
    for number in {number for number, _ in claim.passages}:
        own = [readings[number].said[at] for teller, at in claim.passages if teller == number]
        places = tuple(_place(said.passage) for said in own)
        whole = number == article or contains_claim(model, own)
        cells[number] = CoverageCell("whole" if whole else "part", places)
    return CoverageRow("claim", model.passage.text, tuple(cells))


def _place(passage: ArticlePassage) -> SourceText:
    return SourceText(passage.text, passage.start, passage.end)


def _of_quote(row: QuoteRow) -> CoverageRow:
    fullest = row.fullest
    speaker = next((piece.speaker for cell in row.cells if cell for piece in cell.pieces if piece.speaker), None)
    words = " … ".join(piece.text for piece in fullest.pieces)
    cells = tuple(
        CoverageCell(
            "whole" if cell.form == "whole" else "part",
            tuple(SourceText(piece.text, piece.start, piece.end) for piece in cell.pieces),
        )
        if cell
        else None
        for cell in row.cells
    )
    return CoverageRow("quote", f"{speaker}: “{words}”" if speaker else f"“{words}”", cells)


def _of_figure(row: FigureRow) -> CoverageRow:
    """Return the cells of a figure: the value that most give is whole; another one for the same thing is
    “otherwise”.
    """
    given = [{figure.value for figure in cell.figures} if cell else set[float]() for cell in row.cells]
    values = sorted({value for own in given for value in own})
    usual = max(values, key=lambda value: sum(value in own for own in given))
    cells = tuple(
        CoverageCell(
            "whole" if usual in {figure.value for figure in cell.figures} else "part",
            tuple(SourceText(figure.text, figure.start, figure.end) for figure in cell.figures),
        )
        if cell
        else None
        for cell in row.cells
    )
    text = next(figure.text for cell in row.cells if cell for figure in cell.figures if figure.value == usual)
    return CoverageRow("figure", text if row.about in text else f"{row.about} · {text}", cells)
