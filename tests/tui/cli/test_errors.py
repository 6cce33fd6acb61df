"""Whatever goes wrong is one line and an exit code, never a traceback."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.cli.runner import run

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["--bogus"], 2, "wireside has no option --bogus"),
        (["search", "--jsn", "x"], 2, "search has no option --jsn: did you mean --json?"),
        (["search", "-z"], 2, "search has no option -z: put -- before a query that begins with a dash"),
        (["search"], 2, "search needs QUERY: see `wireside search --help`"),
        (["search", "x", "-n", "many"], 2, "search: invalid value for '-n'"),
        (["search", "x", "-n", "0"], 2, "search: invalid value for '-n'"),
        (["search", "x", "--sort", "size"], 2, "search: invalid value for '--sort'"),
        (["search", "x", "--corpus"], 2, "--corpus"),
        (["--set"], 2, "wireside: option '--set' requires an argument: see `wireside COMMAND --help`"),
        (["search", "x", "--saved"], 2, "wireside: option '--saved' requires an argument"),
        (["actors", "--csv"], 2, "--csv without export"),
        (["actors", "export", "--json"], 2, "--json with export"),
        (["show"], 2, "show needs ARTICLE"),
        (["show", "a", "b"], 2, "show: got unexpected extra argument (b)"),
        (["show", "abcd", "--raw", "--json"], 2, "--raw with --why or --json"),
        (["clean"], 2, "clean needs FILE…"),
        (["config"], 2, "config needs a command: path, show, check"),
        (["config", "chek"], 2, "config has no command 'chek': did you mean check?"),
        (["completion", "tcsh"], 2, "completion: invalid value"),
        (["serach"], 2, "no folder or file called 'serach': did you mean `wireside search`?"),
        (["serach", "ferry", "--json"], 2, "did you mean `wireside search`?"),
        (["nowhere/at/all"], 2, "name a folder of articles, or a file of them"),
        ([""], 2, "no folder or file called ''"),
        ([".", "more"], 2, "more after the corpus ."),
        ([".", "-c", "."], 2, "two corpora"),
        (["."], 2, "the reader needs a terminal"),
        ([], 2, "the reader needs a terminal"),
        (["--demo"], 2, "the reader needs a terminal"),
        (["--demo", "-c", "."], 2, "--demo and a corpus"),
        (["-c", "nowhere"], 3, "no corpus at nowhere"),
        (["index", "nowhere"], 3, "no corpus at nowhere"),
        (["index", ".", "-c", "."], 2, "two corpora"),
        (["index", ".", "."], 2, "index: got unexpected extra argument (.)"),
        (["search", "x", "-c", "nowhere"], 3, "no corpus at nowhere"),
        (["search", "x"], 3, "no index of . yet: run `wireside index .`"),
        (["show", "abcd"], 3, "no index of . yet: run `wireside index .`"),
        (["status", "--config", "nowhere.yaml"], 2, "no configuration file nowhere.yaml"),
        (["status", "--set", "look.theme"], 2, "--set look.theme: write it as --set look.theme=paper"),
        (["status", "--set", "look.teme=x"], 2, "did you mean look.theme?"),
    ],
)
def test_one_line_and_a_code(
    wireside: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    complaint: str,
) -> None:
    done = wireside.inside(monkeypatch, capsys, *arguments)
    assert done.code == code
    assert done.out == ""
    assert done.err.startswith("wireside: ")
    assert complaint in done.err
    assert done.err.count("\n") == 1


def test_a_corpus_with_a_space_is_quoted_in_the_advice(wireside: Run, tmp_path: Path) -> None:
    (tmp_path / "my articles").mkdir()
    wireside.cwd = tmp_path
    assert "run `wireside index 'my articles'`" in wireside("search", "x", "-c", "my articles").err


def test_a_folder_that_is_called_like_a_command(wireside: Run) -> None:
    (wireside.cwd / "search").mkdir()
    assert "the reader needs a terminal" in wireside("./search").err


def test_arguments_that_are_no_text(wireside: Run) -> None:
    for arguments in ([b"\xff\xfe"], [b"search", b"\xff"], [b"index", b"\xff\n"], [b"--\xff"], [b"-c", b"\xff"]):
        done = wireside(*arguments)
        assert done.code in (2, 3)
        assert done.err.count("\n") == 1


def test_nobody_reads_on(wireside: Run, articles: Path) -> None:
    for arguments in (["clean", *["ferry.txt"] * 40], ["--help"], ["config", "show"]):
        command = subprocess.list2cmdline([str(wireside.script), *arguments])
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", f"{command} | head -c 1"],
            capture_output=True,
            cwd=articles,
            env=wireside.environment(),
            timeout=120,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")


def test_nowhere_to_write(wireside: Run, articles: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    for redirection, code in ((">/dev/full", 3), (">&-", 0), ("2>/dev/full", 0), ("2>&-", 0)):
        done = subprocess.run(
            ["bash", "-c", f"{wireside.script} clean ferry.txt {redirection}"],
            capture_output=True,
            cwd=articles,
            env=wireside.environment(),
            timeout=120,
            check=False,
        )
        assert done.returncode == code, redirection
        assert b"Traceback" not in done.stderr
        assert done.stderr.count(b"\n") == (1 if code else 0)


def test_interrupted(wireside: Run, articles: Path) -> None:
    with subprocess.Popen(
        [wireside.script, "clean", "--json", articles / "ferry.txt", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=wireside.environment(),
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 130
        assert process.stderr.read() == b"wireside: interrupted\n"


WHERE_NOTHING_IS_RAISED = """
class Module:
    pass
