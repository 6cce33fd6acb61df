"""Folders and files: what is found, what is never opened, what changes meanwhile."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from corpus.readers import FoundFile, read, read_bytes, safe_open, walk
from corpus.settings import CorpusSettings, ReadingSettings
from corpus.source import Problem, Source

LIMIT = 1000


@pytest.fixture
def reading(settings: CorpusSettings) -> ReadingSettings:
    return settings.reading


def names(items: list[FoundFile | Problem]) -> list[str]:
    return [item.name for item in items if isinstance(item, FoundFile)]


def problems(items: list[FoundFile | Problem]) -> dict[str, str]:
    return {item.path: item.reason for item in items if isinstance(item, Problem)}


def write(path: Path, text: str = "The ferry stays in port.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_all_our_endings_are_found_at_any_depth_in_order(tmp_path: Path) -> None:
    ours = ["a.TXT", "b/c/d/e.text", "b/f.md.gz", "b.html", "g.HTM", "h.json", "i.jsonl", "z.jsonl.GZ"]
    for name in [*ours, "x.pdf", "x.csv", "README", ".hidden.txt", ".git/a.txt", "b/.cache/a.txt"]:
        write(tmp_path / name)
    found = list(walk(tmp_path, LIMIT))
    assert names(found) == sorted(ours, key=lambda name: name.split("/"))
    assert problems(found) == {}
    first = found[0]
    assert isinstance(first, FoundFile)
    assert (first.path, first.size) == (tmp_path / "a.TXT", 24)


def test_a_file_can_be_the_root(tmp_path: Path) -> None:
    assert names(list(walk(write(tmp_path / "a.txt"), LIMIT))) == ["a.txt"]


def test_what_is_not_there_is_a_problem(tmp_path: Path, reading: ReadingSettings) -> None:
    assert problems(list(walk(tmp_path / "gone", LIMIT))) == {str(tmp_path / "gone"): "it is not there"}
    assert list(read(tmp_path / "gone.txt", "gone.txt", reading)) == [Problem("gone.txt", "it is not there")]
    assert list(read(tmp_path, "folder", reading)) == [Problem("folder", "not a regular file")]


def test_a_text_over_the_limit_is_a_problem_and_a_file_of_many_is_not(tmp_path: Path) -> None:
    for name in ("long.txt", "long.html", "many.jsonl", "many.json"):
        write(tmp_path / name, "x" * (LIMIT + 1))
    found = list(walk(tmp_path, LIMIT))
    assert names(found) == ["many.json", "many.jsonl"]
    assert problems(found) == dict.fromkeys(("long.html", "long.txt"), "larger than 1,000 bytes")


def test_links_are_followed_and_loops_are_not(tmp_path: Path) -> None:
    write(tmp_path / "real/a.txt")
    (tmp_path / "real/loop").symlink_to(tmp_path)
    (tmp_path / "real/self.txt").symlink_to("self.txt")
    (tmp_path / "other.txt").symlink_to(tmp_path / "real/a.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    found = list(walk(tmp_path, LIMIT))
    assert names(found) == ["other.txt", "real/a.txt"]
    assert set(problems(found)) == {"lost.txt", "real/self.txt"}


def test_pipes_sockets_and_devices_are_never_opened(
    tmp_path: Path, reading: ReadingSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        everything = ("device.txt", "pipe.txt", "socket.txt")
        assert problems(list(walk(tmp_path, LIMIT))) == dict.fromkeys(everything, "not a regular file")
        for name in everything:
            assert list(read(tmp_path / name, name, reading)) == [Problem(name, "not a regular file")]


def test_a_pipe_that_took_the_place_of_a_file_does_not_block(
    tmp_path: Path, reading: ReadingSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "a.txt")
    before = file.stat()
    file.unlink()
    os.mkfifo(file)
    monkeypatch.setattr(Path, "stat", lambda self, **_: before)
    assert list(read(file, "a.txt", reading)) == [Problem("a.txt", "not a regular file")]


@pytest.mark.usefixtures("permissions_count")
def test_what_may_not_be_read_is_a_problem(tmp_path: Path, reading: ReadingSettings) -> None:
    write(tmp_path / "closed/a.txt")
    write(tmp_path / "secret.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        assert problems(list(walk(tmp_path, LIMIT))) == {"closed": "no permission to read it"}
        assert list(read(tmp_path / "secret.txt", "secret.txt", reading)) == [
            Problem("secret.txt", "no permission to read it")
        ]
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_refusal_is_told_in_words(tmp_path: Path, reading: ReadingSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    file = write(tmp_path / "a.txt")
    monkeypatch.setattr(os, "open", refuse)
    assert list(read(file, "a.txt", reading)) == [Problem("a.txt", "no permission to read it")]


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are Unicode there")
def test_odd_names_are_shown_safely(tmp_path: Path, reading: ReadingSettings) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9 \x1b[31m\n  \xe2\x80\xae.txt"
    with open(raw, "w") as file:  # noqa: PTH123 - a name that is no text
        file.write("The ferry stays in port.")
    (found,) = walk(tmp_path, LIMIT)
    assert isinstance(found, FoundFile)
    assert found.name == "caf\ufffd \ufffd[31m\ufffd  \ufffd.txt"
    (source,) = read(found.path, found.name, reading)
    assert isinstance(source, Source)
    assert source.path == found.name


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, reading: ReadingSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "a.txt")
    moments = iter([(24, 1), (30, 2), (30, 2), (30, 2)])
    monkeypatch.setattr(safe_open, "_moment", lambda _: next(moments))
    (source,) = read(file, "a.txt", reading)
    assert isinstance(source, Source)
    assert next(moments, None) is None


def test_a_file_that_never_rests_is_a_problem(
    tmp_path: Path, reading: ReadingSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "a.txt")
    moments = iter((24, i) for i in range(100))
    monkeypatch.setattr(safe_open, "_moment", lambda _: next(moments))
    assert list(read(file, "a.txt", reading)) == [Problem("a.txt", "it changes while it is read")]


def test_a_streamed_file_that_changes_is_said_to(tmp_path: Path, reading: ReadingSettings) -> None:
    file = write(tmp_path / "a.jsonl", '{"body": "The ferry stays in port."}\n' * 20)
    items = read(file, "a.jsonl", replace(reading, max_bytes=100))
    next(items)
    with file.open("a") as more:
        more.write('{"body": "It sails."}\n')
    assert list(items)[-1] == Problem("a.jsonl", "it changed while it was read")


def test_progress_tells_bytes_of_the_file(tmp_path: Path, reading: ReadingSettings) -> None:
    file = write(tmp_path / "a.jsonl", '{"body": "The ferry stays in port."}\n' * 20)
    steps: list[int] = []
    assert len(list(read(file, "a.jsonl", replace(reading, max_bytes=100), steps.append))) == 20
    assert steps == sorted(steps)
    assert steps[-1] == file.stat().st_size


def test_bytes_without_a_name_are_read_as_what_they_look_like(reading: ReadingSettings) -> None:
    forms = {
        b"The ferry stays in port.": "text",
        b"[Update] The ferry stays in port.": "text",
        b"\n<!DOCTYPE html><p>The ferry": "page",
        b'{"body": "The ferry"}': "text",
        b'[{"body": "<p>The ferry</p>"}]': "html",
    }
    for raw, form in forms.items():
        (source,) = read_bytes(raw, "-", reading)
        assert isinstance(source, Source)
        assert source.form == form
    assert len(list(read_bytes(b'{"body": "a"}\n{"body": "b"}\n', "-", reading))) == 2
