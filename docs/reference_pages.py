"""Write the reference pages from the program itself: `python docs/reference_pages.py`."""

from __future__ import annotations

import re
from pathlib import Path

import click

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/reference_pages.py: change the program, then run that. -->\n"
SHARED = {"--corpus", "--config", "--set", "--help"}


def keys_page() -> str:
    """Return the page of keys, one row a command."""
    from tui.commands import COMMANDS, GROUPS, key_label

    lines = [
        "# Keys",
        "",
        NOTE,
        "Every key can be changed: put the command's name and its keys under `keys:` in your configuration",
        "([how](../guides/configuration.md#keys)). `?` in the reader shows the keys in force, `:` all commands.",
    ]
    for group in GROUPS:
        lines += ["", f"## {group}", "", "| keys | command | does |", "|---|---|---|"]
        for command in (one for one in COMMANDS if one.group == group):
            keys = " ".join(f"`{key_label(key)}`" for key in command.keys.split(","))
            lines.append(f"| {keys} | `{command.id}` | {_cell(command.help)} |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """Return the page of commands, with the arguments and options of each."""
    from tui.cli.root import wireside

    lines = [
        "# Commands and options",
        "",
        NOTE,
        "Data goes to standard output, progress and errors to standard error. `wireside COMMAND --help` prints the",
        "same.",
        "",
        "## wireside",
        "",
        *_about(wireside),
        *_options(wireside, shared=True),
    ]
    for name, command in wireside.commands.items():
        lines += ["", f"## wireside {name}", "", *_about(command), *_options(command)]
        for inner_name, inner in command.commands.items() if isinstance(command, click.Group) else ():
            lines += ["", f"### wireside {name} {inner_name}", "", *_about(inner), *_options(inner)]
    return "\n".join(lines) + "\n"


def _about(command: click.Command) -> list[str]:
    context = click.Context(command)
    usage = " ".join(command.collect_usage_pieces(context)).replace("[OPTIONS] ", "").replace("[OPTIONS]", "")
    paragraphs = [" ".join(part.split()) for part in (command.help or "").replace("\f", "").split("\n\n")]
    arguments = [f"Arguments: `{usage}`", ""] if usage else []
    return [*arguments, *(line for paragraph in paragraphs for line in (_text(paragraph), ""))]


def _options(command: click.Command, *, shared: bool = False) -> list[str]:
    rows = []
    for one in command.get_params(click.Context(command, help_option_names=["-h", "--help"])):
        if isinstance(one, click.Option) and (shared or not SHARED & set(one.opts)):
            values = (record := one.get_help_record(click.Context(command))) and record[0]
            rows.append(f"| `{_cell(values or one.opts[-1])}` | {_cell(one.help or '')} |")
    if not rows:
        return ["Only the options that all commands share."] if not shared else []
    return ["| option | does |", "|---|---|", *rows]


def settings_page() -> str:
    """Return the page of settings: `config.yaml` without its phrases and keys, a table a section."""
    text = (FOLDER.parents[1] / "config.yaml").read_text(encoding="utf-8")
    lines = [
        "# Settings",
        "",
        NOTE,
        "All settings with their defaults, as in `config.yaml`. [Configuration](../guides/configuration.md) says where",
        "to change them. The keys have [a page of their own](keys.md).",
    ]
    for section, comment, body in _sections(text):
        if section == "keys":
            continue
        lines += ["", f"## {section}", "", "```yaml", *comment, *body, "```"]
    return "\n".join(lines) + "\n"


def _sections(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Return name, comment and YAML of each top-level section; of the phrases, only the roles."""
    sections: list[tuple[str, list[str], list[str]]] = []
    comment: list[str] = []
    for line in text.splitlines():
        if line.startswith("#"):
            comment.append(line)
        elif match := re.match(r"(\w+):", line):
            sections.append((match[1], comment, [line]))
            comment = []
        elif not line:
            comment = []
        elif sections and (sections[-1][0] != "boilerplate" or re.match(r"  (?:  )?\w+:", line)):
            sections[-1][2].append(line)
    return sections


def _cell(text: str) -> str:
    return _text(text).replace("|", "\\|").replace("\n", " ")


def _text(text: str) -> str:
    return text.replace("<", "&lt;").replace("[-", "\\[-").replace("*", "\\*")


PAGES = {"keys.md": keys_page, "commands.md": commands_page, "settings.md": settings_page}


def main() -> None:
    """Write all reference pages."""
    for name, make in PAGES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
