"""An index follows its folder: what is new, changed, moved, doubled and gone; stopped runs; rebuilds; who may write."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.errors import CorpusError
from index.building.builder import Progress, bring_up_to_date
from index.errors import ArchiveError, IndexBusy, IndexDamaged, IndexMissing
from index.query.parser import parse
from index.storage.folders import only_writer

if TYPE_CHECKING:
    from tests.index.conftest import Corpus


def found(corpus: Corpus, typed: str) -> set[str]:
    """Where the hits of a query are."""
    archive = corpus.open()
    try:
        results = archive.search(parse(typed))
        return {hit.path for hit in archive.hits(results, 0, 1000)}
    finally:
        archive.close()


def test_there_and_back(corpus: Corpus) -> None:
    corpus.write_news(1, 2, 3)
    report = corpus.index()
    assert (report.added, report.unchanged, report.failed) == (3, 0, 0)
    archive = corpus.open()
    results = archive.search(parse('"report number 2"'))
    (hit,) = archive.hits(results, 0, 10)
    assert (hit.path, hit.headline) == ("002.txt", "Harbour report number 2 reaches the council")
    article = archive.article(hit.id[:6])
    assert article.id == hit.id
    assert article.paths == ("002.txt",)
    assert archive.raw(hit.id) == (corpus.root / "002.txt").read_text(encoding="utf-8")
    archive.close()


def test_an_empty_corpus_is_an_empty_index(corpus: Corpus) -> None:
    assert corpus.index().added == 0
    archive = corpus.open()
    assert archive.count == 0
    assert archive.search(parse("")).total == 0
    assert archive.status().articles == 0
    archive.close()


def test_nothing_new_is_nothing_done(corpus: Corpus) -> None:
    corpus.write_news(1, 2)
    corpus.index()
    before = sorted(path.name for path in corpus.folder.rglob("*"))
    report = corpus.index()
    assert (report.added, report.changed, report.removed, report.moved, report.unchanged) == (0, 0, 0, 0, 2)
    assert sorted(path.name for path in corpus.folder.rglob("*")) == before


def test_what_is_new_changed_and_gone(corpus: Corpus, news: Callable[..., str]) -> None:
    corpus.write_news(1, 2, 3)
    corpus.index()
    corpus.write("004.txt", news(4))
    corpus.write("001.txt", news(1, "A gull sat on the pilot’s chair."))
    (corpus.root / "003.txt").unlink()
    report = corpus.index()
    assert (report.added, report.changed, report.removed, report.moved, report.unchanged) == (1, 1, 1, 0, 1)
    assert found(corpus, "") == {"001.txt", "002.txt", "004.txt"}
    assert found(corpus, "gull") == {"001.txt"}
    assert found(corpus, "tolls") == {"002.txt", "004.txt"}


def test_touched_is_not_changed(corpus: Corpus) -> None:
    corpus.write_news(1)
    corpus.index()
    os.utime(corpus.root / "001.txt", ns=(1, 1))
    report = corpus.index()
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 0, 0, 1)


def test_moved_is_not_read_anew(corpus: Corpus) -> None:
    corpus.write_news(1, 2)
    corpus.index()
    (corpus.root / "march").mkdir()
    (corpus.root / "001.txt").rename(corpus.root / "march" / "one.txt")
    report = corpus.index()
    assert (report.added, report.changed, report.removed, report.moved, report.unchanged) == (0, 0, 0, 1, 1)
    assert found(corpus, "") == {"march/one.txt", "002.txt"}
    assert found(corpus, "path:march/") == {"march/one.txt"}


def test_the_same_bytes_twice_are_one_article_with_two_paths(corpus: Corpus, news: Callable[..., str]) -> None:
    corpus.write("a.txt", news(1))
    corpus.write("b.txt", news(1))
    assert corpus.index().added == 1
    archive = corpus.open()
    (hit,) = archive.hits(archive.search(parse("")), 0, 10)
    assert archive.article(hit.id).paths == ("a.txt", "b.txt")
    archive.close()
    (corpus.root / "a.txt").unlink()
    assert corpus.index().removed == 0
    assert found(corpus, "") == {"b.txt"}
    (corpus.root / "b.txt").unlink()
    assert corpus.index(remove_missing=True).removed == 1
    assert found(corpus, "") == set()


def test_a_line_taken_out_of_a_file_of_many(corpus: Corpus) -> None:
    lines = [json.dumps({"title": f"Report {n}", "body": f"The harbour sent report {n} to Halvera."}) for n in range(4)]
    corpus.write("all.jsonl", "\n".join(lines))
    assert corpus.index().added == 4
    corpus.write("all.jsonl", "\n".join([lines[0], *lines[2:]]))
    report = corpus.index()
    assert (report.added, report.changed, report.removed) == (0, 0, 1)
    assert found(corpus, "") == {"all.jsonl#1", "all.jsonl#2", "all.jsonl#3"}


def test_what_cannot_be_read_is_named_and_the_rest_is_indexed(corpus: Corpus) -> None:
    corpus.write_news(1)
    corpus.write("empty.txt", "")
    (corpus.root / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    report = corpus.index()
    assert (report.added, report.failed) == (1, 2)
    assert [problem.path for problem in report.problems] == ["empty.txt", "picture.txt"]
    archive = corpus.open()
    assert archive.status().problems == report.problems
    archive.close()
    corpus.write("empty.txt", "No longer empty\n\nThe harbour office has found its words again.\n")
    assert corpus.index().failed == 1


@pytest.mark.usefixtures("permissions_count")
def test_a_folder_that_can_not_be_read_for_now_keeps_its_articles(corpus: Corpus) -> None:
    corpus.write_news(1)
    inner = corpus.write("shut/two.txt", "Shut\n\nThe harbour is shut.\n").parent
    corpus.index()
    inner.chmod(0)
    try:
        assert corpus.index().removed == 0
        assert corpus.index().failed == 1
    finally:
        inner.chmod(0o700)


def test_a_corpus_that_is_not_there_leaves_the_index_alone(corpus: Corpus) -> None:
    corpus.write_news(1)
    corpus.index()
    corpus.root.rename(corpus.root.with_name("elsewhere"))
    with pytest.raises(CorpusError, match="no such file"):
        corpus.index()
    assert found(corpus, "") == {"001.txt"}


def test_stopped_and_taken_up_again(corpus: Corpus) -> None:
    lines = (json.dumps({"title": f"Report {n}", "body": f"Halvera read report {n}."}) for n in range(100))
    with gzip.open(corpus.root / "many.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines))
    stop = threading.Event()

    def tell(progress: Progress) -> None:
        if progress.searchable >= 20:
            stop.set()

    first = bring_up_to_date(corpus.root, corpus.folder, corpus.settings, batch=10, workers=0, report=tell, stop=stop)
    assert 20 <= first.added < 100
    archive = corpus.open()
    assert archive.count == first.added
    assert not archive.status().complete
    second = corpus.index(batch=30)
    assert first.added + second.added == 100
    assert archive.refresh()
    assert archive.count == archive.search(parse("halvera")).total == 100
    assert archive.status().complete
    assert not archive.refresh()
    archive.close()


def test_a_reader_sees_each_batch(corpus: Corpus) -> None:
    corpus.write_news(*range(30))
    seen = []

    def tell(progress: Progress) -> None:
        if progress.searchable:
            archive = corpus.open()
            seen.append((archive.count, progress.searchable))
            archive.close()

    bring_up_to_date(corpus.root, corpus.folder, corpus.settings, batch=10, workers=0, report=tell)
    assert seen
    assert all(count == searchable for count, searchable in seen)
    assert seen[-1][0] == 30


def test_an_open_reader_takes_up_each_commit(corpus: Corpus) -> None:
    corpus.write_news(0)
    corpus.index()
    corpus.write_news(*range(1, 30))
    archive = corpus.open()
    counts = []

    def tell(progress: Progress) -> None:
        if archive.refresh():
            counts.append((archive.count, 1 + progress.searchable))

    bring_up_to_date(corpus.root, corpus.folder, corpus.settings, batch=10, workers=0, report=tell)
    archive.close()
    assert len(counts) >= 3
    assert all(count == searchable for count, searchable in counts)


def test_a_few_more_articles_do_not_rewrite_the_many(corpus: Corpus) -> None:
    corpus.write_news(*range(100))
    corpus.index()
    before = {path: path.stat() for path in corpus.folder.rglob("wireside_*")}
    corpus.write_news(*range(100, 110))
    assert corpus.index().added == 10
    after = {path: path.stat() for path in corpus.folder.rglob("wireside_*")}
    assert before
    assert all(
        (after[path].st_ino, after[path].st_mtime_ns) == (was.st_ino, was.st_mtime_ns) for path, was in before.items()
    )
    new = sum(state.st_size for path, state in after.items() if path not in before)
    assert new < sum(was.st_size for was in before.values()) / 2


def test_many_batches_make_few_segments(corpus: Corpus) -> None:
    for number in range(40):
        corpus.write_news(number)
        corpus.index()
    assert len(list(corpus.folder.rglob("*.places"))) <= 12
    assert len(found(corpus, "harbour")) == 40


def test_results_outlive_the_commit_they_came_from(corpus: Corpus) -> None:
    corpus.write_news(1, 2)
    corpus.index()
    archive = corpus.open()
    results = archive.search(parse("harbour"))
    (corpus.root / "001.txt").unlink()
    corpus.write_news(*range(3, 12))
    corpus.index(rebuild=True)
    assert archive.refresh()
    assert len(archive.hits(results, 0, 10)) == 2
    assert archive.search(parse("harbour")).total == 10
    archive.close()


def test_rebuilding(corpus: Corpus) -> None:
    corpus.write_news(1, 2)
    corpus.index()
    report = corpus.index(rebuild=True)
    assert report.added == 2
    assert [path.name for path in corpus.folder.glob("build-*")] == ["build-2"]
    assert found(corpus, "harbour") == {"001.txt", "002.txt"}


def test_a_rebuild_mends_what_is_damaged(corpus: Corpus) -> None:
    corpus.write_news(1)
    corpus.index()
    (corpus.folder / "current").write_text("../../elsewhere")
    with pytest.raises(IndexDamaged, match="rebuild"):
        corpus.open()
    corpus.index(rebuild=True)
    assert found(corpus, "harbour") == {"001.txt"}


def test_processes_describe_the_same_articles_in_the_same_order(corpus: Corpus) -> None:
    corpus.write_news(*range(60))
    bring_up_to_date(corpus.root, corpus.folder, corpus.settings, workers=2, batch=25)
    archive = corpus.open()
    with_processes = archive.search(parse("harbour"), sort="date")
    here = [(hit.id, hit.path) for hit in archive.hits(with_processes, 0, 100)]
    archive.close()
    corpus.index(rebuild=True, batch=25)
    archive = corpus.open()
    alone = archive.search(parse("harbour"), sort="date")
    assert [(hit.id, hit.path) for hit in archive.hits(alone, 0, 100)] == here
    archive.close()


def test_one_builder_at_a_time(corpus: Corpus) -> None:
    corpus.write_news(1)
    corpus.index()
    with only_writer(corpus.folder), pytest.raises(IndexBusy, match="another wireside is indexing"):
        corpus.index()
    corpus.index()


def test_everything_is_for_the_owner_alone(corpus: Corpus) -> None:
    corpus.write_news(1)
    corpus.index()
    for path in (corpus.folder, *corpus.folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_an_index_that_others_can_write_is_not_opened(corpus: Corpus) -> None:
    corpus.write_news(1)
    corpus.index()
    corpus.folder.chmod(0o777)
    with pytest.raises(ArchiveError, match="could be written by others"):
        corpus.open()
    with pytest.raises(ArchiveError, match="could be written by others"):
        corpus.index()


def test_a_link_in_place_of_an_index_is_not_followed(corpus: Corpus, tmp_path: Path) -> None:
    corpus.write_news(1)
    corpus.index()
    corpus.folder.rename(tmp_path / "real")
    corpus.folder.symlink_to(tmp_path / "real")
    with pytest.raises(ArchiveError, match="could be written by others"):
        corpus.open()


def test_no_index_yet(corpus: Corpus) -> None:
    with pytest.raises(IndexMissing, match="wireside index"):
        corpus.open()
    corpus.folder.mkdir(parents=True, mode=0o700)
    with pytest.raises(IndexMissing, match="wireside index"):
        corpus.open()


def test_a_folder_that_can_not_be_made(corpus: Corpus) -> None:
    corpus.write("file.txt", "x")
    with pytest.raises(ArchiveError, match="can't make"):
        bring_up_to_date(corpus.root, corpus.root / "file.txt" / "index", corpus.settings)


def test_strange_names(corpus: Corpus, news: Callable[..., str]) -> None:
    for number, name in enumerate(("a b.txt", "ünï.txt", "%_'\".txt", "tab\there.txt", "-rf.txt")):
        corpus.write(name, news(number))
    corpus.write(os.fsdecode(b"\xff.txt"), news(9))
    assert corpus.index().added == 6
    assert corpus.index().unchanged == 6
    assert len(found(corpus, "")) == 6
    assert found(corpus, "path:%_") == {"%_'\".txt"}
    shutil.rmtree(corpus.root)
    corpus.root.mkdir()
    assert corpus.index(remove_missing=True).removed == 6


@pytest.mark.parametrize("pattern", ["current", "lock", "build-1/*.toc", "build-1/manifest.db", "build-1/*.words"])
def test_a_file_that_others_can_write_is_not_opened(corpus: Corpus, pattern: str) -> None:
    corpus.write_news(1)
    corpus.index()
    next(corpus.folder.glob(pattern)).chmod(0o666)
    with pytest.raises(ArchiveError, match="could be written by others"):
        corpus.open()
    with pytest.raises(ArchiveError, match="could be written by others"):
        corpus.index()


def test_links_inside_an_index_are_not_followed(corpus: Corpus, tmp_path: Path) -> None:
    corpus.write_news(1)
    corpus.index()
    elsewhere = tmp_path / "elsewhere"
    (corpus.folder / "lock").unlink()
    (corpus.folder / "lock").symlink_to(elsewhere)
    with pytest.raises(ArchiveError, match="could be written by others"):
        corpus.index()
    with pytest.raises(OSError, match="symbolic"), only_writer(corpus.folder):
        pass
    assert not elsewhere.exists()
