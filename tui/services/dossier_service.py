"""The way from an actor to its dossier: the articles that name it, read some at a time, off the event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.dossier import Dossier, DossierBuilder, Occurrence
from corpus.dossier.excerpts import excerpt
from tui.pages.passages_page import Passage
from tui.pages.wording import written_iso
from tui.screens.dossier_screen import PartialDossier

if TYPE_CHECKING:
    from index import Archive, Perspective, Results
    from tui.services.search_service import SearchService

_FIRST, _MOST = 50, 250  # articles read for the first picture of a dossier, and at most at a time after it


async def growing(search_service: SearchService, key: str) -> AsyncIterator[PartialDossier]:
    """The dossier of an actor, by its key, first of its newest articles, then of more and more.

    Raises what the archive raises.
    """
    gathering, results = await search_service.ask(_begun, key)
    for start, count in _parts(results.total):
        dossier = await search_service.ask(_more, gathering, results, start, count)
        yield PartialDossier(dossier, min(results.total, start + count), results.total)


async def passages(search_service: SearchService, found: Sequence[tuple[str, Occurrence]]) -> Sequence[Passage]:
    """Return the words at some places in their sentences, each with what was counted there and its source."""
    return await search_service.ask(_passages, found)


def _begun(archive: Archive, perspective: Perspective, key: str) -> tuple[DossierBuilder, Results]:
    """Return an empty dossier, and the articles that go into it."""
    from index import naming_any

    actors = archive.actors(perspective)
    known = actors.actor(key)
    keys = known.found if known is not None else (key,)
    return DossierBuilder(keys, actors.whose), archive.search(naming_any(keys), perspective, sort="date")


def _parts(total: int) -> Iterator[tuple[int, int]]:
    """Yield start and number of articles to read: twice as many each time, up to a limit."""
    start, count = 0, _FIRST
    while start < max(1, total):
        yield start, count
        start, count = start + count, min(2 * count, _MOST)


def _more(
    archive: Archive, perspective: Perspective, gathering: DossierBuilder, results: Results, start: int, count: int
) -> Dossier:
    for article in archive.articles(results, start, count, perspective, as_found=True):
        gathering.add(article)
    return gathering.dossier()


def _passages(archive: Archive, perspective: Perspective, found: Sequence[tuple[str, Occurrence]]) -> list[Passage]:
    articles: dict[str, Article] = {}
    told = []
    for what, place in found:
        if place.article not in articles:
            articles[place.article] = archive.article(place.article, perspective)
        article = articles[place.article]
        said = excerpt(article, place.span)
        where = " · ".join(filter(None, (what, *_about(article))))
        told.append(Passage(article.id, said.start, said.text, said.span, where))
    return told


def _about(article: Article) -> tuple[str, str, str]:
    outlet = article.outlet_name or ""
    date = written_iso(article.published.value) if article.published else "no date"
    return outlet, date, article.headline.value
