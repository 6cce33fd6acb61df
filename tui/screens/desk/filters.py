"""Filters: the query narrowed by keys, by what the cursor is on or by what the results have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from corpus.article import Actor, Article, Published
from corpus.errors import WiresideError
from tui.pages.line import Piece
from tui.screens.desk.article_reader import ArticleReader
from tui.screens.desk.shell import Shell
from tui.screens.dialogs import FacetDialog
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from index import Facets, Results

_SHOWN = 12
"""Values of a facet that are listed; twice as many months and actors."""
FACETS = (
    Piece("What the results have in common", "strong"),
    Piece("  enter narrows · - excludes, and the counts follow", "muted"),
)


class FacetSource(Protocol):
    """Counts what all results have in common."""

    async def facets(self, results: Results) -> Facets:
        """Raises WiresideError."""


class QueryBar(Protocol):
    """The line with the query; another value starts another search."""

    value: str


class Filters:
    """Writes filters into the query. `results` returns those that are shown."""

    def __init__(
        self,
        shell: Shell,
        bar: QueryBar,
        source: FacetSource,
        reader: ArticleReader,
        results: Callable[[], Results | None],
    ) -> None:
        self._shell = shell
        self._bar = bar
        self._source = source
        self._reader = reader
        self._results = results
        self._dialog: FacetDialog | None = None

    def narrow(self) -> None:
        """Search only for what the cursor is on."""
        self._filter_by_cursor(exclude=False)

    def exclude(self) -> None:
        """Search for all but what the cursor is on."""
        self._filter_by_cursor(exclude=True)

    def _filter_by_cursor(self, *, exclude: bool) -> None:
        article = self._reader.article
        wanted = filter_for(article, self._reader.chosen_actor) if article is not None else ""
        if wanted:
            self._bar.value = filtered(self._bar.value, wanted, exclude=exclude)
        else:
            self._shell.report("this article has neither outlet nor date to filter by", seconds=3)

    # Facets

    async def list_facets(self) -> None:
        """List what the results have in common; the choice becomes a filter."""
        choices = await self._count()
        if choices is not None:
            self._dialog = FacetDialog(FACETS, choices, self._filter_by_choice)
            self._shell.show(self._dialog)

    def _filter_by_choice(self, value: str, exclude: bool) -> None:
        self._bar.value = filtered(self._bar.value, value, exclude=exclude)

    def results_shown(self) -> None:
        """Count the facets again, while they are on the screen."""
        if self._dialog is not None and self._dialog.is_current:
            self._shell.start(partial(self._count_again, self._dialog), group="facets")

    async def _count_again(self, dialog: FacetDialog) -> None:
        choices = await self._count()
        if choices is not None:
            dialog.recount(choices)

    async def _count(self) -> list[Choice] | None:
        results = self._results()
        if results is None:
            return None
        try:
            return _facet_choices(await self._source.facets(results))
        except WiresideError as error:
            self._shell.warn(error)
            return None


def filtered(query: str, wanted: str, *, exclude: bool) -> str:
    """Write a filter into a query, in the place of its opposite.

    >>> filtered("ferry -outlet:Lantern ", "outlet:Lantern", exclude=False)
    'ferry outlet:Lantern '
    """
    if exclude:
        wanted = f"-{wanted}"
    opposite = wanted[1:] if wanted.startswith("-") else f"-{wanted}"
    parts = query.replace(f" {opposite} ", " ") if f" {opposite} " in f" {query} " else query
    return query if f" {wanted} " in f" {parts} " else f"{parts.strip()} {wanted} ".lstrip()


def filter_for(article: Article, actor: Actor | None) -> str:
    """Return a filter for an actor, else for the outlet of an article, else for its month; "" if it has neither."""
    from index import quote_value

    if actor is not None:
        return f"actor:{quote_value(actor.name)}"
    if article.outlet is not None:
        return f"outlet:{quote_value(article.outlet.value)}"
    return f"date:{_month(article.published)}" if article.published else ""


def _month(published: Published) -> str:
    return published.value[:7]


def _facet_choices(facets: Facets) -> list[Choice]:
    """Return the values of each facet under its name, each with its count."""
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
