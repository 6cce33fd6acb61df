"""Finding damage: in the structure of the file, in its schema, and in each row by the sum of its table."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.notebook.errors import NotebookError, damaged
from index.notebook.tables import FORMAT, TABLES, columns, schema_of, sum_of, written_schema


def version_of(db: sqlite3.Connection, path: Path) -> int:
    """Return the format of a notebook, as its header says. Raises NotebookError if it is newer than ours."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > FORMAT:
        raise NotebookError(f"a newer wireside wrote the notebook {path}", "use that version")
    return int(version)


def check(db: sqlite3.Connection, path: Path) -> None:
    """Raise NotebookDamaged if the notebook isn't as it was written.

    All is read in one transaction, so that another process may write meanwhile. Of formats before 3, which have no
    sums, only structure and indexes are checked.
    """
    began = not db.in_transaction
    if began:
        db.execute("BEGIN")
    try:
        _check(db, path)
    finally:
        if began and db.in_transaction:
            db.execute("ROLLBACK")


def _check(db: sqlite3.Connection, path: Path) -> None:
    version = version_of(db, path)
    pragma = "quick_check" if version == FORMAT else "integrity_check"  # tables before format 3 have indexes
    (answer,) = db.execute(f"PRAGMA {pragma}(1)").fetchone()
    if answer != "ok":
        raise damaged(path, " ".join(str(answer).split()))
    if version < FORMAT:
        _check_old_tables(db, path)
        return
    if schema_of(db) != written_schema():
        raise damaged(path, "its tables are not those of a notebook")
    sums = {name: (rows, total) for name, rows, total in db.execute("SELECT name, rows, sum FROM sums")}
    for table in TABLES:
        rows = db.execute(f"SELECT {', '.join(columns(table))} FROM {table}").fetchall()
        if sums.get(table) != (len(rows), sum_of(table, rows)):
            raise damaged(path, f"the rows of “{table}” don't match their checksum")


def _check_old_tables(db: sqlite3.Connection, path: Path) -> None:
    """Raise NotebookDamaged for tables that no older format had, so that no row is left behind under a garbled name."""
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables - TABLES.keys():
        raise damaged(path, "its tables are not those of a notebook")
