"""`wireside PATH`: the reader, for whatever is no command."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import UsageError
from tui.cli.command_context import Invocation, check_corpus, shared_options

if TYPE_CHECKING:
    from tui.config import Config


@click.command("PATH", context_settings={"ignore_unknown_options": True}, add_help_option=False)
@shared_options
@click.argument("words", metavar="PATH", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def open_path(context: click.Context, words: tuple[str, ...]) -> None:
    """Open the reader on a corpus. No command has this name: what is none comes here."""
    path, *rest = words
    if not path or not _is_there(path):
        raise UsageError(f"no folder or file called {path!r}", _meant(path, context))
    if rest:
        raise UsageError(f"{rest[0]} after the corpus {path}", "the reader takes one corpus, and options before it")
    invocation = context.ensure_object(Invocation)
    if invocation.corpus_option or invocation.demo:
        raise UsageError(f"two corpora, {path} and an option", "give one of them")
    invocation.corpus_option = path
    open_reader(invocation, invocation.corpus)


def corpus_to_open(config: Config) -> Path | None:
    """The corpus that was named, else the current folder; None where that has no articles, or is home or the root.

    Raises CorpusError where one was named that is not there.
    """
    if config.corpus is not None:
        check_corpus(config.corpus_path)
        return config.corpus_path
    from corpus.readers import FoundFile, walk

    here = Path.cwd()
    if here in (Path.home(), Path("/")):
        return None
    has_articles = any(isinstance(found, FoundFile) for found in walk(here, config.reading.max_bytes))
    return config.corpus_path if has_articles else None


def open_reader(invocation: Invocation, corpus: Path | None) -> None:
    """Hand over to the screen, and come back when the user leaves it."""
    config = invocation.config
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        raise UsageError("the reader needs a terminal", "without one use `wireside search`, `show` or `clean`")
    gc.disable()  # what a start makes, it keeps; the reader turns collection on again once it is up
    from tui.terminal.terminal_guard import guard_terminal

    guard_terminal()
    from tui.app import run

    code = run(config, corpus, invocation.outcome.warnings)
    if code:
        raise click.exceptions.Exit(code)


def _is_there(path: str) -> bool:
    try:
        Path(path).stat()
    except OSError:
        return False
    return True


def _meant(word: str, context: click.Context) -> str:
    from difflib import get_close_matches

    root = context.find_root().command
    near = get_close_matches(word, root.commands if isinstance(root, click.Group) else (), n=1)
    return f"did you mean `wireside {near[0]}`?" if near else "name a folder of articles, or a file of them"
