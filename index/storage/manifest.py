"""The manifest of a build: its files, the articles in each of them, and problems.

One transaction is open from batch to batch, and is committed after Whoosh's commit. What a crash leaves between the
two shows in the generation: the number of Whoosh's commit that the manifest belongs to.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import time
from typing import Literal, NamedTuple, TypeVar

import msgspec

from corpus.source import Problem
from index.errors import DamagedData, IndexDamaged, IndexOutdated
from index.storage.folders import MANIFEST

FORMAT = 13
"""Counts up whenever an index that was made before can't be read any more."""

_TABLES = f"""
    BEGIN;
    CREATE TABLE about (
        generation INTEGER, contents INTEGER, run INTEGER, complete INTEGER, finished REAL, counted INTEGER
    );
    INSERT INTO about VALUES (0, 0, 0, 0, NULL, 0);
    CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB);
    CREATE TABLE files (path BLOB PRIMARY KEY, name TEXT, size INTEGER, mtime_ns INTEGER, whole INTEGER) WITHOUT ROWID;
    CREATE TABLE records (
        path BLOB, name TEXT, id TEXT, run INTEGER, checksum INTEGER, PRIMARY KEY (path, name)
    ) WITHOUT ROWID;
    CREATE INDEX records_by_id ON records (id, name);
    CREATE TABLE problems (path BLOB, name TEXT, reason TEXT);
    CREATE INDEX problems_by_path ON problems (path);
    PRAGMA user_version = {FORMAT};
    COMMIT;
"""
_AT_ONCE = 500
_S = TypeVar("_S")

Kept = Literal["rules", "recurrence", "actors", "stories"]


class FileRecord(NamedTuple):
    """A file as it was when it was read. `whole`: to its end, and with success."""

    name: str
    size: int
    mtime_ns: int
    whole: bool


class About(NamedTuple):
    """The state of a build.

    `generation` is the number of Whoosh's commit, `contents` the CRC-32 of its table of contents; `run` counts the
    passes of the builder over files, `finished` is in seconds since the epoch. `counted` is the commit whose lines
    were counted.
    """

    generation: int
    contents: int
    run: int
    complete: bool
    finished: float | None
    counted: int


