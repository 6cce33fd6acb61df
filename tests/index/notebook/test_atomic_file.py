"""Files are written in one step, with the umask; what a killed write left goes with the next."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.notebook.atomic_file import alone_in, create_file, replace_file


@pytest.fixture(params=[0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_umask_counts_for_new_files(tmp_path: Path, umask: int) -> None:
    replace_file(tmp_path / "one", b"1")
    create_file(tmp_path / "two", b"2")
    create_file(tmp_path / "own", b"3", 0o600)
    assert [mode(tmp_path / name) for name in ("one", "two", "own")] == [0o666 & ~umask, 0o666 & ~umask, 0o600]


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace_file(file, b"new")
    assert (file.read_bytes(), mode(file)) == (b"new", 0o640)


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "kept").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    for write in (replace_file, create_file):
        for name in ("kept", "new"):
            with pytest.raises(OSError, match="No space"):
                write(tmp_path / name, b"new")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"kept": b"old"}


def test_drafts_of_killed_writes_go_and_nothing_else(tmp_path: Path) -> None:
    for name in (".rules.yaml.0a1b2c3d", ".rules.yaml.x_y1z2w3", ".rules.yaml.swp", ".other.yaml.0a1b2c3d"):
        (tmp_path / name).write_bytes(b"half")
    with alone_in(tmp_path):
        replace_file(tmp_path / "rules.yaml", b"new")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        ".other.yaml.0a1b2c3d",
        ".rules.yaml.swp",
        "rules.yaml",
    ]


@pytest.mark.parametrize("links", [True, False])
def test_what_is_there_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:

        def no_links(self: Path, target: Path) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(Path, "hardlink_to", no_links)
    create_file(tmp_path / "new", b"1")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("new", "dangling"):
        with pytest.raises(FileExistsError):
            create_file(tmp_path / name, b"2")
    assert (tmp_path / "new").read_bytes() == b"1"
    assert not (tmp_path / "nowhere").exists()


def test_a_file_system_without_locks_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(descriptor: int, how: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with alone_in(tmp_path):
        create_file(tmp_path / "new", b"1")
    assert (tmp_path / "new").read_bytes() == b"1"
