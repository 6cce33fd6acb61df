"""The sheet that is up while something takes long: what is being done, and that one need not wait for it."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.pages.line import Piece
from tui.screens.dialogs import Dialog

DONE = "done"


class ProgressDialog(Dialog):
    """Gives back DONE when what is awaited is done, well or not; `esc` waits no longer."""

    def __init__(self, doing: str, awaited: asyncio.Future[Any]) -> None:
        super().__init__((Piece(doing, "strong"),))
        self._awaited = awaited

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._title

    def on_mount(self) -> None:
        self._wait()

    @work
    async def _wait(self) -> None:
        await asyncio.wait({self._awaited})
        self.close(DONE)
