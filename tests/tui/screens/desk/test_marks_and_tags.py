"""Marks and tags are kept, written down, published to the panes, and seen by searches."""

from __future__ import annotations

from concurrent.futures import Future

from tests.tui.screens.desk.shell_double import ShellDouble
from tui.pages.user_marks import UserMarks
from tui.screens.desk.marks_and_tags import MarksAndTags
from tui.screens.desk.undo import UndoStack
from tui.services.notebook_writer import Recalled


class Writer:
    """Keeps what is written; says that it was saved, or not."""

    def __init__(self) -> None:
        self.written: list[tuple[object, ...]] = []
        self.saves = True

    def _done(self, *note: object) -> Future[bool]:
        self.written.append(note)
        done: Future[bool] = Future()
        done.set_result(self.saves)
        return done

    def mark(self, id: str, on: bool) -> Future[bool]:
        return self._done("mark", id, on)

    def mark_read(self, id: str) -> Future[bool]:
        return self._done("read", id)

    def tag(self, id: str, tag: str, on: bool) -> Future[bool]:
        return self._done("tag", id, tag, on)


class Desk:
    """Marks and tags with all that they need; the cursor and the article are on `id`."""

    def __init__(self, *answers: object) -> None:
        self.id: str | None = "a"
        self.shell, self.writer = ShellDouble(*answers), Writer()
        self.undo = UndoStack(self.shell)
        self.published: list[UserMarks] = []
        self.marks = MarksAndTags(
            self.shell,
            self.undo,
            self.writer,
            chosen=lambda: self.id,
            current=lambda: self.id,
            publish=self.published.append,
        )


def test_a_mark_is_set_and_removed_and_published_each_time() -> None:
    desk = Desk()
    desk.marks.toggle_mark()
    desk.marks.toggle_mark()
    assert [sorted(marks.marked) for marks in desk.published] == [["a"], []]
    assert desk.writer.written == [("mark", "a", True), ("mark", "a", False)]


def test_without_an_article_nothing_is_marked_or_read() -> None:
    desk = Desk()
    desk.id = None
    desk.marks.toggle_mark()
    desk.marks.note_read()
    assert not desk.writer.written


async def test_marks_keep_their_order_and_come_back_in_it() -> None:
    desk = Desk()
    for desk.id in ("b", "a", "c"):
        desk.marks.toggle_mark()
    desk.marks.clear_marks()
    assert desk.marks.marked == []
    assert desk.shell.reports == ["3 marks removed · ^z undoes it"]
    await desk.undo.undo()
    assert desk.marks.marked == ["b", "a", "c"]


def test_an_article_is_noted_as_read_once() -> None:
    desk = Desk()
    desk.marks.note_read()
    desk.marks.note_read()
    assert desk.writer.written == [("read", "a")]
    assert desk.published[-1].read == {"a"}


def test_a_search_gets_one_value_until_something_changes() -> None:
    desk = Desk()
    desk.marks.recall(Recalled(marked=("b",), read=frozenset({"c"}), tags={"a": ("ferry", "toll"), "b": ("ferry",)}))
    notes = desk.marks.notes()
    assert desk.marks.notes() is notes
    assert notes.marked == {"b"}
    assert notes.read == {"c"}
    assert dict(notes.tagged) == {"ferry": {"a", "b"}, "toll": {"a"}}
    desk.marks.note_read()
    assert desk.marks.notes().read == {"a", "c"}


async def test_a_tag_is_added_removed_and_undone() -> None:
    desk = Desk("ferry", "ferry")
    await desk.marks.tag()
    assert desk.published[-1].tags == {"a": ("ferry",)}
    await desk.marks.tag()
    assert desk.published[-1].tags == {}
    await desk.undo.undo()
    assert desk.published[-1].tags == {"a": ("ferry",)}
    assert desk.shell.reports[:2] == [
        "tagged ferry · tag:ferry finds all",
        "no longer tagged ferry · tag:ferry finds all",
    ]


async def test_all_marked_articles_are_tagged_where_the_user_says_so() -> None:
    desk = Desk("marked", "ferry")
    desk.marks.recall(Recalled(marked=("b", "c"), tags={"b": ("ferry",)}))
    await desk.marks.tag()
    assert desk.writer.written == [("tag", "c", "ferry", True)]
    assert desk.published[-1].tags == {"b": ("ferry",), "c": ("ferry",)}


async def test_closing_a_dialog_tags_nothing() -> None:
    desk = Desk("", "ferry")
    desk.marks.recall(Recalled(marked=("b", "c")))
    await desk.marks.tag()
    assert not desk.writer.written


async def test_a_tag_that_is_not_on_disk_yet_is_reported_so() -> None:
    desk = Desk("ferry")
    desk.writer.saves = False
    await desk.marks.tag()
    assert desk.shell.reports[-1].endswith("not saved yet")
