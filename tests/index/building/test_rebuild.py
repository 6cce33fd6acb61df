"""A rebuild keeps the old index in use until the new one is whole, whatever happens to it."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections import namedtuple
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from index.building.build_progress import Progress
from index.building.builder import bring_up_to_date
from index.errors import ArchiveError
from index.query.parser import parse

if TYPE_CHECKING:
    from tests.index.conftest import Corpus

ARTICLES = 12


@pytest.fixture
def indexed(corpus: Corpus) -> Corpus:
    corpus.write_news(*range(ARTICLES))
    corpus.index()
    return corpus


def count_of(corpus: Corpus) -> int:
    """Return the number of articles, which all are found by a word that they all have."""
    archive = corpus.open()
    try:
        assert archive.search(parse("harbour")).total == archive.count
        assert archive.verify() > 0
        return archive.count
    finally:
        archive.close()


def builds(corpus: Corpus) -> list[str]:
    return sorted(path.name for path in corpus.folder.glob("build-*"))


def rebuild(
    corpus: Corpus, report: Callable[[Progress], None] | None = None, stop: threading.Event | None = None
) -> None:
    bring_up_to_date(
        corpus.root,
        corpus.folder,
        corpus.settings,
        rebuild=True,
        report=report,
        batch=2,
        workers=0,
        stop=stop,
    )


def test_the_old_index_serves_until_the_new_one_is_whole(indexed: Corpus) -> None:
    counts, told = set[int](), list[Progress]()

    def look(progress: Progress) -> None:
        counts.add(count_of(indexed))
        told.append(progress)

    rebuild(indexed, look)
    assert counts == {ARTICLES}
    assert all(progress.replacing and not progress.searchable for progress in told)
    assert count_of(indexed) == ARTICLES
    assert builds(indexed) == ["build-2"]


def test_a_stopped_rebuild_leaves_the_old_index_alone(indexed: Corpus) -> None:
    stop = threading.Event()
    rebuild(indexed, lambda progress: stop.set(), stop)
    assert count_of(indexed) == ARTICLES
    assert builds(indexed) == ["build-1"]


def test_an_error_in_a_rebuild_leaves_the_old_index_alone(indexed: Corpus) -> None:
    def fail(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(indexed, fail)
    assert count_of(indexed) == ARTICLES
    assert builds(indexed) == ["build-1"]


@pytest.mark.parametrize("commits", [1, 3, 6])
def test_a_killed_rebuild_leaves_the_old_index_alone(indexed: Corpus, commits: int) -> None:
    child = os.fork()
    if not child:
        seen = [0]

        def kill(progress: Progress) -> None:
            seen[0] += 1
            if seen[0] == commits:
                os.kill(os.getpid(), signal.SIGKILL)

        with suppress(BaseException):
            rebuild(indexed, kill)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert count_of(indexed) == ARTICLES
    assert builds(indexed) == ["build-1", "build-2"]
    assert indexed.index().unchanged == ARTICLES
    assert builds(indexed) == ["build-1"]


def test_too_little_room_is_reported_before_the_start(indexed: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 10**9 - 10_000, 10_000))
    told = list[Progress]()
    with pytest.raises(ArchiveError, match="a rebuild needs about 1 MB beside the old index") as caught:
        rebuild(indexed, told.append)
    assert not told
    assert "index.folder" in caught.value.hint
    assert builds(indexed) == ["build-1"]
    assert count_of(indexed) == ARTICLES


def test_where_the_old_index_can_not_be_read_the_new_one_serves_at_once(indexed: Corpus) -> None:
    for path in indexed.folder.rglob("*.words"):
        path.write_bytes(b"")
    counts = set[int]()

    def look(progress: Progress) -> None:
        if progress.searchable:
            counts.add(count_of(indexed))

    rebuild(indexed, look)
    assert min(counts) < ARTICLES
    assert count_of(indexed) == ARTICLES
