"""Sheets: what comes up over the desk, which stays dimmed behind, and goes with `esc`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.pages.line import Line, Page, Piece
from tui.screens.base_screens import ClosesOnce
from tui.widgets.bar import FixedPage, TextBar
from tui.widgets.choices import Choice, Choices, matching
from tui.widgets.pane import CursorPane, Pane

Filter = Callable[[str], Sequence[Choice]]


class Dialog(ModalScreen[str], ClosesOnce[str]):
    """A sheet with a title. It gives back the value that was chosen, or an empty text."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $ground 72%; }
    Dialog > Vertical {
        width: 84%; max-width: 112; height: auto; max-height: 80%;
        background: $surface; border-top: heavy $accent; padding: 0 2 1 2;
    }
    Dialog TextBar { background: $surface; margin-bottom: 1; }
    Dialog LineView { background: $surface; }
    Dialog Horizontal { height: 1; margin-bottom: 1; }
    Dialog Input { width: 1fr; background: $surface; color: $strong; padding: 0; }
    Dialog Input:focus { background: $surface; }
    .-narrow Dialog > Vertical, Dialog.-narrow > Vertical { width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(self, title: tuple[Piece, ...]) -> None:
        super().__init__()
        self._title = TextBar(margin=(1, 1))
        self._title.say(title, (Piece("esc", "accent bold"), Piece(" closes", "muted")))

    def action_close(self) -> None:
        self.close("")


class TextDialog(Dialog):
    """Lines to read. `write` makes them for a width."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,enter,question_mark,f1", "close", show=False)]

    def __init__(self, title: tuple[Piece, ...], write: Callable[[int], Sequence[Line]]) -> None:
        super().__init__(title)
        self._view = _Text(write)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._title
            yield self._view

    def on_mount(self) -> None:
        self._view.focus()


class _Text(Pane):
    DEFAULT_CSS = "_Text { height: auto; max-height: 100%; }"

    def __init__(self, write: Callable[[int], Sequence[Line]]) -> None:
        super().__init__()
        self._write = write

    def make_page(self, width: int) -> Page:
        return FixedPage(*self._write(width))


class ChoiceDialog(Dialog):
    """A list to choose from, filtered by typing if there is a `prompt`; `forget` is called with an entry to delete."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("ctrl+delete,shift+delete,delete", "forget", show=False, priority=True),
    ]

    def __init__(
        self,
        title: tuple[Piece, ...],
        find: Filter,
        *,
        prompt: str = "",
        forget: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(title)
        self._find = find
        self._forget = forget
        self._prompt = prompt
        self._input = Input(compact=True)
        self._choices = Choices(find(""))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._title
            if self._prompt:
                with Horizontal():
                    prompt = TextBar(margin=(1, 0))
                    prompt.styles.width = 3
                    prompt.say((Piece(self._prompt, "accent bold"),))
                    yield prompt
                    yield self._input
            yield self._choices

    def on_mount(self) -> None:
        (self._input if self._prompt else self._choices).focus()
        self._choices.offer(self._choices.choices)

    @property
    def typed(self) -> str:
        """Return the text typed as a filter."""
        return self._input.value

    def action_move(self, by: int) -> None:
        self._choices.go_to(self._choices.cursor + by)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._forget is not None if action == "forget" else super().check_action(action, parameters)

    def action_forget(self) -> None:
        chosen = self._choices.chosen
        if chosen is not None and self._forget is not None:
            self._forget(chosen.value)
            self._choices.offer(self._find(self.typed))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._choices.offer(self._find(event.value))

    @on(Input.Submitted)
    @on(CursorPane.Opened)
    def _chosen(self) -> None:
        chosen = self._choices.chosen
        self.choose(chosen.value if chosen is not None else "")

    def choose(self, value: str) -> None:
        """Take what was chosen, and go."""
        self.close(value)


class FacetDialog(ChoiceDialog):
    """Facets to narrow by, or to exclude with `-`. `take` gets the filter; the dialog stays open and counts again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("minus", "exclude", show=False, priority=True)]

    def __init__(self, title: tuple[Piece, ...], choices: Sequence[Choice], take: Callable[[str, bool], None]) -> None:
        self._facets = choices
        self._take = take
        super().__init__(title, lambda typed: matching(typed, self._facets), prompt="/")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`-` is a character like others where it goes on with a name: `meridian-wire`."""
        if action == "exclude" and self.typed:
            return not matching(f"{self.typed}-", self._facets)
        return super().check_action(action, parameters)

    def choose(self, value: str) -> None:
        if value:
            self._take(value, False)

    def action_exclude(self) -> None:
        chosen = self._choices.chosen
        if chosen is not None and chosen.value:
            self._take(chosen.value, True)

    def recount(self, choices: Sequence[Choice]) -> None:
        """Offer the facets of other results, the cursor where it was as far as that is still there."""
        chosen = self._choices.chosen
        self._facets = choices
        shown = matching(self.typed, choices)
        self._choices.offer(shown)
        at = next((at for at, one in enumerate(shown) if chosen is not None and one.value == chosen.value), None)
        if at is not None:
            self._choices.go_to(at)


class PromptDialog(Dialog):
    """A line to type in."""

    def __init__(self, title: tuple[Piece, ...], value: str = "") -> None:
        super().__init__(title)
        self._input = Input(value, compact=True)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._title
            with Horizontal():
                yield self._input

    def on_mount(self) -> None:
        self._input.focus()

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        self.close(event.value)
