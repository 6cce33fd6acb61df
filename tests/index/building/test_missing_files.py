"""So many files gone at once that a drive may not be mounted: the index keeps them until somebody says otherwise."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.readers import read, walk
from corpus.settings import ReadingSettings
from corpus.source import Problem, Source
from index.building.missing_files import Missing
from index.storage.folders import current_build

if TYPE_CHECKING:
    from tests.index.conftest import Corpus


def count(corpus: Corpus) -> int:
    archive = corpus.open()
    try:
        return archive.count
    finally:
        archive.close()


def empty(folder: Path) -> Path:
    """Move all that is in a folder out of it, as if its drive were not mounted, and return where it is."""
    elsewhere = folder.with_name("elsewhere")
    shutil.move(folder, elsewhere)
    folder.mkdir()
    return elsewhere


@pytest.mark.parametrize("articles", [1, 3])
def test_an_empty_folder_does_not_empty_the_index(corpus: Corpus, articles: int) -> None:
    corpus.write_news(*range(articles))
    corpus.index()
    elsewhere = empty(corpus.root)
    for _ in range(2):
        report = corpus.index()
        assert report.missing == Missing(articles, articles, articles)
        assert (report.removed, report.unchanged, count(corpus)) == (0, articles, articles)
    corpus.root.rmdir()
    elsewhere.rename(corpus.root)
    report = corpus.index()
    assert report.missing is None
    assert (report.added, report.removed, report.unchanged) == (0, 0, articles)


def test_what_is_gone_for_good_is_taken_out(corpus: Corpus) -> None:
    corpus.write_news(1, 2, 3)
    corpus.index()
    empty(corpus.root)
    report = corpus.index(remove_missing=True)
    assert report.missing is None
    assert (report.removed, count(corpus)) == (3, 0)
    assert corpus.index().missing is None


def test_most_of_many_files(corpus: Corpus) -> None:
    corpus.write_news(*range(21))
    corpus.index()
    for number in range(11):
        (corpus.root / f"{number:03}.txt").unlink()
    corpus.write_news(30)
    report = corpus.index()
    assert report.missing == Missing(11, 21, 11)
    assert (report.added, report.removed, count(corpus)) == (1, 0, 22)
    corpus.write_news(10)
    report = corpus.index()
    assert report.missing is None
    assert (report.removed, count(corpus)) == (10, 12)


def test_a_few_files_are_deleted_by_hand(corpus: Corpus) -> None:
    corpus.write_news(*range(10))
    corpus.index()
    for number in range(9):
        (corpus.root / f"{number:03}.txt").unlink()
    report = corpus.index()
    assert (report.missing, report.removed) == (None, 9)


def test_files_that_have_moved_within_the_folder_are_not_missing(corpus: Corpus) -> None:
    corpus.write_news(*range(12))
    corpus.index()
    empty(corpus.root).rename(corpus.root / "march")
    report = corpus.index()
    assert (report.missing, report.moved, report.removed) == (None, 12, 0)


@pytest.mark.parametrize("damage", [False, True])
def test_a_rebuild_of_what_is_missing_keeps_the_index(corpus: Corpus, damage: bool) -> None:
    corpus.write_news(1, 2, 3)
    corpus.index()
    before = current_build(corpus.folder)
    assert before
    if damage:
        next(before.glob("*.words")).write_bytes(b"no words")
    empty(corpus.root)
    report = corpus.index(rebuild=True)
    assert report.missing == Missing(3, 3, 3)
    assert report.unchanged == 3
    assert [path for path in corpus.folder.iterdir() if path.is_dir()] == [before]
    report = corpus.index(rebuild=True, remove_missing=True)
    assert (report.missing, count(corpus)) == (None, 0)


def test_an_index_of_another_version_is_not_made_again_from_an_empty_folder(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.write_news(1, 2)
    corpus.index()
    elsewhere = empty(corpus.root)
    monkeypatch.setattr("index.storage.manifest.FORMAT", 99)
    assert corpus.index().missing == Missing(2, 2, 2)
    monkeypatch.undo()
    assert count(corpus) == 2
    assert elsewhere.is_dir()


def test_files_that_vanish_before_they_are_read_are_counted(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.write_news(*range(5))
    corpus.index()
    corpus.write_news(*range(5, 8))

    def vanish(
        path: Path, name: str, reading: ReadingSettings, progress: Callable[[int], None] | None = None
    ) -> Iterator[Source | Problem]:
        if name != "006.txt":
            path.unlink()
        return read(path, name, reading, progress)

    (corpus.root / "001.txt").touch()
    with monkeypatch.context() as patch:
        patch.setattr("index.building.ingest.read", vanish)
        report = corpus.index()
    assert (report.vanished, report.failed, report.problems) == (3, 0, ())
    assert (report.added, report.removed, report.unchanged) == (1, 1, 4)
    assert corpus.index().vanished == 0


def test_a_drive_that_goes_while_its_files_are_read(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.write_news(*range(3))
    corpus.index()
    for number in range(3):
        os.utime(corpus.root / f"{number:03}.txt", ns=(1, 1))

    def vanish(
        path: Path, name: str, reading: ReadingSettings, progress: Callable[[int], None] | None = None
    ) -> Iterator[Source | Problem]:
        path.unlink()
        return read(path, name, reading, progress)

    monkeypatch.setattr("index.building.ingest.read", vanish)
    report = corpus.index()
    assert (report.missing, report.vanished, report.failed) == (Missing(3, 3, 3), 3, 0)
    assert count(corpus) == 3


def test_a_file_removed_during_the_walk_is_no_problem(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("The ferry is late.")
    (tmp_path / "d.txt").symlink_to(tmp_path / "nowhere")
    found = walk(tmp_path, 1000)
    next(found)
    (tmp_path / "b.txt").unlink()
    rest = list(found)
    assert [one.path if isinstance(one, Problem) else one.name for one in rest] == ["c.txt", "d.txt"]
    assert isinstance(rest[-1], Problem)
