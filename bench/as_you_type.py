"""How long each key of a query takes until its results are painted, in the real reader, without its debounce.

    python -m bench.as_you_type FILE [--sizes 12516 100000] [--screens 120x36] [--cache FOLDER]

FILE is `news12k.jsonl.gz`. Queries of ten words are typed a key at a time: each key when all that the one before it set
going is done, then once more with a key every 100 ms. Times are of the clock, and of the processor in all threads of
the reader, so that other work on the machine does not count. The index, of articles as the pipeline would leave them
but for what it infers, is built once and kept in the cache folder.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any, NamedTuple
from unittest.mock import patch

from textual import events

from bench.engines.stories import stories
from bench.engines.wireside import described, write
from index.archive import Archive
from index.errors import IndexDamaged, IndexMissing, IndexOutdated
from index.storage.index_entry import entry
from index.terms import words
from tui.app import WiresideApp
from tui.config import load
from tui.file_locations import index_of
from tui.screens.desk import DeskScreen
from tui.screens.desk.indexing import FolderIndexing
from tui.widgets.results_pane import ResultsPane

GOAL_MS = 33
WORDS = 10
QUERIES = 3
EVERY_S = 0.1
REST_S = 0.05
PATIENCE_S = 20.0


class Took(NamedTuple):
    """Milliseconds from a key to its painted results, and those of the processor until all was done."""

    clock: float
    processor: float
    whole: float


class Painted:
    """Tells when the results of a query are on the screen."""

    def __init__(self) -> None:
        self._happened = asyncio.Event()
        self.text: str | None = None
        self.clock = self.processor = 0.0

    def watching(self) -> Any:
        """While this is entered, results tell of their painting."""
        show: Callable[..., None] = ResultsPane.show_results

        def show_and_tell(pane: ResultsPane, results: Any, *more: Any) -> None:
            show(pane, results, *more)
            pane.call_after_refresh(self._painted, results.query.text)

        return patch.object(ResultsPane, "show_results", show_and_tell)

    def _painted(self, text: str) -> None:
        self.text, self.clock, self.processor = text, perf_counter(), process_time()
        self._happened.set()

    async def until(self, text: str) -> None:
        """Wait until the results of this query are painted."""
        async with asyncio.timeout(PATIENCE_S):
            while self.text != text:
                self._happened.clear()
                await self._happened.wait()


def build(file: Path, size: int, folder: Path) -> None:
    """Index `size` articles, which can be opened."""
    write(folder, (entry(*described(story)) for story in stories(file, size)))


def usable(folder: Path) -> bool:
    """Whether there is an index of the present form."""
    try:
        Archive.open(folder).close()
    except (IndexMissing, IndexOutdated, IndexDamaged):
        return False
    return True


def queries(file: Path) -> list[str]:
    """Queries of ten words that one would look for, the same for every size: the first are in many articles."""
    often = Counter(
        word
        for story in islice(stories(file, 4_000), 4_000)
        for word in set(words(" ".join(story.paragraphs)))
        if word.isascii() and word.isalpha() and len(word) > 4
    )
    ranked = [word for word, _ in often.most_common(3_000)]
    random = Random(7)
    return [" ".join(random.choice(ranked[60 * at : 100 * (at + 1)]) for at in range(WORDS)) for _ in range(QUERIES)]


def press(app: WiresideApp, char: str) -> None:
    app.post_message(events.Key("space" if char == " " else char, char))


async def rest() -> None:
    """Wait until the reader does nothing any more."""
    before, now = 0.0, process_time()
    while now - before > REST_S / 20:
        await asyncio.sleep(REST_S)
        before, now = now, process_time()


async def typed(app: WiresideApp, painted: Painted, query: str) -> list[Took]:
    """Each key when the one before it is done with."""
    took = []
    for at, char in enumerate(query, 1):
        clock, processor = perf_counter(), process_time()
        press(app, char)
        await painted.until(query[:at])
        shown, spent = painted.clock - clock, painted.processor - processor
        await rest()
        took.append(Took(1000 * shown, 1000 * spent, 1000 * (process_time() - processor)))
    return took


async def typed_fast(app: WiresideApp, painted: Painted, query: str) -> float:
    """A key every 100 ms; the share of the processor that this takes."""
    clock, processor = perf_counter(), process_time()
    for char in query:
        press(app, char)
        await asyncio.sleep(EVERY_S)
    await painted.until(query)
    return (process_time() - processor) / (perf_counter() - clock)


async def measure(index: Path, corpus: Path, size: tuple[int, int], texts: Iterable[str]) -> str:
    """Open the reader on a corpus, and type: a row of the table."""
    config = load(environment={"WIRESIDE_INDEX_FOLDER": str(index), "WIRESIDE_SEARCH_DEBOUNCE_MS": "0"})
    painted = Painted()
    # the folder is empty: to read it would be to empty the index
    with painted.watching(), patch.object(FolderIndexing, "read_folder", lambda *_, **__: None):
        app = WiresideApp(config, corpus)
        async with app.run_test(size=size):
            desk = app.screen
            assert isinstance(desk, DeskScreen)
            took: list[Took] = []
            shares: list[float] = []
            await painted.until("")
            desk.search_bar.input.focus()
            for text in texts:
                took += await typed(app, painted, text)
                desk.search_bar.input.value = ""
                await rest()
                shares.append(await typed_fast(app, painted, text))
                desk.search_bar.input.value = ""
                await rest()
    cells = [f"{median(times):.1f} · {quantiles(times, n=20)[-1]:.1f}" for times in zip(*took, strict=True)]
    return f"{'×'.join(map(str, size)):<10}" + "".join(f"{cell:>18}" for cell in cells) + f"{median(shares):>16.0%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[12_516, 100_000])
    parser.add_argument("--screens", nargs="+", default=["80x24", "120x36", "200x50"])
    parser.add_argument("--cache", type=Path, help="where indexes are kept; by default they are not")
    options = parser.parse_args()
    texts = queries(options.file)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = scratch
        index = (options.cache or Path(scratch) / "index").absolute()
        for size in options.sizes:
            corpus = index / f"articles-{size}"
            folder = index_of(corpus, str(index))
            if not usable(folder):
                shutil.rmtree(folder, ignore_errors=True)
                corpus.mkdir(parents=True, mode=0o700, exist_ok=True)
                build(options.file, size, folder)
            print(f"{size:,} articles, {WORDS} words; each key in ms, p50 · p95; goal: p95 of {GOAL_MS}")
            print(f"{'':<10}{'clock':>18}{'processor':>18}{'and after it':>18}{'typing fast':>16}")
            for screen in options.screens:
                width, height = map(int, screen.split("x"))
                print(asyncio.run(measure(index, corpus, (width, height), texts)), flush=True)
            load = " ".join(f"{one:.1f}" for one in os.getloadavg())
            print(f"load of the machine {load}", end="\n\n")


if __name__ == "__main__":
    os.umask(0o077)
    main()
