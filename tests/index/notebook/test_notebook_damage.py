"""Damage to a notebook is reported and never answered from; older notebooks lose nothing on the way to ours."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bench.soak.notebook import CONTENTS, DAMAGES, contents, fill, survey
from index.notebook import Notebook, NotebookDamaged, NotebookError, Session

FORMAT_1 = """
    CREATE TABLE marks (id TEXT PRIMARY KEY, number INTEGER);
    CREATE TABLE read (id TEXT PRIMARY KEY);
    CREATE TABLE queries (text TEXT PRIMARY KEY, number INTEGER);
    CREATE TABLE session (
        one INTEGER PRIMARY KEY CHECK (one = 1), query TEXT, sort TEXT, article TEXT, place INTEGER
    );
    INSERT INTO marks VALUES ('b', 1), ('a', 2);
    INSERT INTO read VALUES ('a');
    INSERT INTO queries VALUES ('harbour', 1), ('treaty', 2);
    INSERT INTO session VALUES (1, 'harbour', 'date', 'a', 120);
    PRAGMA user_version = 1;
"""
FORMAT_2 = """
    CREATE TABLE tags (id TEXT, tag TEXT, PRIMARY KEY (id, tag));
    CREATE TABLE saved (name TEXT PRIMARY KEY, query TEXT);
    INSERT INTO tags VALUES ('a', 'tolls'), ('a', 'kell strait'), ('b', 'tolls');
    INSERT INTO saved VALUES ('tolls', 'harbour tolls');
    PRAGMA user_version = 2;
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corpus.sqlite"


def old(path: Path, *scripts: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        for script in scripts:
            db.executescript(script)


@pytest.mark.parametrize("scripts", [(FORMAT_1,), (FORMAT_1, FORMAT_2)])
def test_an_older_notebook_keeps_all_that_is_in_it(path: Path, scripts: tuple[str, ...]) -> None:
    old(path, *scripts)
    for _ in range(2):
        notebook = Notebook(path)
        assert (notebook.marked(), sorted(notebook.read_ids())) == (("b", "a"), ["a"])
        assert notebook.history(10) == ("treaty", "harbour")
        assert notebook.session() == Session("harbour", "date", "a", 120)
        if len(scripts) > 1:
            assert notebook.tags() == {"a": ("kell strait", "tolls"), "b": ("tolls",)}
            assert notebook.saved() == {"tolls": "harbour tolls"}
        notebook.close()
    Notebook(path).tag("c", "new", True)
    assert Notebook(path).tags()["c"] == ("new",)


def test_an_older_notebook_whose_process_was_killed_keeps_its_last_notes(path: Path) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.executescript(FORMAT_1 + FORMAT_2)
    assert path.with_name("corpus.sqlite-wal").stat().st_size
    assert Notebook(path).saved() == {"tolls": "harbour tolls"}
    db.close()
    assert Notebook(path).saved() == {"tolls": "harbour tolls"}


def test_an_older_damaged_notebook_is_left_as_it_is(path: Path) -> None:
    old(path, FORMAT_1, FORMAT_2.replace("tags", "tbgs"))
    before = path.read_bytes()
    with pytest.raises(NotebookDamaged, match="its tables are not those"):
        Notebook(path)
    assert path.read_bytes()[100:] == before[100:]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE tags SET tag = 'talls' WHERE tag = 'tolls'",
        "DELETE FROM tags WHERE id LIKE '%1'",
        "INSERT INTO marks VALUES ('z', 99)",
        "UPDATE sums SET rows = rows + 1 WHERE name = 'read'",
        "PRAGMA user_version = 2",
        "DROP TABLE queries",
    ],
)
def test_a_change_that_nobody_made_here_is_found(path: Path, change: str) -> None:
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.create_function("wireside_sum", -1, lambda total, *_: total)
        db.execute(change)
    with pytest.raises(NotebookDamaged):
        Notebook(path)


def test_another_program_can_not_change_a_row_by_mistake(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.OperationalError, match="wireside_sum"):
        db.execute("DELETE FROM tags")
    assert contents(path) == CONTENTS


def test_an_emptied_notebook_is_no_new_one(path: Path) -> None:
    fill(path)
    path.write_bytes(b"")
    with pytest.raises(NotebookDamaged, match="0 bytes"):
        Notebook(path)
    assert path.stat().st_size == 0


def test_no_damage_changes_what_is_answered(tmp_path: Path) -> None:
    counts = survey(tmp_path, rounds=len(DAMAGES) * 5, seed=7)
    assert counts.silent == 0
    assert counts.reported


WRITER = """
import itertools, sys
from pathlib import Path
from index.notebook import Notebook
notebook = Notebook(Path(sys.argv[1]))
print("open", flush=True)
for number in itertools.count():
    notebook.tag(f"article-{number}", "kept", True)
    print(number, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_acknowledged(path: Path) -> None:
    rng = random.Random(11)
    command = [sys.executable, "-P", "-c", WRITER, str(path)]
    acknowledged: set[str] = set()
    for _ in range(3):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _ in range(rng.randint(2, 40)):
                last = writer.stdout.readline().strip()
            os.kill(writer.pid, signal.SIGKILL)
            rest = writer.stdout.read().split()
        numbers = [int(one) for one in (last, *rest) if one.isdecimal()]
        acknowledged |= {f"article-{number}" for number in range(max(numbers, default=-1) + 1)}
        assert acknowledged <= set(Notebook(path).tags())


def test_a_full_disk_is_an_error_and_loses_nothing(path: Path) -> None:
    fill(path)
    notebook = Notebook(path)
    notebook._db.execute(f"PRAGMA max_page_count = {path.stat().st_size // 4096}")
    with pytest.raises(NotebookError, match="full"):
        notebook.save_query("name", "long " * 50_000)
    notebook.close()
    assert contents(path) == CONTENTS
