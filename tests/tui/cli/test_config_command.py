"""`wireside config`, `--version`, `--help` and completion: what can be known before there is a corpus."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tui.file_locations import defaults_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import Run


def test_path_prints_the_files(wireside: Run) -> None:
    done = wireside("config", "path")
    defaults, own = done.out.splitlines()
    assert defaults.startswith(str(defaults_file()))
    assert own.startswith(str(wireside.home / "XDG_CONFIG_HOME" / "wireside" / "config.yaml"))
    assert "not there yet" in own
    wireside.configure("look: {}")
    assert "not there yet" not in wireside("config", "path").out


def test_show_prints_every_setting_and_where_it_comes_from(wireside: Run) -> None:
    file = wireside.configure("look:\n  theme: paper\n")
    done = wireside("config", "show", "--set", "search.limit=7", env={"WIRESIDE_LOOK_MEASURE": "66"})
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert f"look.theme: paper  # {file}:2" in lines
    assert "look.measure: 66  # $WIRESIDE_LOOK_MEASURE" in lines
    assert "search.limit: 7  # --set search.limit" in lines
    assert "corpus: null  # default" in lines


def test_show_prints_yaml_that_says_the_same(wireside: Run) -> None:
    shown = yaml.safe_load(wireside("config", "show").out)
    defaults = yaml.safe_load(defaults_file().read_text(encoding="utf-8"))
    for key, value in shown.items():
        expected = defaults
        for name in key.split("."):
            expected = expected[name]
        assert value == expected, key


def test_check_lists_all_that_is_wrong(wireside: Run) -> None:
    assert wireside("config", "check")[:2] == (0, "")
    file = wireside.configure("look:\n  teme: paper\n  measure: wide\n")
    done = wireside("config", "check", env={"WIRESIDE_SEARCH_LIMIT": "0"})
    assert done.code == 2
    assert done.out.splitlines() == [
        f"{file}:2: no setting is called look.teme: did you mean look.theme?",
        f"{file}:3: look.measure is 'wide': use a whole number from 20 to 400",
        "$WIRESIDE_SEARCH_LIMIT: search.limit is '0': use a whole number of 1 or more",
    ]


def test_show_tells_what_it_leaves_out(wireside: Run) -> None:
    wireside.configure("look: {teme: paper}\n")
    done = wireside("config", "show")
    assert done.code == 2
    assert "look.theme: auto  # default" in done.out
    assert "look.teme" in done.err


def test_a_wrong_setting_stops_every_other_command(wireside: Run, articles: Path) -> None:
    file = wireside.configure("look: {teme: paper}\n")
    for command in (["clean", "ferry.txt"], ["search", "x"], ["status"], ["index"], []):
        done = wireside(*command)
        assert done.code == 2
        assert done.err == f"wireside: {file}:1: no setting is called look.teme: did you mean look.theme?\n"
    assert wireside("--version").code == 0


@pytest.mark.parametrize("before", [True, False])
def test_another_file_in_place_of_the_usual(wireside: Run, tmp_path: Path, before: bool) -> None:
    wireside.configure("look: {theme: paper}\n")
    other = tmp_path / "other.yaml"
    other.write_text("look: {theme: contrast}\n")
    option, command = ["--config", str(other)], ["config", "show"]
    done = wireside(*option, *command) if before else wireside(*command, *option)
    assert f"look.theme: contrast  # {other}:1" in done.out
    assert "look.theme: contrast" in wireside("config", "show", env={"WIRESIDE_CONFIG": str(other)}).out


def test_the_corpus_is_named_in_four_ways(wireside: Run, tmp_path: Path) -> None:
    for name in ("option", "variable", "file"):
        (tmp_path / name).mkdir()
    variable = {"WIRESIDE_CORPUS": str(tmp_path / "variable")}

    def corpus(*arguments: str | Path, env: dict[str, str] | None = None) -> str:
        facts = [line.split() for line in wireside(*arguments, env=env).out.splitlines()]
        return next(fact[1] for fact in facts if fact[0] == "corpus")

    option = ("-c", tmp_path / "option")
    assert corpus("status") == str(wireside.cwd)
    wireside.configure(f"corpus: {tmp_path / 'file'}\n")
    assert corpus("status") == str(tmp_path / "file")
    assert corpus("status", env=variable) == str(tmp_path / "variable")
    assert corpus("status", *option, env=variable) == str(tmp_path / "option")
    assert corpus(*option, "status", env=variable) == str(tmp_path / "option")


def test_version_and_help(wireside: Run) -> None:
    assert re.fullmatch(r"wireside \d+\.\d+\.\d+\n", wireside("--version").out)
    for command in ("index", "search", "show", "clean", "status", "config", "completion"):
        assert f"  {command} " in wireside("--help").out
        assert wireside(command, "--help").out.startswith(f"Usage: wireside {command}")
    assert wireside("search", "-h").out == wireside("search", "--help").out


@pytest.mark.parametrize(
    ("shell", "mended"),
    [("bash", ()), ("zsh", ("compset -P", "compadd -i")), ("fish", ("--max 1", "$option$m", "replace -r '^'"))],
)
def test_completion(wireside: Run, shell: str, mended: Sequence[str]) -> None:
    script = wireside("completion", shell).out
    assert "_WIRESIDE_COMPLETE" in script
    assert all(part in script for part in mended)


@pytest.mark.skipif(not shutil.which("fish"), reason="needs fish")
def test_fish_completes_what_stands_behind_an_option(wireside: Run) -> None:
    (wireside.cwd / "my articles").mkdir()
    file = wireside.home / "XDG_CONFIG_HOME" / "fish" / "completions" / "wireside.fish"
    file.parent.mkdir(parents=True)
    file.write_text(wireside("completion", "fish").out, encoding="utf-8")

    def offered(line: str) -> str:
        environment = wireside.environment()
        environment["PATH"] = f"{wireside.script.parent}:{environment['PATH']}"
        command = ["fish", "-c", "complete -C $argv", line]
        done = subprocess.run(command, capture_output=True, text=True, cwd=wireside.cwd, env=environment, check=True)
        return done.stdout

    assert offered("wireside index --corpus=my") == "--corpus=my articles/\n"
    assert offered("wireside search --sort=da") == "--sort=date\n"
    assert offered("wireside search --so") == "--sort\tBest first, or newest.\n"


def test_what_completion_offers(wireside: Run) -> None:
    def offered(line: str) -> list[str]:
        words = line.split(" ")
        env = {"_WIRESIDE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        return wireside(env=env).out.split()

    assert "plain,search" in offered("wireside se")
    assert "plain,--sort" in offered("wireside search --so")
    assert offered("wireside art") == ["file,art"]
    for line in ("index art", "clean art", "compare art", "search -c art", "search --config art", "actors import art"):
        assert offered(f"wireside {line}") == ["file,art"], line
    assert offered("wireside actors ex") == ["plain,export"]


def test_bash_completes_commands_options_and_files(wireside: Run) -> None:
    (wireside.cwd / "articles").mkdir()
    for line, meant in (("wireside sea", "search"), ("wireside search --so", "--sort")):
        script = f"""
            PATH={wireside.script.parent}:$PATH; eval "$(wireside completion bash)"
            COMP_WORDS=({line})
            COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
            compopt() {{ true; }}
            _wireside_completion wireside; printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(
            ["bash", "-c", script], capture_output=True, text=True, env=wireside.environment(), timeout=120, check=False
        )
        assert meant in done.stdout.split(), done


def test_no_summary_is_cut(wireside: Run) -> None:
    for arguments in ([], ["config"]):
        assert "..." not in wireside(*arguments, "--help").out.replace("[ARGS]...", "")
