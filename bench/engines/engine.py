"""The door through which each engine is measured: index articles, open, ask.

Analysis is as alike as the engines allow: words in lower case, English stems, no stop words; prefixes and phrases go to
what each has for them. Articles are indexed, not stored. All answer the best 20 and how many there are.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.engines.stories import Story

BEST = 20
"""How many hits are asked for."""
BATCH = 500
"""Articles to a commit."""

Query = tuple[tuple[str, ...], str, tuple[int, int]]
"""Words, an outlet, and the first and last day."""


class Engine(ABC):
    """One engine on one folder. `ask` returns None where the engine has no such kind of query."""

    name: str
    largest = 1_000_000
    """More articles it can not index in hours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def index(self, stories: Iterable[Story]) -> None: ...

    @abstractmethod
    def open(self) -> None: ...

    @abstractmethod
    def asker(self, kind: str) -> Callable[[Query], object] | None: ...
