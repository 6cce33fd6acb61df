"""How the numbers of a row of figures stand to each other, as facts."""

from __future__ import annotations

from collections import Counter

from corpus.compare import FigureCell, FigureRow
from corpus.compare.figures.figure_rows import dated_apart


def usual_value(row: FigureRow) -> float | None:
    """The number that more articles give than any other; None where no number is told more often than others."""
    given = Counter(value for cell in row.cells if cell is not None for value in dict.fromkeys(values_of(cell)))
    first, *others = given.most_common(2)
    return first[0] if not others or first[1] > others[0][1] else None


def values_of(cell: FigureCell) -> list[float]:
    return [figure.value for figure in cell.figures]


def fact_of(row: FigureRow, *, short: bool = False) -> str:
    """How the numbers stand to each other, as a fact; with `short` only what the sign does not say."""
    told = [cell for cell in row.cells if cell is not None]
    numbers = _count(len({value for cell in told for value in values_of(cell)})).capitalize()
    days = {cell.date or "" for cell in told}
    unsure = any(one != other and one.startswith(other) for one in days for other in days)
    match row.agreement:
        case "on other days" if short:
            return "perhaps on other days" if unsure else "on other days"
        case "rounded":
            return "rounded" if short else "About the same: one of them is rounded."
        case "on other days" | "differ" if not short:
            if dated_apart(told):
                dated = {figure.day for cell in told for figure in cell.figures}
                return f"{numbers} numbers, and {_count(len(dated))} days: each text dates its own."
            if unsure:
                return f"{numbers} numbers; of some articles the day is not known."
            return f"{numbers} numbers, in articles of {_count(len(days))} day{'' if len(days) == 1 else 's'}."
    return ""


def _count(number: int) -> str:
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return names[number] if number < len(names) else f"{number}"
