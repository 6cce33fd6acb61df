"""Exports: in three forms, never over another file, and harmless in a spreadsheet; copies that the terminal refuses."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import pytest

from tui.clipboard import copied_to_file, reaches_the_clipboard
from tui.export import ExportError, Table, export

TABLE = Table(
    "harbour date:2031", ("headline", "outlet"), (("Tolls *again*", "The Lantern"), ("=1+1", "Harbour, & Tide"))
)


def test_three_forms(tmp_path: Path) -> None:
    text = export(TABLE, "md", tmp_path).read_text(encoding="utf-8")
    assert "- **Tolls \\*again\\***" in text
    rows = list(csv.reader(export(TABLE, "csv", tmp_path).open(encoding="utf-8")))
    assert rows == [["headline", "outlet"], ["Tolls *again*", "The Lantern"], ["'=1+1", "Harbour, & Tide"]]
    told = json.loads(export(TABLE, "json", tmp_path).read_text(encoding="utf-8"))
    assert told["rows"][1] == {"headline": "=1+1", "outlet": "Harbour, & Tide"}


def test_nothing_is_written_over(tmp_path: Path) -> None:
    first, second = export(TABLE, "csv", tmp_path), export(TABLE, "csv", tmp_path)
    assert (first.name, second.name) == ("harbour-date-2031.csv", "harbour-date-2031-2.csv")


def test_a_title_is_no_path(tmp_path: Path) -> None:
    path = export(Table("../../etc/x", ("headline",), ()), "json", tmp_path)
    assert path.parent == tmp_path


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="can't write"):
        export(TABLE, "md", tmp_path / "gone")


def test_too_much_for_a_terminal(tmp_path: Path) -> None:
    assert reaches_the_clipboard("a line", {})
    assert not reaches_the_clipboard("é" * 30_000, {})
    file = copied_to_file("a line", tmp_path / "state" / "copied.txt")
    assert file.read_text(encoding="utf-8") == "a line"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_in_markdown_the_rows_of_a_section_stand_under_its_name(tmp_path: Path) -> None:
    rows = (("Talks resume", "Claims", "3"), ("The toll falls", "Claims", ""), ("“We agree”", "Quotes", "2"))
    path = export(Table("dossier", ("text", "section", "count"), rows), "md", tmp_path)
    assert path.read_text(encoding="utf-8") == (
        "# dossier\n\n"
        "## Claims\n\n- **Talks resume**  \n  count: 3\n- **The toll falls**\n\n"
        "## Quotes\n\n- **“We agree”**  \n  count: 2\n"
    )
