"""Damage a notebook in random ways: is any of it answered from as if nothing had happened? And what do checks cost?

    python -m bench.soak.notebook [ROUNDS]

Each round damages a fresh copy of one notebook: bits flipped, a range or a page zeroed, pages swapped, the file cut
short, emptied, made longer, or overwritten with noise. What opens must hold what was written.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from index.notebook import Notebook, NotebookError, Session, copies_of, keep_copy

_PAGE = 4096  # bytes
_ROUNDS = 300
_MANY = 100_000  # articles read, in a large notebook

CONTENTS: dict[str, object] = {
    "marked": tuple(f"{n:012x}" for n in range(60)),
    "read": frozenset(f"{n:012x}" for n in range(300)),
    "tags": {f"{n:012x}": (f"tag {n % 7}", "tolls") for n in range(150)},
    "saved": {f"name {n:02}": f"harbour date:{2000 + n}" for n in range(25)},
    "history": tuple(f"query about the ferry {n}" for n in reversed(range(120))),
    "session": Session("harbour tolls", "date", f"{3:012x}", 512),
}


class Survey(NamedTuple):
    """How many damages were reported, did no harm, and changed what is answered in silence; reports by their words."""

    reported: int
    harmless: int
    silent: int
    by_damage: Counter[tuple[str, str]]


def fill(path: Path) -> None:
    """Write a notebook that holds CONTENTS."""
    notebook = Notebook(path)
    with notebook.together():
        for id in (f"{n:012x}" for n in range(300)):
            notebook.mark_read(id)
        for n in range(150):
            notebook.tag(f"{n:012x}", f"tag {n % 7}", True)
            notebook.tag(f"{n:012x}", "tolls", True)
        for n in range(120):
            notebook.add_query(f"query about the ferry {n}")
        for n in range(60):
            notebook.mark(f"{n:012x}", True)
        for n in range(25):
            notebook.save_query(f"name {n:02}", f"harbour date:{2000 + n}")
        notebook.save_session(Session("harbour tolls", "date", f"{3:012x}", 512))
    notebook.close()


def contents(path: Path) -> dict[str, object]:
    """Return all that a notebook answers."""
    notebook = Notebook(path)
    try:
        return {
            "marked": notebook.marked(),
            "read": notebook.read_ids(),
            "tags": notebook.tags(),
            "saved": notebook.saved(),
            "history": notebook.history(10_000),
            "session": notebook.session(),
        }
    finally:
        notebook.close()


def _flip(raw: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 1, 8))):
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)


def _flip_header(raw: bytearray, rng: random.Random) -> None:
    raw[rng.randrange(100)] ^= 1 << rng.randrange(8)


def _zero_range(raw: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(raw))
    end = min(len(raw), start + rng.choice((1, 16, 512, 5000)))
    raw[start:end] = bytes(end - start)


def _zero_page(raw: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(raw) // _PAGE) * _PAGE
    raw[start : start + _PAGE] = bytes(_PAGE)


def _swap_pages(raw: bytearray, rng: random.Random) -> None:
    one, other = (slice(n * _PAGE, (n + 1) * _PAGE) for n in rng.sample(range(len(raw) // _PAGE), 2))
    raw[one], raw[other] = raw[other], raw[one]


def _repeat_page(raw: bytearray, rng: random.Random) -> None:
    one, other = (slice(n * _PAGE, (n + 1) * _PAGE) for n in rng.sample(range(len(raw) // _PAGE), 2))
    raw[one] = raw[other]


def _cut(raw: bytearray, rng: random.Random) -> None:
    del raw[rng.choice((rng.randrange(len(raw)), rng.randrange(len(raw) // _PAGE) * _PAGE)) :]


def _empty(raw: bytearray, rng: random.Random) -> None:
    raw.clear()


def _append(raw: bytearray, rng: random.Random) -> None:
    raw += rng.randbytes(rng.choice((1, 100, _PAGE)))


def _noise(raw: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(raw))
    end = min(len(raw), start + rng.choice((4, 64, 1000)))
    raw[start:end] = rng.randbytes(end - start)


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _flip_header,
    _zero_range,
    _zero_page,
    _swap_pages,
    _repeat_page,
    _cut,
    _empty,
    _append,
    _noise,
)


def survey(folder: Path, rounds: int, seed: int) -> Survey:
    """Damage a notebook `rounds` times, each kind of damage in turn, and see what becomes of each."""
    rng = random.Random(seed)
    whole = folder / "whole.sqlite"
    fill(whole)
    original = whole.read_bytes()
    results: Counter[tuple[str, str]] = Counter()
    for number in range(rounds):
        raw = bytearray(original)
        damage = DAMAGES[number % len(DAMAGES)]
        damage(raw, rng)
        path = folder / f"damaged-{number}.sqlite"
        path.write_bytes(raw)
        try:
            result = "harmless" if contents(path) == CONTENTS else "silent"
        except NotebookError:
            result = "reported"
        results[damage.__name__.strip("_"), result] += 1
        path.unlink()
    totals = {kind: sum(n for (_, result), n in results.items() if result == kind) for kind in ("reported", "harmless")}
    return Survey(totals["reported"], totals["harmless"], rounds - sum(totals.values()), results)


def _costs(folder: Path) -> None:
    path = folder / "large.sqlite"
    notebook = Notebook(path)
    with notebook.together():
        for n in range(_MANY):
            notebook.mark_read(f"{n:012x}")
            if n % 10 == 0:
                notebook.tag(f"{n:012x}", f"tag {n % 50}", True)
    times = []
    for _ in range(3):
        began = time.perf_counter()
        Notebook(path).close()
        times.append(time.perf_counter() - began)
    began = time.perf_counter()
    for n in range(100):
        notebook.mark(f"{n:012x}", True)
    write = (time.perf_counter() - began) / 100
    began = time.perf_counter()
    keep_copy(path, "2031-03-14")
    copy = time.perf_counter() - began
    print(f"{_MANY:,} articles read, {_MANY // 10:,} tagged: {path.stat().st_size / 1e6:.1f} MB")
    print(f"open with all checks {min(times) * 1e3:.0f} ms, write {write * 1e3:.1f} ms, copy {copy * 1e3:.0f} ms")
    print(f"{len(copies_of(path))} copy")


def main(rounds: int = _ROUNDS) -> int:
    """Print the figures; 1 if a damage was silent."""
    with tempfile.TemporaryDirectory() as name:
        result = survey(Path(name), rounds, seed=1)
        print(f"{rounds} damages: {result.reported} reported, {result.harmless} harmless, {result.silent} silent")
        for (damage, outcome), count in sorted(result.by_damage.items()):
            print(f"  {damage:<14}{outcome:<10}{count:>5}")
        _costs(Path(name))
    return int(result.silent > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
