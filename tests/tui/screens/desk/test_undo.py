"""Changes are undone in turn, the newest first; one that can't be undone now is kept."""

from __future__ import annotations

from corpus.errors import WiresideError
from tests.tui.screens.desk.shell_double import ShellDouble
from tui.screens.desk.undo import UndoStack


async def test_the_newest_change_is_undone_first() -> None:
    shell, undone = ShellDouble(), list[str]()
    stack = UndoStack(shell)
    stack.push("one", lambda: undone.append("one"))
    stack.push("two", lambda: undone.append("two"))
    await stack.undo()
    await stack.undo()
    assert undone == ["two", "one"]
    assert shell.reports == ["undone: two", "undone: one"]


async def test_without_changes_there_is_nothing_to_undo() -> None:
    shell = ShellDouble()
    await UndoStack(shell).undo()
    assert shell.reports == ["nothing to undo"]


async def test_a_change_that_can_not_be_undone_now_can_be_undone_later() -> None:
    shell, disk_is_full = ShellDouble(), True

    async def undo() -> None:
        if disk_is_full:
            raise WiresideError("the disk is full", "make room")

    stack = UndoStack(shell)
    stack.push("a rule", undo)
    await stack.undo()
    assert shell.warnings
    assert not shell.reports
    disk_is_full = False
    await stack.undo()
    assert shell.reports == ["undone: a rule"]


def test_a_report_names_the_key_in_force() -> None:
    for keys, report in (({"undo": "f9"}, "a mark removed · f9 undoes it"), ({}, "a mark removed")):
        shell = ShellDouble(keys=keys)
        UndoStack(shell).push_and_report("a mark removed", lambda: None)
        assert shell.reports == [report]
