"""Damage the files of an index in random ways: is any answer wrong in silence, and does the next run repair it?

    python -m bench.soak.damage [ROUNDS]

Each round damages one file of a fresh copy of an index: each kind of file as often as any other, in each way in turn.
What is asked then is answered as before, or says that the index is damaged. `index` is run over it; after that all
answers are as before.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.soak.articles import CorpusOnDisk
from corpus.errors import WiresideError
from index.errors import ArchiveError

_ROUNDS = 250
_ARTICLES = 6
Damage = Callable[[Path, random.Random], None]


def _rewrite(change: Callable[[bytearray, random.Random], None]) -> Damage:
    def damage(path: Path, rng: random.Random) -> None:
        raw = bytearray(path.read_bytes())
        if raw:
            change(raw, rng)
        path.write_bytes(raw)

    return damage


def _flip(raw: bytearray, rng: random.Random) -> None:
    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)


def _zero(raw: bytearray, rng: random.Random) -> None:
    begin = rng.randrange(len(raw))
    end = min(len(raw), begin + rng.choice((1, 16, 512, 5000)))
    raw[begin:end] = bytes(end - begin)


def _noise(raw: bytearray, rng: random.Random) -> None:
    begin = rng.randrange(len(raw))
    end = min(len(raw), begin + rng.choice((4, 64, 1000)))
    raw[begin:end] = rng.randbytes(end - begin)


def _cut(raw: bytearray, rng: random.Random) -> None:
    del raw[rng.randrange(len(raw)) :]


def _append(raw: bytearray, rng: random.Random) -> None:
    raw += rng.randbytes(rng.choice((1, 100, 4096)))


def _swap_halves(raw: bytearray, rng: random.Random) -> None:
    middle = len(raw) // 2
    raw[:] = raw[middle:] + raw[:middle]


DAMAGES: dict[str, Damage] = {
    "flip": _rewrite(_flip),
    "zero": _rewrite(_zero),
    "noise": _rewrite(_noise),
    "cut": _rewrite(_cut),
    "append": _rewrite(_append),
    "swap": _rewrite(_swap_halves),
    "empty": _rewrite(lambda raw, rng: raw.clear()),
    "delete": lambda path, rng: path.unlink(),
}


def survey(folder: Path, rounds: int, seed: int) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Return how often each damage was harmless, reported, or wrong; and how often the next run left what."""
    rng = random.Random(seed)
    corpus = CorpusOnDisk(folder)
    corpus.write(*range(_ARTICLES))
    corpus.index()
    right, whole = corpus.answers(), folder / "whole"
    shutil.copytree(corpus.folder, whole)
    kinds: dict[str, list[Path]] = {}
    for path in sorted(path.relative_to(whole) for path in whole.rglob("*") if path.is_file()):
        if path.name != "lock":
            kinds.setdefault(path.name.partition(".")[2] or path.name, []).append(path)
    looked, repaired = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for number in range(rounds):
        shutil.rmtree(corpus.folder)
        shutil.copytree(whole, corpus.folder)
        name = list(DAMAGES)[number % len(DAMAGES)]
        DAMAGES[name](corpus.folder / rng.choice(kinds[rng.choice(list(kinds))]), rng)
        looked[name, _state(corpus, right)] += 1
        try:
            corpus.index()
        except WiresideError:
            repaired[name, "failed"] += 1
        else:
            repaired[name, _state(corpus, right)] += 1
    return looked, repaired


def _state(corpus: CorpusOnDisk, right: list[object]) -> str:
    try:
        return "right" if corpus.answers() == right else "wrong"
    except ArchiveError:
        return "reported"


def main(rounds: int = _ROUNDS) -> int:
    """Print the figures; 1 if an answer was wrong, or an index stayed damaged."""
    with tempfile.TemporaryDirectory() as name:
        tables = survey(Path(name), rounds, seed=1)
    for title, table in zip(("looked at", "after `index`"), tables, strict=True):
        totals = Counter(state for _, state in table.elements())
        print(f"{rounds} damages, {title}: " + ", ".join(f"{count} {state}" for state, count in totals.items()))
        for (damage, state), count in sorted(table.items()):
            print(f"  {damage:<10}{state:<10}{count:>5}")
    looked, repaired = tables
    return int(any(state == "wrong" for _, state in looked) or any(state != "right" for _, state in repaired))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
