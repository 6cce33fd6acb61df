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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built with what is installed here."""
    folder = tmp_path_factory.mktemp("dist")
    build: list[str | Path] = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, capture_output=True, timeout=120, check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; what the wheel depends on is borrowed from this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    paths = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", paths))
    own, borrowed = folder / "own", tmp_path_factory.mktemp("borrowed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--prefix", folder, "--ignore-installed", wheel], capture_output=True, timeout=60, check=True)
    for package in Path(sysconfig.get_path("purelib")).iterdir():
        if "wireside" not in package.name and package.suffix != ".pth":
            (borrowed / package.name).symlink_to(package)
    (packages / "borrowed.pth").write_text(str(borrowed))
    assert not own.exists()
    return folder


def test_settings_and_sample_are_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "tui/config.yaml" in names
    assert any(name.startswith("tui/sample/") for name in names)
    assert {"corpus", "index", "tui"} == {name.partition("/")[0] for name in names if ".dist-info" not in name}
    sources = [name for name in names if name.endswith((".py", ".yaml", ".tcss"))]
    missing = [
        file.relative_to(ROOT)
        for room in ("corpus", "index", "tui")
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
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=home, timeout=60, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    assert wireside("--version").startswith("wireside ")
    assert str(installed) in wireside("config", "path")
    assert "0 failed" in wireside("--demo", "index")
    assert str(installed) in wireside("--demo", "status")
