"""`wireside show`: one article out of the index, without its boilerplate, or with it and every reason."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import NothingFound, UsageError
from corpus.safety import make_safe_name
from tui.cli.command_context import Invocation, a_path, is_file, shared_options
from tui.cli.io import emit

if TYPE_CHECKING:
    from corpus.article import Article
    from index import Archive, Perspective

_CANDIDATES = 8  # ids listed for an ambiguous prefix


@click.command()
@click.argument("article", shell_complete=a_path)
@click.option("--raw", is_flag=True, help="Print the raw text, with nothing stripped.")
@click.option("--why", is_flag=True, help="Print what was stripped as well, with all reasons.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON with all of this.")
@shared_options
@click.pass_obj
def show(invocation: Invocation, article: str, raw: bool, why: bool, as_json: bool) -> None:
    """Print one article.

    ARTICLE is its id, or the beginning of it (`wireside search` prints ids), or the path of its file, relative to here
    or to the corpus.
    """
    if raw and (why or as_json):
        raise UsageError("--raw with --why or --json", "raw text has neither reasons nor fields, give one")
    archive, perspective = invocation.archive(), invocation.perspective()
    from tui.cli.article_text import printed

    found = _asked(archive, perspective, article, invocation.corpus)
    emit(archive.raw(found.id) if raw else printed(found, why, as_json))


def _asked(archive: Archive, perspective: Perspective, article: str, corpus: Path) -> Article:
    """The article with this id, or in this file."""
    try:
        return archive.article(article, perspective)
    except (NothingFound, UsageError) as error:
        ids = next((ids for place in _places(article, corpus) if (ids := archive.ids_at(place))), ())
        if len(ids) > 1:
            some = ", ".join(ids[:_CANDIDATES])
            raise UsageError(f"{article} has {len(ids)} articles", f"give the id of one: {some}") from None
        if ids:
            return archive.article(ids[0], perspective)
        if is_file(article):
            error.hint = f"`wireside clean {shlex.quote(article)}` reads a file"
        raise


def _places(path: str, corpus: Path) -> Iterator[str]:
    """Return the names a path may have in the index: as given, and relative to the corpus if given relative to here."""
    yield make_safe_name(path)
    folder = corpus.parent if corpus.is_file() else corpus
    for whole in (os.path.abspath, os.path.realpath):
        yield make_safe_name(os.path.relpath(whole(path), whole(folder)))
