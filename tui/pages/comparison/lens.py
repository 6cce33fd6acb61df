"""A lens: one way of looking at compared articles, as rows that can be laid out at any width.

A row may open: its parts then follow below it, each of which leads to a place in an article. Lines have no margin; the
page puts the cursor there. Laid-out rows are kept, so that moving the cursor lays out nothing.
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
    """Lines below an open row. The cursor stops at a part that leads to a spot."""

    lines: tuple[Line, ...]
    spot: Spot | None = None


class LensExcerpt(NamedTuple):
    """A text that a row shows, for an export: the statement about it, and its place in the source."""

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
        """Return the place of a row in an article, or None."""

    @abstractmethod
    def taken(self, row: int) -> Iterator[LensExcerpt]:
        """Yield the texts that the row shows."""

    def opened(self, row: int, width: int) -> list[Part]:
        """Return the parts below an open row; a row without parts leads to its article at once."""
        return []

    def heads(self, width: int, column: int) -> list[Line]:
        """Return the lines that stay above the rows, with the chosen column emphasised."""
        return []

    def legend(self, *, short: bool) -> list[Piece]:
        """Explain the glyphs, or count the rows of each kind."""
        return []

    def spaced(self, row: int) -> bool:
        """Return True if a blank line follows the row."""
        return True

    def section(self, row: int) -> str:
        """Return the title of the rows from this one on; it is written where it changes."""
        return ""

    def differs(self, row: int) -> bool:
        """Return True if the articles differ here."""
        return not self.folds(row)

    def folds(self, row: int) -> bool:
        """Return True if a row can be folded away, because it is the same in all articles or shows no difference."""
        return False

    def left_out(self, row: int) -> bool:
        """Return True if a row is not shown, because the user narrowed the lens to others."""
        return False

    @property
    def narrowed_to(self) -> str:
        """Name the rows to which the lens is narrowed, "" for all."""
        return ""

    def folded_as(self, count: int) -> str:
        """Describe rows that are folded."""
        return f"{count} folded"

    @property
    def folded_sign(self) -> str:
        return self.glyphs.same if self.two else self.glyphs.silent

    @property
    def empty(self) -> str:
        """Return the text for a lens without rows."""
        return "nothing to compare here"
