"""What is printed as JSON or CSV can't steer a terminal, turn text around or compute in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from corpus.csv_text import csv_text, read_cell
from tui.cli.json_lines import json_line

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

HOSTILE = "a\x07\x1b\x7f\x85\x9b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069é漢🛳z"


def test_json_escapes_what_could_do_harm_and_says_the_same() -> None:
    line = json_line({HOSTILE: HOSTILE, "path": b"\xff".decode("utf-8", "surrogateescape")})
    assert "é漢🛳z" in line
    assert not [char for char in line[:-1] if not char.isprintable()]
    assert json.loads(line)[HOSTILE] == HOSTILE


def test_what_a_query_is_echoed_as(wireside: Run, articles: Path) -> None:
    assert wireside("index", "-c", articles).code == 0
    for arguments in (("--json",), ("--explain", "--json")):
        out = wireside("search", "ferry \x9b31m \u202eyrref", *arguments, "-c", articles).out
        assert not [char for char in out if char != "\n" and not char.isprintable()]


def test_output_redirected_into_the_corpus_is_not_read_as_articles(wireside: Run, articles: Path) -> None:
    assert wireside("index", "-c", articles).code == 0
    for number, arguments in enumerate((("search", "ferry"), ("quotes",), ("stories",), ("actors",), ("status",))):
        out = wireside(*arguments, "--json", "-c", articles).out
        assert all("wireside export" in json.loads(line) for line in out.splitlines())
        (articles / f"{number}.jsonl").write_text(out)
    before = json.loads(wireside("status", "--json", "-c", articles).out)["articles"]
    wireside("index", "-c", articles)
    assert json.loads(wireside("status", "--json", "-c", articles).out)["articles"] == before


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "plain", "'", ""]
)
def test_no_cell_is_a_formula_and_each_can_be_read_back(cell: str) -> None:
    ((_, second), (first, *_)) = csv.reader(io.StringIO(csv_text("x", ("name",), [(cell,)]), newline=""))
    assert second == "wireside export"
    assert not first.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
    assert read_cell(first) == cell


def test_actors_are_exported_without_formulas(wireside: Run, tmp_path: Path) -> None:
    table = tmp_path / "team.csv"
    table.write_text('kind,name,also\nperson,Wen Abara,"=HYPERLINK(""x"")"\n', encoding="utf-8")
    if wireside("actors", "import", table).code == 0:
        rows = list(csv.reader(io.StringIO(wireside("actors", "export", "--csv").out)))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
