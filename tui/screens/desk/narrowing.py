"""The query changed by keys: facets, filters, more like this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from corpus.article import Published
from corpus.errors import WiresideError
from tui.pages.line import Piece
from tui.screens.desk.base import Desk
from tui.screens.dialogs import FacetDialog
from tui.terminal.type_ahead import leads_to_sheet
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from index import Facets

_SHOWN = 12
FACETS = (
    Piece("What the results have in common", "strong"),
    Piece("  enter narrows · - excludes, and the counts follow", "muted"),
)


class Narrowing(Desk):
    """What changes the query."""

    _facets: FacetDialog | None = None

    def _narrow(self, filter_: str, *, out: bool = False) -> None:
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
            self._narrow(found, out=out)
        else:
            self.notify("neither outlet nor date of this article are known", timeout=3)

    def _under_cursor(self) -> str:
        """A filter for the actor, in the pane of actors, else for the outlet of the article, else for its month."""
        from index import quote_value

        shown = self.article.shown
        if shown is None:
            return ""
        article = shown.article
        if self.actors.has_focus and article.actors:
            return f"actor:{quote_value(article.actors[self.actors.cursor].name)}"
        if article.outlet is not None:
            return f"outlet:{quote_value(article.outlet.value)}"
        return f"date:{_month(article.published)}" if article.published else ""

    @leads_to_sheet
    @work(exclusive=True, group="facets")
    async def action_facets(self) -> None:
        choices = await self._counted()
        if choices is not None:
            self._facets = FacetDialog(FACETS, choices, lambda value, out: self._narrow(value, out=out))
            self.app.push_screen(self._facets)

    @on(Desk.Found)
    @work(exclusive=True, group="facets")
    async def _recount(self) -> None:
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
            return _facet_choices(await self.search_service.facets(results))
        except WiresideError as error:
            self.warn(error)
            return None

    # More like this

    def action_more_like_this(self) -> None:
        shown = self.article.shown
        if shown is None:
            return
        text = f"like: {shown.article.headline.value}"
        self.search_service.likes[text] = shown.article.id
        self.ask_from_here(text)


def _month(published: Published) -> str:
    return published.value[:7]


def _facet_choices(facets: Facets) -> list[Choice]:
    """The facets under their names, each with its count."""
    from index import quote_value

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
                Choice(
                    f"  {value}", f"{count:>7,}", value=f"{field}:{value if field == 'date' else quote_value(value)}"
                )
                for value, count in counted
            ]
    return choices
