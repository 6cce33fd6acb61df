"""`wireside index --watch` takes up what changes, and waits for its turn where another process indexes."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from index.storage.folders import make_folder, only_writer
from tui.file_locations import index_of

if TYPE_CHECKING:
    from tests.conftest import Run


@contextmanager
def watching(wireside: Run, corpus: Path) -> Iterator[tuple[IO[str], IO[str]]]:
    """`wireside index --watch`: what it reports, and what it narrates. It is interrupted at the end."""
    command: list[str | Path] = [wireside.script, "index", corpus, "--watch"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=wireside.environment(),
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        too_long = threading.Timer(120, process.kill)
        too_long.start()
        try:
            yield process.stdout, process.stderr
        finally:
            os.killpg(process.pid, signal.SIGINT)
            ended = process.wait()
            too_long.cancel()
        assert ended == 130


def test_what_comes_later_is_taken_up(wireside: Run, articles: Path) -> None:
    with watching(wireside, articles) as (reports, _):
        assert reports.readline().startswith("2 added,")
        (articles / "new.txt").write_text(
            "Fog over the Kell Strait\n\nFog closed the harbour of Port Ilmay on Monday.\n"
        )
        assert reports.readline().startswith("1 added,")


def test_files_that_are_gone_at_once_are_kept_and_named_once(wireside: Run, articles: Path) -> None:
    with watching(wireside, articles) as (reports, narration):
        assert reports.readline().startswith("2 added,")
        hidden = articles.with_name("hidden")
        hidden.mkdir()
        for file in list(articles.iterdir()):
            file.rename(hidden / file.name)
        assert "2 of its 2 files are gone, so the index keeps their articles (2)" in narration.readline()
        for file in hidden.iterdir():
            file.rename(articles / file.name)
        (articles / "new.txt").write_text(
            "Fog over the Kell Strait\n\nFog closed the harbour of Port Ilmay on Monday.\n"
        )
        assert reports.readline().startswith("1 added, 0 changed, 0 removed, 0 moved, 2 unchanged,")


def test_it_waits_while_another_process_indexes(wireside: Run, articles: Path) -> None:
    folder = index_of(articles, str(wireside.home / "XDG_CACHE_HOME" / "wireside"))
    make_folder(folder)
    with ExitStack() as held:
        held.enter_context(only_writer(folder))
        with watching(wireside, articles) as (reports, narration):
            assert narration.readline() == "another wireside is indexing this corpus: waiting until it is done\n"
            held.close()
            assert reports.readline().startswith("2 added,")
