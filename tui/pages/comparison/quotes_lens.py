"""Quotes of two articles, side by side: who said it with which verb, whole or cut, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.article import Article, Span
from corpus.compare import QuoteCell, QuoteRow
from corpus.compare.word_diff import word_diff
from corpus.text.tokenize import tokenize
from tui.pages.comparison.lens import Lens, LensExcerpt, Spot
from tui.pages.comparison.two_sides import Column, heads_of_sides, lay_sides, note, set_text, text_width
from tui.pages.line import Line, Piece
from tui.pages.wording import SURE, counted, percent

_MOST_WORDS_LAID = 400  # words of a quote; in longer ones differences are not marked


class QuotesLens(Lens):
    """Quotes of both first, then those that only one has."""

    title = "Quotes"

    @property
    def rows(self) -> tuple[QuoteRow, ...]:
        return self.compared.lenses.quotes

    def __len__(self) -> int:
        return len(self.rows)

    def lay(self, row: int, width: int) -> list[Line]:
        left, right = self.rows[row].cells
        each = text_width(width)
        texts = [said(cell) if cell is not None else "" for cell in (left, right)]
        lacking = _differences(*texts) if left and right else ((), ())
        columns = [
            self._column(side, cell, texts[side], lacking[side], row, each) if cell is not None else []
            for side, cell in enumerate((left, right))
        ]
        tags = [(tag, self.style_of(side)) for side, tag in enumerate(self.tags)]
        return lay_sides(columns[0], columns[1], self._glyph(row), width, tags)

    def _column(self, side: int, cell: QuoteCell, text: str, lacking: tuple[Span, ...], row: int, width: int) -> Column:
        base = "muted" if self.folds(row) else "text"
        marks = [(span, f"{self.style_of(side)} bold underline") for span in lacking]
        told = f" {self.glyphs.dot} ".join(filter(None, (by_whom(cell, self.articles[side]), self._form(row, cell))))
        return set_text(text, base, marks, width) + note(told, self.glyphs.corner, width)

    def _form(self, row: int, cell: QuoteCell) -> str:
        return form_of(cell, self.rows[row]) if not self._alone(row) else ""

    def _alone(self, row: int) -> bool:
        return None in self.rows[row].cells

    def _glyph(self, row: int) -> Piece:
        left, right = self.rows[row].cells
        if left is None:
            return Piece(self.glyphs.right, "right-only")
        if right is None:
            return Piece(self.glyphs.left, "left-only")
        return Piece(self.glyphs.same, "muted") if self.folds(row) else Piece(self.glyphs.near, "near")

    def heads(self, width: int, column: int) -> list[Line]:
        return heads_of_sides(self, width)

    def legend(self, *, short: bool) -> list[Piece]:
        g, gap = self.glyphs, "" if short else " "
        of_both = [row for row in range(len(self)) if not self._alone(row)]
        same = sum(map(self.folds, of_both))
        left = sum(row.cells[1] is None for row in self.rows)
        counts = (
            (g.same, "muted", same, "word for word"),
            (g.near, "near", len(of_both) - same, "cut or otherwise"),
            (g.left, "left-only", left, ""),
            (g.right, "right-only", len(self) - len(of_both) - left, ""),
        )
        pieces: list[Piece] = []
        for glyph, style, count, name in counts:
            told = f"{count} " if short else f"{count} {name}".rstrip() + "   "
            pieces += (Piece(f"{glyph}{gap}", style), Piece(told, "text"))
        return pieces

    def section(self, row: int) -> str:
        cells = self.rows[row].cells
        silent = next((number for number, cell in enumerate(cells) if cell is None), None)
        return "In both" if silent is None else f"Only in {self.called[1 - silent]}"

    def folds(self, row: int) -> bool:
        return all(cell is not None and cell.form == "whole" for cell in self.rows[row].cells)

    def folded_as(self, count: int) -> str:
        return f"{counted(count, 'quote')} word for word in both"

    @property
    def empty(self) -> str:
        return "neither quotes anybody"

    def spot(self, row: int, article: int) -> Spot | None:
        cell = self.rows[row].cells[article]
        return Spot(article, cell.pieces[0].start) if cell is not None else None

    def taken(self, row: int) -> Iterator[LensExcerpt]:
        for number, cell in enumerate(self.rows[row].cells):
            if cell is not None:
                for piece in cell.pieces:
                    by = ", ".join(filter(None, (piece.speaker, piece.cue)))
                    yield LensExcerpt(number, piece.text, piece.start, piece.end, form_of(cell, self.rows[row]), by)


def said(cell: QuoteCell) -> str:
    """Return the words of a quote that an article has, each piece between marks."""
    marked = ("", "") if cell.form == "without marks" else ("“", "”")
    return " … ".join(f"{marked[0]}{piece.text}{marked[1]}" for piece in cell.pieces)


def by_whom(cell: QuoteCell, article: Article) -> str:
    """Return the speaker and the verb, `Ruan Aldane, “said”`, how sure that is if unsure, or that nobody is named."""
    piece = next((piece for piece in cell.pieces if piece.speaker), None)
    if piece is None or piece.speaker is None:
        return "" if cell.form == "without marks" else "speaker not known"
    told = f"{piece.speaker}, “{piece.cue}”" if piece.cue else piece.speaker
    quote = next(
        (quote for quote in article.quotes if quote.start <= piece.start + 1 and piece.start < quote.end), None
    )
    return f"{told}, {percent(quote.confidence)} sure ?" if quote and quote.confidence < SURE else told


def form_of(cell: QuoteCell, row: QuoteRow) -> str:
    """`4 of 11 words`, or what else was done to a quote."""
    if cell.form in ("cut", "in pieces"):
        pieces = f"in {len(cell.pieces)} pieces, " if cell.form == "in pieces" and len(cell.pieces) > 1 else ""
        return f"{pieces}{cell.words} of {row.fullest.words} words"
    return {
        "whole": "whole",
        "bracketed": "with brackets",
        "other words": "in part other words",
        "without marks": "the same words without quotation marks",
    }[cell.form]


def _differences(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    a, b = tokenize(left), tokenize(right)
    if max(len(a), len(b)) > _MOST_WORDS_LAID:
        return (), ()
    found = word_diff(a, b)
    return found.left, found.right