class Manifest:
    """For one thread at a time."""

    def __init__(self, build: Path, *, write: bool = False, any_format: bool = False) -> None:
        """Open the manifest of a build, or begin one where there is none and `write` is set. Raises IndexDamaged.

        With `any_format` another version of wireside may have made it; reading from it may raise sqlite3.Error.
        """
        path = build / MANIFEST
        if not write and not path.exists():
            raise IndexDamaged(f"the index in {build.parent} is not whole")
        if write:
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_NOFOLLOW, 0o600))
        self._db, version = _opened(path, "mode=rw") if write else _opened_for_reading(path)
        if write and version == 0:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.executescript(_TABLES)
        elif version != FORMAT and not any_format:
            self._db.close()
            raise IndexOutdated(build.parent) if version else IndexDamaged(f"the index in {build.parent} is not whole")
        self._db.execute("PRAGMA synchronous = NORMAL")

    def about(self) -> About:
        """The state of the whole."""
        row = self._db.execute("SELECT generation, contents, run, complete, finished, counted FROM about").fetchone()
        return _checked(row, About)

    def files(self) -> dict[bytes, FileRecord]:
        """All files, by path."""
        rows = self._db.execute("SELECT path, name, size, mtime_ns, whole FROM files")
        return {path: _checked(row, FileRecord) for path, *row in rows}

    def bytes_read(self) -> int:
        """Return the size of all files together, as they were when they were read."""
        (size,) = self._db.execute("SELECT total(size) FROM files").fetchone()
        return int(size)

    def ids(self) -> set[str]:
        """The ids of all articles that some file holds."""
        return {id for (id,) in self._db.execute("SELECT DISTINCT id FROM records")}

    def count(self) -> int:
        """Count the articles."""
        (count,) = self._db.execute("SELECT count(DISTINCT id) FROM records").fetchone()
        return int(count)

    def paths(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The names of all places where each article is, sorted. Raises DamagedData where they are damaged."""
        wanted = list(ids)
        found: dict[str, tuple[str, ...]] = {}
        for begin in range(0, len(wanted), _AT_ONCE):
            some = wanted[begin : begin + _AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._db.execute(f"SELECT id, name, checksum FROM records WHERE id IN ({marks}) ORDER BY name", some)
            for id, name, checksum in rows:
                if checksum != _checksum(id, name):
                    raise DamagedData("the manifest is damaged")
                found[id] = (*found.get(id, ()), name)
        return found

    def version(self) -> int:
        """Another number whenever somebody else has written."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        return int(version)

    def places(self) -> list[tuple[str, str]]:
        """The id of each article and the name of each place where it is."""
        return list(self._records())

    def check(self) -> None:
        """Look at everything. Raises DamagedData where it is damaged."""
        if self._db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise DamagedData("the manifest is damaged")
        for _ in self._records():
            pass

    def _records(self) -> Iterator[tuple[str, str]]:
        for id, name, checksum in self._db.execute("SELECT id, name, checksum FROM records"):
            if checksum != _checksum(id, name):
                raise DamagedData("the manifest is damaged")
            yield id, name

    def problems(self) -> tuple[Problem, ...]:
        """Return the files that could not be read, with reasons."""
        rows = self._db.execute("SELECT name, reason FROM problems ORDER BY name")
        return tuple(Problem(*_checked(row, tuple[str, str])) for row in rows)

    def kept(self, name: Kept) -> bytes:
        """Return the bytes that `keep` was given last; empty if there were none."""
        return self._value("SELECT value FROM kept WHERE name = ?", (name,))

    def stamp(self, name: Kept, length: int) -> bytes:
        """The first so many bytes of what is kept."""
        return self._value("SELECT substr(value, 1, ?) FROM kept WHERE name = ?", (length, name))

    def _value(self, query: str, values: tuple[object, ...]) -> bytes:
        for (value,) in self._db.execute(query, values):
            if not isinstance(value, bytes):
                raise DamagedData("the manifest is damaged")
            return value
        return b""

    def keep(self, name: Kept, value: bytes) -> None:
        """Keep the user's `rules` that the words follow, how often lines recur, which names are one actor, or the
        stories."""
        self._db.execute("REPLACE INTO kept VALUES (?, ?)", (name, value))

    def counted(self, generation: int) -> None:
        """The lines of this commit of Whoosh are counted."""
        self._db.execute("UPDATE about SET counted = ?", (generation,))

    def begin(self) -> None:
        """Open the transaction of a batch."""
        self._db.execute("BEGIN IMMEDIATE")

    def begin_run(self, problems: Iterable[Problem]) -> int:
        """Begin a run, which is not complete yet, with what could not even be opened; return the number of its pass."""
        self._db.execute("UPDATE about SET complete = 0")
        self._db.execute("DELETE FROM problems WHERE path IS NULL")
        self._db.executemany("INSERT INTO problems VALUES (NULL, ?, ?)", [(one.path, one.reason) for one in problems])
        return self.begin_pass()

    def begin_pass(self) -> int:
        """Begin to read files, each once until the next pass; return the number of the pass."""
        self._db.execute("UPDATE about SET run = run + 1")
        return self.about().run

    def begin_file(self, path: bytes, file: FileRecord) -> None:
        """From here on a file is read; it counts as not whole until `finish_file`."""
        self._db.execute("REPLACE INTO files VALUES (?, ?, ?, ?, 0)", (path, file.name, file.size, file.mtime_ns))
        self._db.execute("DELETE FROM problems WHERE path = ?", (path,))

    def record(self, path: bytes, name: str, id: str, run: int) -> bool:
        """An article was found in a file, there under `name`. True if it was not known there before."""
        known = self._db.execute("SELECT id FROM records WHERE path = ? AND name = ?", (path, name)).fetchone()
        values = path, name, id, run, _checksum(id, name)
        self._db.execute("REPLACE INTO records VALUES (?, ?, ?, ?, ?)", values)
        return bool(known != (id,))

    def add_problem(self, path: bytes, problem: Problem) -> None:
        """Something in a file could not be read."""
        self._db.execute("INSERT INTO problems VALUES (?, ?, ?)", (path, problem.path, problem.reason))

    def finish_file(self, path: bytes, run: int, *, whole: bool) -> None:
        """A file was read to its end: what earlier passes found in it and this one did not is not there any more."""
        self._db.execute("UPDATE files SET whole = ? WHERE path = ?", (whole, path))
        self._db.execute("DELETE FROM records WHERE path = ? AND run < ?", (path, run))

    def ids_of(self, path: bytes) -> set[str]:
        """The ids of the articles in a file."""
        return {id for (id,) in self._db.execute("SELECT id FROM records WHERE path = ?", (path,))}

    def forget_problems(self, path: bytes) -> None:
        """Forget what could not be read in a file."""
        self._db.execute("DELETE FROM problems WHERE path = ?", (path,))

    def only_in(self, paths: Iterable[bytes]) -> tuple[list[bytes], int]:
        """Return which of these files hold articles that no other file holds, and how many articles those are."""
        self._choose(paths)
        rows = self._db.execute(
            "SELECT path, id FROM records WHERE path IN chosen AND NOT EXISTS"
            " (SELECT 1 FROM records AS other WHERE other.id = records.id AND other.path NOT IN chosen)"
        ).fetchall()
        return sorted({path for path, _ in rows}), len({id for _, id in rows})

    def count_files_with_articles(self, paths: Iterable[bytes]) -> int:
        """Count those of the files that hold an article."""
        self._choose(paths)
        (count,) = self._db.execute("SELECT count(DISTINCT path) FROM records WHERE path IN chosen").fetchone()
        return int(count)

    def _choose(self, paths: Iterable[bytes]) -> None:
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (path BLOB PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("DELETE FROM chosen")
        self._db.executemany("INSERT INTO chosen VALUES (?)", [(path,) for path in paths])

    def remove_file(self, path: bytes) -> None:
        """A file is gone."""
        for table in ("files", "records", "problems"):
            self._db.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def read_again(self, ids: Iterable[str]) -> None:
        """The files that hold these articles count as not read."""
        self._db.executemany(
            "UPDATE files SET whole = 0 WHERE path IN (SELECT path FROM records WHERE id = ?)", [(id,) for id in ids]
        )

    def finish_run(self) -> None:
        """The run came to its end: all files were seen."""
        self._db.execute("UPDATE about SET complete = 1, finished = ?", (time(),))

    def commit(self, generation: int, contents: int) -> None:
        """End the transaction: all of it belongs to this commit of Whoosh, whose table of contents has this CRC-32."""
        self._db.execute("UPDATE about SET generation = ?, contents = ?", (generation, contents))
        self._db.execute("COMMIT")

    def rollback(self) -> None:
        """Forget what was not committed."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def close(self) -> None:
        self._db.close()


def _opened(path: Path, how: str) -> tuple[sqlite3.Connection, int]:
    """A database, and the number of its format."""
    uri = f"{path.absolute().as_uri()}?{how}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10)
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return db, version


def _opened_for_reading(path: Path) -> tuple[sqlite3.Connection, int]:
    """The same in a read-only folder too, where SQLite can put no file beside it, so that it must know of no writer."""
    try:
        return _opened(path, "mode=ro")
    except sqlite3.OperationalError as error:
        is_read_only = getattr(error, "sqlite_errorname", "").startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))
        if not is_read_only or path.with_name(f"{path.name}-wal").exists():
            raise
        return _opened(path, "immutable=1")


def _checked(row: Sequence[object] | None, kind: type[_S]) -> _S:
    """Make a value of a row whose columns have its fields. Raises DamagedData if they are of other types."""
    try:
        return msgspec.convert(row, kind, strict=False)
    except msgspec.ValidationError:
        raise DamagedData("the manifest is damaged") from None


def _checksum(id: str, name: str) -> int:
    return zlib.crc32(f"{id} {name}".encode("utf-8", "surrogatepass"))
