"""Tables as CSV: the one place that writes it. What a spreadsheet would take for a formula is made plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from corpus.readers.export_mark import MARK

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full width ones count in some spreadsheets


def csv_text(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with a header; its last column marks it as an export, and has the title."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow((*columns, MARK))
    writer.writerows([*map(_plain, row), _plain(title)] for row in rows)
    return file.getvalue()


def read_cell(cell: str) -> str:
    """Return the text of a cell, without the apostrophe that made it plain."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell


def _plain(cell: str) -> str:
    return f"'{cell}" if _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    """Return whether a cell computes something, or would without the apostrophes before it."""
    return cell.lstrip("'").startswith(_FORMULA)
