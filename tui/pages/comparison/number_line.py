"""Figures as tables write them, and a number line for those that differ."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from corpus.compare import Figure
from corpus.compare.figures.quantities import plural_unit
from tui.pages.display_width import cell_len
from tui.pages.glyphs import Glyphs
from tui.pages.line import Line, Piece, shorten
from tui.pages.wording import written_iso

MEASURED = ("count", "percent", "money", "measure")
_LARGE = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_LONGEST = 64  # cells of the line; a longer one is hard to take in
_SHORTEST = 24  # cells; on a shorter line places mean little, so there is none


class NumberMark(Struct, frozen=True):
    """A number on the line, as it is written, and the lines of text below it."""

    value: float
    text: str
    below: tuple[str, ...]
    usual: bool


def number(figure: Figure) -> str:
    """A figure without its hedge: `94,000`, `38 %`, `$3.1 bn`, `2.5 hours`, `8 May 2031`, `8 May`."""
    if figure.kind == "date":
        return _date(figure.unit)
    if figure.kind not in MEASURED:
        return figure.text
    if figure.kind == "percent":
        return f"{_digits(figure.value)} %"
    if figure.kind == "money":
        large, name = next(((size, name) for size, name in _LARGE if figure.value >= size), (1.0, ""))
        amount = _digits(figure.value / large) + (f" {name}" if name else "")
        return f"{figure.unit}{amount}" if len(figure.unit) == 1 else f"{amount} {_unit(figure)}"
    if figure.kind == "measure":
        return f"{_digits(figure.value)} {_unit(figure)}"
    return _digits(figure.value)


def _date(iso: str) -> str:
    """An ISO date, as far as it is known; without a year it begins with two hyphens."""
    return written_iso(iso) if not iso.startswith("--") else written_iso(f"0{iso[1:]}").removesuffix(" 0")


def _digits(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3f}".rstrip("0")


def _unit(figure: Figure) -> str:
    return figure.unit if figure.value == 1 else plural_unit(figure.unit)


def number_line(numbers: Sequence[NumberMark], width: int, glyphs: Glyphs) -> list[Line]:
    """Lay out numbers on a line, from the least to the greatest, each with its labels below.

    A label that would run into another goes a step further down. There is no line if all numbers are the same.
    """
    told = sorted(numbers, key=lambda one: one.value)
    if len(told) < 2 or told[0].value == told[-1].value:
        return []
    length = min(_LONGEST, width - 12)
    if length < _SHORTEST:
        return []
    low, high = told[0].value, told[-1].value
    places = _apart([round((one.value - low) / (high - low) * (length - 1)) for one in told], length)
    by_place = dict(zip(places, told, strict=True))
    axis = [
        Piece(glyphs.says, "text" if by_place[at].usual else "near") if at in by_place else Piece(glyphs.rule, "rule")
        for at in range(length)
    ]
    return [Line((Piece("   "), *axis)), *_labels(places, told, width - 4)]


def _apart(places: Sequence[int], length: int) -> list[int]:
    """The places, none twice."""
    moved: list[int] = []
    for at in places:
        moved.append(max(at, moved[-1] + 1) if moved else at)
    over = moved[-1] - (length - 1)
    if over > 0:
        moved[-1] -= over
        for i in range(len(moved) - 2, -1, -1):
            moved[i] = min(moved[i], moved[i + 1] - 1)
    return moved


def _labels(places: Sequence[int], told: Sequence[NumberMark], width: int) -> list[Line]:
    levels: list[list[tuple[int, NumberMark]]] = []
    ends: list[int] = []
    for at, one in zip(places, told, strict=True):
        cells = min(width, max(cell_len(text) for text in (one.text, *one.below)))
        start = max(0, min(at, width - cells))
        level = next((i for i, end in enumerate(ends) if start > end + 1), len(levels))
        if level == len(levels):
            levels.append([])
            ends.append(0)
        levels[level].append((start, one))
        ends[level] = start + cells
    lines: list[Line] = []
    for level_told in levels:
        height = 1 + max(len(one.below) for _, one in level_told)
        for row in range(height):
            pieces, x = [Piece("   ")], 0
            for start, one in level_told:
                texts = (one.text, *one.below)
                text = shorten(texts[row], width - start) if row < len(texts) else ""
                style = ("text" if one.usual else "near") if row == 0 else "muted"
                pieces += [Piece(" " * (start - x)), Piece(text, style)]
                x = start + cell_len(text)
            lines.append(Line(tuple(pieces)))
    return lines
