"""A ^C ends `wireside index` with one line, whatever is starting at that moment, here or in a child process."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

# Python runs this at the start of every process: a ^C goes to the whole group at a certain event in one of them.
PRESS = """
import os, signal, sys
in_child = sys.orig_argv[1:2] == ["-P"]
def press(event, arguments):
    global press
    if in_child == {in_child} and event == {event!r} and (arguments[0] == {name!r} or not {name!r}):
        if press:
            press = None
            for _ in range({times}):
                os.killpg(os.getpgid(os.getppid() if in_child else 0), signal.SIGINT)
sys.addaudithook(press)
"""


def interrupted(wireside: Run, folder: Path, event: str, name: str, *, in_child: bool, times: int = 1) -> list[str]:
    """Index, and return what is said of a ^C at an event: a module of this name is imported, a process started."""
    corpus, at_start = folder / "corpus", folder / "at_start"
    corpus.mkdir()
    at_start.mkdir()
    for number in range(300):
        (corpus / f"{number}.txt").write_text(f"Ferry {number} halted\n\nThe ferry was halted, the office said.\n")
    press = PRESS.format(event=event, name=name, in_child=in_child, times=times)
    (at_start / "sitecustomize.py").write_text(press, encoding="utf-8")
    done = subprocess.run(
        [wireside.script, "index", corpus, "--set", "index.workers=2"],
        capture_output=True,
        text=True,
        env=wireside.environment({"PYTHONPATH": str(at_start)}),
        start_new_session=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, ""), done.stderr
    return [line for line in done.stderr.splitlines() if " · " not in line]


@pytest.mark.parametrize(
    "module",
    [
        *(
            "click",
            "tui.cli.io",
            "tui.cli.subcommands.index_command",
            "tui.cli.command_context",
            "msgspec",
            "yaml",
            "platformdirs",
        ),
        *("index.building.ingest", "index.building.workers", "sqlite3", "numpy", "whoosh", "corpus.pipeline"),
        "concurrent.futures",
    ],
)
def test_while_the_command_is_starting(wireside: Run, tmp_path: Path, module: str) -> None:
    (line,) = interrupted(wireside, tmp_path, "import", module, in_child=False)
    assert line.startswith("wireside: interrupted")


def test_while_a_worker_is_started(wireside: Run, tmp_path: Path) -> None:
    (line,) = interrupted(wireside, tmp_path, "subprocess.Popen", "", in_child=False)
    assert line.startswith("wireside: interrupted: `wireside index ")


@pytest.mark.parametrize("module", ["corpus.errors", "numpy", "corpus.pipeline"])
def test_while_workers_are_starting(wireside: Run, tmp_path: Path, module: str) -> None:
    (line,) = interrupted(wireside, tmp_path, "import", module, in_child=True)
    assert line.startswith("wireside: interrupted: `wireside index ")


def test_pressed_again_and_again(wireside: Run, tmp_path: Path) -> None:
    lines = interrupted(wireside, tmp_path, "import", "numpy", in_child=True, times=20)
    assert len(lines) <= 1
