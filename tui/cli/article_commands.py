"""`wireside show` and `wireside clean`: articles without boilerplate, out of an index or straight out of files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import CorpusError, NothingFound, UsageError
from tui.cli.invocation import Invocation, shared_options
from tui.cli.json_lines import article_line
from tui.cli.streams import complain, emit

if TYPE_CHECKING:
    from corpus.article import Article
    from corpus.settings import CorpusSettings

STDIN = "-"


@click.command()
@click.argument("article")
@click.option("--raw", is_flag=True, help="Print the text as it was found, nothing stripped.")
@click.option("--why", is_flag=True, help="Print what was stripped too, and every reason.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON.")
@shared_options
@click.pass_obj
def show(invocation: Invocation, article: str, raw: bool, why: bool, as_json: bool) -> None:
    """Print one article.

    ARTICLE is its id, or as much of the beginning as no other has. JSON has what was stripped, and the reasons, in any
    case.
    """
    if raw and (why or as_json):
        raise UsageError("--raw with --why or --json", "raw text has neither reasons nor fields; give one")
    archive = invocation.archive()
    try:
        found = archive.article(article)
    except NothingFound as error:
        hint = f"`wireside clean {article}` reads a file" if Path(article).exists() else error.hint
        raise NothingFound(error.message, hint) from None
    emit(archive.raw(found.id) if raw else _printed(found, why, as_json))


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--why", is_flag=True, help="Print what was stripped too, and every reason.")
@click.option("--json", "as_json", is_flag=True, help="Print lines of JSON, an article a line.")
@shared_options
@click.pass_obj
def clean(invocation: Invocation, files: tuple[str, ...], why: bool, as_json: bool) -> None:
    """Print the articles in files, with no index.

    In the order of the files; - is standard input. What can't be read is told on standard error, and ends the command
    with 3 only if there was nothing else.
    """
    settings = invocation.config.corpus_settings
    articles = 0
    for file in files:
        for read in _read(file, settings):
            if isinstance(read, str):
                complain(read)
            else:
                separator = "\n\n" if articles and not as_json else ""
                emit(separator + _printed(read, why, as_json))
                sys.stdout.flush()
                articles += 1
    if not articles:
        raise CorpusError("nothing could be read", "give text, HTML or JSON files with articles in them")


def _read(file: str, settings: CorpusSettings) -> Iterator[Article | str]:
    """The articles in a file, named as it was given, and what was against reading it."""
    from corpus.pipeline import describe, read_articles

    from corpus.readers import read_stream

    if file == STDIN:
        for source in read_stream(sys.stdin.buffer, STDIN, settings.reading):
            yield describe(source, settings)
    else:
        for read in read_articles(Path(file), file, settings):
            yield read


def _printed(article: Article, why: bool, as_json: bool) -> str:
    if as_json:
        return article_line(article)
    from tui.cli.article_text import in_full, to_read

    return in_full(article) if why else to_read(article)
