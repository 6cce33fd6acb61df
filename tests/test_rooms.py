"""The rooms stand one above the other, and nobody pays for a room that is not entered."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import index

ROOT = Path(__file__).parents[1]
READER = {"textual", "rich"}
READING_FILES = {"trafilatura", "lxml", "charset_normalizer", "justext", "htmldate"}

LOADED_AFTER = """
import json, sys
sys.argv[1:] = json.loads(sys.argv[1])
sys.stdout = sys.stderr
try:
    from tui.cli import main
    main()
except SystemExit:
    pass
sys.__stdout__.write(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_by(code: str, *arguments: str, cwd: Path = ROOT) -> set[str]:
    """The top-level modules that a process ends with."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments], capture_output=True, cwd=cwd, text=True, timeout=120, check=True
    )
    return set(json.loads(done.stdout))


def loaded_by_command(*arguments: str) -> set[str]:
    return loaded_by(LOADED_AFTER, json.dumps(arguments))


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("indexed")
    (folder / "ferry.txt").write_text("Ferry halted\n\nThe ferry was halted on Thursday, the office said.\n")
    subprocess.run(
        [sys.executable, "-P", "-m", "tui.cli", "index", folder], capture_output=True, timeout=120, check=True
    )
    return folder


def test_the_contracts_of_the_rooms_hold() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([script, "--no-cache"], capture_output=True, cwd=ROOT, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", [["search", "ferry"], ["show", "0000"], ["status"]])
def test_what_asks_the_index_enters_no_other_room(indexed: Path, command: list[str]) -> None:
    assert not loaded_by_command(*command, "-c", str(indexed)) & (READER | READING_FILES)


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["search", "--help"], ["config", "show"], ["nowhere"]])
def test_what_asks_no_index_loads_none(command: list[str]) -> None:
    assert not loaded_by_command(*command) & (READER | READING_FILES | {"whoosh", "numpy"})


def test_help_reads_no_settings() -> None:
    assert not loaded_by_command("--help") & {"yaml", "msgspec", "platformdirs"}


def test_reading_files_needs_no_index_and_no_screen(indexed: Path) -> None:
    assert not loaded_by_command("clean", str(indexed / "ferry.txt")) & (READER | {"whoosh", "trafilatura", "lxml"})


def test_the_corpus_stands_alone() -> None:
    modules = sorted(
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for file in (ROOT / "corpus").rglob("*.py")
    )
    imports = "\n".join(f"import {module}" for module in modules)
    code = f'{imports}\nimport json, sys\nprint(json.dumps(sorted({{m.partition(".")[0] for m in sys.modules}})))'
    assert not loaded_by(code) & (READER | {"whoosh", "index", "tui", "click", "yaml"})


def test_every_name_of_the_door_of_index_is_there() -> None:
    assert [name for name in index.__all__ if not getattr(index, name)] == []
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = index.nothing  # type: ignore[attr-defined]


def test_the_door_of_index_lists_each_name_alike_for_types_and_for_imports() -> None:
    tree = ast.parse(Path(index.__file__).read_text(encoding="utf-8"))
    typed = next(node for node in tree.body if isinstance(node, ast.If))
    for_types = {
        (node.module, name.name) for node in typed.body if isinstance(node, ast.ImportFrom) for name in node.names
    }
    for_imports = {(module, name) for module, names in index._NAMES_BY_MODULE.items() for name in names}
    assert for_types == for_imports
    assert sorted(name for _, name in for_types) == index.__all__


def test_the_room_above_enters_index_through_its_door() -> None:
    entered = re.compile(r"(?:from|import)\s+index\.")
    assert [file for file in (ROOT / "tui").rglob("*.py") if entered.search(file.read_text(encoding="utf-8"))] == []


def test_the_door_of_index_loads_only_what_is_asked_for() -> None:
    code = "from index import IndexMissing\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    assert not loaded_by(code) & {"numpy", "whoosh", "index.archive"}
