"""A small world of articles for the index, made by hand, and folders of text that go through the real pipeline."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from whoosh.codec.base import Segment

from corpus.article import Article, Block, Published, Role, Verdict
from corpus.settings import CorpusSettings
from corpus.source import Source, article_id
from index.archive import Archive
from index.building.build_progress import Report
from index.building.builder import bring_up_to_date
from index.storage.folders import make_folder, new_build, use_build
from index.storage.index_entry import entry
from index.storage.manifest import Manifest
from index.storage.whoosh.index_writer import IndexWriter

OUTLETS = ("The Lantern", "Ostrene Gazette", "Meridian Wire", "Harbour & Tide", "Kell Valley Post")
WHY = "a test says so"


class ArticleMaker(Protocol):
    """Makes an article of body blocks, one a paragraph."""

    def __call__(
        self,
        *paragraphs: str,
        headline: str = "",
        outlet: str | None = None,
        byline: str | None = None,
        published: str | None = None,
        stripped: str = "",
    ) -> tuple[Source, Article]: ...


@pytest.fixture(scope="session")
def article_of() -> ArticleMaker:
    return _article_of


@pytest.fixture(scope="session")
def news() -> Callable[..., str]:
    """The text of an article about the harbour, unlike all others."""
    return _news


def _article_of(
    *paragraphs: str,
    headline: str = "",
    outlet: str | None = None,
    byline: str | None = None,
    published: str | None = None,
    stripped: str = "",
) -> tuple[Source, Article]:
    """An article of body blocks, one a paragraph, under a headline and over a share widget if they are given."""
    roles = [(Role.HEADLINE, headline), *((Role.BODY, text) for text in paragraphs), (Role.SHARE, stripped)]
    text, blocks = "", list[Block]()
    for line, (role, words) in enumerate(((role, words) for role, words in roles if words), 1):
        blocks.append(Block(role, words, len(text), len(text) + len(words), (line, line), WHY, 1.0, ((0, len(text)),)))
        text += words + "\n"
    source = Source(article_id(text.encode()), f"{article_id(text.encode())}.txt", "text", text)
    article = Article(
        id=source.id,
        paths=(source.path,),
        headline=Verdict(headline or "No headline", WHY, 1.0),
        dek=None,
        byline=Verdict(byline, WHY, 1.0) if byline else None,
        dateline=None,
        outlet=Verdict(outlet, WHY, 1.0) if outlet else None,
        published=Published(published, "day", WHY, 1.0) if published else None,
        language="en",
        blocks=tuple(blocks),
    )
    return source, article


def _news(number: int, body: str = "") -> str:
    day = f"{1 + number % 28} {('March', 'April', 'May')[number % 3]} 2031"
    told = body or "Ruan Aldane, who signed it, would not say what the pilots think of the tolls in the Kell Strait."
    return (
        f"Harbour report number {number} reaches the council\n"
        f"{OUTLETS[number % 5].upper()}, {day}\n\n"
        f"The harbour office of Port Ilmay sent its report number {number} to the council of Halvera on that day.\n\n"
        f"{told}\n"
    )


class Corpus:
    """A folder of articles and its index, both of one test alone."""

    def __init__(self, root: Path, folder: Path, settings: CorpusSettings) -> None:
        self.root, self.folder, self.settings = root, folder, settings
        root.mkdir()

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def write_news(self, *numbers: int) -> None:
        for number in numbers:
            self.write(f"{number:03}.txt", _news(number))

    def index(self, *, rebuild: bool = False, remove_missing: bool = False, batch: int = 500) -> Report:
        return bring_up_to_date(
            self.root,
            self.folder,
            self.settings,
            rebuild=rebuild,
            remove_missing=remove_missing,
            batch=batch,
            workers=0,
        )

    def open(self) -> Archive:
        return Archive.open(self.folder)


def _all_or_worn(segments: list[Segment]) -> list[Segment]:
    """As often as there is something to gain, all segments."""
    return segments if len(segments) > 1 or any(one.has_deletions() for one in segments) else []


class IndexMaker(Protocol):
    """Makes an index of hand-made articles, a segment a batch; those with an id in `removed` are taken out again."""

    def __call__(
        self, *batches: Sequence[tuple[Source, Article]], merge: bool = False, removed: Sequence[str] = ()
    ) -> Archive: ...


@pytest.fixture(scope="session")
def make_index(tmp_path_factory: pytest.TempPathFactory) -> IndexMaker:
    """Indexes of hand-made articles, without files and without the pipeline."""

    def make(*batches: Sequence[tuple[Source, Article]], merge: bool = False, removed: Sequence[str] = ()) -> Archive:
        folder = tmp_path_factory.mktemp("index")
        make_folder(folder)
        build = new_build(folder)
        writing, manifest = IndexWriter(build), Manifest(build, write=True)
        for batch in batches:
            manifest.begin()
            for source, article in batch:
                writing.add(entry(source, article))
                manifest.record(source.path.encode(), source.path, article.id, 1)
            writing.commit()
            manifest.commit(*writing.commit_made())
        if removed:
            manifest.begin()
            writing.remove(removed)
            writing.commit()
            manifest.commit(*writing.commit_made())
        if merge:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("index.storage.whoosh.index_writer.segments_to_merge", _all_or_worn)
                writing.merge(threading.Event())
            manifest.begin()
            manifest.commit(*writing.commit_made())
        manifest.close()
        use_build(build)
        return Archive.open(folder)

    return make


@pytest.fixture
def corpus(tmp_path: Path, settings: CorpusSettings) -> Corpus:
    """An empty corpus."""
    return Corpus(tmp_path / "articles", tmp_path / "cache" / "articles-index", settings)
