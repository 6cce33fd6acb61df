"""`wireside config`: which files were read, what is in force, what is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from corpus.errors import WiresideError
from tui.cli.command_context import Invocation, shared_options
from tui.cli.io import emit, narrate, one_line

if TYPE_CHECKING:
    from tui.config.validation import Plain

PLAIN = re.compile(r"[A-Za-z/~][\w./~-]*")
NOT_TEXT = {"null", "true", "false", "yes", "no", "on", "off"}


@click.group(no_args_is_help=False, short_help="Show or check the configuration.")
def config() -> None:
    """Show or check the configuration: its files, the settings in force, and what is wrong with them."""


@config.command(short_help="Print the paths of the configuration files.")
@shared_options
@click.pass_obj
def path(invocation: Invocation) -> None:
    """Print the paths of the configuration files: first the defaults, then yours, which overrides them."""
    from tui.file_locations import defaults_file

    own = invocation.outcome.file
    emit(one_line(f"{defaults_file()}  (defaults)") + "\n")
    emit(one_line(f"{own}  (yours{'' if own.exists() else ', not there yet'})") + "\n")


@config.command()
@shared_options
@click.pass_obj
def show(invocation: Invocation) -> None:
    """Print every setting in force, and where it comes from."""
    outcome = invocation.outcome
    for key, place in sorted(outcome.places.items()):
        value: Plain = outcome.values
        for name in key:
            assert isinstance(value, dict)
            value = value[name]
        emit(one_line(f"{'.'.join(key)}: {_yaml(value)}  # {place}") + "\n")
    for fault in outcome.faults:
        narrate(f"left out: {fault}")
    if outcome.faults:
        raise click.exceptions.Exit(2)


@config.command(short_help="List what is wrong with the configuration.")
@shared_options
@click.pass_obj
def check(invocation: Invocation) -> None:
    """List what is wrong with the configuration and your rules, one line each; exits with 2 if anything is."""
    faults: list[object] = list(invocation.outcome.faults)
    try:
        invocation.rules  # noqa: B018, reading them finds what is wrong
    except WiresideError as error:
        faults += getattr(error, "faults", [error])
    for fault in faults:
        emit(one_line(str(fault)) + "\n")
    for warning in invocation.outcome.warnings:
        emit(one_line(str(warning)) + "\n")
    if faults:
        raise click.exceptions.Exit(2)
    if not invocation.outcome.warnings:
        narrate("the configuration is valid")


def _yaml(value: Plain) -> str:
    """A value as a YAML file would have it, on one line."""
    import msgspec

    if isinstance(value, list):
        return f"[{', '.join(_yaml(item) for item in value)}]"
    if isinstance(value, str) and PLAIN.fullmatch(value) and value.lower() not in NOT_TEXT:
        return value
    return msgspec.json.encode(value).decode()
