"""The wheel is whole: installed alone, away from the repository, it has its settings, its sample and its command."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

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
    assert {*ROOMS, "wireside.py"} == {name.partition("/")[0] for name in names if ".dist-info" not in name}
    sources = [name for name in names if name.endswith((".py", ".yaml", ".tcss"))]
    missing = [
        file.relative_to(ROOT)
        for room in ROOMS
        for file in (ROOT / room).rglob("*")
        if file.suffix in (".py", ".tcss") and str(file.relative_to(ROOT)) not in sources
    ]
    assert missing == []


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
