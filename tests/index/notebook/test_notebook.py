"""Marks, reading, queries and the session are kept, and never lost to a damaged or newer file."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from index.notebook import Notebook, NotebookError, Session
from index.notebook import notebook as notebook_module


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "corpus.db"


def test_marks_in_their_order(path: Path) -> None:
    notebook = Notebook(path)
    for id in ("b", "a", "c", "a"):
        notebook.mark(id, True)
    notebook.mark("b", False)
    notebook.mark("never", False)
    assert notebook.marked() == ("a", "c")
    notebook.mark("b", True)
    notebook.close()
    assert Notebook(path).marked() == ("a", "c", "b")


def test_what_was_read(path: Path) -> None:
    notebook = Notebook(path)
    notebook.mark_read("a")
    notebook.mark_read("a")
    assert notebook.read_ids() == {"a"}


def test_queries_newest_first_each_once(path: Path) -> None:
    notebook = Notebook(path)
    for text in ("harbour", "treaty", "  ", " harbour ", "toll"):
        notebook.add_query(text)
    assert notebook.history(10) == ("toll", "harbour", "treaty")
    assert notebook.history(1) == ("toll",)


def test_not_all_queries_ever(path: Path) -> None:
    notebook = Notebook(path)
    with notebook.together():
        for number in range(1005):
            notebook.add_query(f"report {number}")
    assert len(notebook.history(10_000)) == 1000


def test_tags(path: Path) -> None:
    notebook = Notebook(path)
    for tag in ("Tolls", " kell  strait ", "tolls", " "):
        notebook.tag("a", tag, True)
    notebook.tag("b", "tolls", True)
    notebook.tag("b", "TOLLS", False)
    assert Notebook(path).tags() == {"a": ("kell strait", "tolls")}


def test_saved_queries(path: Path) -> None:
    notebook = Notebook(path)
    notebook.save_query("tolls", "harbour tolls")
    notebook.save_query("ferry", "ferry")
    notebook.save_query("tolls", "tolls date:2031")
    assert Notebook(path).saved() == {"ferry": "ferry", "tolls": "tolls date:2031"}
    notebook.save_query("ferry", None)
    assert notebook.saved() == {"tolls": "tolls date:2031"}


def test_session(path: Path) -> None:
    notebook = Notebook(path)
    assert notebook.session() is None
    notebook.save_session(Session("harbour", "date", "abcd", 120))
    notebook.save_session(Session("treaty", "relevance", None, 0))
    assert Notebook(path).session() == Session("treaty", "relevance", None, 0)


def test_two_at_once(path: Path) -> None:
    notebooks = [Notebook(path), Notebook(path)]
    threads = [
        threading.Thread(target=lambda one=one, n=n: [one.mark(f"{n}-{i}", True) for i in range(20)])
        for n, one in enumerate(notebooks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(notebooks[0].marked()) == 40


def test_for_the_owner_alone(path: Path) -> None:
    Notebook(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_damaged_notebook_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a notebook, and not empty either")
    with pytest.raises(NotebookError, match="is damaged"):
        Notebook(path)
    assert path.read_bytes() == b"not a notebook, and not empty either"


def test_a_newer_notebook_is_left_as_it_is(path: Path) -> None:
    Notebook(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(NotebookError, match="newer wireside"):
        Notebook(path)


def test_a_notebook_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotebookError, match="can't use the notebook"):
        Notebook(tmp_path / "file" / "notes.db")


def test_a_closed_notebook_says_so(path: Path) -> None:
    notebook = Notebook(path)
    notebook.close()
    notebook.close()
    with pytest.raises(NotebookError):
        notebook.marked()


def test_a_folder_in_its_place_is_told_in_one_go(tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").mkdir()
    with pytest.raises(NotebookError, match=r"notes\.sqlite: Is a directory: "):
        Notebook(tmp_path / "notes.sqlite")


def test_notes_together_are_all_kept_or_none(path: Path) -> None:
    notebook = Notebook(path)

    def fail() -> None:
        with notebook.together():
            notebook.mark("a", True)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with notebook.together():
        notebook.mark("b", True)
        notebook.tag("b", "tolls", True)
    assert (Notebook(path).marked(), Notebook(path).tags()) == (("b",), {"b": ("tolls",)})


def test_a_locked_notebook_is_reported_soon(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= notebook_module.PATIENCE <= 1.5
    monkeypatch.setattr(notebook_module, "PATIENCE", 0.01)
    notebook = Notebook(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotebookError, match="in use by another program"):
            Notebook(path)
        with pytest.raises(NotebookError, match="in use by another program"):
            notebook.mark("a", True)
        db.execute("COMMIT")
    notebook.mark("a", True)
    assert notebook.marked() == ("a",)


def test_a_notebook_that_can_not_be_written_is_read(path: Path, permissions_count: None) -> None:
    notebook = Notebook(path)
    notebook.mark("a", True)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    unwritable = Notebook(path)
    assert (unwritable.marked(), unwritable.writable) == (("a",), False)
    with pytest.raises(NotebookError, match="readonly"):
        unwritable.mark("b", True)
    path.parent.chmod(0o700)
    path.chmod(0o600)
    unwritable.mark("b", True)
    assert Notebook(path).marked() == ("a", "b")


def test_a_notebook_that_is_replaced_is_opened_again(path: Path, tmp_path: Path) -> None:
    notebook, other = Notebook(path), Notebook(tmp_path / "other.db")
    notebook.mark("a", True)
    other.mark("b", True)
    other.close()
    (tmp_path / "other.db").replace(path)
    notebook.mark("c", True)
    assert (notebook.marked(), Notebook(path).marked()) == (("b", "c"), ("b", "c"))


def test_a_notebook_that_is_gone_takes_no_notes(path: Path) -> None:
    notebook = Notebook(path)
    path.unlink()
    with pytest.raises(NotebookError, match="No such file"):
        notebook.mark("a", True)
    assert not path.exists()
