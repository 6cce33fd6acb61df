"""The documents tell the truth: all commands, options, keys, settings and packages in them are real, none left out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from corpus.readers import FoundFile, walk
from corpus.settings import CorpusSettings
from index.query.parser import parse
from tui.cli.root import wireside
from tui.commands import COMMANDS, key_label
from tui.screens.help import QUERY_LANGUAGE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")


def section(title: str) -> str:
    """A section of the README, without its title."""
    return README.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def options(command: click.Command) -> list[str]:
    """The long options of a command that are its own, and `-n`."""
    shared = {"--help", "--corpus", "--config", "--set"}
    return [max(p.opts, key=len) for p in command.params if isinstance(p, click.Option) and not shared & set(p.opts)]


@pytest.mark.parametrize("name", list(wireside.commands))
def test_every_command_and_option_is_in_the_readme(name: str) -> None:
    command = wireside.commands[name]
    line = next(line for line in section("The command line").splitlines() if f"`wireside {name}" in line)
    for option in options(command):
        assert option in line, f"{name} {option}"


def test_the_readme_names_no_command_or_option_that_is_not_there() -> None:
    for line in section("The command line").splitlines():
        for name, rest in re.findall(r"\| `wireside (\w+)([^`]*)`", line):
            command = wireside.commands[name]
            known = {opt for param in command.params for opt in param.opts}
            assert set(re.findall(r"--[\w-]+|(?<=\[)-n", rest)) <= known


@pytest.mark.parametrize("option", ["--demo", "--corpus", "--config", "--set"])
def test_shared_options_are_in_the_readme(option: str) -> None:
    assert option in README


def test_every_key_is_in_the_readme_and_no_other() -> None:
    keys = {key_label(key) for command in COMMANDS for key in command.keys.split(",")[:1]}
    told = set(re.findall(r"`([^`]+)`", section("In the reader").split("| | keys |")[1].split("\n\n")[0]))
    known = {key_label(key) for command in COMMANDS for key in command.keys.split(",")} | {"up"}
    assert told <= known
    assert keys - told <= {key_label(str(n)) for n in range(2, 6)} | {"shift+tab"}


def test_every_section_of_the_settings_is_in_the_readme_and_no_other() -> None:
    settings = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    assert re.findall(r"^\| `(\w+)` \|", section("Configuration"), flags=re.MULTILINE) == list(settings)


def test_every_dependency_is_in_the_readme_and_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=]", requirement)[0] for requirement in project["dependencies"]}
    told = {name.lower() for name in re.findall(r"^\| \[([\w.-]+)\]", section("Dependencies"), flags=re.MULTILINE)}
    assert told == names
    pinned = {
        line.split("==")[0].lower().replace("_", "-") for line in (ROOT / "constraints.txt").read_text().splitlines()
    }
    assert names <= pinned


def test_every_query_of_the_readme_and_of_the_help_is_understood() -> None:
    rows = (row.split(" | ")[0] for row in section("Queries").splitlines() if row.startswith("| `"))
    queries = [query for row in rows for query in re.findall(r"`([^`]+)`", row)]
    assert len(queries) > 12
    for query in [*queries, *(example for example, _ in QUERY_LANGUAGE)]:
        assert parse(query).left_out == (), query


ENDINGS = re.findall(r"`(\.\w+)`", README.split("**It takes what scrapers leave:**")[1].split("\n\n")[0])


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_of_the_readme_is_read(ending: str, settings: CorpusSettings, tmp_path: Path) -> None:
    (tmp_path / f"article{ending}").write_bytes(b"x")
    assert [type(found) for found in walk(tmp_path, settings.reading.max_bytes)] == [FoundFile] or ending == ".gz"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


def test_the_documents_name_no_path_of_a_machine() -> None:
    for document in DOCUMENTS:
        assert not re.search(r"/(home|root|work|Users)/\w", (ROOT / document).read_text(encoding="utf-8"))
