"""Merging goes on beside the writing: what is committed, removed or broken meanwhile is as it should be afterwards."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from whoosh.codec.base import Segment
from whoosh.index import TOC

from index.storage.folders import new_build
from index.storage.index_entry import entry
from index.storage.whoosh.background_merge import BackgroundMerge
from index.storage.whoosh.file_storage import OwnerOnly
from index.storage.whoosh.index_writer import IndexWriter, segments_to_merge, small_ones
from index.storage.whoosh.posting_merger import Merger
from index.storage.whoosh.segment import INDEX_NAME
from tests.index.conftest import ArticleMaker


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[IndexWriter]:
    one = IndexWriter(new_build(tmp_path))
    yield one
    one.cancel()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Merges begin at two segments, and end when this is set."""
    go_on = threading.Event()
    merged = Merger.__call__

    def waits(self: Merger, *given: object) -> object:
        assert go_on.wait(120)
        return merged(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Merger, "__call__", waits)
    monkeypatch.setattr(
        "index.storage.whoosh.index_writer.segments_to_merge", lambda few: list(few) if len(few) > 1 else []
    )
    return go_on


def add(writing: IndexWriter, article_of: ArticleMaker, *texts: str) -> list[str]:
    made = [article_of(text) for text in texts]
    for source, article in made:
        writing.add(entry(source, article))
    writing.commit()
    return [article.id for _, article in made]


def sizes(writing: IndexWriter) -> list[int]:
    return [one.doc_count() for one in writing._segments()]


def test_what_is_committed_meanwhile_stays(
    writing: IndexWriter, article_of: ArticleMaker, slow: threading.Event
) -> None:
    ids = add(writing, article_of, "The harbour", "The bridge") + add(writing, article_of, "The ferry")
    assert not writing.merge(threading.Event(), wait=False)
    ids += add(writing, article_of, "The council")
    assert sizes(writing) == [2, 1, 1]
    slow.set()
    assert writing.merge(threading.Event())
    assert sizes(writing) == [4]
    assert writing.ids() == set(ids)


def test_what_is_removed_meanwhile_does_not_come_back(
    writing: IndexWriter, article_of: ArticleMaker, slow: threading.Event
) -> None:
    gone, *stay = add(writing, article_of, "The harbour", "The bridge") + add(writing, article_of, "The ferry")
    writing.merge(threading.Event(), wait=False)
    writing.remove([gone])
    writing.commit()
    slow.set()
    assert writing.merge(threading.Event())
    assert sizes(writing) == [2]
    assert writing.ids() == set(stay)


def test_given_up(writing: IndexWriter, article_of: ArticleMaker, slow: threading.Event, tmp_path: Path) -> None:
    ids = add(writing, article_of, "The harbour") + add(writing, article_of, "The ferry")
    writing.merge(threading.Event(), wait=False)
    stop = threading.Event()
    stop.set()
    assert not writing.merge(stop)
    slow.set()
    writing.cancel()
    assert sizes(writing) == [1, 1]
    assert writing.ids() == set(ids)
    assert not list(tmp_path.glob("*/merging"))


def test_what_goes_wrong_is_raised_where_it_is_taken_in(
    writing: IndexWriter, article_of: ArticleMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = add(writing, article_of, "The harbour") + add(writing, article_of, "The ferry")

    def full(*_: object) -> list[Segment]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Merger, "__call__", full)
    merging = BackgroundMerge(OwnerOnly(writing._storage.folder), TOC.read(writing._storage, INDEX_NAME).segments)
    merging.wait(threading.Event())
    with pytest.raises(OSError, match="No space"):
        merging.take_in()
    assert writing.ids() == set(ids)


class Sized:
    """A segment as far as the choice of what to merge looks at it."""

    def __init__(self, articles: int) -> None:
        self.articles = articles

    def doc_count(self) -> int:
        return self.articles

    doc_count_all = doc_count

    def deleted_count(self) -> int:
        return 0


def test_an_article_is_written_anew_a_few_times_however_many_come() -> None:
    segments = [Sized(size) for size in (8, 30, 120)]
    written = most = 0
    for _ in range(400):
        segments.append(Sized(500))
        while few := segments_to_merge(cast(list[Segment], segments)):
            merged = sum(one.doc_count() for one in few)
            segments = [one for one in segments if one not in few] + [Sized(merged)]
            written += merged
        most = max(most, len(segments))
    assert written <= 3 * 400 * 500
    assert most <= 24


def after_a_run(segments: list[Sized], batches: Sequence[int]) -> tuple[list[Sized], int]:
    """What stays of a run with these batches, and how many articles were written again when it ended."""

    def merge(few: Sequence[Segment]) -> int:
        merged: int = sum(one.doc_count() for one in few)
        segments[:] = [*(one for one in segments if one not in few), Sized(merged)]
        return merged

    def all_alike() -> None:
        while few := segments_to_merge(cast(list[Segment], segments)):
            merge(few)

    for batch in batches:
        segments.append(Sized(batch))
        all_alike()
    again = 0
    while few := small_ones(cast(list[Segment], segments), sum(batches)):
        again += merge(few)
        all_alike()
    return segments, again


@pytest.mark.parametrize(("articles", "segments"), [(1_500, 1), (20_000, 6), (100_000, 6), (150_000, 6), (190_000, 6)])
def test_a_run_leaves_few_segments(articles: int, segments: int) -> None:
    batches = [20, 60, 150, 300, *[500] * (articles // 500 - 1)]
    left, again = after_a_run([], batches)
    assert len(left) <= segments
    assert again <= max(5_000, articles)


def test_an_article_a_run_is_written_again_seldom_and_leaves_what_is_large() -> None:
    large = Sized(13_000)
    segments = [large]
    written = 0
    for _ in range(500):
        segments, again = after_a_run(segments, [1])
        written += again
        assert len(segments) <= 24
        assert large in segments
    assert written <= 500 * 4
