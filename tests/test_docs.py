"""The documents are true: all commands, options, keys, settings and packages in them are real, and none is left out."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Callable
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
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(DOCS.rglob("*.md"))
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *PAGES]


def name_of(document: Path) -> str:
    return str(document.relative_to(ROOT))


def reference_pages() -> dict[str, Callable[[], str]]:
    spec = importlib.util.spec_from_file_location("reference_pages", DOCS / "reference_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages: dict[str, Callable[[], str]] = module.PAGES
    return pages


@pytest.mark.parametrize(("name", "make"), reference_pages().items())
def test_the_reference_is_that_of_the_program(name: str, make: Callable[[], str]) -> None:
    """If this fails, run `make docs`."""
    assert (DOCS / "reference" / name).read_text(encoding="utf-8") == make()


def test_the_reference_has_every_command_key_and_setting() -> None:
    keys, commands, settings = (
        (DOCS / "reference" / name).read_text(encoding="utf-8") for name in ("keys.md", "commands.md", "settings.md")
    )
    for command in COMMANDS:
        assert f"| `{command.id}` |" in keys
        assert all(f"`{key_label(key)}`" in keys for key in command.keys.split(","))
    for name in wireside.commands:
        assert f"## wireside {name}\n" in commands
    for section in set(yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))) - {"keys"}:
        assert f"## {section}\n" in settings


def test_every_page_is_in_the_navigation_of_the_site() -> None:
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    listed: list[str] = []
    for entry in site["nav"]:
        listed += next(iter(entry.values())) if isinstance(entry, dict) else [entry]
    assert sorted(listed) == [page.relative_to(DOCS).as_posix() for page in PAGES]


@pytest.mark.parametrize("document", [ROOT / "README.md", *PAGES], ids=name_of)
def test_commands_and_options_in_the_documents_are_real(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for line in re.findall(r"(?:^    |`)(wireside [^`\n]*)", text, flags=re.MULTILINE):
        words = line.partition("#")[0].partition("|")[0].split()
        name = next((word for word in words[1:] if word in wireside.commands), None)
        command: click.Command = wireside.commands[name] if name else wireside
        known = {option for one in (wireside, command) for param in one.params for option in param.opts}
        assert {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)} <= known | {"--help"}, line


def test_every_dependency_is_in_the_readme_and_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=]", requirement)[0] for requirement in project["dependencies"]}
    table = README.split("## Dependencies\n")[1]
    listed = {name.lower() for name in re.findall(r"^\| \[([\w.-]+)\]", table, flags=re.MULTILINE)}
    assert listed == names
    pinned = {
        line.split("==")[0].lower().replace("_", "-") for line in (ROOT / "constraints.txt").read_text().splitlines()
    }
    assert names <= pinned


def test_the_readme_fits_two_screens() -> None:
    assert len(README.splitlines()) <= 150


def test_every_query_of_the_guide_and_of_the_help_is_understood() -> None:
    guide = (DOCS / "guides" / "queries.md").read_text(encoding="utf-8")
    rows = (row.split(" | ")[0] for row in guide.splitlines() if row.startswith("| `"))
    queries = [query for row in rows for query in re.findall(r"`([^`]+)`", row)]
    assert len(queries) > 12
    for query in [*queries, *(example for example, _ in QUERY_LANGUAGE)]:
        assert parse(query).left_out == (), query


ENDINGS = re.findall(r"`(\.\w+)`", README.split("**It reads what scrapers leave:**")[1].split("\n\n")[0])


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_of_the_readme_is_read(ending: str, settings: CorpusSettings, tmp_path: Path) -> None:
    (tmp_path / f"article{ending}").write_bytes(b"x")
    assert [type(found) for found in walk(tmp_path, settings.reading.max_bytes)] == [FoundFile] or ending == ".gz"


def anchors(document: Path) -> set[str]:
    """The anchors of the headings of a document, as Markdown makes them."""
    headings = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", text):
        linked = (document.parent / target).resolve() if target else document
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), f"{target}#{anchor}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_the_documents_name_no_path_of_a_machine(document: Path) -> None:
    assert not re.search(r"/(home|root|work|Users)/\w", document.read_text(encoding="utf-8"))
