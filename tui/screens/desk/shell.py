"""What the parts of the desk may ask of the screen that they are on, and the messages that any of them may post.

A part knows the screen by this protocol alone, so that it can be tested without one.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Literal, Protocol, TypeVar

from textual.message import Message
from textual.screen import Screen

from corpus.errors import WiresideError

Severity = Literal["information", "warning", "error"]
Work = Callable[[], Coroutine[None, None, object]]

Given = TypeVar("Given")


class Shell(Protocol):
    """The screen of the desk, as its parts see it."""

    def report(self, message: str, *, seconds: float = 4, severity: Severity = "information") -> None:
        """Show a message for some seconds. The text is shown as it is, never read as markup."""

    def warn(self, error: WiresideError) -> None:
        """Show an error; offer to rebuild a damaged index."""

    def key(self, command: str) -> str:
        """Return the first key of a command, as it is printed; "" if it has none."""

    async def ask(self, dialog: Screen[Given]) -> Given:
        """Open a dialog or another screen, and return what it gives back. Call it in a worker."""

    def show(self, dialog: Screen[str]) -> None:
        """Open a dialog whose answer nobody waits for."""

    def start(self, work: Work, *, group: str, exclusive: bool = True, opens_dialog: bool = False) -> None:
        """Run a coroutine in the background; with `exclusive` cancel what runs in its group.

        If it opens a dialog, keys wait until that is up.
        """

    def after(self, seconds: float, call: Callable[[], object]) -> Callable[[], None]:
        """Call something once some seconds have passed; return what prevents that."""

    async def finished(self, *groups: str) -> None:
        """Wait until nothing runs in these groups of workers."""

    def cancel(self, *groups: str) -> None:
        """Cancel what runs in these groups of workers."""

    def post_message(self, message: Message) -> bool:
        """Send a message to the screen. Any thread may."""


class Damaged(Message):
    """The index can't be used."""

    def __init__(self, error: WiresideError) -> None:
        super().__init__()
        self.error = error


class Repaired(Message):
    """The index was damaged, and has been rebuilt."""


class Trouble(Message, bubble=False):
    """A thread has met an error that the user should see."""

    def __init__(self, error: WiresideError) -> None:
        super().__init__()
        self.error = error
