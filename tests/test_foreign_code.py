"""No code of strangers is run: none that lies in a corpus, and no package that has the name of one of our rooms."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.source import article_id

if TYPE_CHECKING:
    from tests.conftest import Run

ROOMS = ("corpus", "index", "tui")
FERRY = "Ferry {} halted\n\nThe ferry was halted on Thursday, said Mirela Tosk of the harbour office.\n"
COMMANDS = [
    ["search", "ferry"],
    ["show", "ferry-1.txt"],
    ["clean", "ferry-1.txt"],
    ["actors"],
    ["quotes", article_id(FERRY.format(1).encode())],
    ["compare", "ferry-1.txt", "ferry-2.txt"],
    ["stories"],
    ["status", "--verify"],
    ["config", "show"],
    ["config", "check"],
    ["completion", "bash"],
]

# One process for all commands that start no other: with `-P` it looks where the installed command looks.
RUN_COMMANDS = """
import json, sys
from tui.cli.runner import run
sys.exit(any([run(arguments) for arguments in json.loads(sys.argv[1])]))
"""

# The process that the reader starts to index, with workers of its own.
INDEX_FOR_THE_READER = """
import sys
from pathlib import Path
from threading import Event
from tui.config import load
from tui.services.index_service import Failed, IndexService, Job
from index.building.build_progress import Report
settings = load(environment={}).corpus_settings
root, folder = (str(Path(path).absolute()).encode() for path in sys.argv[1:])
ended, news = Event(), []
def take(one):
    news.append(one)
    if isinstance(one, Report | Failed):
        ended.set()
IndexService(Job(root, folder, settings, batch=500, memory_mb=512, workers=2, rebuild=True), take).start()
ended.wait(50)
print(news[-1])
sys.exit(not isinstance(news[-1], Report))
"""


class Poisoned:
    """A corpus with a module for each name that a process of ours might import; whichever is run leaves its name."""

    def __init__(self, folder: Path, ran: Path) -> None:
        self.folder, self._ran = folder, ran
        ran.mkdir()
        folder.mkdir()
        for name in {*sys.stdlib_module_names, *packages_distributions(), *ROOMS, "wireside"}:
            poison = f"import sys\nopen({str(ran / name)!r}, 'w').close()\nsys.exit('ran {name}')\n"
            if name in ROOMS:
                (folder / name).mkdir()
                (folder / name / "__init__.py").write_text(poison, encoding="utf-8")
            else:
                (folder / f"{name}.py").write_text(poison, encoding="utf-8")
        for number in range(6):
            (folder / f"ferry-{number}.txt").write_text(FERRY.format(number), encoding="utf-8")

    def ran(self) -> list[str]:
        """The modules that were run."""
        return sorted(file.name for file in self._ran.iterdir())


@pytest.fixture
def poisoned(wireside: Run, tmp_path: Path) -> Poisoned:
    wireside.cwd = tmp_path / "poisoned"
    return Poisoned(wireside.cwd, tmp_path / "ran")


def python(
    wireside: Run, code: str, *arguments: str | Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run some code as the installed command would."""
    return subprocess.run(
        [sys.executable, "-P", "-c", f"import wireside\nwireside.find_own_rooms()\n{code}", *arguments],
        capture_output=True,
        text=True,
        cwd=wireside.cwd,
        env=wireside.environment(env),
        timeout=60,
        check=False,
    )


def test_the_poison_works(wireside: Run, poisoned: Poisoned) -> None:
    subprocess.run([sys.executable, "-c", "import random"], cwd=poisoned.folder, check=False, capture_output=True)
    assert poisoned.ran() != []


def test_no_command_runs_code_from_the_corpus(wireside: Run, poisoned: Poisoned) -> None:
    with subprocess.Popen(
        [wireside.script, "index", ".", "--watch", "--set", "index.workers=2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=poisoned.folder,
        env=wireside.environment(),
    ) as watching:
        assert watching.stdout
        report = watching.stdout.readline()
        watching.send_signal(signal.SIGINT)
        _, complaints = watching.communicate(timeout=60)
    assert report.startswith("6 added, "), complaints
    done = python(wireside, RUN_COMMANDS, json.dumps(COMMANDS))
    assert done.returncode == 0, done.stderr
    assert poisoned.ran() == []


def test_the_reader_indexes_without_running_code_from_the_corpus(wireside: Run, poisoned: Poisoned) -> None:
    done = python(wireside, INDEX_FOR_THE_READER, poisoned.folder, wireside.home / "index")
    assert done.returncode == 0, done.stdout + done.stderr
    assert poisoned.ran() == []


def test_packages_with_the_names_of_our_rooms_are_not_in_the_way(wireside: Run, tmp_path: Path) -> None:
    """Also not in that of child processes."""
    other = tmp_path / "other"
    for name in ROOMS:
        (other / name).mkdir(parents=True)
        (other / name / "__init__.py").write_text("raise SystemExit('the wrong one')\n", encoding="utf-8")
    articles = Poisoned(tmp_path / "poisoned", tmp_path / "ran").folder
    environment = {"PYTHONPATH": str(other)}
    done = wireside("index", articles, "--set", "index.workers=2", env=environment)
    assert done.out.startswith("6 added, "), done.err
    assert "worker" not in done.err
    assert wireside("search", "ferry", "-c", articles, env=environment).code == 0
    reader = python(wireside, INDEX_FOR_THE_READER, articles, wireside.home / "index", env=environment)
    assert reader.returncode == 0, reader.stdout + reader.stderr
