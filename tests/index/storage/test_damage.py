"""A garbled or truncated index says that it is damaged, or answers rightly; it never raises anything else."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from index.archive import Archive
from index.errors import ArchiveError, IndexDamaged, IndexMissing
from index.query.parser import parse
from index.storage.folders import MANIFEST

if TYPE_CHECKING:
    from tests.index.conftest import Corpus

QUERIES = ("", "harbour", '"Port Ilmay"', "har*", "title:report", "date:2031-04", "-tolls", "path:00", "outlet:lantern")


def answers(folder: Path) -> list[object]:
    """What an index says to everything that can be asked."""
    archive = Archive.open(folder)
    try:
        told: list[object] = []
        for typed in QUERIES:
            results = archive.search(parse(typed))
            told.append((results.total, results.outlets, results.timeline, archive.hits(results, 0, 100)))
        for hit in archive.hits(archive.search(parse("")), 0, 100):
            told.append((archive.article(hit.id), archive.raw(hit.id)))
        status = archive.status()
        told.append((status.articles, status.outlets, status.first, status.last, status.problems, status.complete))
        return told
    finally:
        archive.close()


@pytest.fixture
def whole(corpus: Corpus) -> Corpus:
    corpus.write_news(*range(12))
    corpus.write("empty.txt", "")
    corpus.index(batch=5)
    return corpus


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def test_a_file_that_is_not_there(whole: Corpus, tmp_path: Path) -> None:
    right = answers(whole.folder)
    for path in files(whole.folder):
        copy = shutil.copytree(whole.folder, tmp_path / "copy", copy_function=shutil.copy2)
        (copy / path.relative_to(whole.folder)).unlink()
        assert damaged_or(right, copy)
        shutil.rmtree(copy)


@pytest.mark.parametrize("left", [0.0, 0.3, 0.95])
def test_a_file_cut_short(whole: Corpus, tmp_path: Path, left: float) -> None:
    right = answers(whole.folder)
    for path in files(whole.folder):
        copy = shutil.copytree(whole.folder, tmp_path / "copy", copy_function=shutil.copy2)
        cut = copy / path.relative_to(whole.folder)
        cut.write_bytes(cut.read_bytes()[: int(left * cut.stat().st_size)])
        assert damaged_or(right, copy), path.name
        shutil.rmtree(copy)


@pytest.mark.parametrize("seed", range(6))
def test_a_garbled_file(whole: Corpus, tmp_path: Path, seed: int) -> None:
    right = answers(whole.folder)
    random = Random(seed)
    for path in files(whole.folder):
        copy = shutil.copytree(whole.folder, tmp_path / "copy", copy_function=shutil.copy2)
        garbled = copy / path.relative_to(whole.folder)
        raw = bytearray(garbled.read_bytes())
        if raw:
            at = random.randrange(len(raw))
            raw[at : at + 64] = random.randbytes(len(raw[at : at + 64]))
            garbled.write_bytes(raw)
            assert damaged_or(right, copy), path.name
        shutil.rmtree(copy)


def test_a_garbled_manifest(whole: Corpus, tmp_path: Path) -> None:
    right = answers(whole.folder)
    manifest = next(whole.folder.rglob(MANIFEST)).relative_to(whole.folder)
    size, random = (whole.folder / manifest).stat().st_size, Random(5)
    for begin in range(0, size, 1 + size // 24):
        copy = shutil.copytree(whole.folder, tmp_path / "copy", copy_function=shutil.copy2)
        with (copy / manifest).open("r+b") as file:
            file.seek(begin)
            file.write(random.randbytes(min(2_000, size - begin)))
        assert damaged_or(right, copy), begin
        shutil.rmtree(copy)


def test_whatever_is_garbled_is_found_when_every_byte_is_looked_at(whole: Corpus, tmp_path: Path) -> None:
    archive = whole.open()
    assert archive.verify() > 10_000
    archive.close()
    random = Random(1)
    for path in files(whole.folder):
        if path.name == MANIFEST or path.suffix in (".db-wal", ".db-shm") or path.name.startswith("manifest"):
            continue
        if path.name == "checked":  # what is garbled in it only makes the next run check more
            continue
        copy = shutil.copytree(whole.folder, tmp_path / "copy", copy_function=shutil.copy2)
        garbled = copy / path.relative_to(whole.folder)
        raw = bytearray(garbled.read_bytes())
        if raw:
            raw[random.randrange(len(raw))] ^= 1 << random.randrange(8)
            garbled.write_bytes(raw)
            assert not is_whole(copy), path.name
        shutil.rmtree(copy)


def test_names_that_are_read_from_a_garbled_file(whole: Corpus) -> None:
    (manifest,) = whole.folder.rglob(MANIFEST)
    with sqlite3.connect(manifest) as db:
        db.execute("DELETE FROM kept WHERE name = 'actors'")
    assert [one.key for one in whole.open().actors().named("aldane")] == ["person:ruan-aldane"]
    for path in whole.folder.rglob("*.words"):
        path.write_bytes(b"garbled" + path.read_bytes()[7:])
    archive = whole.open()
    with pytest.raises(IndexDamaged):
        archive.actors().named("aldane")


def test_a_path_that_was_changed_behind_our_back(whole: Corpus) -> None:
    db = sqlite3.connect(next(whole.folder.rglob(MANIFEST)))
    db.execute("UPDATE records SET name = 'elsewhere.txt' WHERE name = '003.txt'")
    db.commit()
    db.close()
    assert not is_whole(whole.folder)
    with pytest.raises(IndexDamaged, match="--rebuild"):
        answers(whole.folder)


def is_whole(folder: Path) -> bool:
    try:
        archive = Archive.open(folder)
    except ArchiveError:
        return False
    try:
        return archive.verify() > 0
    except IndexDamaged:
        return False
    finally:
        archive.close()


def damaged_or(right: list[object], folder: Path) -> bool:
    try:
        return answers(folder) == right
    except IndexDamaged as error:
        return "--rebuild" in error.hint
    except IndexMissing:
        return not (folder / "current").exists()


def test_made_by_another_version(whole: Corpus) -> None:
    manifest = next(whole.folder.rglob(MANIFEST))
    db = sqlite3.connect(manifest)
    db.execute("PRAGMA user_version = 999")
    db.commit()
    db.close()
    with pytest.raises(IndexDamaged, match="another version of wireside"):
        whole.open()
    assert whole.index().added == 12
    archive = whole.open()
    assert archive.count == 12
    archive.close()
