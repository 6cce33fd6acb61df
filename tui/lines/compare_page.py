"""The page of a comparison: two columns with a gutter between them, or one above the other where it is narrow.

One page for both sides, so that what belongs together stands level whatever its length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from corpus.article import Article, Span
from tui.glyphs import UNICODE, Glyphs
from tui.lines.dates import written
from tui.lines.line import BLANK, Line, Piece, styled
from tui.lines.wrap import is_right_to_left, wrap

if TYPE_CHECKING:
    from corpus.compare import Comparison, Kind, Passage, Row

STACKED_BELOW = 100
_GUTTER = 7
_LEFT = 2
_MEASURE = 64


class Sides(Struct, frozen=True):
    """Two articles, and what they have in common."""

    left: Article
    right: Article
    comparison: Comparison


class _Laid(Struct, frozen=True):
    """Lines of a row, and which row it is; -1 for what belongs to none."""

    row: int
    lines: tuple[Line, ...]


class ComparePage:
    """A comparison as lines. A line's target is the number of its row."""

    def __init__(
        self, sides: Sides, width: int, *, cursor: int = -1, folded: bool = False, glyphs: Glyphs = UNICODE
    ) -> None:
        self.sides = sides
        self.width = width
        self.cursor = cursor
        self.glyphs = glyphs
        self.stacked = width < STACKED_BELOW - 1
        self.text_width = width - 10 if self.stacked else min(_MEASURE, (width - _LEFT - _GUTTER - 3) // 2)
        self._lines: list[tuple[int, Line]] = []
        self._first: dict[int, int] = {}
        self._add(-1, self._stacked_heads() if self.stacked else self._heads())
        run = 0
        for number, row in enumerate(sides.comparison.rows):
            if folded and row.kind == "same":
                run += 1
                continue
            self._add_folded(run)
            run = 0
            self._add(number, self._stacked_row(row) if self.stacked else self._row(row))
        self._add_folded(run)

    @property
    def height(self) -> int:
        return len(self._lines)

    def line(self, y: int) -> Line:
        row, line = self._lines[y]
        if row < 0 or not line.pieces:
            return line
        here = row == self.cursor
        margin = Piece(self.glyphs.cursor if here else " ", "cursor")
        return Line((margin, *line.pieces), "surface" if here else "", row)

    def first_line(self, row: int) -> int:
        """Where a row begins; what is folded away begins nowhere: the first row after it does."""
        return next((y for number, y in sorted(self._first.items()) if number >= row), max(0, self.height - 1))

    def lines_of(self, row: int) -> int:
        """How many lines a row has."""
        return sum(1 for number, line in self._lines if number == row and line.pieces)

    @property
    def shown_rows(self) -> list[int]:
        """The rows that are not folded away."""
        return sorted(self._first)

    def _add(self, row: int, lines: list[Line]) -> None:
        if row >= 0:
            self._first[row] = len(self._lines)
        self._lines += ((row, line) for line in (*lines, BLANK))

    def _add_folded(self, count: int) -> None:
        if count:
            said = f"{count} passage{'s' if count > 1 else ''} in the same words"
            self._add(-1, [Line((Piece("  "), Piece(f"{self.glyphs.same}  {said}", "muted")))])

    # Heads

    def _heads(self) -> list[Line]:
        left = self._head(self.sides.left, self.glyphs.left, "left-only")
        right = self._head(self.sides.right, self.glyphs.right, "right-only")
        return [Line((Piece(" "), *line.pieces)) for line in self._beside(left, right, Piece(""))]

    def _head(self, article: Article, glyph: str, style: str) -> list[tuple[Piece, ...]]:
        byline = article.byline.value if article.byline is not None else "no byline"
        about = f" {self.glyphs.dot} {written(article.published)} {self.glyphs.dot} {byline}"
        headline = article.headline.value
        spans = wrap(headline, self.text_width)
        return [
            (Piece(f"{glyph} ", style), Piece(outlet_of(article), f"{style} bold"), Piece(about, "muted")),
            *((Piece(headline[span.start : span.end], "strong"),) for span in spans),
        ]

    def _stacked_heads(self) -> list[Line]:
        tags = self._tags
        lines = []
        for article, glyph, tag, style in (
            (self.sides.left, self.glyphs.left, tags[0], "left-only"),
            (self.sides.right, self.glyphs.right, tags[1], "right-only"),
        ):
            about = f" {outlet_of(article)} {self.glyphs.dot} {written(article.published)}"
            lines.append(Line((Piece(f" {glyph} ", style), Piece(tag, f"{style} bold"), Piece(about, "muted"))))
        return lines

    @property
    def _tags(self) -> tuple[str, str]:
        left, right = tag_of(outlet_of(self.sides.left)), tag_of(outlet_of(self.sides.right))
        return (left, right) if left != right else ("1st", "2nd")

    # Rows

    def _row(self, row: Row) -> list[Line]:
        left = self._column(row.left, row.kind, "left-only")
        right = self._column(row.right, row.kind, "right-only")
        if row.kind in ("near", "otherwise"):
            right.append((Piece(f"{self.glyphs.corner} ", "rule"), Piece(row.reason, "muted")))
        return self._beside(left, right, self._glyph(row.kind))

    def _beside(self, left: list[tuple[Piece, ...]], right: list[tuple[Piece, ...]], glyph: Piece) -> list[Line]:
        lines = []
        for n in range(max(len(left), len(right))):
            a = left[n] if n < len(left) else ()
            b = right[n] if n < len(right) else ()
            room = self.text_width + 4 - Line(a).cells
            middle = glyph if n == 0 and glyph.text else Piece(" ")
            lines.append(Line((Piece(" "), *a, Piece(" " * max(1, room)), middle, Piece("    "), *b)))
        return lines

    def _column(self, passage: Passage | None, kind: Kind, side: str) -> list[tuple[Piece, ...]]:
        if passage is None:
            return []
        base = "muted" if kind == "same" or passage.again else "text"
        marks = [(span, f"{side} bold underline") for span in passage.different]
        marks += [(span, "strong") for span in passage.shared]
        lines = []
        for span in wrap(passage.text, self.text_width):
            pieces = tuple(styled(passage.text, base, marks, Span(span.start, span.end)))
            if is_right_to_left(passage.text):
                pieces = (Piece(" " * max(0, self.text_width - Line(pieces).cells)), *pieces)
            lines.append(pieces)
        return lines

    def _stacked_row(self, row: Row) -> list[Line]:
        lines: list[Line] = []
        glyph = self._glyph(row.kind)
        for passage, tag, style in (
            (row.left, self._tags[0], "left-only"),
            (row.right, self._tags[1], "right-only"),
        ):
            for n, pieces in enumerate(self._column(passage, row.kind, style)):
                first = Piece(f"{glyph.text if not lines else ' '} ", glyph.style)
                lines.append(Line((Piece(" "), first, Piece(f"{tag if n == 0 else '':<5}", style), *pieces)))
        if row.kind in ("near", "otherwise"):
            lines.append(Line((Piece(" " * 8), Piece(f"{self.glyphs.corner} ", "rule"), Piece(row.reason, "muted"))))
        return lines

    def _glyph(self, kind: Kind) -> Piece:
        return {
            "same": Piece(self.glyphs.same, "muted"),
            "near": Piece(self.glyphs.near, "near"),
            "otherwise": Piece(self.glyphs.near, "muted"),
            "left": Piece(self.glyphs.left, "left-only"),
            "right": Piece(self.glyphs.right, "right-only"),
        }[kind]


def outlet_of(article: Article) -> str:
    return article.outlet.value if article.outlet is not None else "outlet unknown"


def tag_of(outlet: str) -> str:
    """An outlet in three letters: initials where it has three words, else the first consonants."""
    words = [word for word in re.findall(r"\w+", outlet) if word.lower() not in ("the", "of", "and", "unknown")]
    if len(words) >= 3:
        return "".join(word[0] for word in words[:3]).upper()
    return ("".join(words) or outlet)[:3].upper()
