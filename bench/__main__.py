"""All that is measured, in one run: a table for each bench, or for those that are named.

    python -m bench [NAME ...]

Each is measured in a process of its own, and says itself what its figures mean. What needs labelled data that does not
lie beside the checkout is left out, and said to be. All of them take some hours on two cores, most of that for stock
Whoosh and 100,000 articles.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.labelled import DATA
from bench.labelled.news import NEWS

_ROOT = Path(__file__).parents[1]


class Bench(NamedTuple):
    """A module of this folder, the labelled data that it needs, and what it is given."""

    name: str
    data: str | None
    given: tuple[str, ...] = ()


BENCHES = (
    Bench("start", None),
    Bench("soak.watch", None),
    Bench("soak.kills", None),
    Bench("growth", None),
    Bench("boilerplate", "boilerplate.jsonl.gz"),
    Bench("actors", "names.jsonl.gz"),
    Bench("quotes", "quotes.jsonl.gz"),
    Bench("compare", NEWS.name),
    Bench("stories", "stories.jsonl.gz"),
    Bench("indexing", NEWS.name, (str(NEWS),)),
    Bench("as_you_type", NEWS.name, (str(NEWS),)),
    Bench("search", NEWS.name, (str(NEWS),)),
)


def main(asked: Sequence[str]) -> int:
    """Print the tables; 1 where one could not be made, 2 where one is not known."""
    if unknown := set(asked) - {bench.name for bench in BENCHES}:
        print(f"no bench is called {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    failed = False
    for bench in BENCHES:
        if asked and bench.name not in asked:
            continue
        print(f"\n== {bench.name}", flush=True)
        if bench.data is not None and not (DATA / bench.data).is_file():
            print(f"left out: {bench.data} is not here")
            continue
        run = subprocess.run([sys.executable, "-m", f"bench.{bench.name}", *bench.given], cwd=_ROOT, check=False)
        failed = failed or run.returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
