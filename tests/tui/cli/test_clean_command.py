"""`wireside clean`: files in, articles out, in order, and nothing lost on the way."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Run

FIELDS = ["id", "paths", "headline", "dek", "byline", "dateline", "outlet", "published", "language", "blocks"]
BLOCK_FIELDS = ["role", "text", "start", "end", "lines", "reason", "confidence"]


def test_an_article_without_its_boilerplate(wireside: Run, articles: Path) -> None:
    done = wireside("clean", articles / "ferry.txt")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Kell ferry halted after engine fire\n")
    assert "we had eleven minutes" in done.out.lower()
    assert "Share this article" not in done.out
    assert "newsletter" not in done.out
    assert done.out.endswith("\n")


def test_why_shows_what_was_stripped_and_the_reasons(wireside: Run, articles: Path) -> None:
    done = wireside("clean", "--why", articles / "ferry.txt")
    assert "[stripped: share · " in done.out
    assert "░ Share this article" in done.out
    assert "published: 2031-03-14 (day) · " in done.out
    assert done.out.rstrip().splitlines()[-1].startswith("2 of ")


def test_json_has_the_fields_of_the_contract(wireside: Run, articles: Path) -> None:
    file = articles / "ferry.txt"
    article = json.loads(wireside("clean", "--json", file).out)
    assert list(article) == ["wireside export", *FIELDS, "actors", "quotes"]
    assert article["paths"] == [str(file)]
    assert list(article["headline"]) == ["value", "reason", "confidence"]
    assert list(article["published"]) == ["value", "precision", "reason", "confidence"]
    text = file.read_text(encoding="utf-8")
    for block in article["blocks"]:
        assert list(block) == BLOCK_FIELDS
        assert text[block["start"] : block["end"]].split() == block["text"].split()
    covered = {line for block in article["blocks"] for line in range(block["lines"][0], block["lines"][1] + 1)}
    assert covered == {number for number, line in enumerate(text.splitlines(), 1) if line.strip()}


def test_many_files_keep_their_order_and_names(wireside: Run, articles: Path) -> None:
    names = ["ferry.txt", "../articles/council.txt", "./ferry.txt"] * 3
    wireside.cwd = articles
    lines = wireside("clean", "--json", *names).out.splitlines()
    assert [json.loads(line)["paths"] for line in lines] == [[name] for name in names]


def test_standard_input(wireside: Run, articles: Path) -> None:
    raw = (articles / "ferry.txt").read_bytes()
    assert wireside("clean", "-", stdin=raw).out == wireside("clean", articles / "ferry.txt").out
    page = b"<html><head><title>Bridge</title></head><body><p>The bridge is to be built by autumn.</p></body></html>"
    (article,) = wireside("clean", "--json", "-", stdin=page).out.splitlines()
    assert json.loads(article)["paths"] == ["-"]
    many = b'{"title": "One", "text": "A first text."}\n{"title": "Two", "text": "A second text."}\n'
    (articles / "many.jsonl.gz").write_bytes(gzip.compress(many))
    lines = wireside("clean", "--json", articles / "many.jsonl.gz").out.splitlines()
    assert [json.loads(line)["paths"][0].rpartition("#")[2] for line in lines] == ["1", "2"]


def test_what_cannot_be_read_is_told_and_the_rest_is_printed(wireside: Run, articles: Path) -> None:
    (articles / "empty.txt").touch()
    (articles / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    os.mkfifo(articles / "pipe.txt")
    broken = [articles / name for name in ("empty.txt", "binary.txt", "pipe.txt", "nowhere.txt")]
    done = wireside("clean", "--json", *broken, articles, articles / "ferry.txt")
    assert done.code == 0
    assert len(done.out.splitlines()) == 1
    complaints = done.err.splitlines()
    assert len(complaints) == 5
    assert all(line.startswith("wireside: ") and " was not read: " in line for line in complaints)
    alone = wireside("clean", *broken)
    assert (alone.code, alone.out) == (3, "")
    assert alone.err.splitlines()[-1].startswith("wireside: nothing could be read: ")


def test_articles_are_printed_as_they_are_ready(wireside: Run, articles: Path) -> None:
    command: list[str | Path] = [wireside.script, "clean", "--json", articles / "ferry.txt", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=wireside.environment()
    ) as process:
        assert process.stdout
        assert process.stdin
        assert json.loads(process.stdout.readline())["headline"]["value"].startswith("Kell ferry")
        process.stdin.write((articles / "council.txt").read_bytes())
        process.stdin.close()
        assert json.loads(process.stdout.readline())["headline"]["value"].startswith("Halvera council")
    assert process.returncode == 0


def test_the_same_bytes_whatever_the_locale_and_wherever_to(wireside: Run, articles: Path, tmp_path: Path) -> None:
    file = articles / "ferry.txt"
    plain = wireside("clean", file).raw
    for env in ({"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1"}, {"COLUMNS": "20", "TERM": "dumb"}):
        assert wireside("clean", file, env=env).raw == plain
    to_file = tmp_path / "out.txt"
    with to_file.open("wb") as out:
        subprocess.run(
            [wireside.script, "clean", file], stdout=out, env=wireside.environment(), check=True, timeout=120
        )
    assert to_file.read_bytes() == plain


def test_hostile_text_and_names_do_not_reach_the_terminal(wireside: Run, articles: Path) -> None:
    file = articles / "odd \x1b[31m\n\u202ename.txt"
    file.write_text(
        "Red \x1b[31malert\x07 at Port Ilmay\n\nA \u202egnorw\u202c word was \x9b2Jseen on the quay today.\n"
    )
    done = wireside("clean", file)
    assert done.code == 0
    missing = wireside("clean", str(file) + ".gone")
    assert len(missing.err.splitlines()) == 2
    for text in (done.out, missing.err):
        assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e", "\u202c"}


def test_names_that_are_no_text(wireside: Run, articles: Path) -> None:
    name = os.fsencode(articles) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_bytes((articles / "ferry.txt").read_bytes())
    done = wireside("clean", "--json", name)
    assert done.code == 0
    assert json.loads(done.out)["paths"] == [str(articles / "caf\ufffd.txt")]
    assert wireside("clean", name + b".gone").err.count("\n") == 2


def test_the_seeds_lose_no_line(wireside: Run, seeds: Path) -> None:
    files = sorted(seeds.glob("*.txt"))
    lines = wireside("clean", "--json", *files).out.splitlines()
    assert len(lines) == len(files)
    for file, line in zip(files, lines, strict=True):
        blocks = json.loads(line)["blocks"]
        covered = {number for block in blocks for number in range(block["lines"][0], block["lines"][1] + 1)}
        text = file.read_text(encoding="utf-8")
        assert covered >= {number for number, content in enumerate(text.splitlines(), 1) if content.strip()}
