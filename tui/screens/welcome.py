"""Screens shown instead of a desk: no folder is open, or the index is damaged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from corpus.errors import WiresideError
from tui.pages.line import BLANK, Line, Page, Piece
from tui.pages.wrap import wrap
from tui.screens.base_screens import ClosesOnce
from tui.services.recent_folders import Recent
from tui.widgets.bar import FixedPage, TextBar
from tui.widgets.hairline import Hairline
from tui.widgets.line_view import LineView

_MEASURE = 72  # cells of a line


class CentredText(LineView, can_focus=True):
    """Lines in the middle of the screen, with keys."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self._said = lines

    def make_page(self, width: int) -> Page:
        left = Piece(" " * max(1, (width - _MEASURE) // 2))
        above = [BLANK] * max(0, (self.size.height - len(self._said)) // 3)
        return FixedPage(*above, *(Line((left, *line.pieces)) for line in self._said))


def keyed(key: str, what: str, detail: str = "") -> Line:
    """`o   open a folder    of .txt files`."""
    return Line((Piece(f"  {key:<4}", "accent bold"), Piece(f"{what:<26}", "text"), Piece(detail, "muted")))


def prose(text: str, style: str = "text") -> list[Line]:
    return [Line((Piece(text[s.start : s.end], style),)) for s in wrap(text, _MEASURE)]


class NoticeScreen(ClosesOnce[None]):
    """A bar, a rule, what is to be said, and its keys."""

    DEFAULT_CSS = "NoticeScreen CentredText { height: 1fr; }"

    def __init__(self, bar: str, lines: Sequence[Line], *, rule: str = "rule") -> None:
        super().__init__()
        self._bar = TextBar(classes="bar")
        self._bar.say((Piece("/ ", "accent bold"), Piece(bar, "muted")))
        self._rule = rule
        self._hairline = Hairline()
        self._plain = CentredText(lines)

    def compose(self) -> ComposeResult:
        yield self._bar
        yield self._hairline
        yield self._plain

    def on_mount(self) -> None:
        self._plain.focus()

    def on_resize(self) -> None:
        self._hairline.mark(0, self.size.width if self._rule != "rule" else 0, self._rule)


class WelcomeScreen(NoticeScreen):
    """No folder is open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "app.ask_folder", show=False),
        Binding("d", "app.open_sample", show=False),
        Binding("q,escape", "app.quit", show=False),
        *(Binding(str(n), f"recent({n})", show=False) for n in range(1, 10)),
    ]

    class FolderChosen(Message):
        """A folder that was opened before is to be opened again."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path

    def __init__(self, recents: Sequence[Recent]) -> None:
        self._recents = recents[:9]
        lines = [
            Line((Piece("wireside", "strong"),)),
            Line((Piece("Read one story from every side.", "muted"),)),
            BLANK,
            *prose("No folder is open, and the one you are in has no articles."),
            BLANK,
            keyed("o", "open a folder", "of .txt, .html, .json or .jsonl articles"),
            keyed("d", "look at the example", "5 outlets, 3 stories"),
            keyed("q", "quit"),
            BLANK,
        ]
        if self._recents:
            lines += [Line((Piece("Opened before", "strong"),)), BLANK]
            for n, recent in enumerate(self._recents, start=1):
                lines.append(keyed(str(n), recent.name, recent.told))
            lines.append(BLANK)
        lines += prose("Your folder is only read. Nothing is ever written into it.", "muted")
        super().__init__("nothing to search yet", lines)

    def action_recent(self, number: int) -> None:
        if number <= len(self._recents):
            self.post_message(self.FolderChosen(self._recents[number - 1].path))


class DamagedScreen(NoticeScreen):
    """The index can't be used; it can be made again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "app.rebuild_damaged", show=False),
        Binding("q,escape", "app.quit", show=False),
    ]

    def __init__(self, error: WiresideError, corpus: str) -> None:
        lines = [
            Line((Piece(f"! The index of {corpus} can't be used", "error bold"),)),
            BLANK,
            *prose(error.message),
            BLANK,
            Line((Piece("Safe:  ", "muted"), Piece("the articles, your marks, notes and earlier queries.", "text"))),
            Line((Piece("Lost:  ", "muted"), Piece("nothing. An index is made from the articles.", "text"))),
            BLANK,
            keyed("r", "rebuild it now", "you can search meanwhile"),
            keyed("q", "quit"),
        ]
        super().__init__("search is off until the index is whole", lines, rule="error")
