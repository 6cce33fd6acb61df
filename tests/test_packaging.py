"""The wheel is whole: installed alone, away from the repository, it has its settings, its sample and its command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tui.cli.root import wireside

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "index", "tui")


def succeed(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built with what is installed here."""
    folder = tmp_path_factory.mktemp("dist")
    succeed(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it, made without a network: its dependencies are those of this one."""
    folder, borrowed = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("borrowed")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    succeed(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel)
    for package in Path(sysconfig.get_path("purelib")).iterdir():
        if package.suffix != ".pth" and not package.name.startswith(("wireside", *ROOMS)):
            (borrowed / package.name).symlink_to(package)
    packages = next(folder.glob("lib/*/site-packages"))
    (packages / "borrowed.pth").write_text(str(borrowed))
    return folder


def test_settings_and_sample_are_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "tui/config.yaml" in names
    assert any(name.startswith("tui/sample/") for name in names)
    top = {name.partition("/")[0] for name in names if not re.match(r"[^/]*\.(dist-info|data)/", name)}
    assert {*ROOMS, "wireside.py"} == top
    sources = [name for name in names if name.endswith((".py", ".yaml", ".tcss"))]
    missing = [
        file.relative_to(ROOT)
        for room in ROOMS
        for file in (ROOT / room).rglob("*")
        if file.suffix in (".py", ".tcss") and str(file.relative_to(ROOT)) not in sources
    ]
    assert missing == []


def test_licences_types_and_the_manual_are_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"{room}/py.typed" for room in ROOMS} <= set(names)
    for ending in ("dist-info/licenses/LICENSE", "dist-info/licenses/NOTICE", "share/man/man1/wireside.1"):
        assert any(name.endswith(ending) for name in names), ending


def test_every_source_of_data_is_in_the_notice() -> None:
    """Each licence in a provenance file has its attribution."""
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    files = sorted((ROOT / "corpus" / "models").glob("*.provenance.json"))
    assert files
    for file in files:
        provenance = json.loads(file.read_text(encoding="utf-8"))
        assert str(provenance.get("weights", "word_counts.txt.gz")) in notice
        stated = str(provenance.get("licence", provenance["data"]))
        for name in re.findall(r"GeoNames|CrossNER|[Ww]orldwide newswire|Faker|fundus|article extraction|WCXB", stated):
            assert name.lower() in notice.lower()
        for licence in re.findall(r"CC BY 4\.0|MIT|Apache-2\.0|none stated", stated):
            spelled = {"none stated": "No licence stated", "Apache-2.0": "Apache License 2.0"}
            assert spelled.get(licence, licence) in notice


def test_the_manual_has_every_command_and_option_and_no_other() -> None:
    """If this fails, run `make docs`."""
    page = (ROOT / "docs" / "wireside.1").read_text(encoding="utf-8").replace("\\-", "-")
    sections = re.findall(r'^\.SS "wireside ([\w ]+)"\n(.*?)(?=^\.S)', page, flags=re.MULTILINE | re.DOTALL)
    commands = dict(_commands(wireside))
    assert {name for name, _ in sections} == set(commands)
    for name, text in sections:
        listed = re.findall(r"^\.B (-.*)$", text, flags=re.MULTILINE)
        found = {option for line in listed for option in re.findall(r"(?<!\S)--?[\w-]+", line)}
        expected = {
            option
            for parameter in commands[name].params
            for option in parameter.opts
            if isinstance(parameter, click.Option) and not set(parameter.opts) & {"--corpus", "--config", "--set"}
        }
        assert found == expected, name


def _commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield path + name, command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path}{name} ")


def test_it_works_from_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "__init__.py").write_text("raise SystemExit('the wrong index')")
    home = {"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

    def wireside(*arguments: str) -> str:
        command: list[str | Path] = [installed / "bin" / "wireside", *arguments]
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=home, timeout=120, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    assert wireside("--version").startswith("wireside ")
    assert str(installed) in wireside("config", "path")
    assert "0 failed" in wireside("--demo", "index")
    assert str(installed) in wireside("--demo", "status")
