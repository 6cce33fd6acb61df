"""Kill rebuilds at random moments: does the old index serve on, and does the next run lose or double nothing?

    python -m bench.soak.rebuild_kills [KILLS]

Each round starts `--rebuild` of a whole index in a process of its own and kills it, at a random moment of as long as a
rebuild takes, or as soon as it has told of its k-th commit. Every other time articles were added to the folder before.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bench.soak.articles import CorpusOnDisk

_KILLS = 300
_ARTICLES = 12


class Kills(NamedTuple):
    """Rebuilds that were killed: how many lost articles, doubled some, or left an index that is not whole."""

    kills: int
    finished: int
    lost: int
    doubled: int
    not_whole: int


def survey(folder: Path, kills: int, seed: int) -> Kills:
    """Kill `kills` rebuilds; those that finish before they are killed are counted, and don't count as kills."""
    rng = random.Random(seed)
    corpus = CorpusOnDisk(folder)
    corpus.write(*range(_ARTICLES))
    corpus.index()
    began = time.monotonic()
    corpus.index(rebuild=True)
    lasts, indexed = time.monotonic() - began, corpus.ids()
    killed = finished = lost = doubled = not_whole = 0
    while killed < kills:
        if killed % 2:
            corpus.write(rng.randrange(1000), rng.randrange(1000))
        child = os.fork()
        if not child:
            with suppress(BaseException):
                corpus.index(rebuild=True)
            os._exit(0)
        time.sleep(rng.uniform(0, lasts))
        os.kill(child, signal.SIGKILL)
        if os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            killed += 1
        else:
            finished += 1
            indexed = corpus.ids()
        found = corpus.found()
        lost += bool(indexed - {*found})
        doubled += len(found) != len({*found})
        not_whole += not corpus.is_whole()
        if killed % 10 == 0:
            corpus.index()
            indexed = corpus.ids()
            found = corpus.found()
            lost += bool(indexed - {*found})
            doubled += len(found) != len({*found})
            if len(indexed) > 4 * _ARTICLES:
                corpus.remove_all_but(_ARTICLES)
                corpus.index()
                indexed = corpus.ids()
    return Kills(killed, finished, lost, doubled, not_whole)


def main(kills: int = _KILLS) -> int:
    """Print the figures; 1 if anything was lost, doubled or not whole."""
    with tempfile.TemporaryDirectory() as name:
        result = survey(Path(name), kills, seed=1)
    print(
        f"{result.kills} rebuilds killed ({result.finished} more had ended before): "
        f"{result.lost} lost, {result.doubled} doubled, {result.not_whole} not whole"
    )
    return int(result[2:] != (0, 0, 0))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
