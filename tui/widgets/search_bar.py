"""The search bar: what is asked at the left, what came of it at the right."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.css.scalar import Scalar
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.suggester import Suggester, SuggestionReady
from textual.widgets import Input
from textual.worker import Worker

from corpus.errors import WiresideError
from tui.commands import bindings
from tui.pages.display_width import cell_len
from tui.pages.line import Piece
from tui.widgets.bar import TextBar
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from index import LeftOut

_PROMPT = 3  # cells
_COUNTS, _COUNTS_WIDE = 45, 60  # percent of the bar; on a wide screen they include how the query is read
_COUNTS_SHORT = 28  # cells, beside a long query and on a narrow screen
_FIELD = re.compile(r"(?<!\S)-?[a-z]+:(?=\S)")


class QueryColours(Highlighter):
    """Field names recede, and what was left out is underlined."""

    def __init__(self) -> None:
        self.muted = Style()
        self.fault = Style(underline=True)
        self.left_out: tuple[LeftOut, ...] = ()

    def highlight(self, text: Text) -> None:
        for field in _FIELD.finditer(text.plain):
            text.stylize(self.muted, *field.span())
        for fault in self.left_out:
            text.stylize(self.fault, fault.start, fault.end)


class Completer(Suggester):
    """Completes a query that is being typed, by `ask`."""

    def __init__(self, ask: Callable[[str], Awaitable[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._ask = ask

    async def get_suggestion(self, value: str) -> str | None:
        try:
            return await self._ask(value) or None
        except WiresideError:
            # the search reports it
            return None


class QueryInput(Input):
    """The line that one types in. `up` and `down` go through earlier queries."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "earlier", show=False),
        Binding("down", "later", show=False),
        Binding("escape", "done", show=False),
        Binding("ctrl+u", "clear", show=False),
        *bindings("bar"),
    ]

    virtual_size = Reactive(Size(0, 1))
    """A key typed moves nothing else: the screen need not be laid out again, as Textual would."""

    class Done(Message):
        """The user is done typing, and wants to be in the results."""

    def __init__(self, colours: QueryColours) -> None:
        super().__init__(compact=True, highlighter=colours, select_on_focus=False, id="query", placeholder="search")
        self.disable_messages(Worker.StateChanged)
        self.history: list[str] = []
        self._at = -1
        self._typed = ""
        self._completion = ""
        self.offered = ""

    @property
    def hints(self) -> tuple[str, ...]:
        completed = self._completion.startswith(self.value) and self._completion != self.value
        return ("complete",) * (completed or bool(self.offered)) + ("history", "help", "back")

    def on_suggestion_ready(self, event: SuggestionReady) -> None:
        self._completion = event.suggestion
        self.post_message(Pane.Retitled())

    def action_complete(self) -> None:
        """Take the completion, else what is offered instead of the query, else be done."""
        before = self.value
        if self.cursor_at_end:
            self.action_cursor_right()
        if self.value != before:
            return
        if self.offered:
            self.value = self.offered
            self.cursor_position = len(self.value)
        else:
            self.action_done()

    def remember(self, text: str) -> None:
        """Put a query at the head of the history."""
        if text.strip():
            self.history = [text, *(other for other in self.history if other != text)]
        self._at = -1

    def action_earlier(self) -> None:
        self._walk(1)

    def action_later(self) -> None:
        self._walk(-1)

    def action_done(self) -> None:
        self.post_message(self.Done())

    def action_clear(self) -> None:
        self.value = ""

    def _walk(self, by: int) -> None:
        if self._at < 0:
            self._typed = self.value
        at = self._at + by
        if -1 <= at < len(self.history):
            self._at = at
            self.value = self.history[at] if at >= 0 else self._typed
            self.cursor_position = len(self.value)


class SearchBar(Horizontal):
    """`/`, the query, and the count of what was found."""

    DEFAULT_CSS = f"""
    SearchBar {{ height: 1; background: $surface; }}
    SearchBar #prompt {{ width: {_PROMPT}; }}
    SearchBar #counts {{ width: {_COUNTS_SHORT}; }}
    SearchBar #query {{ width: 1fr; background: $surface; color: $strong; padding: 0; }}
    SearchBar #query:focus {{ background: $surface; }}
    SearchBar #query > .input--placeholder, SearchBar #query > .input--suggestion {{ color: $muted; }}
    """

    def __init__(self) -> None:
        super().__init__(id="top")
        self.colours = QueryColours()
        self.input = QueryInput(self.colours)
        self._counts = TextBar(id="counts", classes="bar")
        self._prompt = TextBar(id="prompt", classes="bar", margin=(1, 0))
        self._told: tuple[tuple[Piece, ...], ...] = ((),)

    def compose(self) -> ComposeResult:
        yield self._prompt
        yield self.input
        yield self._counts

    def on_mount(self) -> None:
        self._prompt.say((Piece("/", "accent bold"),))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.is_mounted:
            self.colours.muted = self._prompt.style_named("muted")
            self.colours.fault = self._prompt.style_named("warning underline")

    def tell(self, *told: tuple[Piece, ...]) -> None:
        """Show the outcome of the query at the right: the first of these texts that fits, or the last.

        The room is the same for all, so that a typed key lays nothing out again.
        """
        self._told = told
        room = self._counts.size.width - 2
        self._counts.say((), next((one for one in told if sum(len(piece.text) for piece in one) <= room), told[-1]))

    @on(Input.Changed)
    @on(Resize)
    def _make_room(self) -> None:
        """Give a long query the room of the counts; the layout changes only where that begins or ends.

        The room is computed from the width of the bar: one measured before the layout has followed the last change, as
        when keys come fast, would be that of the other state.
        """
        if not (width := self.size.width):
            return
        counts = width * (_COUNTS_WIDE if self.screen.has_class("-wide") else _COUNTS) // 100
        if self.screen.has_class("-narrow") or cell_len(self.input.value) >= width - _PROMPT - counts:
            counts = _COUNTS_SHORT
        if self._counts.styles.width != Scalar.from_number(counts):
            self._counts.styles.width = counts
            self.call_after_refresh(self._report_again)

    def _report_again(self) -> None:
        self.tell(*self._told)

    def underline(self, left_out: tuple[LeftOut, ...]) -> None:
        """Underline what of the query was left out."""
        if left_out != self.colours.left_out:
            self.colours.left_out = left_out
            self.input.refresh()
