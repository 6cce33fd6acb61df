"""What is on a screen, as a file: Markdown, CSV or JSON, in the folder from which the reader was started.

A screen gives its rows; nothing is ever written over. Cells that a spreadsheet would take for a formula are made plain.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from corpus.errors import WiresideError

Form = Literal["md", "csv", "json"]
FORMS: dict[Form, str] = {"md": "Markdown", "csv": "CSV", "json": "JSON"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_NAMES = 1_000


class Table(Struct, frozen=True):
    """Rows of a screen under the names of their columns, of which the first is what a row is about."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ExportError(WiresideError):
    """A file can't be written."""


def export(table: Table, form: Form, folder: Path) -> Path:
    """Write a table into a folder, under a name that is not taken. Raises ExportError."""
    written = _WRITERS[form](table)
    stem = re.sub(r"[^\w.-]+", "-", table.title, flags=re.ASCII).strip("-.")[:60] or "results"
    for number in range(1, _MOST_NAMES):
        path = folder / (f"{stem}.{form}" if number == 1 else f"{stem}-{number}.{form}")
        try:
            with path.open("x", encoding="utf-8", newline="") as file:
                file.write(written)
        except FileExistsError:
            continue
        except OSError as error:
            raise ExportError(
                f"can't write {path}: {error.strerror}", "start the reader in a folder of yours"
            ) from error
        return path
    raise ExportError(f"{folder} is full of exports named {stem}", "move some of them away")


def _markdown(table: Table) -> str:
    """A list, with a heading above the rows of each section where the table has such a column."""
    lines = [f"# {_escaped(table.title)}", ""]
    section = ""
    for first, *others in table.rows:
        about = {name: cell for name, cell in zip(table.columns[1:], others, strict=True) if cell}
        if (its := about.pop("section", "")) != section:
            section = its
            lines += [*([""] if lines[-1] else []), f"## {_escaped(section)}", ""]
        told = " · ".join(f"{name}: {_escaped(cell)}" for name, cell in about.items())
        lines += [f"- **{_escaped(first)}**  ", f"  {told}"] if told else [f"- **{_escaped(first)}**"]
    return "\n".join(lines) + "\n"


def _csv(table: Table) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(table.columns)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in table.rows)
    return file.getvalue()


def _json(table: Table) -> str:
    rows: Sequence[dict[str, str]] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps({"title": table.title, "rows": rows}, ensure_ascii=False, indent=1) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))


_WRITERS = {"md": _markdown, "csv": _csv, "json": _json}
