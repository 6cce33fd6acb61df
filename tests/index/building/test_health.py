"""A run ends with an index that is whole: what was damaged before is rebuilt from the articles, or the run fails."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from index.errors import DamagedData, IndexDamaged
from index.query.parser import parse
from index.storage.manifest import Manifest
from index.storage.whoosh.segment import Segment

if TYPE_CHECKING:
    from tests.index.conftest import Corpus

ARTICLES = 2
PATTERNS = (
    "current",
    "*.toc",
    "manifest.db",
    *(f"*.{kind}" for kind in ("words", "docs", "counts", "places")),
    *(f"*.{column}.col" for column in ("id", "published", "lines", "features", "article", "text")),
)
CASES = [
    *((pattern, "garbled") for pattern in PATTERNS),
    *((pattern, "cut") for pattern in ("manifest.db", "*.words", "*.docs", "*.article.col")),
    *((pattern, "gone") for pattern in ("current", "*.toc", "manifest.db", "*.counts", "*.text.col")),
]


@pytest.fixture
def indexed(corpus: Corpus) -> Corpus:
    corpus.write_news(*range(ARTICLES))
    corpus.index()
    return corpus


def file_of(corpus: Corpus, pattern: str) -> Path:
    return max(corpus.folder.rglob(pattern), key=lambda path: path.stat().st_size)


def garble(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    at = len(raw) // 2
    raw[at : at + 64] = Random(7).randbytes(len(raw[at : at + 64]))
    path.write_bytes(raw)


def is_whole(corpus: Corpus) -> bool:
    archive = corpus.open()
    try:
        hits = archive.hits(archive.search(parse("harbour")), 0, 100)
        assert {archive.raw(hit.id)[:14] for hit in hits} == {"Harbour report"}
        return len(hits) == archive.count == ARTICLES and archive.verify() > 0
    finally:
        archive.close()


@pytest.mark.parametrize(("pattern", "how"), CASES)
def test_a_run_over_a_damaged_index_leaves_a_whole_one(indexed: Corpus, pattern: str, how: str) -> None:
    path = file_of(indexed, pattern)
    if how == "garbled":
        garble(path)
    elif how == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        path.unlink()
    report = indexed.index()
    assert report.rebuilt or report.added + report.unchanged == ARTICLES
    assert is_whole(indexed)
    assert not indexed.index().rebuilt


def test_what_was_checked_is_not_read_again(indexed: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = list[str]()
    whole, manifests = Segment.check, Manifest.check

    def check_segment(self: Segment) -> int:
        checked.append(self.name)
        return whole(self)

    def check_manifest(self: Manifest) -> None:
        checked.append("manifest")
        manifests(self)

    monkeypatch.setattr(Segment, "check", check_segment)
    monkeypatch.setattr(Manifest, "check", check_manifest)
    indexed.index()
    assert checked == []
    indexed.write_news(ARTICLES)
    indexed.index()
    assert len(checked) == 1
    assert checked != ["manifest"]


def test_an_index_that_stays_damaged_is_an_error_and_never_in_use(
    indexed: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(self: Segment) -> int:
        raise DamagedData("never right")

    with monkeypatch.context() as patch:
        patch.setattr(Segment, "check", damaged)
        with pytest.raises(IndexDamaged):
            indexed.index(rebuild=True)
    assert is_whole(indexed)
    assert [path.name for path in indexed.folder.glob("build-*")] == ["build-1"]
