"""A disk that is full, a folder that is read-only or goes away: one line that says so, and the old index is whole."""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.errors import WiresideError
from index.building.build_progress import Progress
from index.building.builder import bring_up_to_date
from index.query.parser import parse

if TYPE_CHECKING:
    from tests.index.conftest import Corpus


def in_a_child(work: Callable[[], object]) -> str:
    """Do something in a process of its own; the message and hint of the error that it ends with, or what else it is."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        told = "nothing"
        try:
            work()
        except WiresideError as error:
            told = f"{error.message}: {error.hint}"
        except BaseException as error:
            told = f"not ours: {error!r}"
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told


def error_of(ask: Callable[[], object]) -> str:
    try:
        ask()
    except WiresideError as error:
        return error.message
    return ""


@pytest.mark.parametrize("room", [0, 100, 1_500, 4_000, 9_000, 30_000])
def test_a_full_disk(corpus: Corpus, room: int) -> None:
    corpus.write_news(*range(5))
    corpus.index()
    corpus.write_news(*range(5, 60))

    def index_with_little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        corpus.index(batch=20)

    told = in_a_child(index_with_little_room)
    assert "can't use the index" in told
    assert "disk" in told
    assert "\n" not in told
    archive = corpus.open()
    assert archive.count == archive.search(parse("harbour")).total >= 5
    assert archive.verify() > 0
    archive.close()
    corpus.index()
    archive = corpus.open()
    assert archive.count == 60
    archive.close()


@pytest.mark.usefixtures("permissions_count")
def test_a_folder_that_is_read_only(corpus: Corpus) -> None:
    corpus.write_news(1, 2)
    corpus.index()
    corpus.write_news(3)
    folders = [corpus.folder, *corpus.folder.glob("build-*")]
    for folder in folders:
        folder.chmod(0o500)
    try:
        with pytest.raises(WiresideError, match=r"permission denied|readonly") as caught:
            corpus.index()
        assert "\n" not in caught.value.message
        archive = corpus.open()
        assert archive.count == archive.search(parse("harbour")).total == 2
        archive.close()
    finally:
        for folder in folders:
            folder.chmod(0o700)


def test_a_folder_that_goes_away_while_it_is_read(corpus: Corpus) -> None:
    corpus.write_news(1, 2, 3)
    corpus.index()
    archive = corpus.open()
    shutil.rmtree(corpus.folder)
    for ask in (
        lambda: archive.hits(archive.search(parse("harbour")), 0, 10),
        archive.refresh,
        archive.status,
        archive.verify,
    ):
        assert error_of(ask) in ("", f"no index in {corpus.folder}", f"the index in {corpus.folder} is gone")
    archive.close()
    assert corpus.index().added == 3


def test_a_folder_that_goes_away_while_it_is_written(corpus: Corpus, tmp_path: Path) -> None:
    corpus.write_news(*range(40))

    def tell(progress: Progress) -> None:
        if progress.searchable and corpus.folder.exists():
            corpus.folder.rename(tmp_path / f"elsewhere-{progress.searchable}")

    with pytest.raises(WiresideError, match="is gone") as caught:
        bring_up_to_date(corpus.root, corpus.folder, corpus.settings, batch=10, workers=0, report=tell)
    assert "wireside index" in caught.value.hint
    assert corpus.index().added == 40
