"""Follows a folder for many rounds of changes, as `wireside index --watch` does, and compares with a clean index.

    python -m bench.soak.watch [ROUNDS] [SEED]

In each round some of 12 files are written, appended to, deleted, renamed or copied, before the run and during it. An
open reader takes up each commit. Every 100 rounds, and at the end, all kept tables must be those of a clean index.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from bench.soak.folder import ARTICLES, NAMES, ChangingFolder, random_change
from bench.soak.meanwhile import changing_meanwhile, describing_once
from bench.soak.tables import differences, tables
from index.archive import Archive
from index.building.builder import bring_up_to_date
from index.query.parser import parse
from tui.config import load


def soak(place: Path, rounds: int, seed: int, *, compare_every: int = 100) -> list[str]:
    """Return what differed from a clean index, a line each time."""
    root, folder, random = place / "articles", place / "index", Random(seed)
    root.mkdir()
    changing, settings = ChangingFolder(root), load(environment={}).corpus_settings
    reader: Archive | None = None
    wrong: list[str] = []

    def index(folder: Path) -> None:
        bring_up_to_date(root, folder, settings, remove_missing=True, workers=0, batch=random.choice((1, 3, 500)))

    for round in range(1, rounds + 1):
        for _ in range(random.randrange(4)):
            changing.apply(random_change(random))
        during = [(random.randrange(4), random_change(random)) for _ in range(random.randrange(3))]
        with changing_meanwhile(changing, during):
            index(folder)
        if reader is None:
            reader = Archive.open(folder)
        reader.refresh()
        hits = reader.hits(reader.search(parse("")), 0, ARTICLES * len(NAMES))
        if len({hit.id for hit in hits}) != len(hits):
            wrong.append(f"round {round}: the reader has an article twice")
        if round % compare_every == 0 or round == rounds:
            with describing_once(), tempfile.TemporaryDirectory(dir=place) as clean:
                index(folder)
                index(Path(clean, "index"))
                different = differences(tables(folder), tables(Path(clean, "index")))
            if different:
                wrong.append(f"round {round}: {', '.join(different)}")
    if reader is not None:
        reader.close()
    return wrong


def main(rounds: int = 2_000, seed: int = 1) -> int:
    """Print what came of a soak; 1 if anything differed."""
    begun = perf_counter()
    with tempfile.TemporaryDirectory() as place:
        wrong = soak(Path(place), rounds, seed)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rounds:,} rounds of seed {seed} in {perf_counter() - begun:.0f} s, at most {peak:.0f} MB of memory")
    print("\n".join(wrong) or "equal to a clean index each time")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