module = Module()
watched = weakref.ref(module, lambda _: signal.raise_signal(signal.SIGINT))
del module
"""
WHILE_MEMBERS_ARE_NAMED = """
class Member:
    def __set_name__(self, owner, name):
        signal.raise_signal(signal.SIGINT)
class Names:
    member = Member()
"""


@pytest.mark.parametrize("moment", [WHERE_NOTHING_IS_RAISED, WHILE_MEMBERS_ARE_NAMED])
@pytest.mark.parametrize("loading", ["tui.cli.runner", "tui.cli.root"])
def test_interrupted_at_an_awkward_moment(wireside: Run, tmp_path: Path, moment: str, loading: str) -> None:
    """Python lets go of a ^C there, or makes another error of it; here while a library of that name is loaded."""
    script = f"""
import importlib.abc, signal, sys, time, weakref
class Awkward(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {loading!r}:
            self.load()
    def load(self):
        {moment.strip().replace(chr(10), chr(10) + "        ")}
        time.sleep(60)
sys.meta_path.insert(0, Awkward())
sys.argv = ["wireside", "status"]
from tui.cli import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, env=wireside.environment(), timeout=120, check=False
    )
    assert done.returncode == 130
    assert done.stderr == (b"wireside: interrupted\n" if loading == "tui.cli.root" else b"")


@pytest.mark.parametrize(
    ("error", "code", "complaint"),
    [
        (MemoryError(), 3, "not enough memory"),
        (OSError(28, "No space left on device", "/cache"), 3, "No space left on device /cache"),
        (
            RecursionError("too deep\nby far"),
            3,
            "internal error (RecursionError: too deep by far): the traceback is in",
        ),
        (ValueError(), 3, "internal error (ValueError): the traceback is in"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (BrokenPipeError(32, "Broken pipe"), 3, "Broken pipe"),
    ],
)
def test_the_last_resort(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    complaint: str,
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr("tui.cli.runner._invoke", fail)
    assert run([]) == code
    said = capsys.readouterr().err
    assert complaint in said
    assert said.count("\n") == 1


def test_who_asks_sees_the_traceback(wireside: Run) -> None:
    done = wireside("search", "x", env={"WIRESIDE_DEBUG": "1"})
    assert done.code == 3
    assert "Traceback" in done.err
    assert "ArchiveError" in done.err


def test_the_folder_is_gone(wireside: Run) -> None:
    gone = wireside.cwd / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["bash", "-c", f"cd {gone} && rmdir {gone} && {wireside.script} search x"],
        capture_output=True,
        text=True,
        env=wireside.environment(),
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (3, "wireside: the current folder is gone: go to another one\n")


def test_the_advice_for_a_file_can_be_pasted(wireside: Run, articles: Path) -> None:
    wireside("index", articles)
    (articles / "my ferry.txt").write_text("The ferry is in port.")
    wireside.cwd = articles
    assert "`wireside clean 'my ferry.txt'` reads a file" in wireside("show", "my ferry.txt").err
    assert "clean" not in wireside("show", "").err
    assert "clean" not in wireside("show", ".").err


def test_an_index_of_another_version(wireside: Run, articles: Path) -> None:
    wireside("index", articles)
    (manifest,) = (wireside.home / "XDG_CACHE_HOME").rglob("manifest.db")
    with contextlib.closing(sqlite3.connect(manifest)) as database:
        database.execute("PRAGMA user_version = 1")
    for arguments in (["search", "ferry"], ["show", "abcd"], ["stories"]):
        done = wireside(*arguments, "-c", articles)
        assert (done.code, done.err.count("\n")) == (3, 1)
        assert f"run `wireside index {articles}`" in done.err
    done = wireside("status", "-c", articles)
    assert done.code == 3
    assert done.out.startswith(f"corpus         {articles}\nindex          ")
