"""The stories as one scrolling view, with a cursor on a story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from corpus.stories import Story
from tui.commands import bindings
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Page
from tui.pages.stories_page import ROWS, StoriesPage, Window, window_of
from tui.pages.wording import first_day
from tui.widgets.pane import CursorPane


class StoriesView(CursorPane):
    """`enter` opens a story into its outlets, and once more its articles."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("zoom"),
        Binding("h,left", "shift(-1)", show=False),
        Binding("l,right", "shift(1)", show=False),
        Binding("0", "whole", show=False),
    ]
    hints: ClassVar[tuple[str, ...]] = ("open", "compare", "coverage", "zoom_in", "why", "help")

    class Unfolded(Message):
        """A story was opened into its outlets."""

        def __init__(self, story: Story) -> None:
            super().__init__()
            self.story = story

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id="stories", glyphs=glyphs)
        self.stories: Sequence[Story] = ()
        self.window: Window | None = None
        self.open = False
        self.near: Sequence[Story] = ()

    def show(self, stories: Sequence[Story], at: int = 0) -> None:
        self.stories = stories
        self.window = window_of(stories)
        self.cursor, self.open = at, False
        self.renew()
        self.retitle()
        self.call_after_refresh(self._show_cursor)

    @property
    def entries(self) -> int:
        return len(self.stories)

    @property
    def story(self) -> Story | None:
        """Return the story under the cursor."""
        return self.stories[self.cursor] if self.cursor < len(self.stories) else None

    @property
    def laid(self) -> StoriesPage | None:
        return self.page if isinstance(self.page, StoriesPage) else None

    @property
    def rows(self) -> int:
        return max(2, self.scrollable_content_region.height // (ROWS + 1))

    def make_page(self, width: int) -> Page:
        return StoriesPage(
            self.stories,
            self.window,
            width,
            cursor=self.cursor,
            open=self.open,
            near=self.near,
            glyphs=self.glyphs,
        )

    def tell_near(self, story: Story, near: Sequence[Story]) -> None:
        """Say below a story, while it is open, which others are near it."""
        if self.open and story is self.story:
            self.near = near
            self.renew()
            self._show_cursor()

    def go_to(self, at: int, *, tell: bool = True) -> None:
        at = max(0, min(at, self.entries - 1))
        self.open = self.open and at == self.cursor
        self.cursor = at
        self.renew()
        self._show_cursor()
        self.retitle()

    def _show_cursor(self) -> None:
        if self.laid is not None and self.entries:
            self.show_line(*self.laid.lines_of(self.cursor))

    def action_open(self) -> None:
        if self.open:
            self.post_message(self.Opened(self, self.cursor))
        elif self.story is not None:
            self.open, self.near = True, ()
            self.go_to(self.cursor)
            self.post_message(self.Unfolded(self.story))

    def action_zoom_in(self) -> None:
        self._zoom(0.5)

    def action_zoom_out(self) -> None:
        self._zoom(2.0)

    def _zoom(self, by: float) -> None:
        if self.window is not None:
            first = first_day(self.story.first) if self.story is not None and self.story.first else None
            self.look_at(self.window.zoomed(by, first))

    def action_shift(self, by: int) -> None:
        if self.window is not None:
            self.look_at(self.window.moved(by))

    def action_whole(self) -> None:
        self.look_at(window_of(self.stories))

    def look_at(self, window: Window | None) -> None:
        """Show these days."""
        self.window = window
        self.renew()
        self.retitle()
