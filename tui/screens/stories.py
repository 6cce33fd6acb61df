"""The stories of the results: who told them when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from corpus.stories import Story
from tui.config import Config
from tui.glyphs import glyphs
from tui.lines.line import Piece
from tui.lines.stories_page import said_of
from tui.widgets.bar import Bar, Lines
from tui.widgets.footer import Footer
from tui.widgets.hairline import Hairline
from tui.widgets.pane import CursorPane, Pane
from tui.widgets.stories import StoriesView

MOST_COMPARED = 12


class WithStory(NamedTuple):
    """What to do with the articles of a story."""

    do: Literal["read", "compare", "cover"]
    story: Story


class StoriesScreen(Screen[WithStory]):
    """`of` says which articles these are the stories of."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False, id="leave_stories"),
        Binding("c", "go_on('compare')", show=False),
        Binding("v", "go_on('cover')", show=False),
    ]
    DEFAULT_CSS = """
    StoriesScreen #axis { height: 2; margin-top: 1; }
    StoriesView { height: 1fr; }
    """

    def __init__(self, config: Config, stories: Sequence[Story], of: str) -> None:
        super().__init__()
        self.config = config
        self._stories = stories
        self._of = of
        self._glyphs = glyphs(config.look.glyphs)
        self._head = Bar(id="head", classes="bar", margin=(1, 1))
        self._hairline = Hairline(glyphs=self._glyphs)
        self._axis = Lines(id="axis")
        self._view = StoriesView(glyphs=self._glyphs)
        self._footer = Footer()

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._hairline
        yield self._axis
        yield self._view
        yield self._footer

    def on_mount(self) -> None:
        self._view.show(self._stories)
        self._view.focus()
        self._footer.hint(self._view.hints, self.config.keys)
        self._hairline.mark(0, 0)

    @on(Pane.Retitled)
    def _say(self) -> None:
        stories, g = self._view.stories, self._glyphs
        dates = said_of(self._view.window)
        left = (Piece("Stories ", "muted"), Piece(dates, "strong"), Piece(f" {g.dot} {self._of}", "muted"))
        self._head.say(left, (Piece(f"{len(stories):,} stories   + - zoom   h l move", "muted"),))
        self._footer.about(f"story {self._view.cursor + 1:,} of {len(stories):,}" if stories else "no stories")
        if self._view.laid is not None:
            self._axis.say(self._view.laid.axis())

    def on_resize(self) -> None:
        self.call_after_refresh(self._say)

    @on(CursorPane.Opened)
    def _read(self) -> None:
        self.action_go_on("read")

    def action_go_on(self, do: Literal["read", "compare", "cover"]) -> None:
        story = self._view.story
        if story is None:
            return
        if do != "read" and len(story.articles) < 2:
            self.notify("this story has one article only", timeout=3)
            return
        self.dismiss(WithStory(do, story))

    def action_leave(self) -> None:
        self.dismiss(None)
