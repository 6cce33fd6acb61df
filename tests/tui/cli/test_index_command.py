"""`wireside index` and `status`: a folder becomes an index, and both tell what came of it."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.building.builder import Progress
from tests.waiting import until
from tui.cli.progress_line import duration, in_words

if TYPE_CHECKING:
    from tests.conftest import Run

COUNTS = ["added", "changed", "removed", "moved", "unchanged", "failed"]


def counts(wireside: Run, *arguments: str | Path) -> dict[str, int]:
    done = wireside("index", "--json", *arguments)
    assert done.code == 0, done.err
    report = json.loads(done.out)
    return {name: report[name] for name in COUNTS if report[name]}


def test_what_is_new_changed_moved_and_gone(wireside: Run, articles: Path) -> None:
    assert counts(wireside, articles) == {"added": 2}
    assert counts(wireside, articles) == {"unchanged": 2}
    (articles / "ferry.txt").write_text("Ferry runs again\n\nThe ferry runs again since Monday, said the office.\n")
    assert counts(wireside, articles) == {"changed": 1, "unchanged": 1}
    (articles / "deeper").mkdir()
    shutil.move(articles / "council.txt", articles / "deeper" / "council.txt")
    assert counts(wireside, articles) == {"moved": 1, "unchanged": 1}
    (articles / "ferry.txt").unlink()
    assert counts(wireside, articles) == {"removed": 1, "unchanged": 1}
    assert counts(wireside, articles, "--rebuild") == {"added": 1}


def test_the_report_for_people(wireside: Run, articles: Path) -> None:
    done = wireside("index", articles)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("2 added, 0 changed, 0 removed, 0 moved, 0 unchanged, 0 failed in ")


def test_json_is_one_line_with_every_count(wireside: Run, articles: Path) -> None:
    (line,) = wireside("index", articles, "--json").out.splitlines()
    assert list(json.loads(line)) == [
        "wireside export",
        *COUNTS,
        "missing",
        "rebuilt",
        "vanished",
        "seconds",
        "problems",
    ]


def test_an_empty_folder_does_not_empty_the_index(wireside: Run, articles: Path) -> None:
    counts(wireside, articles)
    elsewhere = articles.with_name("elsewhere")
    shutil.move(articles, elsewhere)
    articles.mkdir()
    done = wireside("index", articles)
    assert done.code == 3
    assert done.out.startswith("0 added, 0 changed, 0 removed, 0 moved, 2 unchanged, 0 failed in ")
    assert done.err == (
        f"wireside: {articles}: 2 of its 2 files are gone, so the index keeps their articles (2): if a drive is not "
        f"mounted, mount it and index again; if they are gone for good, run `wireside index {articles} "
        "--remove-missing`\n"
    )
    done = wireside("index", articles, "--rebuild", "--json")
    assert (done.code, json.loads(done.out)["missing"]) == (3, 2)
    assert done.err.endswith("--rebuild --remove-missing`\n")
    assert json.loads(wireside("status", "--json", "-c", articles).out)["articles"] == 2
    assert counts(wireside, articles, "--remove-missing") == {"removed": 2}


@pytest.mark.parametrize(("answer", "code", "left"), [("n", 3, 2), ("y", 0, 0)])
def test_on_a_terminal_it_asks_whether_files_are_gone_for_good(
    wireside: Run, articles: Path, answer: str, code: int, left: int
) -> None:
    counts(wireside, articles)
    for file in articles.iterdir():
        file.unlink()
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    command: list[str | Path] = [wireside.script, "index", articles]
    done = subprocess.run(
        command,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=wireside.environment(),
        timeout=60,
        check=False,
    )
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    assert done.returncode == code
    assert "Are they gone for good" in said
    assert json.loads(wireside("status", "--json", "-c", articles).out)["articles"] == left


def test_problems_are_listed_and_the_rest_is_indexed(wireside: Run, articles: Path) -> None:
    for number in range(23):
        (articles / f"broken-{number:02}.txt").write_bytes(b"\x00\x01" * 50)
    done = wireside("index", articles)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("2 added, ")
    assert ", 23 failed in " in lines[0]
    assert lines[1].startswith("  broken-00.txt: ")
    assert len(lines) == 22
    assert lines[-1] == "  … and 3 more: `wireside status` lists them"
    told = wireside("status", "-c", articles).out
    assert all(f"broken-{number:02}.txt: " in told for number in range(23))
    (line,) = wireside("status", "--json", "-c", articles).out.splitlines()
    assert len(json.loads(line)["problems"]) == 23


def test_the_corpus_can_be_named_in_every_way(wireside: Run, articles: Path) -> None:
    assert counts(wireside, "-c", articles) == {"added": 2}
    assert wireside("index", env={"WIRESIDE_CORPUS": str(articles)}).out.startswith("0 added, ")
    wireside.configure(f"corpus: {articles}\n")
    assert counts(wireside) == {"unchanged": 2}
    wireside.cwd = articles
    assert counts(wireside, ".") == {"unchanged": 2}


def test_the_corpus_folder_is_never_written_to(wireside: Run, articles: Path) -> None:
    before = sorted(articles.iterdir())
    articles.chmod(0o555)
    assert counts(wireside, articles) == {"added": 2}
    assert sorted(articles.iterdir()) == before


def test_the_index_is_the_users_own(wireside: Run, articles: Path) -> None:
    counts(wireside, articles)
    (folder,) = (wireside.home / "XDG_CACHE_HOME" / "wireside").iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    assert str(folder) in wireside("status", "-c", articles).out


def test_an_index_in_a_folder_of_choice(wireside: Run, articles: Path, tmp_path: Path) -> None:
    wireside.configure(f"index: {{folder: {tmp_path / 'indexes'}}}\n")
    assert counts(wireside, articles) == {"added": 2}
    assert len(list((tmp_path / "indexes").iterdir())) == 1


def test_a_corpus_without_articles(wireside: Run) -> None:
    assert counts(wireside) == {}
    assert wireside("search", "ferry").code == 1


def test_status_before_there_is_an_index(wireside: Run) -> None:
    done = wireside("status")
    assert done.code == 0
    assert "not indexed yet" in done.out
    assert json.loads(wireside("status", "--json").out)["indexed"] is False


def test_status_prints_the_places_of_all_that_is_yours(wireside: Run) -> None:
    told = json.loads(wireside("status", "--json").out)
    places = {name: Path(told[name]).name for name in ("dictionary", "rules", "configuration")}
    assert places == {"dictionary": "actors.yaml", "rules": "boilerplate.yaml", "configuration": "config.yaml"}
    assert told["corrections"] == told["notes"].removesuffix(".sqlite") + ".actors.yaml"
    text = wireside("status").out
    assert all(told[name] in text for name in (*places, "corpus", "index", "notes", "corrections"))


def test_status_of_an_index(wireside: Run, articles: Path) -> None:
    counts(wireside, articles)
    facts = dict(line.split(maxsplit=1) for line in wireside("status", "-c", articles).out.splitlines())
    assert facts["corpus"] == str(articles)
    assert facts["articles"] == "2"
    assert facts["dates"] == "2031-03-14 to 2031-04-02"
    assert facts["notes"].startswith(str(wireside.home / "XDG_DATA_HOME"))
    assert facts["configuration"].startswith(str(wireside.home / "XDG_CONFIG_HOME"))
    told = json.loads(wireside("status", "--json", "-c", articles).out)
    assert (told["articles"], told["first"], told["last"]) == (2, "2031-03-14", "2031-04-02")
    assert told["complete"] is True
    assert told["bytes"] > 0


def test_a_stopped_run_goes_on_where_it_was(wireside: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    with (folder / "many.jsonl").open("w", encoding="utf-8") as file:
        for number in range(1000):
            words = " ".join(f"word{number % 97 + step}" for step in range(60))
            file.write(json.dumps({"title": f"Report {number} from Port Ilmay", "text": f"{words}. {number}"}) + "\n")
    command: list[str | Path] = [wireside.script, "index", folder, "--set", "index.batch=50"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=wireside.environment(), start_new_session=True
    ) as process:
        cache = wireside.home / "XDG_CACHE_HOME" / "wireside"
        until(lambda: any(cache.glob("*/*")) or process.poll() is not None)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    narrated = [line for line in err.splitlines() if b"/s" not in line]  # a slow run reports how far it is
    (line,) = narrated
    assert line.startswith(b"wireside: interrupted")
    first = counts(wireside, folder)
    assert first.get("added", 0) + first.get("unchanged", 0) + first.get("changed", 0) == 1000
    assert json.loads(wireside("status", "--json", "-c", folder).out)["articles"] == 1000


def test_progress_on_a_terminal_is_one_line_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = pty.openpty()
    with os.fdopen(writer, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        from tui.cli.progress_line import ProgressLine

        with ProgressLine() as line:
            line.show(progress(articles=1))
            line.next_at = 0
            line.show(progress(articles=2))
            line.show(progress(articles=3))
        shown = b""
        while select.select([reader], [], [], 0.05)[0]:
            shown += os.read(reader, 4096)
    assert shown == b"\r\x1b[K2 articles \xc2\xb7 38 % \xc2\xb7 412/s \xc2\xb7 0:35 left\r\x1b[K"


def test_progress_in_a_file_is_whole_lines(capsys: pytest.CaptureFixture[str]) -> None:
    from tui.cli.progress_line import ProgressLine

    with ProgressLine() as line:
        line.next_at = 0
        line.show(progress(articles=4812))
        paces = [line.pace]
        for _ in range(5):
            line.next_at = 0
            line.show(progress())
            paces.append(line.pace)
    assert capsys.readouterr().err.startswith("4,812 articles · 38 % · 412/s · 0:35 left\n")
    assert paces == [10, 20, 40, 60, 60, 60]


def test_progress_whose_end_nobody_knows() -> None:
    assert in_words(progress(bytes_total=0, seconds_left=None)) == "0 articles · 412/s"
    assert in_words(progress(seconds_left=39_000_000.0)) == "0 articles · 38 % · 412/s"
    assert [duration(seconds) for seconds in (0, 59.6, 3727)] == ["0:00", "1:00", "1:02:07"]


def progress(articles: int = 0, bytes_total: int = 1000, seconds_left: float | None = 35.2) -> Progress:
    return Progress(
        articles=articles,
        bytes_done=389,
        bytes_total=bytes_total,
        seconds=1.0,
        rate=412.3,
        seconds_left=seconds_left,
        searchable=0,
    )
