"""Files that change while they are indexed: each article is in the index once, and what a clean index has is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.readers import read
from corpus.settings import ReadingSettings
from corpus.source import Problem, Source
from index.building.health import Health
from index.errors import ArchiveError, IndexDamaged
from index.query.parser import parse
from index.storage.whoosh.index_writer import IndexWriter

if TYPE_CHECKING:
    from index.archive import Archive
    from tests.index.conftest import Corpus


def line(number: int) -> str:
    return json.dumps({"title": f"Report {number}", "body": f"Halvera read report {number} in the harbour office."})


@pytest.fixture
def while_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Path], None]], None]:
    """Do something whenever a file was read, before the builder looks at it again."""

    def use(act: Callable[[Path], None]) -> None:
        def read_and_act(
            path: Path, name: str, reading: ReadingSettings, progress: Callable[[int], None] | None = None
        ) -> Iterator[Source | Problem]:
            yield from read(path, name, reading, progress)
            act(path)

        monkeypatch.setattr("index.building.ingest.read", read_and_act)

    return use


def once(act: Callable[[Path], None]) -> Callable[[Path], None]:
    done: list[Path] = []

    def act_once(path: Path) -> None:
        if not done:
            done.append(path)
            act(path)

    return act_once


def ids(archive: Archive) -> list[str]:
    return [hit.id for hit in archive.hits(archive.search(parse("")), 0, 1000)]


def test_a_line_appended_while_a_file_is_read(
    corpus: Corpus, while_reading: Callable[[Callable[[Path], None]], None]
) -> None:
    feed = corpus.write("feed.jsonl", "".join(f"{line(number)}\n" for number in range(30)))

    def append(path: Path) -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{line(30)}\n")

    while_reading(once(append))
    report = corpus.index()
    assert feed.read_text(encoding="utf-8").count("\n") == 31
    assert (report.added, report.changed, report.removed) == (31, 0, 0)
    archive = corpus.open()
    assert len(ids(archive)) == len(set(ids(archive))) == archive.count == 31
    assert archive.verify() > 0
    archive.close()


def test_lines_taken_out_while_a_file_is_read(
    corpus: Corpus, while_reading: Callable[[Callable[[Path], None]], None]
) -> None:
    corpus.write("feed.jsonl", "".join(f"{line(number)}\n" for number in range(5)))

    def rewrite(path: Path) -> None:
        path.write_text(f"{line(9)}\n{line(1)}\n", encoding="utf-8")

    while_reading(once(rewrite))
    report = corpus.index()
    assert (report.added, report.changed, report.removed) == (2, 0, 0)
    archive = corpus.open()
    assert sorted(archive.article(id).paths for id in ids(archive)) == [("feed.jsonl#1",), ("feed.jsonl#2",)]
    archive.close()


def test_an_article_that_cannot_be_described_is_a_problem_wherever_it_is(
    corpus: Corpus, news: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.write("a.txt", news(1))
    corpus.write("b.txt", news(1))

    def fail(*_: object) -> None:
        raise KeyError

    with monkeypatch.context() as patch:
        patch.setattr("index.building.describer.inferred", fail)
        patch.setattr("index.building.describer.inferred_all", fail)
        report = corpus.index()
    assert [problem.path for problem in report.problems] == ["a.txt", "b.txt"]
    assert report.added == report.unchanged == 0
    report = corpus.index()
    assert (report.added, report.failed) == (1, 0)


def test_adding_an_article_that_is_there_is_refused(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.write_news(1)
    corpus.index()
    corpus.write("two.txt", (corpus.root / "001.txt").read_text(encoding="utf-8"))
    monkeypatch.setattr("index.building.ingest._Ids.begin", lambda self, id: True)
    with pytest.raises((ArchiveError, ValueError)) as error:
        corpus.index()
    assert "is in the index already" in f"{error.value} {error.value.__cause__}"
    archive = corpus.open()
    assert archive.count == 1
    archive.close()


def test_an_index_with_doubles_is_found_out_and_repaired_by_the_next_run(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.write_news(1, 2, 3)
    with monkeypatch.context() as patch:  # as indexes were made before ids were carried through a run
        patch.setattr("index.building.ingest._Ids.begin", lambda self, id: True)
        patch.setattr(IndexWriter, "ids", lambda self: set())
        patch.setattr(IndexWriter, "_known_ids", lambda self: set())
        patch.setattr(IndexWriter, "check_ids", lambda self: None)
        patch.setattr(Health, "check", lambda self: None)
        corpus.index()
        corpus.write("004.txt", (corpus.root / "001.txt").read_text(encoding="utf-8"))
        corpus.index()
    archive = corpus.open()
    assert archive.count == 4
    with pytest.raises(IndexDamaged, match=r"1 articles are in .* more than once"):
        archive.verify()
    archive.close()
    corpus.index()
    archive = corpus.open()
    assert archive.count == len(set(ids(archive))) == 3
    assert sum(len(story.articles) for story in archive.stories(archive.search(parse("")), fewest=1)) == 3
    assert archive.verify() > 0
    archive.close()
