"""The query changed by keys: facets, filters, more like this, saved queries, and what is offered instead of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from corpus.article import Published
from corpus.errors import WiresideError
from index.errors import SearchStopped
from index.written import quoted
from tui.lines.line import Piece
from tui.memory import Memory
from tui.screens.persons import Persons
from tui.screens.sheets import AskSheet, ChoiceSheet, FacetSheet
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from index.facets import Facets
    from index.query import Query
    from index.suggestions import Suggestion

_SHOWN = 12
SAVED = (Piece("Saved queries", "strong"), Piece("  enter opens · delete forgets", "muted"))
SAVE = (Piece("Save this query as", "strong"),)
FACETS = (
    Piece("What the results have in common", "strong"),
    Piece("  enter narrows · - excludes, and the counts follow", "muted"),
)


class Narrowing(Persons):
    """What changes the query."""

    memory: Memory
    saved: dict[str, str]
    undoing: list[tuple[str, Callable[[], object] | None]]
    _came_from: tuple[str, str] | None = None
    _facets: FacetSheet | None = None

    @work(exclusive=True, group="suggest")
    async def suggest(self, query: Query) -> None:
        """Offer what may have been meant by a query that found nothing."""
        if query.text in self.librarian.likes:
            return
        try:
            suggestion = await self.librarian.suggestion(query)
        except SearchStopped:
            return
        except WiresideError as error:
            self.warn(error)
            return
        results = self.results.results
        if suggestion is not None and results is not None and results.query is query:
            self.offer(query, suggestion)

    def offer(self, query: Query, suggestion: Suggestion | None = None) -> None:
        """Say what could not be understood, or may have been meant, and offer the better form."""
        takes = (Piece("tab", "accent bold"), Piece(" takes it", "muted"))
        offered = suggestion.text if suggestion else query.repaired if query.left_out else ""
        said = "; ".join(dict.fromkeys(part.reason for part in query.left_out))
        if offered and offered != query.text:
            many = f" ({suggestion.total:,})" if suggestion else ""
            said = f"{said + '. ' if said else ''}Did you mean  {offered}{many}"
        self.search.input.offered = offered if offered != query.text else ""
        self.hairline.hint(said, takes if self.search.input.offered else ())

    def narrow(self, filter_: str, *, out: bool = False) -> None:
        """Write a filter into the query, in the place of its opposite."""
        if out:
            filter_ = f"-{filter_}"
        opposite = filter_[1:] if filter_.startswith("-") else f"-{filter_}"
        text = self.search.input.value
        parts = text.replace(f" {opposite} ", " ") if f" {opposite} " in f" {text} " else text
        if f" {filter_} " not in f" {parts} ":
            self.search.input.value = f"{parts.strip()} {filter_} ".lstrip()

    def action_filter(self) -> None:
        self._narrow_by_cursor(out=False)

    def action_exclude(self) -> None:
        self._narrow_by_cursor(out=True)

    def _narrow_by_cursor(self, *, out: bool) -> None:
        found = self._under_cursor()
        if found:
            self.narrow(found, out=out)
        else:
            self.notify("neither outlet nor date of this article are known", timeout=3)

    def _under_cursor(self) -> str:
        """A filter for the actor, in the pane of actors, else for the outlet of the article, else for its month."""
        shown = self.article.shown
        if shown is None:
            return ""
        article = shown.article
        if self.actors.has_focus and article.actors:
            return f"actor:{quoted(article.actors[self.actors.cursor].name)}"
        if article.outlet is not None:
            return f"outlet:{quoted(article.outlet.value)}"
        return f"date:{_month(article.published)}" if article.published else ""

    @work(exclusive=True, group="facets")
    async def action_facets(self) -> None:
        choices = await self._counted()
        if choices is not None:
            self._facets = FacetSheet(FACETS, choices, lambda value, out: self.narrow(value, out=out))
            self.app.push_screen(self._facets)

    @work(exclusive=True, group="facets")
    async def recount(self) -> None:
        """Count the facets anew, while they are on the screen."""
        if self._facets is not None and self._facets.is_current:
            choices = await self._counted()
            if choices is not None:
                self._facets.recount(choices)

    async def _counted(self) -> list[Choice] | None:
        results = self.results.results
        if results is None:
            return None
        try:
            return _facet_choices(await self.librarian.facets(results))
        except WiresideError as error:
            self.warn(error)
            return None

    # More like this

    def action_like(self) -> None:
        shown = self.article.shown
        if shown is None:
            return
        text = f"like: {shown.article.headline.value}"
        self.librarian.likes[text] = shown.article.id
        self.ask_from_here(text)
        self.results.focus()

    def ask_from_here(self, text: str) -> None:
        """Ask for something else; `leave_like` goes back to the query that is there now."""
        now, before = self._came_from or ("", "")
        here = self.search.input.value
        self._came_from = text, before if here == now else here
        self.search.input.value = text

    def leave_like(self) -> bool:
        """Go back to the query before; False where there is none, or another was typed since."""
        came_from, self._came_from = self._came_from, None
        if came_from is None or self.search.input.value != came_from[0]:
            return False
        self.search.input.value = came_from[1]
        return True

    # Saved queries

    @work
    async def action_save_query(self) -> None:
        query = self.search.input.value.strip()
        if not query:
            self.notify("nothing to save: the query is empty", timeout=3)
            return
        name = (await self.app.push_screen_wait(AskSheet(SAVE, query))).strip()
        if name:
            before = self.saved.get(name)
            self.saved[name] = query
            self.memory.save_query(name, query)
            self.can_undo(f"saved query {name}", lambda: self._put_saved(name, before))
            self.notify(f"saved as {name}; ^o lists, wireside search --saved prints", markup=False, timeout=4)

    @work
    async def action_saved_queries(self) -> None:
        if not self.saved:
            self.notify("no saved queries yet: ^s saves this one", timeout=3)
            return

        def find(typed: str) -> list[Choice]:
            return _matching(typed, [Choice(name, query, value=name) for name, query in sorted(self.saved.items())])

        chosen = await self.app.push_screen_wait(ChoiceSheet(SAVED, find, prompt="/", forget=self._forget))
        if chosen in self.saved:
            self.search.input.value = self.saved[chosen]
            self.results.focus()

    def _forget(self, name: str) -> None:
        query = self.saved.get(name)
        self._put_saved(name, None)
        self.can_undo(f"saved query {name} forgotten", lambda: self._put_saved(name, query))

    def _put_saved(self, name: str, query: str | None) -> None:
        if query is None:
            self.saved.pop(name, None)
        else:
            self.saved[name] = query
        self.memory.save_query(name, query)

    # Taking back

    def can_undo(self, said: str, back: Callable[[], object] | None) -> None:
        """Remember how to take something back."""
        self.undoing.append((said, back))

    async def undo_own(self) -> bool:
        """Take back what was done last; False where that was a rule, or nothing."""
        said, back = self.undoing.pop() if self.undoing else ("", None)
        if back is None:
            return False
        back()
        self.notify(f"taken back: {said}", markup=False, timeout=4)
        return True


def _month(published: Published) -> str:
    return published.value[:7]


def _facet_choices(facets: Facets) -> list[Choice]:
    """The facets under their names, each with its count."""
    choices: list[Choice] = []
    for name, field, counted in (
        ("outlets", "outlet", facets.outlets[:_SHOWN]),
        ("years", "date", facets.years),
        ("months", "date", facets.months[-2 * _SHOWN :]),
        ("languages", "lang", facets.languages),
        ("actors", "actor", facets.actors[: 2 * _SHOWN]),
    ):
        if counted:
            choices += [Choice("")] if choices else []
            choices.append(Choice(name))
            choices += [
                Choice(f"  {value}", f"{count:>7,}", value=f"{field}:{value if field == 'date' else quoted(value)}")
                for value, count in counted
            ]
    return choices


def _matching(typed: str, choices: list[Choice]) -> list[Choice]:
    """The choices with what was typed in them; the headings too while nothing is."""
    wanted = typed.casefold().strip()
    return [one for one in choices if not wanted or (one.value and wanted in one.name.casefold())]
