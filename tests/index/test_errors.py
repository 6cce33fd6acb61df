"""An error is named for what it is: damage only where bytes are not what was written, and a bug stays a bug."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.archive import Archive
from index.errors import ArchiveError, DamagedData, IndexDamaged, decoding, trouble_with
from index.query.parser import parse

if TYPE_CHECKING:
    from tests.index.conftest import Corpus


def os_error(number: int, filename: object = None) -> OSError:
    return OSError(number, os.strerror(number), filename)


NAMED = [
    (MemoryError(), "not enough memory"),
    (os_error(errno.ENOMEM), "no more memory"),
    (os_error(errno.EAGAIN), "no more processes or memory"),
    (os_error(errno.EMFILE), "no more open files"),
    (os_error(errno.ENOSPC), "no space left on device"),
    (RuntimeError("can't start new thread"), "no more threads"),
]
BUGS = [
    TypeError("unsupported operand"),
    AttributeError("no such thing"),
    RecursionError("maximum recursion depth exceeded"),
    ValueError("not a checksum"),
    KeyError("gone"),
    RuntimeError("dictionary changed size"),
    os_error(errno.ENOENT, "/elsewhere/file.txt"),
    sqlite3.ProgrammingError("closed"),
]


def ids(value: object) -> str:
    return f"{type(value).__name__}{getattr(value, 'errno', None) or ''}" if isinstance(value, Exception) else ""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, make_index: object, article_of: object) -> Archive:
    index = make_index([article_of("The harbour of Port Ilmay.", headline="Harbour")])  # type: ignore[operator]
    assert isinstance(index, Archive)
    return index


def everything(archive: Archive) -> list[tuple[str, Callable[[], object]]]:
    """Return what can be asked of an index, with the function that each question goes through."""
    results = archive.search(parse("harbour"))
    return [
        ("index.archive.Ranked", lambda: archive.search(parse("harbour"))),
        ("index.archive.facets", lambda: archive.facets(results)),
        ("index.archive.unpack_text", lambda: archive.raw(archive.hits(results, 0, 1)[0].id)),
        ("index.archive.apply_overrides", lambda: archive.articles(results, 0, 1)),
        ("index.archive.completed", lambda: archive.complete("har")),
        ("index.archive.size_on_disk", archive.status),
        ("index.archive.newest_generation", archive.refresh),
    ]


def raising(error: Exception) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


@pytest.mark.parametrize(("error", "named"), NAMED, ids=ids)
def test_a_machine_short_of_something_is_no_damage(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, error: Exception, named: str
) -> None:
    for where, ask in everything(archive):
        with monkeypatch.context() as patch:
            patch.setattr(where, raising(error))
            with pytest.raises(ArchiveError, match=named) as caught:
                ask()
        assert not isinstance(caught.value, IndexDamaged)
        assert "--rebuild" not in caught.value.hint


@pytest.mark.parametrize("error", BUGS, ids=ids)
def test_a_bug_passes_as_it_is(archive: Archive, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    for where, ask in everything(archive):
        if isinstance(error, FileNotFoundError) and ask == archive.refresh:
            continue  # what a newer commit has removed is looked for again at the next refresh
        with monkeypatch.context() as patch:
            patch.setattr(where, raising(error))
            with pytest.raises(type(error)) as caught:
                ask()
        assert caught.value is error


@pytest.mark.parametrize(
    "where", ["index.building.builder.count_lines", "index.building.builder.RunLog", "index.building.builder.walk"]
)
def test_the_builder_names_errors_too(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    corpus.write_news(1, 2)
    for error, named in NAMED:
        with monkeypatch.context() as patch:
            patch.setattr(where, raising(error))
            with pytest.raises(ArchiveError, match=named) as caught:
                corpus.index()
        assert not isinstance(caught.value, IndexDamaged)
    for bug in BUGS:
        with monkeypatch.context() as patch:
            patch.setattr(where, raising(bug))
            with pytest.raises(type(bug)):
                corpus.index()
    assert corpus.index(rebuild=True).added == 2


def test_only_what_can_not_be_decoded_is_damage(tmp_path: Path) -> None:
    for garbled in (
        DamagedData("x"),
        sqlite3.DatabaseError("malformed"),
        sqlite3.OperationalError("Could not decode to UTF-8"),
        os_error(errno.ENOENT, tmp_path / "gone.words"),
    ):
        with pytest.raises(IndexDamaged, match="is damaged"), trouble_with(tmp_path):
            raise garbled
    with pytest.raises(DamagedData, match="the head is damaged"), decoding("the head"):
        raise TypeError
    with pytest.raises(MemoryError), decoding("the head"):
        raise MemoryError


def test_an_index_that_is_gone_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is gone"), trouble_with(tmp_path / "gone"):
        raise os_error(errno.ENOENT, tmp_path / "gone" / "current")
