"""Looking at the article: what of it is shown, and its hits, blocks and mentions one after the other."""

from __future__ import annotations

from textual import on

from tui.pages.article_page import Mode
from tui.screens.desk.base import Desk
from tui.widgets.pane import CursorPane

_NEXT_MODE = {Mode.CLEAN: Mode.GHOSTS, Mode.GHOSTS: Mode.RAW, Mode.RAW: Mode.CLEAN}


class Looking(Desk):
    """What can be seen of the article that is shown."""

    @on(CursorPane.Opened, "#results")
    def _opened(self) -> None:
        self._note_read()
        self.set_focus(self.article)

    def action_reading(self) -> None:
        """One article and nothing else, or the panes again."""
        self.toggle_class("-reading")
        self._note_read()
        self.article.focus()

    def _note_read(self) -> None:
        id = self.current_id
        if id is not None and id not in self.results.read:
            self.results.read.add(id)
            self.notebook_writer.mark_read(id)
            self.results.renew()

    def action_peek_down(self) -> None:
        self.article.move(3)

    def action_peek_up(self) -> None:
        self.article.move(-3)

    # Clean, with ghosts, raw

    def action_boilerplate(self) -> None:
        self._show_as(_NEXT_MODE[self.article.mode])

    def action_raw_text(self) -> None:
        self._show_as(Mode.CLEAN if self.article.mode is Mode.RAW else Mode.RAW)

    def _show_as(self, mode: Mode) -> None:
        self.article.set_mode(mode)
        if self.narrow:
            self.article.focus()

    # One after the other

    async def action_next_hit(self) -> None:
        await self.settled()
        if not self.article.step_hit(1):
            self._no_hit("further on")

    async def action_previous_hit(self) -> None:
        await self.settled()
        if not self.article.step_hit(-1):
            self._no_hit("before")

    def _no_hit(self, where: str) -> None:
        self.notify(f"no hit {where} in this article; . and , go to the next article and the last", timeout=3)

    def action_next_block(self) -> None:
        if not self.article.step_block(1):
            self.notify("no stripped block further on", timeout=3)

    def action_previous_block(self) -> None:
        if not self.article.step_block(-1):
            self.notify("no stripped block before", timeout=3)

    def action_next_any_block(self) -> None:
        self.article.step_block(1, read=True)

    def action_previous_any_block(self) -> None:
        self.article.step_block(-1, read=True)

    def action_mention(self, number: int) -> None:
        self.article.step_mention(number - 1)

    @on(CursorPane.Opened, "#actors")
    def _next_mention(self, event: CursorPane.Opened) -> None:
        self.article.step_mention(event.at)
