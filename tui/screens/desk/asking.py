"""What is typed into the bar: the search that follows it, what may have been meant, earlier queries and saved ones."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.widgets import Input

from corpus.errors import WiresideError
from index import SearchStopped
from tui.config import Config
from tui.pages.line import Piece
from tui.screens.desk.base import Desk
from tui.screens.dialogs import ChoiceDialog, PromptDialog
from tui.terminal.type_ahead import leads_to_sheet
from tui.widgets.choices import Choice, matching
from tui.widgets.search_bar import Completer, QueryInput

if TYPE_CHECKING:
    from index import Query, Results, Suggestion

HISTORY = (Piece("Earlier queries", "strong"),)
SAVED = (Piece("Saved queries", "strong"), Piece("  enter opens · delete forgets", "muted"))
SAVE = (Piece("Save this query as", "strong"),)
_STALE_AFTER = 0.15
_FEW = 2
"""Where no more is found, something else may have been meant."""


class Asking(Desk):
    """What has to do with the query."""

    def __init__(self, config: Config, corpus: Path) -> None:
        super().__init__(config, corpus)
        self.search.input.suggester = Completer(self.search_service.complete)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the bar, the key that leads there is a character like others."""
        return action != "search" or not isinstance(self.focused, Input)

    def action_search(self) -> None:
        self.remove_class("-reading")
        self.set_focus(self.search.input)
        self.search.input.action_select_all()

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        self.let_go()
        self._search(event.value)

    @work(exclusive=True, group="search")
    async def _search(self, text: str) -> None:
        await asyncio.sleep(self.config.search.debounce_ms / 1000)
        stale = self.set_timer(_STALE_AFTER, self.results.grow_stale)
        try:
            await self.find(text)
        finally:
            stale.stop()

    @on(QueryInput.Done)
    def _done_typing(self) -> None:
        text = self.search.input.value
        self.search.input.remember(text)
        self.notebook_writer.add_query(text)
        self.set_focus(self.results)

    @on(Input.Submitted, "#query")
    def _submitted(self) -> None:
        self._done_typing()

    async def action_sort(self) -> None:
        self.sort = "date" if self.sort == "relevance" else "relevance"
        await self.find(self.search.input.value)

    # What may have been meant

    @on(Desk.Found)
    def _asked(self, event: Desk.Found) -> None:
        self._offer(event.results.query)
        self._count_hidden(event.results)
        if event.results.total <= _FEW:
            self._suggest(event.results.query)

    @work(exclusive=True, group="hidden")
    async def _count_hidden(self, results: Results) -> None:
        """Count what the filters of the query hide, now that its hits are shown."""
        if results.query.text in self.search_service.likes:
            return
        try:
            hidden = await self.search_service.hidden(results.query)
        except SearchStopped:
            return
        except WiresideError as error:
            self.warn(error)
            return
        if hidden.articles and results is self.results.results:
            self.hidden = results.query, hidden
            self.tell(results, so_far=self.reading and self.searchable > 0)

    @work(exclusive=True, group="suggest")
    async def _suggest(self, query: Query) -> None:
        """Offer what may have been meant by a query that found next to nothing."""
        if query.text in self.search_service.likes:
            return
        try:
            suggestion = await self.search_service.suggestion(query)
        except SearchStopped:
            return
        except WiresideError as error:
            self.warn(error)
            return
        results = self.results.results
        if suggestion is not None and results is not None and results.query is query:
            self._offer(query, suggestion)

    def _offer(self, query: Query, suggestion: Suggestion | None = None) -> None:
        """Say what could not be understood, or may have been meant, and offer the better form."""
        takes = (Piece("tab", "accent bold"), Piece(" takes it", "muted"))
        offered = suggestion.text if suggestion else query.repaired if query.left_out else ""
        said = "; ".join(dict.fromkeys(part.reason for part in query.left_out))
        if said and query.read_as and not self.has_class("-wide"):
            said += f"; read as {query.read_as}"
        if offered and offered != query.text:
            many = f" ({suggestion.total:,})" if suggestion else ""
            said = f"{said + '. ' if said else ''}Did you mean  {offered}{many}"
        self.search.input.offered = offered if offered != query.text else ""
        self.hairline.hint(said, takes if self.search.input.offered else ())
        self.retitle()

    # Earlier queries, and saved ones

    @leads_to_sheet
    @work
    async def action_history(self) -> None:
        queries = self.search.input.history
        if not queries:
            self.notify("no earlier queries", timeout=3)
            return
        choices = [Choice(query, value=query) for query in queries]
        chosen = await self.app.push_screen_wait(
            ChoiceDialog(HISTORY, lambda typed: matching(typed, choices), prompt="/")
        )
        if chosen:
            self.ask(chosen)

    @leads_to_sheet
    @work
    async def action_save_query(self) -> None:
        query = self.search.input.value.strip()
        if not query:
            self.notify("nothing to save: the query is empty", timeout=3)
            return
        name = (await self.app.push_screen_wait(PromptDialog(SAVE, query))).strip()
        if name:
            before = self.saved.get(name)
            note = self._put_saved(name, query)
            self.can_undo(f"saved query {name}", lambda: self.unless_saved([self._put_saved(name, before)]))
            if unsaved := await self.unless_saved([note]):
                self.notify(f"{name}{unsaved}", severity="warning", markup=False, timeout=6)
            else:
                self.notify(f"saved as {name}; ^o lists, wireside search --saved prints", markup=False, timeout=4)

    @leads_to_sheet
    @work
    async def action_saved_queries(self) -> None:
        if not self.saved:
            self.notify("no saved queries yet: ^s saves this one", timeout=3)
            return

        def find(typed: str) -> list[Choice]:
            return matching(typed, [Choice(name, query, value=name) for name, query in sorted(self.saved.items())])

        chosen = await self.app.push_screen_wait(ChoiceDialog(SAVED, find, prompt="/", forget=self._forget))
        if chosen in self.saved:
            self.ask(self.saved[chosen])

    def _forget(self, name: str) -> None:
        query = self.saved.get(name)
        self._put_saved(name, None)
        self.can_undo(f"saved query {name} forgotten", lambda: self.unless_saved([self._put_saved(name, query)]))

    def _put_saved(self, name: str, query: str | None) -> Future[bool]:
        if query is None:
            self.saved.pop(name, None)
        else:
            self.saved[name] = query
        return self.notebook_writer.save_query(name, query)
