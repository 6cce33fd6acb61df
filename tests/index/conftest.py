"""A small world of articles for the index, made by hand, and folders of text that go through the real pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.article import Article, Block, Published, Role, Verdict
from corpus.settings import CorpusSettings
from corpus.source import Source, article_id
from index.archive import Archive
from index.builder import bring_up_to_date
from index.progress import Report

OUTLETS = ("The Lantern", "Ostrene Gazette", "Meridian Wire", "Harbour & Tide", "Kell Valley Post")


def article_of(
    *paragraphs: str, headline: str = "", outlet: str | None = None, published: str | None = None
) -> tuple[Source, Article]:
    """An article of body blocks, one a paragraph, under a headline if one is given."""
    text, blocks = "", []
    for paragraph in filter(None, (headline, *paragraphs)):
        role = Role.HEADLINE if paragraph is headline and headline else Role.BODY
        start, text = len(text), text + paragraph + "\n"
        end = start + len(paragraph)
        line = len(blocks) + 1
        blocks.append(Block(role, paragraph, start, end, (line, line), "a test says so", 1.0, ((0, start),)))
    source = Source(article_id(text.encode()), "somewhere.txt", "text", text)
    article = Article(
        id=source.id,
        paths=(source.path,),
        headline=Verdict(headline or "(no headline)", "a test says so", 1.0),
        dek=None,
        byline=None,
        dateline=None,
        outlet=Verdict(outlet, "a test says so", 1.0) if outlet else None,
        published=Published(published, "day", "a test says so", 1.0) if published else None,
        language="en",
        blocks=tuple(blocks),
    )
    return source, article


def news(number: int, body: str = "") -> str:
    """The text of an article about the harbour, unlike all others."""
    day = f"{1 + number % 28} {('March', 'April', 'May')[number % 3]} 2031"
    return (
        f"Harbour report number {number} reaches the council\n"
        f"{OUTLETS[number % 5].upper()}, {day}\n\n"
        f"The harbour office of Port Ilmay sent its report number {number} to the council of Halvera on that day.\n\n"
        f"{body or 'Ruan Aldane, who signed it, would not say what the pilots think of the tolls in the Kell Strait.'}\n"
    )


class Corpus:
    """A folder of articles and its index, both of this test alone."""

    def __init__(self, root: Path, folder: Path, settings: CorpusSettings) -> None:
        self.root, self.folder, self.settings = root, folder, settings
        root.mkdir()

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def index(self, *, rebuild: bool = False, batch: int = 500) -> Report:
        return bring_up_to_date(self.root, self.folder, self.settings, rebuild=rebuild, batch=batch, workers=0)

    def open(self) -> Archive:
        return Archive.open(self.folder)


@pytest.fixture
def corpus(tmp_path: Path, settings: CorpusSettings) -> Corpus:
    """An empty corpus."""
    return Corpus(tmp_path / "articles", tmp_path / "cache" / "articles-index", settings)


Archiver = Callable[[Sequence[tuple[Source, Article]]], Archive]
