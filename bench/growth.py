"""How the time of each stage grows with its text: twice the text may take twice the time, and hardly more.

    python -m bench.growth [--record FILE] [--minutes N] [PART_OF_A_NAME ...]

Each shape of `bench.soak.shapes` is doubled until a stage takes a sixth of a second, and the CPU seconds of each stage
are compared with those of the text half as long. A stage that takes more than 2.5 times as long
for twice the text is measured again, since on a busy machine even CPU seconds are two or three times as many; if it
does each time, it is named, and the exit code is 1.

With `--record`, results are appended to FILE, and shapes that passed there are not measured again, so that a long run
can be made in parts of `--minutes`. The exit code is 1 until every shape has passed.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Mapping, Sequence, Set
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bench.soak.shapes import PAGES, TEXTS, Shape
from corpus.actors.find_actors import find_actors
from corpus.article import Article
from corpus.boilerplate.passes import strip
from corpus.compare import compare, compare_many
from corpus.metadata import describe_source
from corpus.quotes.find_quotes import count_quotes, find_quotes
from corpus.readers import read_bytes
from corpus.readers.html_pages import parse_page
from corpus.settings import CorpusSettings
from corpus.source import Source
from corpus.stories.story_features import story_features
from index.query.parser import parse
from index.search.highlight import snippet
from index.storage.index_entry import entry
from tui.config import load

SHAPES: Mapping[str, Shape] = {
    **{f"text: {name}": shape for name, shape in TEXTS.items()},
    **{f"page: {name}": shape for name, shape in PAGES.items()},
}
SIZES = tuple(10_000 * 2**step for step in range(6))  # characters of a text, to 320,000
LONGEST_S = 0.15  # CPU seconds of a stage; it is not measured with more text beyond it, …
LONGEST_TOO_FAST_S = 1.5  # … unless it grows too fast: then it is, up to so many
MOST = 2.5  # times as long for twice the text
SHORTEST_S = 0.02  # of the longer text; what takes less is noise
AGAIN = 6  # more measurements of a stage that seems too slow
_QUERY_SHARE = 20  # of the text: a query is read up to 4,000 characters, so a longer one would never grow
ON_THE_SIDE = frozenset(("story", "compare", "coverage", "index", "snippet"))  # stages that no other one waits for
_SAME_SHARE, _NOTHING_READ = 1.3, 0.02
T = TypeVar("T")


class Run(Struct, frozen=True):
    """The CPU seconds of each stage for one text, and the share of its characters that are taken for the article."""

    seconds: Mapping[str, float]
    share_read: float

    def is_like(self, other: Run) -> bool:
        """Return whether as much was done with both texts: a longer one can be taken for something else."""
        least, most = sorted((self.share_read, other.share_read))
        return most <= _SAME_SHARE * least + _NOTHING_READ


class Growth(Struct, frozen=True):
    """CPU seconds that a stage takes for a text of `size` characters, and for one half as long, run by run."""

    stage: str
    size: int
    halves: tuple[float, ...]
    wholes: tuple[float, ...]

    @property
    def seconds(self) -> float:
        return min(self.wholes)

    @property
    def ratio(self) -> float:
        """How many times as long the whole text takes: the least of all runs, and of the best of all runs."""
        pairs = [*zip(self.halves, self.wholes, strict=True), (min(self.halves), min(self.wholes))]
        return min(whole / max(half, SHORTEST_S / 4) for half, whole in pairs)

    @property
    def is_too_fast(self) -> bool:
        return self.seconds > SHORTEST_S and self.ratio > MOST

    def and_again(self, half: float, whole: float) -> Growth:
        """Return the same with one more run."""
        return replace(self, halves=(*self.halves, half), wholes=(*self.wholes, whole))

    def __str__(self) -> str:
        return f"{self.stage} {self.seconds:.2f} s at {self.size:,}, ×{self.ratio:.1f}"


class ShapeResult(Struct, frozen=True):
    """The slowest stage of a shape at its largest size, and the stages that grow too fast."""

    shape: str
    slowest: Growth
    too_fast: tuple[Growth, ...]


class _Clock:
    """The CPU seconds of each stage of one run. `skipped` are stages that are not to be run."""

    def __init__(self, skipped: Set[str] = frozenset()) -> None:
        self.seconds: dict[str, float] = {}
        self._skipped = skipped

    def time(self, stage: str, work: Callable[[], T]) -> T:
        begun = time.process_time()
        made = work()
        self.seconds[stage] = time.process_time() - begun
        return made

    def try_time(self, stage: str, work: Callable[[], object]) -> None:
        if stage not in self._skipped:
            self.time(stage, work)


def run_stages(text: str, settings: CorpusSettings, skipped: Set[str] = frozenset()) -> Run:
    """Return how long each stage takes for a text or a page; without those after reading if nothing could be read."""
    clock = _Clock(skipped)
    raw = text.encode()
    source = clock.time("read", lambda: next(read_bytes(raw, "-", settings.reading)))
    clock.time("query", lambda: parse(text[: len(text) // _QUERY_SHARE]))
    if not isinstance(source, Source):
        return Run(clock.seconds, 0.0)
    article = _describe(clock, source, settings)
    clock.try_time("story", lambda: story_features(article))
    clock.try_time("compare", lambda: compare(article, _without(article, 2)))
    clock.try_time("coverage", lambda: compare_many([article, _without(article, 2), _without(article, 3)]))
    clock.try_time("index", lambda: entry(source, article))
    clock.try_time("snippet", lambda: snippet(parse("ferry stays"), *(block.text for block in article.blocks)))
    return Run(clock.seconds, sum(len(block.text) for block in article.read_blocks) / len(text))


def _describe(clock: _Clock, source: Source, settings: CorpusSettings) -> Article:
    """Return the article of a source, made stage by stage as `corpus.pipeline` does it."""
    parsed = clock.time("page", lambda: parse_page(source))
    blocks = clock.time("roles", lambda: strip(parsed, settings.boilerplate))
    whole = clock.time("metadata", lambda: describe_source(parsed, blocks))
    actors = clock.time("actors", lambda: find_actors(blocks, settings.actors))
    quotes = clock.time("quotes", lambda: find_quotes(blocks, actors))
    return Article(
        id=source.id,
        paths=(source.path,),
        **{name: getattr(whole, name) for name in whole.__struct_fields__},
        blocks=blocks,
        actors=count_quotes(actors, quotes),
        quotes=quotes,
    )


def _without(article: Article, first: int) -> Article:
    """Return the same article without its `first` blocks, so that little is aligned at the same place."""
    return replace(article, blocks=article.blocks[first:] or article.blocks)


def measure(name: str, shape: Shape, settings: CorpusSettings, sizes: Sequence[int] = SIZES) -> ShapeResult:
    """Double a shape until each stage took long enough, and return how it grows at the last step.

    A stage that grows too fast is given more text for longer: pairs that are compared grow with the square up to a
    bound.
    """
    last: dict[str, Growth] = {}
    done: set[str] = set()
    before = _run(shape, sizes[0], settings)
    for size in sizes[1:]:
        now = _run(shape, size, settings, skipped=done)
        alike = now.is_like(before) or size == sizes[1]
        growths = _confirmed(shape, size, before.seconds, now.seconds, settings) if alike else []
        growths = [one for one in growths if one.stage not in done]
        last |= {one.stage: one for one in growths}
        done |= {one.stage for one in growths if one.seconds > (LONGEST_TOO_FAST_S if one.is_too_fast else LONGEST_S)}
        if done - ON_THE_SIDE:
            break
        before = now
    slowest = max(last.values(), key=lambda one: one.seconds / one.size)
    return ShapeResult(name, slowest, tuple(one for one in last.values() if one.is_too_fast))


def _confirmed(
    shape: Shape, size: int, half: Mapping[str, float], whole: Mapping[str, float], settings: CorpusSettings
) -> list[Growth]:
    """Return the growth of each stage up to a size; what seems too fast is measured again."""
    growths = [Growth(stage, size, (half.get(stage, 0.0),), (seconds,)) for stage, seconds in whole.items()]
    for run in range(1, AGAIN + 1):
        suspects = {one.stage for one in growths if one.is_too_fast}
        if not suspects:
            break
        skipped = ON_THE_SIDE - suspects
        half, whole = (_run(shape, length, settings, run, skipped).seconds for length in (size // 2, size))
        growths = [
            one.and_again(half.get(one.stage, 0.0), whole[one.stage]) if one.stage in whole else one for one in growths
        ]
    return growths


def _run(shape: Shape, size: int, settings: CorpusSettings, number: int = 0, skipped: Set[str] = frozenset()) -> Run:
    """Run all stages for a shape, with the garbage collector off; each run has a text of its own, so that no cache
    answers.
    """
    text = f"{shape(size)}\n{number}"
    gc.collect()
    gc.disable()
    try:
        return run_stages(text, settings, skipped)
    finally:
        gc.enable()


def warm_up(settings: CorpusSettings) -> None:
    """Load models and fill what is computed once, so that the first shape is not charged for it."""
    for name in ("text: quotes that differ", "page: paragraphs"):
        run_stages(SHAPES[name](2_000), settings)
    gc.collect()
    gc.freeze()


def main(given: Sequence[str]) -> int:
    """Print the growth of each shape; 1 where one grows too fast, or is still to be measured."""
    asked = _arguments(given)
    names = [name for name in SHAPES if not asked.names or any(part in name for part in asked.names)]
    passed = _passed(asked.record) if asked.record else set()
    todo = [name for name in names if name not in passed]
    settings = load(environment={}).corpus_settings
    warm_up(settings)
    ends = time.monotonic() + 60 * asked.minutes
    measured = failed = 0
    print(f"{'shape':<44}{'slowest stage':<34}grows too fast")
    for name in todo:
        if time.monotonic() > ends:
            break
        result = measure(name, SHAPES[name], settings)
        print(f"{name:<44}{result.slowest!s:<34}{'; '.join(map(str, result.too_fast))}", flush=True)
        if asked.record:
            with asked.record.open("ab") as file:
                file.write(msgspec.json.encode(result) + b"\n")
        measured += 1
        failed += bool(result.too_fast)
    left = len(todo) - measured
    print(
        f"{len(names)} shapes: {len(names) - failed - left} pass, {failed} grow faster than ×{MOST}, {left} to measure"
    )
    return int(failed > 0 or left > 0)


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.growth")
    parser.add_argument("names", nargs="*", metavar="PART_OF_A_NAME")
    parser.add_argument("--record", type=Path, metavar="FILE", help="skip shapes that passed there, and append to it")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="start no shape after so many")
    return parser.parse_args(given)


def _passed(record: Path) -> set[str]:
    """Return the shapes whose last result in a record is that nothing grows too fast."""
    if not record.is_file():
        return set()
    results = [msgspec.json.decode(line, type=ShapeResult) for line in record.read_bytes().splitlines()]
    last = {result.shape: result for result in results}
    return {name for name, result in last.items() if not result.too_fast}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
