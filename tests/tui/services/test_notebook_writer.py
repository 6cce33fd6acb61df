"""What the reader notes is saved or said not to be; what could not be saved is tried again."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import WiresideError
from index.notebook import Notebook, Session, copies_of
from index.notebook import notebook as notebook_module
from tui.services.notebook_writer import CopyFailed, NotebookNews, NotebookWriter, Recalled, Saving


class Listener:
    """A memory in a folder, and all that it tells."""

    def __init__(self, path: Path, day: str = "2031-03-14") -> None:
        self.news: list[NotebookNews] = []
        self.day = day
        self.notebook_writer = NotebookWriter(path, self.news.append, lambda: self.day)

    def recall(self) -> Recalled:
        return asyncio.run(self.notebook_writer.recall())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "corpus.sqlite"


def test_notes_are_saved(path: Path) -> None:
    one = Listener(path)
    one.recall()
    assert one.notebook_writer.mark("a", True).result()
    assert one.notebook_writer.tag("a", "tolls", True).result()
    assert one.notebook_writer.close() is None
    assert (Notebook(path).marked(), Notebook(path).tags(), one.news) == (("a",), {"a": ("tolls",)}, [])


def test_a_copy_is_made_on_opening_and_when_the_day_changes(path: Path) -> None:
    one = Listener(path)
    one.recall()
    one.notebook_writer.mark("a", True).result()
    one.day = "2031-03-15"
    one.notebook_writer.mark("b", True).result()
    one.notebook_writer.close()
    assert [(copy.day, Notebook(copy.path).marked()) for copy in copies_of(path)] == [
        ("2031-03-15", ("a",)),
        ("2031-03-14", ()),
    ]


def test_a_copy_that_can_not_be_made_is_told_once(path: Path) -> None:
    path.parent.mkdir()
    path.with_suffix(".copies").write_bytes(b"")
    one = Listener(path)
    one.recall()
    assert one.notebook_writer.mark("a", True).result()
    assert one.notebook_writer.close() is None
    (told,) = one.news
    assert isinstance(told, CopyFailed)


def test_a_data_folder_that_can_not_be_written_is_told_until_it_can(path: Path) -> None:
    path.parent.write_bytes(b"")
    one = Listener(path)
    with pytest.raises(WiresideError):
        one.recall()
    assert not one.notebook_writer.mark("a", True).result()
    assert not one.notebook_writer.save_query("tolls", "harbour tolls").result()
    (told,) = one.news
    assert isinstance(told, Saving)
    assert told.error is not None
    path.parent.unlink()
    one.notebook_writer.retry()
    assert one.notebook_writer.mark("b", True).result()
    assert one.notebook_writer.close() is None
    saved, recalled = one.news[1:]
    assert saved == Saving(None)
    assert isinstance(recalled, Recalled)
    assert (recalled.marked[0], recalled.saved) == ("a", {"tolls": "harbour tolls"})
    assert Notebook(path).marked() == ("a", "b")


def test_a_folder_without_permission_is_told_before_anything_is_noted(path: Path, permissions_count: None) -> None:
    Notebook(path).mark("a", True)
    path.parent.chmod(0o500)
    one = Listener(path)
    assert one.recall().marked == ("a",)
    assert not one.notebook_writer.mark("b", True).result()
    (told,) = one.news
    assert "can't write the notebook" in str(told)
    path.parent.chmod(0o700)
    assert one.notebook_writer.mark("c", True).result()
    assert one.notebook_writer.close() is None
    assert Notebook(path).marked() == ("a", "b", "c")


def test_what_is_never_saved_is_said_on_leaving_but_not_for_a_place(path: Path) -> None:
    path.parent.write_bytes(b"")
    placed, marked = Listener(path).notebook_writer, Listener(path).notebook_writer
    placed.save_session(Session("", "date", None, 0))
    marked.mark("a", True)
    assert placed.close() is None
    assert marked.close() is not None


def test_a_damaged_notebook_takes_no_notes_and_stays(path: Path) -> None:
    Notebook(path).close()
    path.write_bytes(b"")
    one = Listener(path)
    with pytest.raises(WiresideError, match="0 bytes"):
        one.recall()
    assert not one.notebook_writer.mark("a", True).result()
    assert one.notebook_writer.close() is not None
    assert path.read_bytes() == b""


def test_notes_wait_while_another_program_has_the_notebook(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook_module, "PATIENCE", 0.01)
    one = Listener(path)
    one.recall()
    one.notebook_writer.mark_read("a").result()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert not one.notebook_writer.mark("a", True).result()
        db.execute("COMMIT")
    assert one.notebook_writer.mark("b", True).result()
    assert one.notebook_writer.close() is None
    assert Notebook(path).marked() == ("a", "b")
    assert ["in use" in str(told) for told in one.news] == [True, False]


def test_a_copy_that_failed_is_tried_again(path: Path) -> None:
    path.parent.mkdir()
    path.with_suffix(".copies").write_bytes(b"")
    one = Listener(path)
    one.recall()
    one.notebook_writer.mark("a", True).result()
    path.with_suffix(".copies").unlink()
    one.notebook_writer.mark("b", True).result()
    one.notebook_writer.close()
    assert [copy.day for copy in copies_of(path)] == ["2031-03-14"]


def test_of_places_the_last_alone_is_kept(path: Path) -> None:
    path.parent.write_bytes(b"")
    one = Listener(path)
    for place in range(100):
        one.notebook_writer.save_session(Session("harbour", "date", None, place))
    assert len(one.notebook_writer._waiting) == 1
    path.parent.unlink()
    one.notebook_writer.close()
    assert Notebook(path).session() == Session("harbour", "date", None, 99)
