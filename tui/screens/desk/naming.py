"""The user has the last word on actors: merge two, split a name off, rename, say what kind, or that it is none."""

from __future__ import annotations

from textual import work

from corpus.actors.linking.corrections import Do
from corpus.errors import WiresideError
from tui.screens.desk.base import Desk
from tui.screens.desk.correcting import correct, look_through
from tui.terminal.type_ahead import leads_to_sheet


class Naming(Desk):
    """What can be done to the actor under the cursor."""

    @work(thread=True, group="listed")
    def know_listed(self) -> None:
        """Learn who is in the actor dictionary."""
        from corpus.actors.dictionary.lookup import dictionary_of

        try:
            book = dictionary_of(self.config.corpus_settings.actors.book)
        except WiresideError:
            return
        listed = frozenset(entry.key for entry in book.names.values())
        self.app.call_from_thread(self._listed, listed)

    def _listed(self, listed: frozenset[str]) -> None:
        self.actors.listed = listed
        self.actors.renew()
        self.retitle()

    @leads_to_sheet
    @work(exclusive=True, group="naming")
    async def action_merge(self) -> None:
        await self._correct_here("merge")

    @leads_to_sheet
    @work(exclusive=True, group="naming")
    async def action_split(self) -> None:
        await self._correct_here("split")

    @leads_to_sheet
    @work(exclusive=True, group="naming")
    async def action_rename(self) -> None:
        await self._correct_here("rename")

    @leads_to_sheet
    @work(exclusive=True, group="naming")
    async def action_kind(self) -> None:
        await self._correct_here("kind")

    @leads_to_sheet
    @work(exclusive=True, group="naming")
    async def action_corrections(self) -> None:
        await look_through(self)

    async def _correct_here(self, do: Do) -> None:
        if self.actors.has_focus and self.actor is not None:
            await correct(self, do, self.actor.key)
        else:
            self.notify(f"go to an actor first: {self.key('actors')}", timeout=4)
