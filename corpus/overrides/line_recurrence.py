"""Line recurrence: lines in many articles of an outlet. It is evidence and an explanation, seldom a verdict by itself.

How often a line recurs is only known when all articles were read, so this pass comes after all others, whenever an
article is read from the index, and changes nothing of what is stored there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from corpus.article import Block, Role
from corpus.overrides.line_key import line_key

FEWEST_WORDS = 3
# Hand-set. Fewer articles or longer lines strip more, and sooner strip what a small outlet repeats on purpose.
_FEWEST_ARTICLES = 10  # articles of an outlet, below which no line is stripped because it recurs
_MOST_WORDS = 25  # words of a line that recurrence alone may strip
_RUNNING_TEXT = 30  # words from which on a block is running text: if half of that recurs too, it is one story


class LineRecurrence(Struct, frozen=True):
    """A line is in `articles` of the `of` articles of an outlet; of all articles, if `outlet` is None."""

    articles: int
    of: int
    outlet: str | None

    @property
    def share(self) -> float:
        return self.articles / max(1, self.of)

    def __str__(self) -> str:
        return f"{self.articles:,} of {self.of:,} articles{f' of {self.outlet}' if self.outlet else ''}"


class LineCounts(Protocol):
    """Counts of lines over all articles of an index."""

    def standing(self, line: str, outlet: str | None) -> LineRecurrence | None:
        """Return the recurrence of a line, given by its `line_key`; None if it recurs too seldom to count."""
        ...

    def strips_in(self, outlet: str | None) -> bool:
        """Return whether any line can be in most articles of an outlet."""
        ...


def note_recurrence(blocks: Sequence[Block], outlet: str | None, counts: LineCounts) -> tuple[Block, ...]:
    """Return the blocks with recurrence added to their reasons, and with more confidence in what is stripped anyway.

    A short line that no other pass recognised is stripped if it is in most articles of an outlet that has ten or more,
    unless their running text recurs as well: then they are versions of one article.
    """
    found = [_standing(block, outlet, counts) for block in blocks]
    one_story = _is_one_story(blocks, found)
    return tuple(
        block if standing is None else _noted(block, standing, alone=not one_story)
        for block, standing in zip(blocks, found, strict=True)
    )


def _standing(block: Block, outlet: str | None, counts: LineCounts) -> LineRecurrence | None:
    line = line_key(block.text)
    return counts.standing(line, outlet) if line.count(" ") >= FEWEST_WORDS - 1 else None


def _noted(block: Block, standing: LineRecurrence, *, alone: bool) -> Block:
    said = f"found in {standing}"
    if block.stripped:
        surer = 1 - (1 - block.confidence) * (1 - 0.9 * standing.share)
        return block.judged(block.role, f"{block.reason}; {said}", min(0.99, max(block.confidence, round(surer, 3))))
    if alone and _in_most(standing) and block.role is Role.BODY and len(block.text.split()) <= _MOST_WORDS:
        return block.judged(Role.PROMO, said, round(0.5 + 0.4 * standing.share, 3))
    return block.judged(block.role, f"{block.reason}; {said}", block.confidence)


def _in_most(standing: LineRecurrence) -> bool:
    return standing.outlet is not None and standing.of >= _FEWEST_ARTICLES and 2 * standing.articles > standing.of


def _is_one_story(blocks: Sequence[Block], found: Sequence[LineRecurrence | None]) -> bool:
    """Return whether half of the running text is in most articles of the outlet."""
    running = [
        standing
        for block, standing in zip(blocks, found, strict=True)
        if block.role is Role.BODY and len(block.text.split()) >= _RUNNING_TEXT
    ]
    return sum(one is not None and _in_most(one) for one in running) * 2 >= max(1, len(running))
