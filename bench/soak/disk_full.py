"""Run out of room at every stage of a run and of a rebuild: the old index serves on, and the next run makes it whole.

    python -m bench.soak.disk_full [ROUNDS]

The room is limited by the largest size of a file that the process may write, which fails as a full disk does
(EFBIG for ENOSPC), at sizes from nothing to what an index takes.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench.soak.articles import CorpusOnDisk
from index.errors import ArchiveError

_ROUNDS = 36
_ARTICLES, _MORE = 6, 12
_LEAST, _MOST = 16, 200_000  # bytes: less than a table of contents, more than the largest file


class Rounds(NamedTuple):
    """Runs with too little room: how many said so, went through, lost articles, or were not whole after the next."""

    runs: int
    reported: int
    finished: int
    otherwise: int
    lost: int
    not_whole: int


def survey(folder: Path, rounds: int) -> Rounds:
    """Run with ever more room, every other time as a rebuild."""
    results, lost, not_whole = list[str](), 0, 0
    for number in range(rounds):
        corpus_folder = folder / str(number)
        corpus_folder.mkdir()
        corpus = CorpusOnDisk(corpus_folder)
        corpus.write(*range(_ARTICLES))
        corpus.index()
        before = corpus.ids()
        if number % 2 == 0:
            corpus.write(*range(_ARTICLES, _MORE))
        room = int(_LEAST * (_MOST / _LEAST) ** (number / max(1, rounds - 1)))
        results.append(_run_with(corpus, room, rebuild=number % 2 == 1))
        lost += bool(before - {*corpus.found()})
        corpus.index()
        not_whole += not corpus.is_whole() or sorted(corpus.found()) != sorted(corpus.ids())
    count = results.count
    otherwise = rounds - count("reported") - count("finished")
    return Rounds(rounds, count("reported"), count("finished"), otherwise, lost, not_whole)


def _run_with(corpus: CorpusOnDisk, room: int, *, rebuild: bool) -> str:
    """Index in a process that may write files of `room` bytes; return how that ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        try:
            corpus.index(rebuild=rebuild)
            ended = "finished"
        except ArchiveError as error:
            ended = "reported" if "disk" in str(error) else str(error)
        except BaseException as error:
            ended = repr(error)
        os.write(writing, ended.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        ended = pipe.read()
    os.waitpid(child, 0)
    return ended


def main(rounds: int = _ROUNDS) -> int:
    """Print the figures; 1 if anything was lost, not whole, or ended otherwise."""
    with tempfile.TemporaryDirectory() as name:
        result = survey(Path(name), rounds)
    print(
        f"{result.runs} runs with too little room: {result.reported} said so, {result.finished} had enough, "
        f"{result.otherwise} ended otherwise; {result.lost} lost articles, {result.not_whole} not whole after the next"
    )
    return int((result.otherwise, result.lost, result.not_whole) != (0, 0, 0))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
