"""`wireside notebook`: looks at the notebook, lists its copies, and puts one back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.notebook import Notebook, keep_copy
from tui.file_locations import notebook_file

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.fixture
def path(wireside: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The notebook of the articles: two copies, of one and of two marks, and three marks now."""
    for name, value in wireside.environment().items():
        monkeypatch.setenv(name, value)
    path = notebook_file(articles)
    notebook = Notebook(path)
    for number, day in enumerate(("2031-03-13", "2031-03-14", "")):
        notebook.mark(str(number), True)
        if day:
            keep_copy(path, day)
    notebook.close()
    return path


def test_what_is_in_it(wireside: Run, articles: Path, path: Path) -> None:
    done = wireside("notebook", "-c", articles)
    assert done.code == 0
    assert [line.split()[:2] for line in done.out.splitlines()] == [
        ["notebook", str(path)],
        ["copy", "2031-03-14"],
        ["copy", "2031-03-13"],
        ["marks", "3"],
        ["tags", "0"],
        ["read", "0"],
        ["saved", "0"],
    ]
    told = json.loads(wireside("notebook", "--json", "-c", articles).out)
    assert (told["marks"], [copy["day"] for copy in told["copies"]]) == (3, ["2031-03-14", "2031-03-13"])


def test_a_damaged_one_is_told_with_its_copies_and_restored(wireside: Run, articles: Path, path: Path) -> None:
    path.write_bytes(b"")
    done = wireside("notebook", "-c", articles)
    assert (done.code, done.out.count("copy")) == (3, 2)
    assert "`wireside notebook restore` goes back to the copy of 2031-03-14" in done.err
    done = wireside("notebook", "restore", "-c", articles)
    assert (done.code, "as it was on 2031-03-14; what was there is now" in done.err) == (0, True)
    assert Notebook(path).marked() == ("0", "1")
    assert [file.read_bytes() for file in path.parent.glob("*.replaced-*")] == [b""]


def test_a_copy_of_a_day(wireside: Run, articles: Path, path: Path) -> None:
    assert wireside("notebook", "restore", "2031-03-13", "-c", articles).code == 0
    assert Notebook(path).marked() == ("0",)


def test_a_day_without_a_copy(wireside: Run, articles: Path, path: Path) -> None:
    done = wireside("notebook", "restore", "2031-03-01", "-c", articles)
    assert done.code == 2
    assert done.err == "wireside: no copy of 2031-03-01: there are those of 2031-03-14, 2031-03-13\n"


@pytest.mark.parametrize("command", [["notebook"], ["notebook", "restore"]])
def test_without_a_notebook_none_is_made(wireside: Run, articles: Path, command: list[str]) -> None:
    done = wireside(*command, "-c", articles)
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert not list(wireside.home.rglob("*.sqlite"))
