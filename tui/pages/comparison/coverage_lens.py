"""Coverage: what is said, and which of three to twelve articles say it whole, in part or otherwise, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from corpus.article import Span
from corpus.compare import Coverage, CoverageCell, CoverageRow, QuoteRow, SourceText
from corpus.compare.word_diff import word_diff
from corpus.text.tokenize import tokenize
from tui.pages.comparison.lens import Compared, Lens, LensExcerpt, Part, Spot
from tui.pages.comparison.outlet_names import outlet_of
from tui.pages.comparison.quotes_lens import by_whom, form_of
from tui.pages.comparison.sentence_lines import sentence_part
from tui.pages.comparison.source_sentences import Sentence, sentence_around, within
from tui.pages.comparison.table_columns import centred, table_for, table_heads, table_row
from tui.pages.glyphs import Glyphs
from tui.pages.line import Line, Piece, shorten
from tui.pages.wording import counted, percent, written_iso

Kind = Literal["claim", "quote", "figure"]

_SECTIONS = {"claim": "Claims", "quote": "Quotes", "figure": "Figures"}
_COPIED = 0.7  # of a sentence, from which on it is called another's
_WORTH_A_DIFF = 0.6  # of the words of both
_TOTAL = 7  # cells of the last column, `of 12`


class CoverageLens(Lens):
    """The rows of some kinds. With `dim`, a cell recedes if its words are in an article before it."""

    def __init__(
        self, compared: Compared, coverage: Coverage, title: str, *kinds: Kind, dim: bool, glyphs: Glyphs
    ) -> None:
        super().__init__(compared, dim=dim, glyphs=glyphs)
        self._title = title
        quotes = iter(compared.lenses.quotes)
        both = [(row, next(quotes) if row.kind == "quote" else None) for row in coverage.rows]
        self.rows: list[tuple[CoverageRow, QuoteRow | None]] = [
            (row, quote) for kind in kinds for row, quote in both if row.kind == kind
        ]
        self._several = len(kinds) > 1
        self._rare, self._silent = False, -1

    def narrow(self, *, rare: bool, silent: int) -> None:
        """Show only what fewer than half of the articles say, or what one of them does not; -1 for none of them."""
        self._rare, self._silent = rare, silent

    def left_out(self, row: int) -> bool:
        told = self.rows[row][0]
        often = self._rare and 2 * told.told_by >= len(self.articles)
        return often or (self._silent >= 0 and told.cells[self._silent] is not None)

    @property
    def empty(self) -> str:
        return f"no rows {self.narrowed_to}".rstrip()

    @property
    def narrowed_to(self) -> str:
        asked = []
        if self._rare:
            asked.append("told by fewer than half")
        if self._silent >= 0:
            asked.append(f"not in {self.called[self._silent]}")
        return ", ".join(asked)

    @property
    def title(self) -> str:  # type: ignore[override]
        return self._title

    def __len__(self) -> int:
        return len(self.rows)

    def lay(self, row: int, width: int) -> list[Line]:
        told = self.rows[row][0]
        table = table_for(self, width, count=_TOTAL)
        names = self.tags if table.short else self.names
        cells = [
            centred(self._sign(cell, article), name)
            for article, (cell, name) in enumerate(zip(told.cells, names, strict=True))
        ]
        label = shorten(told.label, (table.label or table.width) - 2, self.glyphs.ellipsis)
        style = "text" if told.told_by > 1 else "muted"
        return table_row(table, (Piece(label, style),), cells, f"{told.told_by}")

    def _sign(self, cell: CoverageCell | None, article: int) -> Piece:
        if cell is None:
            return Piece(self.glyphs.silent, "muted")
        dimmed = self.dim and all(self._copied_from(article, place) is not None for place in cell.places)
        if cell.extent == "whole":
            return Piece(self.glyphs.says, "muted" if dimmed else "text")
        return Piece(self.glyphs.partly, "muted" if dimmed else "near")

    def heads(self, width: int, column: int) -> list[Line]:
        table = table_for(self, width, count=_TOTAL)
        heads = [table_heads(self, table, column, f"of {len(self.articles)}")]
        if self.dim:
            copied = self.compared.lenses.copied
            shares = [
                [Piece(percent(one.share).replace(" ", "") if table.short else percent(one.share), "muted")]
                for one in copied
            ]
            heads += table_row(table, (Piece("in common with others", "muted"),), shares)[-1:]
        return heads

    def legend(self, *, short: bool) -> list[Piece]:
        g = self.glyphs
        told = ("says", "in part", "not") if short else ("says it", "in part or otherwise", "silent")
        gap = " " if short else "   "
        return [
            Piece(g.says, "text"),
            Piece(f" {told[0]}{gap}", "muted"),
            Piece(g.partly, "near"),
            Piece(f" {told[1]}{gap}", "muted"),
            Piece(f"{g.silent} {told[2]}", "muted"),
        ]

    def section(self, row: int) -> str:
        told = self.rows[row][0]
        return _SECTIONS[told.kind] if self._several else f"Told by {told.told_by}"

    def spaced(self, row: int) -> bool:
        return False

    def differs(self, row: int) -> bool:
        """Return True if some articles say it and some do not; a claim of one article alone differs from nothing."""
        cells = self.rows[row][0].cells
        return self.rows[row][0].told_by > 1 and any(cell is None or cell.extent == "part" for cell in cells)

    def folds(self, row: int) -> bool:
        return self.rows[row][0].told_by == 1 and not self._rare

    def folded_as(self, count: int) -> str:
        return f"{counted(count, 'row')} that one of them alone has"

    def spot(self, row: int, article: int) -> Spot | None:
        cell = self.rows[row][0].cells[article]
        return Spot(article, cell.places[0].start) if cell is not None else None

    def opened(self, row: int, width: int) -> list[Part]:
        told, quote = self.rows[row]
        parts = []
        for article, cell in enumerate(told.cells):
            for place in cell.places if cell is not None else ():
                sentence = sentence_around(self.articles[article], place.start, place.end)
                marks: list[tuple[Span, str]] = []
                if told.kind == "claim":
                    sentence = Sentence(place.text, Span(0, 0), place.start)
                    marks = [(span, "near bold underline") for span in self._differing(told, article, place)]
                marks += self._dimmed(article, place, sentence) if self.dim else []
                quiet = told.kind == "quote"
                part = sentence_part(
                    self,
                    article,
                    sentence,
                    width,
                    base="muted" if quiet else "text",
                    style="text" if quiet else "strong bold underline",
                    sign=self._sign(cell, article),
                    note=self._note(article, cell, place, quote),
                    marks=marks,
                )
                parts.append(part)
        return parts

    def _differing(self, row: CoverageRow, article: int, place: SourceText) -> tuple[Span, ...]:
        """The words of a passage that the one in the label lacks, where most words are the same."""
        if place.text == row.label:
            return ()
        own, model = tokenize(place.text), tokenize(row.label)
        found = word_diff(own, model)
        shared = 2 * found.shared / max(1, len(own) + len(model))
        return found.left if shared >= _WORTH_A_DIFF and found.shared >= 2 * found.runs else ()

    def _dimmed(self, article: int, place: SourceText, sentence: Sentence) -> list[tuple[Span, str]]:
        block = self.articles[article].block_at(place.start)
        if block is None:
            return []
        start = (
            place.start
            if sentence.marked.end == 0
            else block.to_source(max(0, block.from_source(place.start) - sentence.marked.start))
        )
        common = ((one.start, one.end) for one in self.compared.lenses.copied[article].common)
        return [(span, "muted") for span in within(block, start, len(sentence.text), common)]

    def _note(self, article: int, cell: CoverageCell | None, place: SourceText, quote: QuoteRow | None) -> str:
        told = quote.cells[article] if quote is not None else None
        said = [form_of(told, quote)] if told is not None and quote is not None else []
        if told is not None and (speaker := by_whom(told, self.articles[article])):
            said.append(speaker)
        copied = self._copied_from(article, place)
        if copied is not None:
            said.append(f"as {self.names[copied]}")
        return ", ".join(said)

    def _copied_from(self, article: int, place: SourceText) -> int | None:
        """The article that has most of a passage in the same words."""
        common = self.compared.lenses.copied[article].common
        for one in common:
            overlap = min(one.end, place.end) - max(one.start, place.start)
            if overlap >= _COPIED * (place.end - place.start) and one.others:
                return one.others[0]
        return None

    def taken(self, row: int) -> Iterator[LensExcerpt]:
        told = self.rows[row][0]
        for article, cell in enumerate(told.cells):
            for place in cell.places if cell is not None else ():
                extent = "whole" if cell is not None and cell.extent == "whole" else "in part or otherwise"
                note = f"{told.kind}, said by {told.told_by} of {len(self.articles)}: {told.label}"
                yield LensExcerpt(article, place.text, place.start, place.end, extent, note)


def coverage_name(lens: Lens) -> tuple[str, str]:
    """`5 articles, 4 outlets`, and the days of the first and the last of them."""
    outlets = len({outlet_of(article) for article in lens.articles})
    dates = sorted(article.published.value for article in lens.articles if article.published)
    days = dict.fromkeys(written_iso(date) for date in (dates[0], dates[-1])) if dates else {}
    return f"{counted(len(lens.articles), 'article')}, {counted(outlets, 'outlet')}", " – ".join(days)
