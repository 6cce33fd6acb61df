"""A copy of the notebook a day, three kept, for the owner alone; any of them can be put back."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from index.notebook import Notebook, NotebookDamaged, NotebookError, copies_of, keep_copy, restore

NOW = datetime(2031, 3, 14, 10, 30)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corpus.sqlite"


@pytest.fixture
def copied(path: Path) -> Path:
    """A notebook with a mark that its copy has, and one that was made later."""
    notebook = Notebook(path)
    notebook.mark("a", True)
    keep_copy(path, "2031-03-13")
    notebook.mark("b", True)
    notebook.close()
    return path


def test_a_copy_a_day_and_three_kept(path: Path) -> None:
    notebook = Notebook(path)
    for day in range(10, 15):
        notebook.mark(str(day), True)
        assert keep_copy(path, f"2031-03-{day}")
        assert not keep_copy(path, f"2031-03-{day}")
    assert [copy.day for copy in copies_of(path)] == ["2031-03-14", "2031-03-13", "2031-03-12"]
    assert Notebook(copies_of(path)[2].path).marked() == ("10", "11", "12")


def test_a_clock_that_goes_back_still_leaves_a_copy_of_today(path: Path) -> None:
    Notebook(path)
    for day in ("2031-03-14", "2031-03-15", "2031-03-16", "2031-01-01"):
        keep_copy(path, day)
    assert [copy.day for copy in copies_of(path)] == ["2031-03-16", "2031-03-15", "2031-01-01"]


def test_copies_are_for_the_owner_alone(copied: Path) -> None:
    (copy,) = copies_of(copied)
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.path.parent.stat().st_mode) == 0o700


def test_a_damaged_notebook_gets_no_copy(copied: Path) -> None:
    raw = bytearray(copied.read_bytes())
    raw[4096 * 2 : 4096 * 3] = bytes(4096)
    copied.write_bytes(raw)
    with pytest.raises(NotebookError):
        keep_copy(copied, "2031-03-14")
    assert [file.name for file in copies_of(copied)[0].path.parent.iterdir()] == ["2031-03-13.sqlite"]


def test_a_copy_that_was_killed_goes_with_the_next(copied: Path) -> None:
    left = copies_of(copied)[0].path.with_name(".2031-03-14.sqlite.0a1b2c3d")
    left.write_bytes(b"half")
    keep_copy(copied, "2031-03-14")
    assert not left.exists()


@pytest.mark.parametrize("raw", [b"", b"noise" * 2000])
def test_a_damaged_notebook_is_restored_and_kept_beside(copied: Path, raw: bytes) -> None:
    copied.write_bytes(raw)
    with pytest.raises(NotebookDamaged, match=r"`wireside notebook restore` goes back to the copy of 2031-03-13"):
        Notebook(copied)
    (moved,) = restore(copied, copies_of(copied)[0], NOW)
    assert (moved.name, moved.read_bytes()) == ("corpus.replaced-2031-03-14-103000.sqlite", raw)
    assert Notebook(copied).marked() == ("a",)
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600


def test_a_missing_notebook_with_copies_is_no_new_one(copied: Path) -> None:
    copied.unlink()
    with pytest.raises(NotebookDamaged, match="it is missing"):
        Notebook(copied)
    assert restore(copied, copies_of(copied)[0], NOW) == ()
    assert Notebook(copied).marked() == ("a",)


def test_a_whole_notebook_can_be_put_back_too_and_open_readers_follow(copied: Path) -> None:
    reader = Notebook(copied)
    (moved,) = restore(copied, copies_of(copied)[0], NOW)
    reader.mark("c", True)
    assert (Notebook(copied).marked(), Notebook(moved).marked()) == (("a", "c"), ("a", "b"))


def test_a_damaged_copy_is_not_put_back(copied: Path) -> None:
    (copy,) = copies_of(copied)
    copy.path.write_bytes(copy.path.read_bytes()[:5000])
    with pytest.raises(NotebookError):
        restore(copied, copy, NOW)
    assert Notebook(copied).marked() == ("a", "b")


def test_a_notebook_in_use_is_not_moved_away(copied: Path) -> None:
    with closing(sqlite3.connect(copied, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotebookError, match="in use"):
            restore(copied, copies_of(copied)[0], NOW)
    assert Notebook(copied).marked() == ("a", "b")
