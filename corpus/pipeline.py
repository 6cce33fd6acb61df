"""The pipeline: read a file, give its blocks roles, and gather what they say into an Article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.actors.find_actors import find_all_actors
from corpus.article import Actor, Article, Block
from corpus.boilerplate.passes import strip_all
from corpus.metadata import describe_source
from corpus.overrides.overrides import apply_overrides
from corpus.overrides.rules import Rulebook
from corpus.quotes.find_quotes import count_quotes, find_quotes
from corpus.readers import read
from corpus.readers.html_pages import parse_page
from corpus.settings import CorpusSettings
from corpus.source import Problem, Source


def read_articles(path: Path, name: str, settings: CorpusSettings) -> Iterator[tuple[Source, Article] | Problem]:
    """Yield the articles of a file with their sources, in order, and a Problem for each that can't be read."""
    rules = Rulebook(settings.rules)
    for found in read(path, name, settings.reading):
        yield (
            found
            if isinstance(found, Problem)
            else (found, apply_overrides(inferred(found, settings), rules, actors=lambda: settings.actors))
        )


def describe(source: Source, settings: CorpusSettings) -> Article:
    """Return the article that `source` holds. Raises UsageError where the settings for boilerplate are wrong, else
    nothing.
    """
    return apply_overrides(inferred(source, settings), Rulebook(settings.rules), actors=lambda: settings.actors)


def inferred(source: Source, settings: CorpusSettings) -> Article:
    """Return the article in `source` as inferred, without line recurrence and the user's rules."""
    return inferred_all([source], settings)[0]


def inferred_all(sources: Sequence[Source], settings: CorpusSettings) -> list[Article]:
    """Return the inferred article of each source, in order. A dozen at a time is quicker than one by one."""
    sources = [parse_page(source) for source in sources]
    stripped = strip_all(sources, settings.boilerplate)
    actors = find_all_actors(stripped, settings.actors)
    return [_gathered(*one) for one in zip(sources, stripped, actors, strict=True)]


def _gathered(source: Source, blocks: tuple[Block, ...], actors: tuple[Actor, ...]) -> Article:
    whole = describe_source(source, blocks)
    quotes = find_quotes(blocks, actors)
    return Article(
        id=source.id,
        paths=(source.path,),
        headline=whole.headline,
        dek=whole.dek,
        byline=whole.byline,
        dateline=whole.dateline,
        outlet=whole.outlet,
        published=whole.published,
        language=whole.language,
        blocks=blocks,
        actors=count_quotes(actors, quotes),
        quotes=quotes,
    )
