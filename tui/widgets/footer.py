"""The footer: about six hints for what has focus at the left, the corpus at the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events
from textual.message import Message

from tui.commands import BY_ID, PAIRS, key_label
from tui.pages.line import Line, Page, Piece, fit, justify
from tui.widgets.bar import FixedPage
from tui.widgets.line_view import LineView

_GAP = 3
"""Cells after a hint."""


class Footer(LineView, can_focus=False):
    """Hints, of which each can be clicked."""

    DEFAULT_CSS = """
    Footer { height: 1; background: $surface; overflow: hidden hidden; scrollbar-gutter: auto; dock: bottom; }
    """

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self) -> None:
        super().__init__(id="footer")
        self._hints: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()
        self._keys: dict[str, tuple[str, ...]] = {}
        self._about = ""
        self._alarm = ""
        self._typing = False
        self._names: Mapping[str, str] = {}

    def hint(
        self,
        commands: Iterable[str],
        keys: dict[str, tuple[str, ...]],
        *,
        typing: bool = False,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Show the keys of these commands; while the user is typing, only those that are not characters.

        `names` replace the names of commands that do something more specific now.
        """
        told = tuple(commands), keys, typing, names or {}
        if told != (self._hints, self._keys, self._typing, self._names):
            self._hints, self._keys, self._typing, self._names = told
            self.renew()

    def about(self, text: str) -> None:
        """Show this at the right."""
        if text != self._about:
            self._about = text
            self.renew()

    def alarm(self, text: str) -> None:
        """Show this at the right, before all else, whatever the width; nothing takes it away but an empty text."""
        if text != self._alarm:
            self._alarm = text
            self.renew()

    def make_page(self, width: int) -> Page:
        room = width - 2
        alarm = len(self._alarm) + 2 if self._alarm else 0
        self._shown = self._fitting(room - alarm)
        pieces: list[Piece] = []
        for command in self._shown:
            pieces += (Piece(self._key(command), "accent bold"), Piece(f" {self._said(command)}{' ' * _GAP}", "muted"))
        spare = room - sum(len(piece.text) for piece in pieces)
        right = (Piece(self._about, "muted"),) if self._about and len(self._about) + alarm < spare else ()
        if self._alarm:
            right = (*right, Piece("  " if right else ""), Piece(self._alarm, "warning bold"))
        return FixedPage(Line((Piece(" "), *justify(fit(pieces, room), right, room))))

    def _fitting(self, room: int) -> tuple[str, ...]:
        """As many hints as there is room for, the last of all among them: it leads to the others."""
        kept = list(self._hints)
        while len(kept) > 1 and sum(map(self._cells, kept)) > room:
            del kept[-2]
        return tuple(kept)

    def _cells(self, command: str) -> int:
        return len(self._key(command)) + 1 + len(self._said(command)) + _GAP

    def _said(self, command: str) -> str:
        return self._names.get(command, BY_ID[command].hint)

    def _key(self, command: str) -> str:
        keys = [key_label(key) for key in self._keys.get(command, ()) if len(key) > 1 or not self._typing]
        return " ".join((*keys[:1], *self._partner(command)))

    def _partner(self, command: str) -> list[str]:
        """Return the second key of a hint that shows two."""
        other = PAIRS[command] if command in ("peek_down", "side_left") else ""
        return [key_label(self._keys[other][0])] if self._keys.get(other) else []

    def on_click(self, event: events.Click) -> None:
        x = 1
        for command in self._shown:
            x += self._cells(command)
            if event.x < x:
                self.post_message(self.Pressed(command))
                return
