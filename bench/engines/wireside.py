"""wireside by its index alone: articles come as the pipeline would leave them, but for what it infers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.engines.engine import BATCH, BEST, Engine, Query
from bench.engines.stories import Story
from corpus.article import Article, Block, Published, Role, Verdict
from corpus.source import Source, article_id
from index.storage.index_entry import IndexEntry

if TYPE_CHECKING:
    from index.search.hits import Results


class Wireside(Engine):
    name = "wireside"

    def index(self, stories: Iterable[Story]) -> None:
        from index.storage.index_entry import repacked

        nothing = {"lines": b"", "features": b"", "article": b"", "text": b""}
        write(self.folder, (repacked(one, source.path, **nothing) for source, one in map(described, stories)))

    def open(self) -> None:
        from index.archive import Archive

        self.archive = Archive.open(self.folder)

    def asker(self, kind: str) -> Callable[[Query], object] | None:
        from index.query.clauses import And, Clause, Dates, Fuzzy, Near, Or, Phrase, Word
        from index.query.clauses import Query as Asked

        def found(clause: Clause, sort: Any = "relevance") -> Results:
            return self.archive.search(Asked("", clause), sort=sort)

        def find(clause: Clause, sort: Any = "relevance") -> object:
            results = found(clause, sort)
            return results.total, results.ranked.part(0, BEST)

        def counted(words: tuple[str, ...]) -> object:
            return self.archive.facets(found(Word(words[0])))

        return {
            "common": lambda asked: find(Word(asked[0][0])),
            "rare": lambda asked: find(Word(asked[0][0])),
            "and": lambda asked: find(And(tuple(map(Word, asked[0])))),
            "or": lambda asked: find(Or(tuple(map(Word, asked[0])))),
            "phrase": lambda asked: find(Phrase(asked[0])),
            "near": lambda asked: find(Near(asked[0], 6)),
            "prefix": lambda asked: find(Word(asked[0][0], prefix=True)),
            "fuzzy": lambda asked: find(Fuzzy(asked[0][0])),
            "filter": lambda asked: find(And((Word(asked[0][0]), Phrase(_words(asked[1]), "outlet")))),
            "dates": lambda asked: find(And((Word(asked[0][0]), Dates(*asked[2])))),
            "sorted": lambda asked: find(Word(asked[0][0]), "date"),
            "facets": lambda asked: counted(asked[0]),
        }[kind]


def write(folder: Path, entries: Iterable[IndexEntry]) -> None:
    """An index of articles that were made ready: batches, committed and merged as the builder does it."""
    from index.storage.folders import make_folder, new_build, use_build
    from index.storage.manifest import Manifest
    from index.storage.whoosh.index_writer import IndexWriter

    make_folder(folder)
    build = new_build(folder)
    writing = IndexWriter(build)
    rest = iter(entries)
    with closing(Manifest(build, write=True)) as manifest:
        while some := list(islice(rest, BATCH)):
            manifest.begin()
            for entry in some:
                writing.add(entry)
                manifest.record(entry.name.encode(), entry.name, entry.id, 1)
            writing.commit()
            manifest.commit(*writing.commit_made())
            if writing.merge(threading.Event()):
                manifest.begin()
                manifest.commit(*writing.commit_made())
    use_build(build)


def described(story: Story) -> tuple[Source, Article]:
    """A story as the pipeline would leave it, but for what it infers."""
    texts = (story.headline, *story.paragraphs)
    text, blocks = "\n".join(texts), []
    at = 0
    for line, part in enumerate(texts, 1):
        role = Role.BODY if line > 1 else Role.HEADLINE
        blocks.append(Block(role, part, at, at + len(part), (line, line), "", 1.0, ((0, at),)))
        at += len(part) + 1
    id = article_id(text.encode())
    day = f"{story.published:08}"
    article = Article(
        id=id,
        paths=(f"{id}.txt",),
        headline=Verdict(story.headline, "", 1.0),
        dek=None,
        byline=None,
        dateline=None,
        outlet=Verdict(story.outlet, "", 1.0),
        published=Published(f"{day[:4]}-{day[4:6]}-{day[6:]}", "day", "", 1.0) if story.published else None,
        language="en",
        blocks=tuple(blocks),
    )
    return Source(id, article.paths[0], "text", text), article


def _words(outlet: str) -> tuple[str, ...]:
    from index.terms import words

    return tuple(words(outlet))
