"""The bases of screens and dialogs: one that closes once, and one with a head, a rule, one view and a footer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from tui.config import Config
from tui.pages.glyphs import Glyphs, glyphs
from tui.widgets.bar import TextBar
from tui.widgets.footer import Footer
from tui.widgets.hairline import Hairline
from tui.widgets.pane import Pane

Given = TypeVar("Given")
View = TypeVar("View", bound=Pane)


class ClosesOnce(Screen[Given]):
    """A screen that closes once.

    Textual's `dismiss` takes away whatever screen is on top, and a second Enter or click may be on its way when the
    first closes the sheet.
    """

    def close(self, value: Given | None = None) -> None:
        """Close this screen and give back `value`. Do nothing if it is not the one on top, or was closed already."""
        if self.is_active:
            self.dismiss(value)


class ViewScreen(ClosesOnce[Given], Generic[Given, View]):
    """A screen with one `view`, which has the focus. Gives back the user's choice, or None on going back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False, id="back"),
        Binding("q", "back", show=False, id="back_or_quit"),
    ]

    def __init__(self, config: Config, view: Callable[[Glyphs], View]) -> None:
        super().__init__()
        self.config = config
        self.glyphs = glyphs(config.look.glyphs)
        self.head = TextBar(id="head", classes="bar", margin=(1, 1))
        self.hairline = Hairline(glyphs=self.glyphs)
        self.view = view(self.glyphs)
        self.footer = Footer()

    def under_head(self) -> tuple[Widget, ...]:
        """Return the widgets between the head and the rule."""
        return ()

    def above(self) -> tuple[Widget, ...]:
        """Return the widgets between the rule and the view."""
        return ()

    def compose(self) -> ComposeResult:
        yield self.head
        yield from self.under_head()
        yield self.hairline
        yield from self.above()
        yield self.view
        yield self.footer

    def on_mount(self) -> None:
        self.view.focus()
        self.footer.hint(self.view.hints, self.config.keys)

    def action_back(self) -> None:
        self.close(None)

    def action_back_or_quit(self) -> None:
        self.action_back()
