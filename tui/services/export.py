"""Export what a screen shows: as Markdown, CSV or JSON in a folder outside the corpus, or as text to the clipboard.

A screen gives its rows. Each form has a mark by which wireside recognises its exports and never reads them as articles.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from corpus.csv_text import csv_text
from corpus.errors import WiresideError
from corpus.readers.export_mark import MARK
from corpus.safety import escape_json
from index import alone_in, create_file, replace_file

Form = Literal["md", "csv", "json"]
FORMS: dict[Form, str] = {"md": "Markdown", "csv": "CSV", "json": "JSON"}
_MOST_NAMES = 1_000  # numbered file names tried for a free one
_LONGEST_NAME = 60  # characters: far below what any file system allows


class ExportTable(Struct, frozen=True):
    """Rows of a screen under the names of their columns, of which the first is what a row is about."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ExportError(WiresideError):
    """A file can't be written."""


def export(table: ExportTable, path: Path, form: Form, corpus: Path, *, replace: bool = False) -> Path:
    """Write a table to `path`, whole or not at all, and return the path; make its folder if it isn't there.

    Raises ExportError if that is in the corpus, if it can't be written, or if there is a file and `replace` is False.
    """
    raw = _WRITERS[form](table).encode("utf-8", "replace")
    check_outside(path, corpus)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        check_outside(path, corpus)
        with alone_in(path.parent):
            (replace_file if replace else create_file)(path, raw)
    except OSError as error:
        if isinstance(error, FileExistsError) and os.path.lexists(path):
            raise ExportError(f"{path} is there already", "export again, and choose another name") from None
        hint = "choose another folder, or set export.folder in your configuration"
        raise ExportError(f"can't write {path}: {error.strerror}", hint) from error
    return path


def export_folder(chosen: str | None, folders: Sequence[Path], corpus: Path) -> Path:
    """Return the folder for exports: `chosen`, else the first of `folders` that is not in the corpus.

    Raises ExportError if `chosen`, or each of `folders`, is in the corpus.
    """
    if chosen is not None:
        folder = Path(chosen).expanduser().absolute()
        check_outside(folder / MARK, corpus)
        return folder
    for folder in folders:
        if not is_inside(folder, corpus):
            return folder
    check_outside(folders[0] / MARK, corpus)
    raise AssertionError("some folder is outside")


def check_outside(path: Path, corpus: Path) -> None:
    """Raise ExportError if a file would be in the corpus, through whatever links."""
    if is_inside(path, corpus):
        hint = "wireside only reads that; choose a folder outside, or set export.folder"
        raise ExportError(f"{path} would be in the corpus", hint)


def is_inside(path: Path, corpus: Path) -> bool:
    """Return whether a path, which need not be there, is the corpus or in it, links and other names resolved."""
    resolved = path.resolve()
    return any(_is_same(folder, corpus) for folder in (resolved, *resolved.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one == other.resolve()


def file_name(title: str, form: Form) -> str:
    """Return a name for the export of what has this title."""
    stem = re.sub(r"[^\w.-]+", "-", title, flags=re.ASCII).strip("-.")[:_LONGEST_NAME] or "results"
    return f"{stem}.{form}"


def free_path(path: Path) -> Path:
    """Return `path`, or the first of `name-2`, `name-3` … that is not there. Raises ExportError if all are."""
    for number in range(1, _MOST_NAMES):
        free = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        if not free.exists() and not free.is_symlink():
            return free
    raise ExportError(f"{path.parent} is full of exports named {path.stem}", "move some of them away")


def _markdown(table: ExportTable) -> str:
    """A list, with a heading above the rows of each section where the table has such a column."""
    lines = [f"<!-- {MARK} -->", "", f"# {_escaped(table.title)}", ""]
    section = ""
    for first, *others in table.rows:
        about = {name: cell for name, cell in zip(table.columns[1:], others, strict=True) if cell}
        if (its := about.pop("section", "")) != section:
            section = its
            lines += [*([""] if lines[-1] else []), f"## {_escaped(section)}", ""]
        told = " · ".join(f"{name}: {_escaped(cell)}" for name, cell in about.items())
        lines += [f"- **{_escaped(first)}**  ", f"  {told}"] if told else [f"- **{_escaped(first)}**"]
    return "\n".join(lines) + "\n"


def _csv(table: ExportTable) -> str:
    return csv_text(table.title, table.columns, table.rows)


def _json(table: ExportTable) -> str:
    rows: Sequence[dict[str, str]] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    encoded = json.dumps({MARK: table.title, "title": table.title, "rows": rows}, ensure_ascii=False, indent=1)
    return escape_json(encoded) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))


_WRITERS = {"md": _markdown, "csv": _csv, "json": _json}


_CLIPBOARD_BYTES = 50_000
"""Bytes that terminals take in one sequence; some take no more than 74,994, base64 included."""


def reaches_the_clipboard(text: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Return True if OSC 52 works: the text is small enough, and tmux, if any, passes it on. May wait 1 s for tmux."""
    if len(text.encode("utf-8", "replace")) > _CLIPBOARD_BYTES:
        return False
    if "TMUX" not in environment:
        return True
    try:
        asked = subprocess.run(
            ["tmux", "show-options", "-gv", "set-clipboard"], capture_output=True, timeout=1, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.stdout.strip() == b"on"


def copied_to_file(text: str, file: Path) -> Path:
    """Keep the text in a file of the user's, for the owner alone. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as copy:
        copy.write(text)
    return file
