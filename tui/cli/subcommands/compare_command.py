"""`wireside compare`: what two articles or more say, the same and otherwise, for scripts and for a bare terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corpus.errors import CorpusError, UsageError
from tui.cli.command_context import Invocation, a_path, is_file, shared_options
from tui.cli.io import emit

if TYPE_CHECKING:
    from corpus.article import Article

LENSES = ("passages", "quotes", "figures", "actors", "words", "copy")
FEWEST, MOST = 2, 12  # articles; a table of more has no room for its columns


@click.command()
@click.argument("articles", metavar="ARTICLE…", nargs=-1, required=True, shell_complete=a_path)
@click.option(
    "--lens", type=click.Choice(LENSES), help="What to compare. Default: passages; coverage for more than two."
)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON: the given lens, or all.")
@shared_options
@click.pass_obj
def compare(invocation: Invocation, articles: tuple[str, ...], lens: str | None, as_json: bool) -> None:
    """Compare 2 to 12 articles side by side.

    ARTICLE is an id, the beginning of one, or a file. Passages of two articles are printed row by row: = the same
    words, ≈ nearly the same, with the differences in [- -] and {+ +}, ~ the same content in other words, ◂ and ▸ only
    on that side.
    """
    if not FEWEST <= len(articles) <= MOST:
        raise UsageError(f"{len(articles)} to compare", f"give {FEWEST} to {MOST} articles")
    found = [_article(invocation, name) for name in articles]
    from corpus.compare import compare as compare_two
    from corpus.compare import compare_many
    from tui.cli.comparison_text import in_json, in_words

    compared = compare_two(found[0], found[1]) if len(found) == 2 else compare_many(found)
    emit(in_json(found, compared, lens) if as_json else in_words(found, compared, lens))


def _article(invocation: Invocation, name: str) -> Article:
    """An article of the index, or the first of a file. Raises WiresideError."""
    if not is_file(name):
        return invocation.archive().article(name, invocation.perspective())
    from corpus.source import Problem
    from tui.cli.input_files import articles_in

    for found in articles_in(name, invocation.corpus_settings):
        if isinstance(found, Problem):
            raise CorpusError(f"{found.path} can't be read: {found.reason}", "name another file")
        return found
    raise CorpusError(f"no article in {name}", "name another file")
