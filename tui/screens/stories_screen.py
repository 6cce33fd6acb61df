"""The stories of the results: which outlets reported them, and when."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from corpus.errors import WiresideError
from corpus.stories import Story
from tui.config import Config
from tui.pages.line import Piece, shorten
from tui.pages.stories_page import said_of
from tui.pages.story_reasons_page import together_lines
from tui.screens.base_screens import ViewScreen
from tui.screens.dialogs import TextDialog
from tui.terminal.type_ahead import leads_to_sheet
from tui.widgets.bar import FixedLines
from tui.widgets.pane import CursorPane, Pane
from tui.widgets.stories_view import StoriesView

if TYPE_CHECKING:
    from corpus.stories.story_evidence import StoryEvidence


class StoryChoice(NamedTuple):
    """The user's choice for the articles of a story."""

    do: Literal["read", "compare", "cover"]
    story: Story


class StoriesScreen(ViewScreen[StoryChoice, StoriesView]):
    """`of` says which articles these are the stories of; `why` what the articles of one have in common and which are
    near it, `near` the latter alone; both may raise WiresideError. The cursor begins `at` a story."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "go_on('compare')", show=False, id="compare"),
        Binding("v", "go_on('cover')", show=False, id="coverage"),
        Binding("i", "why", show=False, id="why"),
        Binding("s", "sort", show=False, id="sort"),
    ]
    DEFAULT_CSS = """
    StoriesScreen #axis { height: 2; margin-top: 1; }
    StoriesView { height: 1fr; }
    """

    def __init__(
        self,
        config: Config,
        stories: Sequence[Story],
        of: str,
        why: Callable[[Story], Awaitable[tuple[StoryEvidence, Sequence[Story]]]],
        near: Callable[[Story], Awaitable[Sequence[Story]]],
        *,
        at: int = 0,
    ) -> None:
        super().__init__(config, StoriesView)
        self._stories = stories
        self._of = of
        self._why = why
        self._near = near
        self._at = at
        self._newest_first = False
        self._axis = FixedLines(id="axis")

    def above(self) -> tuple[Widget, ...]:
        return (self._axis,)

    def on_mount(self) -> None:
        self.view.show(self._stories, self._at)

    @on(Pane.Retitled)
    def _say(self) -> None:
        stories, g = self.view.stories, self.glyphs
        dates = said_of(self.view.window)
        left = (Piece("Stories ", "muted"), Piece(dates, "strong"), Piece(f" {g.dot} {self._of}", "muted"))
        order = "newest first" if self._newest_first else "largest first"
        several = "stories" if len(stories) != 1 else "story"
        keys = "   + - zoom   h l move" if self.size.width >= 100 else ""
        self.head.say(left, (Piece(f"{len(stories):,} {several}, {order}{keys}", "muted"),))
        self.footer.about(f"story {self.view.cursor + 1:,} of {len(stories):,}" if stories else "no stories")
        if self.view.laid is not None:
            self._axis.say(self.view.laid.axis())

    def on_resize(self) -> None:
        self.call_after_refresh(self._say)

    @on(CursorPane.Opened)
    def _read(self) -> None:
        self.action_go_on("read")

    def action_sort(self) -> None:
        """Newest first, or as they came: those with most articles among the results."""
        here = self.view.story
        self._newest_first = not self._newest_first
        stories = sorted(self._stories, key=_newest, reverse=True) if self._newest_first else self._stories
        window = self.view.window
        self.view.show(stories, stories.index(here) if here is not None else 0)
        self.view.look_at(window)

    @leads_to_sheet
    @work(exclusive=True, group="why")
    async def action_why(self) -> None:
        story = self.view.story
        if story is None:
            return
        try:
            found, near = await self._why(story)
        except WiresideError as error:
            self.notify(str(error), severity="warning", markup=False, timeout=8)
            return
        title = (Piece("Why together", "strong"), Piece(f"  {shorten(story.name, 60)}", "muted"))
        await self.app.push_screen_wait(TextDialog(title, lambda width: together_lines(found, near, width)))

    @on(StoriesView.Unfolded)
    @work(exclusive=True, group="near")
    async def _tell_near(self, event: StoriesView.Unfolded) -> None:
        try:
            self.view.tell_near(event.story, await self._near(event.story))
        except WiresideError as error:
            self.notify(str(error), severity="warning", markup=False, timeout=8)

    def action_go_on(self, do: Literal["read", "compare", "cover"]) -> None:
        story = self.view.story
        if story is None:
            return
        if do != "read" and len(story.articles) < 2:
            self.notify("this story has only one article", timeout=3)
            return
        self.close(StoryChoice(do, story))


def _newest(story: Story) -> tuple[str, int]:
    return story.last or "", len(story.articles)
