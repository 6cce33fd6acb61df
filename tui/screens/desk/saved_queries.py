"""Earlier queries, and queries saved under a name."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Protocol

from tui.pages.line import Piece
from tui.screens.desk.marks_and_tags import unsaved_suffix
from tui.screens.desk.search import Search
from tui.screens.desk.shell import Shell
from tui.screens.desk.undo import UndoStack
from tui.screens.dialogs import ChoiceDialog, PromptDialog
from tui.services.notebook_writer import Recalled
from tui.widgets.choices import Choice, matching
from tui.widgets.search_bar import QueryInput

HISTORY = (Piece("Earlier queries", "strong"),)
SAVED = (Piece("Saved queries", "strong"), Piece("  enter opens · delete removes", "muted"))
SAVE = (Piece("Save this query as", "strong"),)


class QueryWriter(Protocol):
    """Writes queries down; each future says whether that was done at the first try."""

    def save_query(self, name: str, query: str | None) -> Future[bool]: ...
    def add_query(self, text: str) -> Future[bool]: ...


class SavedQueries:
    """The user's saved queries by name, and the history of the search bar."""

    def __init__(
        self, shell: Shell, undo: UndoStack, writer: QueryWriter, search: Search, query_input: QueryInput
    ) -> None:
        self._shell = shell
        self._undo = undo
        self._writer = writer
        self._search = search
        self._input = query_input
        self.saved: dict[str, str] = {}

    def recall(self, recalled: Recalled) -> None:
        """Take up what the notebook has."""
        self.saved = dict(recalled.saved)
        self._input.history = list(recalled.history)

    def remember(self, query: str) -> None:
        """Put a query at the head of the history."""
        self._input.remember(query)
        self._writer.add_query(query)

    async def list_history(self) -> None:
        queries = self._input.history
        if not queries:
            self._shell.report("no earlier queries", seconds=3)
            return
        choices = [Choice(query, value=query) for query in queries]
        chosen = await self._shell.ask(ChoiceDialog(HISTORY, lambda typed: matching(typed, choices), prompt="/"))
        if chosen:
            self._search.replace(chosen)

    async def save(self) -> None:
        """Ask for a name, and save the query in the bar under it."""
        query = self._search.text.strip()
        if not query:
            self._shell.report("nothing to save: the query is empty", seconds=3)
            return
        name = (await self._shell.ask(PromptDialog(SAVE, query))).strip()
        if not name:
            return
        before = self.saved.get(name)
        write = self._put(name, query)
        self._undo.push(f"saved query {name}", lambda: unsaved_suffix([self._put(name, before)]))
        if unsaved := await unsaved_suffix([write]):
            self._shell.report(f"{name}{unsaved}", seconds=6, severity="warning")
        else:
            key = self._shell.key("saved_queries")
            lists = f"{key} lists, " if key else ""
            self._shell.report(f"saved as {name}; {lists}wireside search --saved prints")

    async def list_saved(self) -> None:
        """List the saved queries, and search for the one that is chosen."""
        if not self.saved:
            key = self._shell.key("save_query")
            self._shell.report("no saved queries yet" + (f": {key} saves this one" if key else ""), seconds=3)
            return

        def find(typed: str) -> list[Choice]:
            return matching(typed, [Choice(name, query, value=name) for name, query in sorted(self.saved.items())])

        chosen = await self._shell.ask(ChoiceDialog(SAVED, find, prompt="/", forget=self._remove))
        if chosen in self.saved:
            self._search.replace(self.saved[chosen])

    def _remove(self, name: str) -> None:
        query = self.saved.get(name)
        self._put(name, None)
        self._undo.push(f"saved query {name} removed", lambda: unsaved_suffix([self._put(name, query)]))

    def _put(self, name: str, query: str | None) -> Future[bool]:
        if query is None:
            self.saved.pop(name, None)
        else:
            self.saved[name] = query
        return self._writer.save_query(name, query)
