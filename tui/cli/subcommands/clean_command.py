"""`wireside clean`: articles straight out of files, without their boilerplate."""

from __future__ import annotations

import sys

import click

from corpus.errors import CorpusError
from tui.cli.command_context import Invocation, a_path, shared_options
from tui.cli.io import complain, emit


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, shell_complete=a_path)
@click.option("--why", is_flag=True, help="Print what was stripped as well, with all reasons.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON with all of this, one article a line.")
@shared_options
@click.pass_obj
def clean(invocation: Invocation, files: tuple[str, ...], why: bool, as_json: bool) -> None:
    """Print the articles in files, without an index.

    In the order of the files; - is standard input. Files that can't be read are reported on standard error; the exit
    code is 3 only if none could be read.
    """
    settings = invocation.corpus_settings
    from corpus.source import Problem
    from tui.cli.article_text import printed
    from tui.cli.input_files import articles_in

    articles = 0
    for file in files:
        for found in articles_in(file, settings):
            if isinstance(found, Problem):
                complain(f"{found.path} was not read: {found.reason}")
            else:
                emit(("\n\n" if articles and not as_json else "") + printed(found, why, as_json))
                sys.stdout.flush()
                articles += 1
    if not articles:
        raise CorpusError("nothing could be read", "give text, HTML or JSON files with articles in them")
