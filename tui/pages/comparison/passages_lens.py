"""Passages of two articles, side by side: the same, nearly the same, the same matter otherwise, only here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.article import Span
from corpus.compare import ArticlePassage, Comparison
from tui.pages.comparison.lens import Compared, Lens, LensExcerpt, Spot
from tui.pages.comparison.source_sentences import within
from tui.pages.comparison.two_sides import Column, heads_of_sides, lay_sides, note, set_text, text_width
from tui.pages.line import Line, Piece
from tui.pages.wording import counted, percent

if TYPE_CHECKING:
    from corpus.compare import AlignedRow, Kind
    from tui.pages.glyphs import Glyphs


class PassagesLens(Lens):
    """The rows of a comparison. With `dim`, what is copied recedes."""

    title = "Passages"

    def __init__(self, compared: Compared, comparison: Comparison, *, dim: bool, glyphs: Glyphs) -> None:
        super().__init__(compared, dim=dim, glyphs=glyphs)
        self.comparison = comparison

    def __len__(self) -> int:
        return len(self.comparison.rows)

    def lay(self, row: int, width: int) -> list[Line]:
        told, each = self.comparison.rows[row], text_width(width)
        left, right = (self._column(side, passage, told.kind, each) for side, passage in enumerate(_sides(told)))
        if told.reason and told.reason != "the same words":
            right += note(told.reason, self.glyphs.corner, each)
        tags = [(tag, self.style_of(side)) for side, tag in enumerate(self.tags)]
        return lay_sides(left, right, self._glyph(told.kind), width, tags)

    def _column(self, side: int, passage: ArticlePassage | None, kind: Kind, width: int) -> Column:
        if passage is None:
            return []
        base = "muted" if kind == "same" or passage.again else "text"
        marks = [(span, f"{self.style_of(side)} bold underline") for span in passage.different]
        marks += [(span, "strong") for span in passage.shared]
        marks += [(span, "muted") for span in self._copied(side, passage)]
        return set_text(passage.text, base, marks, width)

    def _copied(self, side: int, passage: ArticlePassage) -> list[Span]:
        """Return the spans of a passage that are dimmed."""
        if not self.dim:
            return []
        block = self.articles[side].blocks[passage.block]
        common = self.compared.lenses.copied[side].common
        return list(within(block, passage.start, len(passage.text), ((one.start, one.end) for one in common)))

    def _glyph(self, kind: Kind) -> Piece:
        g = self.glyphs
        return {
            "same": Piece(g.same, "muted"),
            "near": Piece(g.near, "near"),
            "otherwise": Piece(g.near, "muted"),
            "left": Piece(g.left, "left-only"),
            "right": Piece(g.right, "right-only"),
        }[kind]

    def heads(self, width: int, column: int) -> list[Line]:
        return heads_of_sides(self, width)

    def legend(self, *, short: bool) -> list[Piece]:
        counts, g = self.comparison.counts, self.glyphs
        gap, after = ("", " ") if short else (" ", "   ")
        pieces: list[Piece] = []
        for glyph, style, count in (
            (g.same, "muted", counts["same"]),
            (g.near, "near", counts["near"] + counts["otherwise"]),
            (g.left, "left-only", counts["left"]),
            (g.right, "right-only", counts["right"]),
        ):
            pieces += (Piece(f"{glyph}{gap}", style), Piece(f"{count}{after}", "text"))
        if not short:
            pieces.append(Piece(f"{percent(self.comparison.shared_words)} of the words are shared", "muted"))
        return pieces

    def folds(self, row: int) -> bool:
        return self.comparison.rows[row].kind == "same"

    def folded_as(self, count: int) -> str:
        return f"{counted(count, 'passage')} in the same words"

    def spot(self, row: int, article: int) -> Spot | None:
        passage = _sides(self.comparison.rows[row])[article]
        return Spot(article, passage.start) if passage is not None else None

    def taken(self, row: int) -> Iterator[LensExcerpt]:
        told = self.comparison.rows[row]
        for side, passage in enumerate(_sides(told)):
            if passage is not None:
                kind = "only here" if told.kind in ("left", "right") else told.kind
                yield LensExcerpt(side, passage.text, passage.start, passage.end, kind, told.reason)


def _sides(row: AlignedRow) -> tuple[ArticlePassage | None, ArticlePassage | None]:
    return row.left, row.right
