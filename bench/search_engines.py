"""wireside and its peers behind one small door: index articles, open, ask.

Analysis is as alike as the engines allow: words in lower case, English stems, no stop words; prefixes and phrases go to
what each has for them. Articles are indexed, not stored. All answer the best 20 and how many there are.
"""

from __future__ import annotations

import sqlite3
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.search_corpus import Story
from corpus.article import Article, Block, Published, Role, Verdict
from corpus.source import Source, article_id
from index.schema import Entry

if TYPE_CHECKING:
    from index.results import Results

BEST = 20
BATCH = 500

Query = tuple[tuple[str, ...], str, tuple[int, int]]
"""Words, an outlet, and the first and last day."""


class Engine(ABC):
    """One engine on one folder. `ask` returns None where the engine has no such kind of query."""

    name: str
    largest = 1_000_000
    """More articles it can not index in hours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def index(self, stories: Iterable[Story]) -> None: ...

    @abstractmethod
    def open(self) -> None: ...

    @abstractmethod
    def asker(self, kind: str) -> Callable[[Query], object] | None: ...


class Wireside(Engine):
    name = "wireside"

    def index(self, stories: Iterable[Story]) -> None:
        from index.schema import repacked

        nothing = {"lines": b"", "features": b"", "article": b"", "text": b""}
        write(self.folder, (repacked(one, source.path, **nothing) for source, one in map(described, stories)))

    def open(self) -> None:
        from index.archive import Archive

        self.archive = Archive.open(self.folder)

    def asker(self, kind: str) -> Callable[[Query], object] | None:
        from index.clauses import And, Clause, Dates, Fuzzy, Near, Or, Phrase, Word
        from index.clauses import Query as Asked

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


class Fts5(Engine):
    name = "FTS5"

    def index(self, stories: Iterable[Story]) -> None:
        self.folder.mkdir(parents=True)
        with closing(sqlite3.connect(self.folder / "fts.db")) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute(
                "CREATE VIRTUAL TABLE texts "
                "USING fts5(headline, body, tokenize='porter unicode61', content='', prefix='3 4 5')"
            )
            db.execute("CREATE TABLE about (id INTEGER PRIMARY KEY, outlet TEXT, published INTEGER)")
            rest = enumerate(stories)
            while some := list(islice(rest, BATCH)):
                db.executemany(
                    "INSERT INTO texts (rowid, headline, body) VALUES (?, ?, ?)",
                    [(id, story.headline, "\n".join(story.paragraphs)) for id, story in some],
                )
                db.executemany(
                    "INSERT INTO about VALUES (?, ?, ?)", [(id, story.outlet, story.published) for id, story in some]
                )
                db.commit()

    def open(self) -> None:
        self.db = sqlite3.connect(self.folder / "fts.db")

    def asker(self, kind: str) -> Callable[[Query], object] | None:
        best = f"ORDER BY rank LIMIT {BEST}"
        joined = "SELECT texts.rowid FROM texts JOIN about ON about.id = texts.rowid WHERE texts MATCH ?"

        def find(text: str, more: str = best, *values: object, start: str = joined) -> object:
            count = self.db.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (text,)).fetchone()
            return count, self.db.execute(f"{start} {more}", (text, *values)).fetchall()

        plain = "SELECT rowid FROM texts WHERE texts MATCH ?"
        counted = (
            "SELECT {} AS value, count(*) FROM texts JOIN about ON about.id = texts.rowid "
            "WHERE texts MATCH ? GROUP BY value"
        )
        kinds: dict[str, Callable[[Query], object]] = {
            "common": lambda asked: find(asked[0][0], start=plain),
            "rare": lambda asked: find(asked[0][0], start=plain),
            "and": lambda asked: find(" ".join(asked[0]), start=plain),
            "or": lambda asked: find(" OR ".join(asked[0]), start=plain),
            "phrase": lambda asked: find(f'"{" ".join(asked[0])}"', start=plain),
            "near": lambda asked: find(f"NEAR({' '.join(asked[0])}, 5)", start=plain),
            "prefix": lambda asked: find(asked[0][0] + "*", start=plain),
            "filter": lambda asked: find(asked[0][0], f"AND about.outlet = ? {best}", asked[1]),
            "dates": lambda asked: find(asked[0][0], f"AND about.published BETWEEN ? AND ? {best}", *asked[2]),
            "sorted": lambda asked: find(asked[0][0], f"ORDER BY about.published DESC LIMIT {BEST}"),
            "facets": lambda asked: [
                self.db.execute(counted.format(value), (asked[0][0],)).fetchall()
                for value in ("outlet", "published / 10000", "published / 100")
            ],
        }
        return kinds.get(kind)


class Tantivy(Engine):
    name = "tantivy"

    def index(self, stories: Iterable[Story]) -> None:
        import tantivy

        self.folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("headline", tokenizer_name="en_stem")
        builder.add_text_field("body", tokenizer_name="en_stem")
        builder.add_text_field("outlet", tokenizer_name="raw", fast=True)
        builder.add_integer_field("published", indexed=True, fast=True)
        writer = tantivy.Index(builder.build(), path=str(self.folder)).writer(128_000_000, num_threads=1)
        for number, story in enumerate(stories, 1):
            document = tantivy.Document(
                headline=story.headline,
                body="\n".join(story.paragraphs),
                outlet=story.outlet,
                published=story.published,
            )
            writer.add_document(document)
            if number % BATCH == 0:
                writer.commit()
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        import tantivy

        self.tantivy: Any = tantivy
        self.opened = tantivy.Index.open(str(self.folder))
        self.opened.reload()
        self.searcher = self.opened.searcher()

    def asker(self, kind: str) -> Callable[[Query], object] | None:
        import json

        from index.words import stem

        peer, schema = self.tantivy.Query, self.opened.schema

        def find(text: str) -> object:
            return self.searcher.search(self._parsed(text), BEST)

        def fuzzy(word: str) -> object:
            return self.searcher.search(peer.fuzzy_term_query(schema, "body", stem(word)), BEST)

        def started(word: str) -> object:
            return self.searcher.search(peer.regex_query(schema, "body", word + ".*"), BEST)

        def counted(word: str) -> object:
            wanted = {
                "outlets": {"terms": {"field": "outlet", "size": 500}},
                "months": {"histogram": {"field": "published", "interval": 100, "min_doc_count": 1}},
            }
            return json.dumps(self.searcher.aggregate(self._parsed(word), wanted))

        kinds: dict[str, Callable[[Query], object]] = {
            "common": lambda asked: find(asked[0][0]),
            "rare": lambda asked: find(asked[0][0]),
            "and": lambda asked: find(" AND ".join(asked[0])),
            "or": lambda asked: find(" OR ".join(asked[0])),
            "phrase": lambda asked: find(f'"{" ".join(asked[0])}"'),
            "near": lambda asked: find(f'"{" ".join(asked[0])}"~5'),
            "prefix": lambda asked: started(asked[0][0]),
            "fuzzy": lambda asked: fuzzy(asked[0][0]),
            "filter": lambda asked: find(f'{asked[0][0]} AND outlet:"{asked[1]}"'),
            "dates": lambda asked: find(f"{asked[0][0]} AND published:[{asked[2][0]} TO {asked[2][1]}]"),
            "sorted": lambda asked: self.searcher.search(self._parsed(asked[0][0]), BEST, order_by_field="published"),
            "facets": lambda asked: counted(asked[0][0]),
        }
        return kinds.get(kind)

    def _parsed(self, text: str) -> Any:
        return self.opened.parse_query(text, ["headline", "body"], conjunction_by_default=True)


class StockWhoosh(Engine):
    name = "Whoosh"
    largest = 100_000

    def index(self, stories: Iterable[Story]) -> None:
        from whoosh import fields
        from whoosh.analysis.analyzers import StemmingAnalyzer
        from whoosh.index import create_in

        self.folder.mkdir(parents=True)
        text = StemmingAnalyzer(stoplist=None, minsize=1)
        schema = fields.Schema(
            headline=fields.TEXT(text),
            body=fields.TEXT(text),
            outlet=fields.ID(sortable=True),
            published=fields.NUMERIC(int, signed=False, sortable=True),
        )
        created = create_in(str(self.folder), schema)
        rest = iter(stories)
        while some := list(islice(rest, BATCH)):
            writer = created.writer(limitmb=256)
            for story in some:
                writer.add_document(
                    headline=story.headline,
                    body="\n".join(story.paragraphs),
                    outlet=story.outlet,
                    published=story.published,
                )
            writer.commit()

    def open(self) -> None:
        from whoosh.index import open_dir

        self.searcher: Any = open_dir(str(self.folder)).searcher()

    def asker(self, kind: str) -> Callable[[Query], object] | None:
        from whoosh.query import compound, positional, ranges, terms

        from index.words import stem

        def term(word: str) -> Any:
            return compound.Or([terms.Term("headline", stem(word)), terms.Term("body", stem(word))])

        def find(query: Any, **more: Any) -> object:
            found = self.searcher.search(query, limit=BEST, **more)
            return len(found), found

        kinds: dict[str, Callable[[Query], object]] = {
            "common": lambda asked: find(term(asked[0][0])),
            "rare": lambda asked: find(term(asked[0][0])),
            "and": lambda asked: find(compound.And([term(word) for word in asked[0]])),
            "or": lambda asked: find(compound.Or([term(word) for word in asked[0]])),
            "phrase": lambda asked: find(positional.Phrase("body", [stem(word) for word in asked[0]])),
            "near": lambda asked: find(positional.Phrase("body", [stem(word) for word in asked[0]], slop=6)),
            "prefix": lambda asked: find(terms.Prefix("body", asked[0][0])),
            "fuzzy": lambda asked: find(terms.FuzzyTerm("body", stem(asked[0][0]), prefixlength=1)),
            "filter": lambda asked: find(compound.And([term(asked[0][0]), terms.Term("outlet", asked[1])])),
            "dates": lambda asked: find(compound.And([term(asked[0][0]), ranges.NumericRange("published", *asked[2])])),
            "sorted": lambda asked: find(term(asked[0][0]), sortedby="published", reverse=True),
            "facets": lambda asked: find(term(asked[0][0]), groupedby=["outlet", "published"]),
        }
        return kinds.get(kind)


def write(folder: Path, entries: Iterable[Entry]) -> None:
    """An index of articles that were made ready: batches, committed and merged as the builder does it."""
    from index.manifest import Manifest
    from index.storage import make_folder, new_build, use_build
    from index.writing import Writing

    make_folder(folder)
    build = new_build(folder)
    writing = Writing(build)
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
    from index.words import words

    return tuple(words(outlet))


ENGINES: tuple[type[Engine], ...] = (Wireside, Fts5, Tantivy, StockWhoosh)
