"""Why: why values of an article are what they are, why a block is stripped, why names are one actor."""

from __future__ import annotations

from textual import work

from corpus.article import Actor
from corpus.errors import WiresideError
from tui.pages.line import Piece
from tui.screens.desk.base import Desk
from tui.screens.dialogs import TextDialog
from tui.terminal.type_ahead import leads_to_sheet

WHY = (Piece("Why", "strong"), Piece("  what was inferred, from what, and how sure it is", "muted"))


class Explaining(Desk):
    """The reasons for what the cursor is on."""

    def action_why(self) -> None:
        from tui.screens.help import why_sheet

        shown, block = self.article.shown, self.article.block
        if self.actors.has_focus and self.actor is not None:
            self._explain_actor(self.actor)
        elif shown is not None:
            self.app.push_screen(TextDialog(WHY, lambda width: why_sheet(shown.article, block, width, self.glyphs)))

    @leads_to_sheet
    @work(exclusive=True, group="why")
    async def _explain_actor(self, actor: Actor) -> None:
        from tui.pages.actor_reasons_page import why_actor

        try:
            actors = await self.search_service.asked(lambda archive, perspective: archive.actors(perspective))
            known = await self.search_service.asked(lambda *_: actors.actor(actor.key))
            corrections = await self.search_service.correct(lambda store: store.corrections)
        except WiresideError as error:
            self.warn(error)
            return
        if known is not None:
            found = tuple(actors.found(key) for key in known.found)
            listed = known.key in self.actors.listed
            yours = [
                one for one in corrections if one.do in ("rename", "kind") and one.actor in (known.key, *known.found)
            ]
            title = (Piece("Why  ", "strong"), Piece(known.name, "text"))
            sheet = TextDialog(title, lambda width: why_actor(known, found, yours, width, listed=listed))
            self.app.push_screen(sheet)
