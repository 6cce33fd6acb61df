"""`wireside show`: one article out of the index, without its boilerplate, or with it and every reason."""

from __future__ import annotations

import shlex

import click

from corpus.errors import NothingFound, UsageError
from tui.cli.invocation import Invocation, is_file, shared_options
from tui.cli.streams import emit


@click.command()
@click.argument("article")
@click.option("--raw", is_flag=True, help="Print the text as it was found, nothing stripped.")
@click.option("--why", is_flag=True, help="Print what was stripped too, and every reason.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON, which has all of that.")
@shared_options
@click.pass_obj
def show(invocation: Invocation, article: str, raw: bool, why: bool, as_json: bool) -> None:
    """Print one article.

    ARTICLE is its id, or as much of the beginning as no other id has; `wireside search` prints them.
    """
    if raw and (why or as_json):
        raise UsageError("--raw with --why or --json", "raw text has neither reasons nor fields, give one")
    archive = invocation.archive()
    from tui.cli.article_text import printed

    try:
        found = archive.article(article)
    except (NothingFound, UsageError) as error:
        if is_file(article):
            error.hint = f"`wireside clean {shlex.quote(article)}` reads a file"
        raise
    emit(archive.raw(found.id) if raw else printed(found, why, as_json))
