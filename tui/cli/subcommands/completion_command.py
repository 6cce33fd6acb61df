"""`wireside completion`: what a shell needs to complete commands, options and paths."""

from __future__ import annotations

import click

from tui.cli.io import emit

_MENDED = {
    "bash": (),
    "zsh": (
        ("    for type key descr", "    compset -P '--*='\n    for type key descr"),
        ("compadd -U", 'compadd -i "$IPREFIX" -U'),
    ),
    "fish": (
        (
            "    for completion in",
            "    set -l option (string match -r '^--[^=]+=' -- (commandline -ct); or echo);\n    for completion in",
        ),
        ("__fish_complete_path $metadata[2]", "__fish_complete_path $metadata[2] | string replace -r '^' -- $option"),
        ("echo $metadata[2]", "echo $option$metadata[2]"),
        ('string split ","', 'string split --max 1 ","'),
    ),
}
"""What is put right in click's scripts: what stands behind `--corpus=`, and a description with a comma in it."""


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
    script = kind(wireside, {}, "wireside", COMPLETE).source()
    for as_is, mended in _MENDED[shell]:
        script = script.replace(as_is, mended)
    emit(script)
