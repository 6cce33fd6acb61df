"""`wireside` itself: the commands, and, for anything that is none, the reader."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from tui.cli.command_context import Invocation, shared_options
from tui.cli.subcommands.actors_command import actors
from tui.cli.subcommands.clean_command import clean
from tui.cli.subcommands.compare_command import compare
from tui.cli.subcommands.completion_command import completion
from tui.cli.subcommands.config_command import config
from tui.cli.subcommands.index_command import index
from tui.cli.subcommands.notebook_command import notebook
from tui.cli.subcommands.quotes_command import quotes
from tui.cli.subcommands.reader_command import corpus_to_open, open_path, open_reader
from tui.cli.subcommands.search_command import search
from tui.cli.subcommands.show_command import show
from tui.cli.subcommands.status_command import status
from tui.cli.subcommands.stories_command import stories

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMPLETE = "_WIRESIDE_COMPLETE"


class Root(click.Group):
    """A group that takes what is no command for the path of a corpus, and opens the reader on it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        return "PATH", open_path, args

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[OPTIONS]", "[PATH | COMMAND …]"]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        # Files come first: bash forgets what comes before them.
        return [CompletionItem(incomplete, type="file"), *super().shell_complete(ctx, incomplete)]


def version(context: click.Context, parameter: click.Parameter, asked: bool) -> None:
    """Print the version and end."""
    if asked and not context.resilient_parsing:
        from importlib.metadata import version as installed

        click.echo(f"wireside {installed('wireside')}")
        context.exit()


@click.group(cls=Root, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=version, help="Print the version.")
@click.option("--demo", is_flag=True, help="Open the sample that comes with wireside.")
@shared_options
@click.pass_context
def wireside(context: click.Context, demo: bool) -> None:
    """Read one story from every side.

    Opens the reader on PATH, a folder of scraped articles or a file of many. Without PATH the reader and the commands
    use --corpus, else $WIRESIDE_CORPUS, else `corpus:` in your configuration, else the current folder. Write ./search
    for a folder with the name of a command.

    Exit codes: 0 success; 1 nothing was found; 2 wrong use or configuration; 3 the corpus or its index can't be used.
    """
    invocation = context.ensure_object(Invocation)
    invocation.demo = demo
    if context.invoked_subcommand is None:
        open_reader(invocation, corpus_to_open(invocation.config))


def complete() -> bool:
    """Answer a shell that asks how a line could go on; False when none asked."""
    instruction = os.environ.get(COMPLETE)
    if not instruction:
        return False
    from click.shell_completion import shell_complete

    shell_complete(wireside, {}, "wireside", COMPLETE, instruction)
    return True


for command in (index, search, show, actors, quotes, compare, stories, clean, status, notebook, config, completion):
    wireside.add_command(command)
