"""What click has against a command line, said in one line: what, where, what to do."""

from __future__ import annotations

import click
from click.exceptions import BadOptionUsage, MissingParameter, NoSuchCommand, NoSuchOption


def advice(error: click.UsageError) -> str:
    """The complaint, and the way out."""
    path = error.ctx.command_path if error.ctx else "wireside"
    command = path.removeprefix("wireside ")
    see = f"see `{path} --help`"
    match error:
        case NoSuchOption():
            dash = "put -- before a query that begins with a dash" if command == "search" else see
            return f"{command} has no option {error.option_name}: {_meant(error.possibilities) or dash}"
        case NoSuchCommand():
            return f"{command} has no command {error.command_name!r}: {_meant(error.possibilities) or see}"
        case MissingParameter() if error.param:
            return f"{command} needs {error.param.human_readable_name}: {see}"
    if isinstance(group := error.cmd, click.Group) and type(error) is click.UsageError:
        return f"{command} needs a command: {', '.join(group.commands)}"
    said = " ".join(error.format_message().split()).rstrip(".")
    if isinstance(error, BadOptionUsage):  # raised by click's parser, which doesn't tell in which command
        return f"{said[:1].lower()}{said[1:]}: see `wireside COMMAND --help`"
    return f"{command}: {said[:1].lower()}{said[1:]}: {see}"


def _meant(possibilities: list[str] | None) -> str | None:
    return f"did you mean {possibilities[0]}?" if possibilities else None
