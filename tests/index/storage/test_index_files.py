"""The files of an index: closed as soon as nothing uses them, and never touched where they were cut short."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import index.archive
from index.query.parser import parse

if TYPE_CHECKING:
    from index.archive import Archive
    from tests.index.conftest import Corpus

OPEN_FILES = Path("/proc/self/fd")


@pytest.fixture
def without_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def use(archive: Archive) -> None:
    """Ask all that keeps something of a snapshot."""
    results = archive.search(parse("harbour outlet:lantern"), fold=True)
    archive.search(parse("har*", typing=True))
    archive.search(parse("path:00 lang:en"))
    archive.facets(archive.search(parse("harbour")))
    archive.suggestion(parse("harbuor"))
    archive.complete("harb")
    for hit in archive.hits(results, 0, 5):
        archive.article(hit.id)
        archive.raw(hit.id)
        archive.others(hit.id)
        archive.near(hit.id)
    archive.stories(archive.search(parse("")))
    archive.actors().named("aldane")
    archive.status()


def removed_files(folder: Path) -> list[str]:
    """Return the open files of this process that were in a folder and are removed."""
    links = [os.fspath(path.readlink()) for path in OPEN_FILES.iterdir() if path.is_symlink()]
    return [link for link in links if link.startswith(os.fspath(folder)) and link.endswith("(deleted)")]


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="the system does not say which files a process has open")
@pytest.mark.usefixtures("without_collector")
def test_files_that_no_snapshot_uses_are_closed_at_once(corpus: Corpus) -> None:
    corpus.write_news(*range(4))
    corpus.index()
    archive = corpus.open()
    for number in range(4, 12):
        use(archive)
        results = archive.search(parse("harbour"))
        corpus.write_news(number)
        (corpus.root / f"{number - 4:03}.txt").unlink()
        corpus.index(rebuild=number % 4 == 0)
        assert archive.refresh()
        assert len(archive.hits(results, 0, 10)) == 4
        del results
        assert removed_files(corpus.folder) == []
    archive.close()


CUT = """
import sys
from pathlib import Path
from index.archive import Archive
from index.errors import IndexDamaged
from index.query.parser import parse

archive = Archive.open(Path(sys.argv[1]))
results = archive.search(parse("council"))
for path in Path(sys.argv[1]).rglob(sys.argv[2]):
    with path.open("r+b") as file:
        file.truncate(0)
for ask in (
    lambda: archive.search(parse("harbour")),
    lambda: archive.facets(results),
    lambda: archive.complete("harb"),
    lambda: archive.suggestion(parse("harbuor")),
):
    try:
        ask()
    except IndexDamaged as error:
        print(error.message)
"""


@pytest.mark.parametrize("pattern", ["*.words", "*.docs", "*.counts", "*.places"])
def test_a_file_cut_under_an_open_index_is_damage(corpus: Corpus, pattern: str) -> None:
    corpus.write_news(1, 2)
    corpus.index()
    path = os.fspath(Path(index.archive.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", CUT, corpus.folder, pattern],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == 4 * f"the index in {corpus.folder} is damaged\n"
