"""What all tests share: a home of their own, the default settings, a small corpus, the installed command."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import hypothesis
import pytest

from corpus.settings import CorpusSettings
from tui.config import load

# How long an example takes says more about the machine than about the code; a failure says how to repeat it.
hypothesis.settings.register_profile(
    "wireside", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("wireside")

# A job that a shell starts in the background ignores ^C, and so would the commands that the tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that stores the pictures of screens, instead of comparing with those that are stored."""
    parser.addoption("--update-snapshots", action="store_true", help="store the pictures of screens as they are now")


FERRY = """\
Kell ferry halted after engine fire
By Mirela Tosk
14 March 2031
Share this article
PORT ILMAY - The ferry across the Kell Strait was halted on Thursday after a fire in its engine room, the harbour \
office said.
Nobody was hurt, said Ruan Aldane, who runs the line. “We had eleven minutes, and we used nine of them,” he told \
reporters on the quay.
The office expects the crossing to open again on Monday, once an inspector has seen both engines.
Sign up for our newsletter
"""
COUNCIL = """\
Halvera council votes for a second bridge
2 April 2031
The council of Halvera voted by nine to four on Wednesday to build a second bridge across the river at Ostrene.
Mayor Mirela Tosk called the vote a late answer to an old question. The work is to begin in the autumn.
Read more: the long history of the first bridge
"""


class Finished(NamedTuple):
    """How a run of `wireside` ended. `out` and `err` are decoded; `raw` is standard output as it came."""

    code: int
    out: str
    err: str
    raw: bytes


class Run:
    """Runs the installed `wireside`, as a user would, with a home folder of its own."""

    script = Path(sys.executable).with_name("wireside")

    def __init__(self, home: Path, cwd: Path) -> None:
        self.home, self.cwd = home, cwd

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """A bare environment with this home; `more` adds to it."""
        folders = {name: str(self.home / name) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
        return {"PATH": os.environ["PATH"], "HOME": str(self.home), "LC_ALL": "C.UTF-8", **folders, **(more or {})}

    def __call__(
        self, *arguments: str | bytes | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> Finished:
        command = [self.script, *arguments]
        done = subprocess.run(
            command, input=stdin, capture_output=True, cwd=self.cwd, env=self.environment(env), timeout=120, check=False
        )
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode(), done.stdout)

    def inside(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> Finished:
        """The same within this process: faster, for what does not depend on the process."""
        from tui.cli.runner import run

        for name, value in self.environment().items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(self.cwd)
        code = run(arguments)
        out, err = capsys.readouterr()
        return Finished(code, out, err, out.encode())

    def configure(self, text: str) -> Path:
        """Write the user's configuration file."""
        file = self.home / "XDG_CONFIG_HOME" / "wireside" / "config.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file


@pytest.fixture(scope="session", autouse=True)
def _no_ones_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what belongs to whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name))
        for name in [name for name in os.environ if name.startswith("WIRESIDE_") or name == "NO_COLOR"]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def settings() -> CorpusSettings:
    """The settings of the corpus room, as they are by default."""
    return load(environment={}).corpus_settings


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Five real articles, where somebody has them beside the repository."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("no ../shared/seeds here")
    return folder


class LinearTime(Protocol):
    """Fails where the time of a job grows faster than its size.

    `prepare` makes a job of a size, which is measured alone, with `size` and with `times` as much. A job may take up to
    `slack` times what it would take if it were linear: 2 tells n log n from n², 8 lets n² pass but nothing beyond.
    """

    def __call__(
        self, prepare: Callable[[int], Callable[[], object]], size: int, *, times: int = 4, slack: float = 2
    ) -> None: ...


@pytest.fixture(scope="session")
def takes_linear_time() -> LinearTime:
    return _takes_linear_time


_MEASURABLE = 0.005  # seconds of one measurement, long enough for the clock
_ROUNDS = 2  # where these exceed the limit, up to _MAX_ROUNDS follow: other processes only ever make a run slower
_MAX_ROUNDS = 12


def _takes_linear_time(
    prepare: Callable[[int], Callable[[], object]], size: int, *, times: int = 4, slack: float = 2
) -> None:
    """Compare the best of several runs of both sizes, in turn, so that both meet the same load."""
    small, large = prepare(size), prepare(size * times)
    repeats = 1
    while _cpu_seconds(small, repeats) < _MEASURABLE:
        repeats *= 2
    limit = slack * times
    short = long = ratio = float("inf")
    for done in range(_MAX_ROUNDS):
        if done >= _ROUNDS and ratio <= limit:
            break
        short = min(short, _cpu_seconds(small, repeats) / repeats)
        long = min(long, _cpu_seconds(large, 1))
        ratio = long / short
    assert ratio <= limit, f"{times} times the size took {ratio:.1f} times as long: {short:.5f} s and {long:.5f} s"


def _cpu_seconds(job: Callable[[], object], repeats: int) -> float:
    gc.collect()
    gc.disable()
    begin = time.process_time()
    for _ in range(repeats):
        job()
    end = time.process_time()
    gc.enable()
    return end - begin


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A corpus of two articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "council.txt").write_text(COUNCIL, encoding="utf-8")
    return folder


@pytest.fixture
def wireside(tmp_path: Path) -> Run:
    """The installed command, run in an empty folder with an empty home."""
    home, cwd = tmp_path / "home", tmp_path / "somewhere"
    home.mkdir()
    cwd.mkdir()
    return Run(home, cwd)


@pytest.fixture
def permissions_count() -> Iterator[None]:
    """What may not be read or written can't be, in this thread, not even by root."""
    if os.geteuid() != 0:
        yield
        return
    if not sys.platform.startswith("linux"):
        pytest.skip("root may do everything here")
    libc = ctypes.CDLL(None)
    header, rights = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, rights)
    in_force = rights[0], rights[3]
    rights[0] = rights[3] = 0
    assert libc.capset(header, rights) == 0
    yield
    rights[0], rights[3] = in_force
    assert libc.capset(header, rights) == 0
