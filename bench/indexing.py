"""`wireside index` from end to end: articles a second, how soon the first can be searched, memory of all processes, and
what it takes to add a hundred articles more.

    python -m bench.indexing FILE [--count 300]

FILE is `news12k.jsonl.gz`; its articles are written to a folder as text. Where `recollindex` is installed, it indexes
the same folder. Times are of the processor, so that other work on the machine does not count, but for how soon.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import tempfile
import threading
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

from bench.engines.stories import stories
from index.building.build_progress import Progress
from index.building.builder import bring_up_to_date
from tui.config import load

LOOK_AGAIN = 0.2
MORE = 100


def write_articles(file: Path, numbers: range, folder: Path) -> None:
    for number, story in islice(enumerate(stories(file, numbers.stop)), numbers.start, None):
        text = "\n\n".join((story.headline, story.outlet, *story.paragraphs))
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def index(root: Path, folder: Path) -> dict[str, float]:
    """Index as the command does. Seconds of the processor, here and in the workers, until the first can be searched."""
    soon: list[float] = []
    done, peaks = threading.Event(), {"reading": 0.0, "at the end": 0.0}

    def tell(progress: Progress) -> None:
        if progress.searchable and not soon:
            soon.append(perf_counter() - begun)

    def look() -> None:
        while not done.wait(LOOK_AGAIN):
            here, workers = memory(os.getpid())
            when = "reading" if workers else "at the end"
            peaks[when] = max(peaks[when], here + workers)

    looking = threading.Thread(target=look)
    looking.start()
    begun, here, before = perf_counter(), process_time(), _of_children()
    count = bring_up_to_date(root, folder, load(environment={}).corpus_settings, report=tell).added
    spent_here, spent_there = process_time() - here, _of_children() - before
    done.set()
    looking.join()
    return {
        "articles": count,
        "seconds of one processor": spent_here + spent_there,
        "articles a second of one processor": count / (spent_here + spent_there),
        "ms an article, reading and writing": 1000 * spent_here / count,
        "ms an article, workers": 1000 * spent_there / count,
        "seconds until the first can be searched": soon[0],
        **{f"MB of all processes, {when}": peak for when, peak in peaks.items()},
    }


def recollindex(root: Path, folder: Path, count: int) -> float:
    """Articles a second of the processor."""
    folder.mkdir()
    (folder / "recoll.conf").write_text(f"topdirs = {root}\n", encoding="utf-8")
    before = _of_children()
    subprocess.run(["recollindex", "-c", folder, "-z"], check=True, capture_output=True)
    return count / (_of_children() - before)


def memory(process: int) -> tuple[float, float]:
    """What a process holds, and what all that it has started hold, in MB; what they share counts once."""
    try:
        kilobytes = Path(f"/proc/{process}/smaps_rollup").read_text().split("Pss:")[1].split()[0]
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (OSError, IndexError):
        return 0.0, 0.0
    return int(kilobytes) / 1000, sum(sum(memory(int(child))) for child in children)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "articles"
        root.mkdir()
        for numbers in range(options.count), range(options.count, options.count + MORE):
            write_articles(options.file, numbers, root)
            for title, figure in index(root, Path(scratch) / "index").items():
                print(f"{title:<42}{figure:>10,.1f}", flush=True)
            print()
        if shutil.which("recollindex"):
            rate = recollindex(root, Path(scratch) / "recoll", options.count + MORE)
            print(f"{'recollindex, articles a second of one':<42}{rate:>10,.1f}")


if __name__ == "__main__":
    os.umask(0o077)
    main()
