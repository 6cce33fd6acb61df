"""A builder that is killed at any moment loses nothing that was committed, and doubles nothing when it is run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

import index.building.builder
from index.archive import Archive
from index.errors import IndexMissing
from index.query.parser import parse
from index.storage.manifest import Manifest
from index.storage.whoosh.index_writer import IndexWriter
from tests.waiting import until

if TYPE_CHECKING:
    from tests.index.conftest import Corpus

ARTICLES = 120

# Runs in a process of its own, and tells of each commit.
BUILD = """
import sys
from pathlib import Path
from index.building.builder import bring_up_to_date
from tui.config import load
if __name__ == "__main__":
    root, folder, workers = sys.argv[1:]
    settings = load(environment={}).corpus_settings
    tell = lambda progress: print(progress.searchable, flush=True)
    bring_up_to_date(Path(root), Path(folder), settings, batch=5, workers=int(workers), report=tell)
"""


def start(corpus: Corpus, script: Path, workers: int) -> subprocess.Popen[str]:
    script.write_text(BUILD, encoding="utf-8")
    path = os.fspath(Path(index.building.builder.__file__).parents[2])
    return subprocess.Popen(
        [sys.executable, script, corpus.root, corpus.folder, str(workers)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def all_there_once(corpus: Corpus, count: int) -> None:
    archive = corpus.open()
    results = archive.search(parse(""))
    hits = archive.hits(results, 0, 1000)
    assert results.total == archive.count == count
    assert len({hit.path for hit in hits}) == len({hit.id for hit in hits}) == count
    assert archive.search(parse("harbour council")).total == count
    assert archive.status().complete
    archive.close()


@pytest.mark.parametrize(
    ("commits", "wait", "workers"), [(0, 0.0, 0), (1, 0.0, 0), (4, 0.013, 0), (9, 0.002, 0), (3, 0.005, 1)]
)
def test_killed_and_taken_up_again(corpus: Corpus, tmp_path: Path, commits: int, wait: float, workers: int) -> None:
    corpus.write_news(*range(ARTICLES))
    builder = start(corpus, tmp_path / "build.py", workers)
    assert builder.stdout
    searchable = 0
    for _ in range(commits):
        searchable = int(builder.stdout.readline() or ARTICLES)
    time.sleep(wait if commits else 0.4)
    builder.kill()
    builder.communicate()

    try:
        archive = corpus.open()
        assert archive.count >= searchable
        archive.close()
    except IndexMissing:
        assert searchable == 0
    report = corpus.index()
    assert report.added <= ARTICLES - searchable
    all_there_once(corpus, ARTICLES)


def test_killed_fifty_times(corpus: Corpus, tmp_path: Path) -> None:
    """One index, and a writer that is killed again and again, wherever it is: what was there stays there."""
    corpus.write_news(1)
    corpus.index()
    random, count, killed = Random(3), 1, 0
    while killed < 50:
        corpus.write_news(*range(count + 1, count + 4))
        child = os.fork()
        if not child:
            with suppress(BaseException):
                corpus.index(batch=1)
            os._exit(0)
        time.sleep(random.uniform(0.001, 0.08))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        archive = corpus.open()
        assert archive.count >= count
        count = archive.count
        assert archive.search(parse("harbour council")).total == count
        assert archive.verify() > 0
        archive.close()
    corpus.index()
    all_there_once(corpus, len(list(corpus.root.iterdir())))


def test_workers_end_with_a_builder_that_was_killed(corpus: Corpus, tmp_path: Path) -> None:
    corpus.write_news(*range(ARTICLES))
    builder = start(corpus, tmp_path / "build.py", workers=1)
    assert builder.stdout
    builder.stdout.readline()
    workers = children(builder.pid)
    builder.kill()
    builder.communicate()
    until(lambda: not any(is_running(worker) for worker in workers))


def test_interrupted_from_the_keyboard(corpus: Corpus, tmp_path: Path) -> None:
    corpus.write_news(*range(ARTICLES))
    builder = start(corpus, tmp_path / "build.py", workers=0)
    assert builder.stdout
    builder.stdout.readline()
    builder.send_signal(signal.SIGINT)
    builder.communicate()
    corpus.index()
    all_there_once(corpus, ARTICLES)


def test_killed_between_the_two_commits(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.write_news(*range(10))
    corpus.index()
    corpus.write_news(*range(10, 30))
    (corpus.root / "001.txt").unlink()

    class Killed(BaseException):
        pass

    def killed(self: Manifest, generation: int, contents: int) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "commit", killed)
        with pytest.raises(Killed):
            corpus.index()
    archive = corpus.open()
    assert archive.count == 29
    archive.close()
    report = corpus.index()
    assert (report.added, report.removed) == (0, 0)
    all_there_once(corpus, 29)


def test_new_in_the_index_and_gone_from_the_folder_before_it_was_written_down(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.write_news(1)
    corpus.index()
    corpus.write_news(2)
    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "commit", lambda self, generation, contents: self.rollback())
        corpus.index()
    (corpus.root / "002.txt").unlink()
    corpus.index()
    all_there_once(corpus, 1)


def test_what_the_index_lost_is_read_again(corpus: Corpus) -> None:
    corpus.write_news(1, 2, 3)
    corpus.index()
    build = next(corpus.folder.glob("build-*"))
    archive = Archive.open(corpus.folder)
    (hit,) = archive.hits(archive.search(parse("path:002")), 0, 1)
    archive.close()
    writing = IndexWriter(build)
    writing.remove([hit.id])
    writing.commit()
    assert corpus.index().added == 1
    all_there_once(corpus, 3)


def children(pid: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    own = [int(child) for child in listed.read_text().split()] if listed.exists() else []
    return own + [grandchild for child in own for grandchild in children(child)]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
