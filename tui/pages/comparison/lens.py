"""A lens: one way of looking at articles that are compared, as rows that can be laid at any width.

A row may open: then its parts stand below it, each of which leads to a place in an article. Lines have no margin; the
page puts the cursor there. What has been laid is kept, so that moving the cursor lays nothing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from msgspec import Struct

from corpus.article import Article
from corpus.compare import Comparison, Coverage, Lenses
from tui.pages.comparison.outlet_names import called, names_of, tags_of
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Line, Piece

ROOMY = 99
"""Cells from which on sides stand beside each other: a screen of 100 columns without its scrollbar."""


class Compared(Struct, frozen=True):
    """Two to twelve articles, and what was found of them."""

    articles: tuple[Article, ...]
    found: Comparison | Coverage

    @property
    def lenses(self) -> Lenses:
        return self.found.lenses


class Spot(NamedTuple):
    """A place: the number of an article, and an offset in its source."""

    article: int
    start: int


class Part(NamedTuple):
    """Lines below an opened row. The cursor can stand on one that leads to a spot."""

    lines: tuple[Line, ...]
    spot: Spot | None = None


class LensExcerpt(NamedTuple):
    """A text that a row shows, for an export: what is said of it, and where it stands in the source."""

    article: int
    text: str
    start: int
    end: int
    kind: str
    note: str = ""


class Lens(ABC):
    """Rows, numbered from 0."""

    title: ClassVar[str]

    def __init__(self, compared: Compared, *, dim: bool = False, glyphs: Glyphs = UNICODE) -> None:
        self.compared = compared
        self.dim = dim
        self.glyphs = glyphs
        self.articles: Sequence[Article] = compared.articles
        self.names = names_of(compared.articles)
        self.tags = tags_of(compared.articles)
        self.called = called(compared.articles)
        self._laid: dict[tuple[int, int], tuple[Line, ...]] = {}

    @property
    def two(self) -> bool:
        return len(self.articles) == 2

    def style_of(self, article: int) -> str:
        """The colour of a side; more than two have none."""
        return ("left-only", "right-only")[article] if self.two else "strong"

    def lines(self, row: int, width: int) -> tuple[Line, ...]:
        """A row at a width, in lines of at most `width` cells."""
        lines = self._laid.get((row, width))
        if lines is None:
            lines = self._laid[row, width] = tuple(self.lay(row, width))
        return lines

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def lay(self, row: int, width: int) -> list[Line]:
        """The lines of a row."""

    @abstractmethod
    def spot(self, row: int, article: int) -> Spot | None:
        """Where a row stands in an article."""

    @abstractmethod
    def taken(self, row: int) -> Iterator[LensExcerpt]:
        """What the row shows, text by text."""

    def opened(self, row: int, width: int) -> list[Part]:
        """What stands below a row that is opened; a row without parts leads to its article at once."""
        return []

    def heads(self, width: int, column: int) -> list[Line]:
        """What stays over the rows; the column that was chosen stands out."""
        return []

    def legend(self, *, short: bool) -> list[Piece]:
        """What the glyphs mean, or how many rows there are of each."""
        return []

    def spaced(self, row: int) -> bool:
        """Whether a blank line follows a row."""
        return True

    def section(self, row: int) -> str:
        """The title of the rows from this one on; it is written where it changes."""
        return ""

    def differs(self, row: int) -> bool:
        """Whether the articles differ here."""
        return not self.folds(row)

    def folds(self, row: int) -> bool:
        """Whether a row can be folded away: because it is the same in all, or tells nothing of how they differ."""
        return False

    def left_out(self, row: int) -> bool:
        """Whether a row is not shown at all, since others were asked for."""
        return False

    @property
    def narrowed_to(self) -> str:
        """What was asked for, where that is not all."""
        return ""

    def folded_as(self, count: int) -> str:
        """What is said of rows that are folded."""
        return f"{count} folded"

    @property
    def folded_sign(self) -> str:
        return self.glyphs.same if self.two else self.glyphs.silent

    @property
    def empty(self) -> str:
        """What is said where there are no rows."""
        return "nothing to compare here"
