"""Passages from texts, one below the other: the words, and below them their source."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from corpus.article import Span
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import BLANK, Line, Piece, fit, styled
from tui.pages.wrap import wrap

_MOST_LINES = 6  # lines of a passage, with the marked words among the first


class Passage(Struct, frozen=True):
    """Marked words: `start` is their offset in the source of the article, `where` describes the article.

    `head` is shown above the words: their speaker.
    """

    article: str
    start: int
    text: str
    marked: Span
    where: str = ""
    head: tuple[Piece, ...] = ()


class PassagesPage:
    """A line's target is the number of its passage."""

    def __init__(self, passages: Sequence[Passage], width: int, *, cursor: int, glyphs: Glyphs = UNICODE) -> None:
        self._lines: list[Line] = []
        self._firsts: list[int] = []
        for number, passage in enumerate(passages):
            self._firsts.append(len(self._lines))
            here = number == cursor
            ground = "ground" if here else ""
            mark = Piece(f"{glyphs.cursor} " if here else "  ", "accent")
            if passage.head:
                self._lines.append(Line((mark, *fit(passage.head, width - 3)), ground, number))
            for span in _around(passage, wrap(passage.text, max(10, width - 3))):
                words = styled(passage.text, "text", [(passage.marked, "strong underline")], span)
                self._lines.append(Line((mark, *words), ground, number))
            if passage.where:
                self._lines.append(Line((mark, Piece(passage.where, "muted")), ground, number))
            self._lines.append(BLANK)

    @property
    def height(self) -> int:
        return len(self._lines)

    def line(self, y: int) -> Line:
        return self._lines[y]

    def lines_of(self, number: int) -> tuple[int, int]:
        """The first line of a passage, and how many it has."""
        first = self._firsts[number]
        end = self._firsts[number + 1] if number + 1 < len(self._firsts) else len(self._lines)
        return first, end - first - 1


def _around(passage: Passage, lines: Sequence[Span]) -> Sequence[Span]:
    """The lines of a passage; of a very long one those around the marked words."""
    at = next((i for i, line in enumerate(lines) if line.end > passage.marked.start), 0)
    first = max(0, min(at - 1, len(lines) - _MOST_LINES))
    return lines[first : first + _MOST_LINES]
