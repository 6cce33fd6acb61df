"""Undo: the changes made since the desk was opened, newest last."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable

from corpus.errors import WiresideError
from tui.screens.desk.shell import Shell

Undo = Callable[[], Awaitable[object] | None]


class UndoStack:
    """Remembers how to undo each change. An undo that fails stays on the stack."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._changes: list[tuple[str, Undo]] = []

    def push(self, change: str, undo: Undo) -> None:
        """Remember how to undo a change, described in a few words. `undo` may raise WiresideError."""
        self._changes.append((change, undo))

    def push_and_report(self, change: str, undo: Undo) -> None:
        """Remember how to undo a change, and report that it was made."""
        self.push(change, undo)
        key = self._shell.key("undo")
        self._shell.report(f"{change} · {key} undoes it" if key else change)

    async def undo(self) -> None:
        """Undo the newest change."""
        if not self._changes:
            self._shell.report("nothing to undo", seconds=3)
            return
        change, undo = self._changes.pop()
        try:
            if isawaitable(undoing := undo()):
                await undoing
        except WiresideError as error:
            self._changes.append((change, undo))
            self._shell.warn(error)
        else:
            self._shell.report(f"undone: {change}")
