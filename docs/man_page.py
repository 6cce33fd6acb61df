"""Write docs/wireside.1, the manual page, from the commands themselves: `python docs/man_page.py`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click

from tui.cli.root import wireside

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "wireside.1"

FILES = (
    ("$XDG_CONFIG_HOME/wireside/config.yaml", "Your settings: `wireside config path` prints where."),
    ("$XDG_CONFIG_HOME/wireside/actors.yaml", "Your actor dictionary."),
    ("$XDG_CONFIG_HOME/wireside/boilerplate.yaml", "Your rules on boilerplate."),
    ("$XDG_DATA_HOME/wireside/", "Notebooks: marks, tags, saved queries, corrections of actors."),
    ("$XDG_CACHE_HOME/wireside/", "Indexes, which can be rebuilt at any time."),
)
ENVIRONMENT = (
    ("WIRESIDE_CORPUS", "The articles, if no path is given."),
    ("WIRESIDE_CONFIG", "Your configuration, if it is not in its usual place."),
    ("WIRESIDE_SECTION_NAME", "A setting: WIRESIDE_LOOK_THEME=paper."),
    ("WIRESIDE_DEBUG", "If 1, print the traceback of an internal error."),
    ("NO_COLOR", "If set, use no colours."),
)
EXIT_STATUS = (
    ("0", "Success."),
    ("1", "Nothing was found."),
    ("2", "Wrong use or configuration."),
    ("3", "The corpus or its index can't be used."),
    ("130", "Interrupted."),
)


def manual() -> str:
    """Return the manual page, in the man macros."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    context = click.Context(wireside, info_name="wireside", **wireside.context_settings)
    summary, _, description = _plain(wireside.help).partition("\n\n")
    lines = [
        f'.TH WIRESIDE 1 "" "wireside {version}" "User Commands"',
        ".SH NAME",
        f"wireside \\- {_escape(summary[0].lower() + summary[1:].rstrip('.'))}",
        ".SH SYNOPSIS",
        ".B wireside",
        _escape("[OPTIONS] [PATH | COMMAND …]"),
        ".SH DESCRIPTION",
        *_paragraphs(description),
        ".SH OPTIONS",
        *_options(wireside, context),
        ".SH COMMANDS",
        *_commands(wireside, context),
        ".SH EXIT STATUS",
        *_table(EXIT_STATUS),
        ".SH ENVIRONMENT",
        *_table(ENVIRONMENT),
        ".SH FILES",
        *_table(FILES),
    ]
    return "\n".join(lines) + "\n"


def _commands(group: click.Group, context: click.Context, path: str = "wireside") -> Iterator[str]:
    for name, command in group.commands.items():
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join(command.collect_usage_pieces(inner))
        yield from (f'.SS "{path} {name}"', f".B {path} {name}", _escape(usage))
        yield from _paragraphs(_plain(command.help))
        yield from _options(command, inner)
        if isinstance(command, click.Group):
            yield from _commands(command, inner, f"{path} {name}")


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the options of a command, those that all commands share only for the command `wireside` itself."""
    shared = set() if command is wireside else {"--help", "--corpus", "--config", "--set"}
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and record[1] and not shared & set(parameter.opts):
            yield from _table([record])


def _table(rows: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> Iterator[str]:
    for term, text in rows:
        yield from (".TP", f".B {_escape(term)}", _escape(text))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in filter(None, text.split("\n\n")):
        yield ".PP"
        yield _escape(" ".join(paragraph.split()))


def _plain(help: str | None) -> str:
    return re.sub(r"[\b\f]", "", help or "").strip()


def _escape(text: str) -> str:
    """Return text that roff prints as it is."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
