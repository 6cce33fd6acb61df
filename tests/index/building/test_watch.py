"""An index that follows its folder."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from index.building.watch import watch_folder


def test_what_changes_is_told_once_it_is_written(tmp_path: Path) -> None:
    stop = threading.Event()
    told = watch_folder(tmp_path, stop)
    assert next(told) is False
    (tmp_path / "one.txt").write_text("The ferry is late.")
    assert next(told) is True
    (tmp_path / "lantern").mkdir()
    (tmp_path / "lantern" / "two.txt").write_text("The ferry is here.")
    assert next(told) is True
    stop.set()
    assert all(told)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"can't watch|gone"):
        next(watch_folder(tmp_path / "gone" / "deeper", threading.Event()))
