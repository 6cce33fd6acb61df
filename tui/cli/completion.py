"""`wireside completion`: what a shell needs to complete commands, options and paths."""

from __future__ import annotations

import click

from tui.cli.streams import emit


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    bash: eval "$(wireside completion bash)" in ~/.bashrc. zsh: the same with zsh, in ~/.zshrc.
    fish: wireside completion fish > ~/.config/fish/completions/wireside.fish
    """
    from click.shell_completion import get_completion_class

    from tui.cli.root import COMPLETE, wireside

    kind = get_completion_class(shell)
    assert kind is not None
    emit(kind(wireside, {}, "wireside", COMPLETE).source())
