"""`wireside quotes`: who said what, over the articles of an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from corpus.errors import NothingFound
from tui.cli.command_context import Invocation, shared_options
from tui.cli.io import emit, narrate, one_line
from tui.cli.json_lines import json_line
from tui.pages.wording import counted

if TYPE_CHECKING:
    from corpus.article import Article, Quote
    from index import Archive, Perspective

_PAGE = 50  # articles read at a time, so that the first quotes come at once
_SEPARATOR = " · "
_WORD = re.compile(r"\w+")


@click.command()
@click.argument("articles", metavar="[ARTICLE]…", nargs=-1)
@click.option("--actor", metavar="NAME", help="Only quotes by this actor: a key, or words of any of its names.")
@click.option("--outlet", metavar="NAME", help="Only quotes in this outlet.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one quote a line.")
@shared_options
@click.pass_context
def quotes(
    context: click.Context, articles: tuple[str, ...], actor: str | None, outlet: str | None, as_json: bool
) -> None:
    """Print who said what, one quote a line.

    Speaker, verb, words, outlet, date and article id, newest first, of the articles whose ids begin with ARTICLE, or
    of all. Speakers without a name are printed as the article calls them.
    """
    invocation = context.ensure_object(Invocation)
    archive, perspective = invocation.archive(), invocation.perspective()
    printed = 0
    keys = None if actor is None else _keys(archive, perspective, actor)
    for article in _articles(archive, perspective, articles, outlet):
        names = {one.key: one.name for one in article.actors}
        for quote in article.quotes:
            if keys is None or not keys.isdisjoint(quote.said_by):
                emit(_json(article, quote) if as_json else _line(article, quote, names))
                printed += 1
    narrate(counted(printed, "quote"))
    if not printed:
        context.exit(1)


def _articles(
    archive: Archive, perspective: Perspective, ids: tuple[str, ...], outlet: str | None
) -> Iterator[Article]:
    """The articles that are asked for, one by one; of an outlet those that the index has under its name."""
    if ids:
        for name in ids:
            article = archive.article(name, perspective)
            if outlet is None or (article.outlet and _has_words(article.outlet.value, outlet)):
                yield article
        return
    from index import parse

    quoted = outlet.replace('"', " ") if outlet else ""
    results = archive.search(parse(f'outlet:"{quoted}"' if outlet else ""), perspective, sort="date")
    for start in range(0, results.total, _PAGE):
        yield from archive.articles(results, start, _PAGE, perspective)


def _keys(archive: Archive, perspective: Perspective, actor: str) -> set[str]:
    """The actors that are called so. Raises NothingFound."""
    keys = {one.key for one in archive.actors(perspective).named(actor)}
    if not keys:
        raise NothingFound(f"no actor is called {actor}", "`wireside actors` lists all")
    return keys


def _has_words(name: str, asked: str) -> bool:
    """Return True if the words are in a name, one after the other, as the index matches them."""
    words, wanted = (f" {' '.join(_WORD.findall(text.casefold()))} " for text in (name, asked))
    return wanted in words


def _line(article: Article, quote: Quote, names: dict[str, str]) -> str:
    speaker = ", ".join(names[key] for key in quote.said_by) or quote.speaker_text or "speaker not known"
    words = f"“{quote.text}”" if quote.kind == "direct" else quote.text.lstrip(" ,;:–—")
    outlet = article.outlet_name or "outlet unknown"
    published = article.published.value if article.published else "no date"
    return one_line(_SEPARATOR.join([speaker, quote.cue or "–", words, outlet, published, article.id])) + "\n"


def _json(article: Article, quote: Quote) -> str:
    return json_line(
        {
            "article": article.id,
            "outlet": article.outlet_name,
            "published": article.published.value if article.published else None,
            **{name: getattr(quote, name) for name in quote.__struct_fields__},
        }
    )
