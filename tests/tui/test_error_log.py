"""A bug is one line to the user, and a traceback in a log of bounded size, which `wireside status` names."""

from __future__ import annotations

import asyncio
import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.errors import WiresideError
from tui import error_log
from tui.cli.runner import run
from tui.error_log import internal_error
from tui.file_locations import log_file
from tui.services.search_service import SearchService

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def a_bug(text: str = "a number of no kind") -> TypeError:
    try:
        raise TypeError(text)
    except TypeError as error:
        return error


def test_the_traceback_is_in_the_log(state: Path) -> None:
    told = internal_error(a_bug("no\nnumber"))
    assert str(told) == f"internal error (TypeError: no number): the traceback is in {log_file()}"
    assert log_file().is_relative_to(state)
    written = log_file().read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in written
    assert "in a_bug" in written
    assert "wireside 0" in written
    assert stat.S_IMODE(log_file().stat().st_mode) == 0o600


def test_the_log_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(error_log, "_MOST_BYTES", 5_000)
    for number in range(60):
        internal_error(a_bug(f"number {number}"))
    files = sorted(log_file().parent.iterdir())
    assert [file.name for file in files] == ["wireside.log", "wireside.log.1"]
    assert all(0 < file.stat().st_size <= 5_000 for file in files)
    assert "number 59" in log_file().read_text(encoding="utf-8")


def test_where_no_log_can_be_written_the_line_says_how_to_see_the_traceback(state: Path) -> None:
    state.write_text("a file where a folder should be", encoding="utf-8")
    assert str(internal_error(a_bug())).endswith("WIRESIDE_DEBUG=1 shows the traceback")


def test_a_link_in_place_of_the_log_is_not_followed(tmp_path: Path) -> None:
    log_file().parent.mkdir(parents=True)
    log_file().symlink_to(tmp_path / "elsewhere")
    assert "WIRESIDE_DEBUG=1" in str(internal_error(a_bug()))
    assert not (tmp_path / "elsewhere").exists()


def test_a_bug_in_a_command_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(*_: object) -> object:
        raise a_bug()

    monkeypatch.setattr("tui.cli.command_context.Invocation.archive", fail)
    assert run(["search", "harbour", "-c", str(tmp_path)]) == 3
    said = capsys.readouterr().err
    assert said == f"wireside: internal error (TypeError: a number of no kind): the traceback is in {log_file()}\n"


def test_a_bug_behind_the_reader_is_an_error_to_show(tmp_path: Path) -> None:
    search_service = SearchService(tmp_path, None, None, notes=None, actor_settings=None)  # type: ignore[arg-type]

    def fail() -> None:
        raise a_bug()

    async def ask() -> None:
        for thread in (search_service._thread, search_service._aside):
            with pytest.raises(WiresideError, match=r"internal error \(TypeError: a number of no kind\)"):
                await search_service._run(thread, fail)

    asyncio.run(ask())
    search_service.close()
    assert log_file().read_text(encoding="utf-8").count("Traceback (most recent call last)") == 2


def test_status_names_the_log(wireside: Run, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    told = json.loads(wireside("status", "--json", "-c", str(tmp_path / "articles")).out)
    assert Path(told["log"]).name == "wireside.log"
