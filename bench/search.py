"""Search and indexing, side by side with SQLite FTS5, tantivy and stock Whoosh, over the same articles.

    python -m bench.search FILE [--sizes 10000 100000] [--large] [--cache FOLDER] [--engines wireside FTS5 …]

FILE is `news12k.jsonl.gz`. Each index is built once and kept in the cache folder. Every engine is measured in a process
of its own, on one thread; times are of the processor, so that other work on the machine counts little. A table a size,
and at the end how p95 grew from the smallest to the largest.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import tempfile
from pathlib import Path
from time import process_time
from typing import Any

from bench.engines import ENGINES
from bench.engines.engine import Engine
from bench.engines.queries import queries
from bench.engines.stories import stories

LARGE = 1_000_000
Found = dict[str, dict[str, Any]]
"""What was measured, by engine."""

KINDS = ("common", "rare", "and", "or", "phrase", "near", "prefix", "fuzzy", "filter", "dates", "sorted", "facets")


def build(engine: type[Engine], file: Path, size: int, folder: Path) -> dict[str, float]:
    """Index `size` articles; articles a second, and the largest amount of memory, in MB."""
    begun = process_time()
    for _ in stories(file, size):
        pass
    drawn = process_time() - begun
    engine(folder / "index").index(stories(file, size))
    spent = process_time() - begun - 2 * drawn
    return {"rate": size / spent, "peak_mb": _peak()}


def measure(engine: type[Engine], file: Path, folder: Path) -> dict[str, Any]:
    """Open and ask: milliseconds to open, of each kind p50 and p95 in ms, and memory in MB when all was asked."""
    asked = queries(file)
    begun = process_time()
    engine(folder / "index").open()
    found: dict[str, Any] = {"first_ms": 1000 * (process_time() - begun)}
    one, before = engine(folder / "index"), _resident()
    begun = process_time()
    one.open()
    found["open_ms"] = 1000 * (process_time() - begun)
    for kind, words, outlets, days in asked:
        if ask := one.asker(kind):
            ms = []
            for query in zip(words, outlets, days, strict=True):
                begun = process_time()
                ask(query)
                ms.append(1000 * (process_time() - begun))
            found[kind] = (statistics.median(ms), statistics.quantiles(ms, n=20)[-1])
    found["memory_mb"] = _resident() - before
    found["disk_mb"] = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return found


def _resident() -> float:
    """Memory of this process that is not a mapped file, in MB."""
    status = Path("/proc/self/status").read_text()
    return float(status.split("RssAnon:")[1].split()[0]) / 1000


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _alone(work: Any, *values: Any) -> Any:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, values)


def table(size: int, found: Found) -> str:
    """A row a figure, a column an engine, of queries p50 and p95; then p95 of the first to that of each other."""
    names = list(found)
    first, *peers = names
    lines = [f"{size:,} articles", f"{'':<22}" + "".join(f"{name:>20}" for name in names)]
    lines[1] += "".join(f"{f'× {peer}':>12}" for peer in peers)
    for title, key in (
        ("index, articles/s", "rate"),
        ("  peak memory, MB", "peak_mb"),
        ("on disk, MB", "disk_mb"),
        ("import and open, ms", "first_ms"),
        ("open, ms", "open_ms"),
        ("reader's memory, MB", "memory_mb"),
    ):
        lines.append(f"{title:<22}" + "".join(f"{found[name][key]:>20,.1f}" for name in names))
    for kind in KINDS:
        cells = [found[name].get(kind) for name in names]
        shown = [f"{cell[0]:.2f} · {cell[1]:.2f}" if cell else "–" for cell in cells]
        ratios = [_times(found[first], found[peer], kind) for peer in peers]
        row = "".join(f"{cell:>20}" for cell in shown) + "".join(f"{ratio:>12}" for ratio in ratios)
        lines.append(f"{kind + ', ms':<22}{row}")
    return "\n".join(lines)


def growth(found: dict[int, Found]) -> str:
    """How many times p95 is that of the smallest size, by kind and engine."""
    smallest, largest = min(found), max(found)
    names = [name for name in found[smallest] if name in found[largest]]
    lines = [f"p95, {largest:,} to {smallest:,}", f"{'':<22}" + "".join(f"{name:>20}" for name in names)]
    for kind in KINDS:
        times = [_times(found[largest][name], found[smallest][name], kind) for name in names]
        lines.append(f"{kind:<22}" + "".join(f"{one:>20}" for one in times))
    return "\n".join(lines)


def _times(one: dict[str, Any], other: dict[str, Any], kind: str) -> str:
    return f"{one[kind][1] / other[kind][1]:.2f}" if kind in one and kind in other else "–"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--large", action="store_true", help=f"{LARGE:,} articles too")
    parser.add_argument("--cache", type=Path, help="where indexes are kept; by default they are not")
    parser.add_argument("--engines", nargs="+", default=[engine.name for engine in ENGINES])
    options = parser.parse_args()
    sizes = [*options.sizes, *([LARGE] if options.large else [])]
    found: dict[int, Found] = {size: {} for size in sizes}
    with tempfile.TemporaryDirectory() as scratch:
        for size in sizes:
            for engine in ENGINES:
                if engine.name in options.engines and size <= engine.largest:
                    folder = (options.cache or Path(scratch)).absolute() / f"{engine.name}-{size}"
                    built = folder / "built.json"
                    if not built.exists():
                        folder.mkdir(parents=True, mode=0o700)
                        built.write_text(json.dumps(_alone(build, engine, options.file, size, folder)))
                    measured = _alone(measure, engine, options.file, folder)
                    found[size][engine.name] = json.loads(built.read_text()) | measured
            print(table(size, found[size]), end="\n\n", flush=True)
    if len(sizes) > 1:
        print(growth(found))


if __name__ == "__main__":
    os.umask(0o077)
    main()
