"""How the time of each stage grows with its text: twice the text may take twice the time, and hardly more.

    python -m bench.growth [PART_OF_A_NAME ...]

Texts and pages of `bench.soak.shapes` are doubled and each stage is timed in CPU seconds; the best of some runs counts.
A stage that takes more than 2.5 times as long for twice the text is named, and the exit code is then 1. It is measured
again first, since a busy machine spoils figures.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from bench.soak.shapes import PAGES, TEXTS, Shape
from corpus.actors.find_actors import find_actors
from corpus.article import Article
from corpus.boilerplate.passes import strip
from corpus.compare import compare
from corpus.metadata import describe_source
from corpus.pipeline import describe
from corpus.quotes.find_quotes import find_quotes
from corpus.readers import read_bytes
from corpus.settings import CorpusSettings
from corpus.source import Source
from corpus.stories.story_features import story_features
from index.query.parser import parse
from index.search.highlight import snippet
from index.storage.index_entry import entry
from tui.config import load

SIZE = 40_000  # characters of the smaller text
MOST = 2.5  # times as long for twice the text
RUNS = 3
_FLOOR_S = 0.02  # what takes less tells nothing
_AGAIN = 3
_QUERY_SHARE = 20  # of the text: a query is read up to 4,000 characters, so a longer one would never grow
T = TypeVar("T")


class Growth(NamedTuple):
    """Seconds that a stage takes for a text of a shape, and for one twice as long."""

    shape: str
    stage: str
    short: float
    long: float

    @property
    def ratio(self) -> float:
        return self.long / max(self.short, _FLOOR_S / 2)

    @property
    def too_fast(self) -> bool:
        return self.long > _FLOOR_S and self.ratio > MOST


class _Clock:
    """The CPU seconds of each stage of one run."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, stage: str, work: Callable[[], T]) -> T:
        begun = time.process_time()
        made = work()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - begun
        return made


def seconds_by_stage(text: str, settings: CorpusSettings) -> Mapping[str, float]:
    """Return how long each stage takes for a text or a page; without those after reading where nothing is read."""
    clock = _Clock()
    raw = text.encode()
    found = clock.time("read", lambda: next(read_bytes(raw, "-", settings.reading)))
    clock.time("query", lambda: parse(text[: len(text) // _QUERY_SHARE]))
    if not isinstance(found, Source):
        return clock.seconds
    blocks = clock.time("roles", lambda: strip(found, settings.boilerplate))
    clock.time("metadata", lambda: describe_source(found, blocks))
    actors = clock.time("actors", lambda: find_actors(blocks, settings.actors))
    clock.time("quotes", lambda: find_quotes(blocks, actors))
    article = describe(found, settings)
    clock.time("story", lambda: story_features(article))
    clock.time("compare", lambda: compare(article, _other(article)))
    clock.time("index", lambda: entry(found, article))
    clock.time("snippet", lambda: snippet(parse("ferry stays"), *(block.text for block in blocks)))
    return clock.seconds


def _other(article: Article) -> Article:
    """The same article without its first blocks, so that little is aligned at the same place."""
    from msgspec.structs import replace

    return replace(article, blocks=article.blocks[2:] or article.blocks)


def growth(name: str, shape: Shape, settings: CorpusSettings, size: int = SIZE, runs: int = RUNS) -> Iterator[Growth]:
    """Yield the growth of every stage for a shape."""
    short, long = (_best(shape, length, settings, runs) for length in (size, 2 * size))
    for stage, seconds in long.items():
        grown = Growth(name, stage, short.get(stage, 0.0), seconds)
        for _ in range(_AGAIN if grown.too_fast else 0):
            again = [_best(shape, length, settings, 1).get(stage, 0.0) for length in (size, 2 * size)]
            grown = grown._replace(short=min(grown.short, again[0]) or again[0], long=min(grown.long, again[1]))
        yield grown


def _best(shape: Shape, size: int, settings: CorpusSettings, runs: int) -> Mapping[str, float]:
    """Return the shortest time of each stage; the texts differ a little, so that no cache answers."""
    timed = [seconds_by_stage(f"{shape(size)}\n{run}", settings) for run in range(runs)]
    return {stage: min(one.get(stage, 0.0) for one in timed) for stage in timed[0]}


def main(asked: Sequence[str]) -> int:
    """Print the growth of each shape in its worst stage; 1 where one is too fast."""
    settings = load(environment={}).corpus_settings
    shapes = {f"text: {name}": shape for name, shape in TEXTS.items()}
    shapes |= {f"page: {name}": shape for name, shape in PAGES.items()}
    failed = 0
    print(f"{'shape':<44}{'slowest stage':<10}{'s':>7}   grows too fast (stage, s, ratio)")
    for name, shape in shapes.items():
        if asked and not any(part in name for part in asked):
            continue
        grown = list(growth(name, shape, settings))
        bad = [one for one in grown if one.too_fast]
        failed += len(bad)
        slowest = max(grown, key=lambda one: one.long)
        faults = "; ".join(f"{one.stage} {one.long:.2f} ×{one.ratio:.1f}" for one in bad)
        print(f"{name:<44}{slowest.stage:<10}{slowest.long:>7.2f}   {faults}", flush=True)
    print(f"{failed} of the stages grow faster than ×{MOST} a doubling")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
