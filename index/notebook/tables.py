"""The tables of a notebook, and the sum of each: how many rows it has, and a checksum over them.

Triggers keep the sums in the same transaction as the rows, so that a changed, lost or extra row doesn't match. They
call a function that wireside alone provides: other programs can read a notebook, and can't change a row without it.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from hashlib import blake2b

import msgspec

FORMAT = 3
TABLES = {
    "marks": ("id TEXT PRIMARY KEY", "number INTEGER"),
    "read": ("id TEXT PRIMARY KEY",),
    "tags": ("id TEXT", "tag TEXT", "PRIMARY KEY (id, tag)"),
    "saved": ("name TEXT PRIMARY KEY", "query TEXT"),
    "queries": ("text TEXT PRIMARY KEY", "number INTEGER"),
    "session": ("one INTEGER PRIMARY KEY CHECK (one = 1)", "query TEXT", "sort TEXT", "article TEXT", "place INTEGER"),
}
_SUMS = "CREATE TABLE sums (name TEXT PRIMARY KEY, rows INTEGER, sum TEXT) WITHOUT ROWID"
_NO_ROWS = "0" * 16  # the sum of a table without rows, as 64 bits in hex

Value = str | int | float | bytes | None


def columns(table: str) -> tuple[str, ...]:
    """Return the names of the columns of a table."""
    return tuple(column.split()[0] for column in TABLES[table] if not column.startswith("PRIMARY KEY"))


def prepare(db: sqlite3.Connection) -> None:
    """Make a connection ready to write: the function that the triggers call, and durable transactions."""
    db.create_function("wireside_sum", -1, _changed_sum, deterministic=True)
    db.execute("PRAGMA trusted_schema = ON")  # some builds forbid functions in triggers otherwise
    db.execute("PRAGMA recursive_triggers = ON")  # else a REPLACE takes a row out without its trigger
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("PRAGMA cell_size_check = ON")


def create(db: sqlite3.Connection) -> None:
    """Create the tables, their sums and triggers, and take over the rows of an older notebook.

    Call it inside a transaction, on a connection that `prepare` made ready.
    """
    old = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    db.execute(_SUMS)
    for table, parts in TABLES.items():
        if table in old:
            db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
        db.execute(f"CREATE TABLE {table} ({', '.join(parts)}) WITHOUT ROWID")
        db.execute("INSERT INTO sums VALUES (?, 0, ?)", (table, _NO_ROWS))
        for trigger in _triggers(table):
            db.execute(trigger)
        if table in old:
            names = ", ".join(columns(table))
            db.execute(f"INSERT INTO {table} SELECT {names} FROM old_{table}")
            db.execute(f"DROP TABLE old_{table}")
    db.execute(f"PRAGMA user_version = {FORMAT}")


@cache
def written_schema() -> frozenset[str]:
    """Return the statements that the schema of a notebook consists of, as SQLite keeps them."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        prepare(db)
        create(db)
        return schema_of(db)
    finally:
        db.close()


def schema_of(db: sqlite3.Connection) -> frozenset[str]:
    """Return the statements that the schema of a database consists of."""
    return frozenset(f"{name}: {sql}" for name, sql in db.execute("SELECT name, sql FROM sqlite_master"))


def sum_of(table: str, rows: list[tuple[Value, ...]]) -> str:
    """Return the checksum over rows in any order, as 16 hex digits."""
    return f"{sum(_row_sum((table, *row)) for row in rows) % 2**64:016x}"


def _changed_sum(total: Value, sign: Value, *values: Value) -> str:
    """Return a checksum with a row put in (`sign` 1) or taken out (-1); `values` are its table and its cells."""
    if not isinstance(total, str) or not isinstance(sign, int):
        raise TypeError("not a sum")
    return f"{(int(total, 16) + sign * _row_sum(values)) % 2**64:016x}"


def _row_sum(values: tuple[Value, ...]) -> int:
    return int.from_bytes(blake2b(msgspec.json.encode(values), digest_size=8).digest())


def _triggers(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table} BEGIN "
        f"UPDATE sums SET rows = rows + {sign}, sum = wireside_sum(sum, {sign}, '{table}', "
        f"{', '.join(f'{row}.{column}' for column in columns(table))}) WHERE name = '{table}'; END"
        for event, sign, row in (("INSERT", 1, "new"), ("DELETE", -1, "old"))
    ]
