"""FTS5, the full-text search of SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import islice

from bench.engines.engine import BATCH, BEST, Engine, Query
from bench.engines.stories import Story


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
