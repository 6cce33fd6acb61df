"""A screen for one part of the desk: it answers dialogs as a test says, and keeps what is reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from textual.message import Message
from textual.screen import Screen

from corpus.errors import WiresideError
from tui.screens.desk.shell import Given, Severity, Work


class ShellDouble:
    """Gives `answers` to the dialogs in turn. `keys` are those in force."""

    def __init__(self, *answers: object, keys: dict[str, str] | None = None) -> None:
        self.answers = list(answers)
        self.keys = keys if keys is not None else {"undo": "^z"}
        self.reports: list[str] = []
        self.warnings: list[str] = []
        self.messages: list[Message] = []
        self.started: list[Work] = []

    def report(self, message: str, *, seconds: float = 4, severity: Severity = "information") -> None:
        self.reports.append(message)

    def warn(self, error: WiresideError) -> None:
        self.warnings.append(str(error))

    def key(self, command: str) -> str:
        return self.keys.get(command, "")

    async def ask(self, dialog: Screen[Given]) -> Given:
        return cast("Given", self.answers.pop(0))

    def show(self, dialog: Screen[str]) -> None:
        pass

    def start(self, work: Work, *, group: str, exclusive: bool = True, opens_dialog: bool = False) -> None:
        self.started.append(work)

    def after(self, seconds: float, call: Callable[[], object]) -> Callable[[], None]:
        return lambda: None

    async def finished(self, *groups: str) -> None:
        pass

    def cancel(self, *groups: str) -> None:
        pass

    def post_message(self, message: Message) -> bool:
        self.messages.append(message)
        return True
