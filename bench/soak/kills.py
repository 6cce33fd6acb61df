"""Kills runs of the builder over a folder that changes, and looks for what was lost or doubled.

    python -m bench.soak.kills [KILLS] [SEED]

Each run is a process that indexes, or rebuilds, while files change, and is killed at a random moment. After each kill
an article is in the index once; and what was in it, and is in a file that did not change, is still there. Every 25
kills, and at the end, a run to the end must leave all kept tables of a clean index.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from time import perf_counter

from bench.soak.folder import ChangingFolder, random_change
from bench.soak.meanwhile import changing_meanwhile, describing_once
from bench.soak.tables import differences, tables
from corpus.readers import FoundFile, read, walk
from corpus.settings import CorpusSettings
from corpus.source import Source
from index.archive import Archive
from index.building.builder import bring_up_to_date
from index.errors import IndexMissing
from index.query.parser import parse
from tui.config import load

_LONGEST = 0.6  # seconds until a run is killed; most need less
_REBUILDS = 0.3  # of the runs


def soak(place: Path, kills: int, seed: int, *, compare_every: int = 25) -> tuple[int, list[str]]:
    """Kill so many runs; return how many rebuilds were among them, and what was lost or doubled, a line each time."""
    root, folder, random = place / "articles", place / "index", Random(seed)
    root.mkdir()
    changing, settings = ChangingFolder(root), load(environment={}).corpus_settings
    killed, rebuilds, wrong = 0, 0, list[str]()
    for _ in range(12):
        changing.apply(random_change(random))
    while killed < kills:
        before = _ids_in_index(folder)
        places = _places(root, settings)
        for _ in range(random.randrange(4)):
            changing.apply(random_change(random))
        during = [(random.randrange(4), random_change(random)) for _ in range(random.randrange(3))]
        rebuild, batch = random.random() < _REBUILDS, random.choice((1, 3, 500))
        child = os.fork()
        if not child:
            with suppress(BaseException), changing_meanwhile(changing, during):
                bring_up_to_date(root, folder, settings, rebuild=rebuild, remove_missing=True, workers=0, batch=batch)
            os._exit(0)
        time.sleep(random.uniform(0.001, _LONGEST))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        changing.changes += 1_000  # the child's changes count there alone
        if not os.WIFSIGNALED(status):
            continue
        killed += 1
        rebuilds += rebuild
        now = _ids_in_index(folder)
        if len(now) != len(set(now)):
            wrong.append(f"kill {killed}: {len(now) - len(set(now))} articles twice")
        unchanged = {id for id, _, _ in places & _places(root, settings)}
        if lost := (set(before) & unchanged) - set(now):
            wrong.append(f"kill {killed}: {len(lost)} articles lost")
        if killed % compare_every == 0 or killed == kills:
            with describing_once(), tempfile.TemporaryDirectory(dir=place) as clean:
                for one in (folder, Path(clean, "index")):
                    bring_up_to_date(root, one, settings, remove_missing=True, workers=0)
                different = differences(tables(folder), tables(Path(clean, "index")))
            if different:
                wrong.append(f"kill {killed}: other than a clean index: {', '.join(different)}")
    return rebuilds, wrong


def _ids_in_index(folder: Path) -> list[str]:
    try:
        archive = Archive.open(folder)
    except IndexMissing:
        return []
    try:
        results = archive.search(parse(""))
        return [id.decode() for id in results.snapshot.ids[results.docs].tolist()]
    finally:
        archive.close()


def _places(root: Path, settings: CorpusSettings) -> set[tuple[str, str, int]]:
    """The id of each article in the folder, with the name of its place and the time of its file."""
    files = [found for found in walk(root, settings.reading.max_bytes) if isinstance(found, FoundFile)]
    return {
        (item.id, item.path, found.mtime_ns)
        for found in files
        for item in read(found.path, found.name, settings.reading)
        if isinstance(item, Source)
    }


def main(kills: int = 300, seed: int = 1) -> int:
    """Print what came of a soak; 1 if anything was lost, doubled or different."""
    begun = perf_counter()
    with tempfile.TemporaryDirectory() as place:
        rebuilds, wrong = soak(Path(place), kills, seed)
    print(f"{kills:,} kills of seed {seed}, {rebuilds:,} of rebuilds, in {perf_counter() - begun:.0f} s")
    print("\n".join(wrong) or "nothing lost, nothing twice, equal to a clean index each time")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
