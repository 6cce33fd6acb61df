"""Who finds another process writing waits for it, and says so."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from index.errors import IndexBusy
from index.storage import write_lock
from index.storage.folders import only_writer
from index.storage.write_lock import wait_to_write


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_lock, "_EVERY", 0.01)


def _write(folder: Path) -> str:
    with only_writer(folder):
        return "written"


def test_it_waits_until_the_other_is_done(tmp_path: Path) -> None:
    told: list[bool] = []
    other = only_writer(tmp_path)
    other.__enter__()

    def waiting(first: bool) -> None:
        told.append(first)
        if len(told) == 3:
            other.__exit__(None, None, None)

    assert wait_to_write(lambda: _write(tmp_path), waiting, threading.Event()) == "written"
    assert told == [True, False, False]


def test_it_can_be_stopped_while_it_waits(tmp_path: Path) -> None:
    stop = threading.Event()
    with only_writer(tmp_path), pytest.raises(IndexBusy):
        wait_to_write(lambda: _write(tmp_path), lambda _: stop.set(), stop)
