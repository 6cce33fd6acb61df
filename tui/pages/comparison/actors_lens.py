"""Actors: who is in which article, as what, how often, and whose words each article quotes."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.compare import ActorCell, ActorRow
from tui.pages.comparison.lens import Compared, Lens, LensExcerpt, Part, Spot
from tui.pages.comparison.sentence_lines import sentence_part
from tui.pages.comparison.source_sentences import sentence_around
from tui.pages.comparison.table_columns import ColumnLayout, table_for, table_heads, table_row
from tui.pages.comparison.two_sides import set_text
from tui.pages.glyphs import Glyphs
from tui.pages.line import BLANK, Line, Piece, fit, justify, shorten
from tui.pages.wording import counted, percent

_BAR = 10  # cells of a full bar
_NAME = 30  # cells that names keep when columns grow
_LONGEST_NAME = 60  # cells: a wider table would part names from their cells
_COLUMN = 34  # cells of an article's column at most: bar, share, count and role
_FOR_A_BAR = 26  # cells of a column in which a bar has room
_MOST_SENTENCES = 5  # sentences of an article below an open row
_LEAST = 0.005  # of the quoted words, that is not said to be less than one per cent


class ActorsLens(Lens):
    """Those of most articles first."""

    title = "Actors"

    def __init__(self, compared: Compared, *, dim: bool = False, glyphs: Glyphs) -> None:
        super().__init__(compared, dim=dim, glyphs=glyphs)
        self.rows = sorted(compared.lenses.actors, key=lambda row: (-len(_present(row)), _present(row)))

    def __len__(self) -> int:
        return len(self.rows)

    def lay(self, row: int, width: int) -> list[Line]:
        told = self.rows[row]
        table = self._table(width)
        if table.short:
            return self._block(told, width)
        lines = table_row(table, self._name(told), [self._share(cell, table.column) for cell in told.cells])
        roles = [self._below(cell, table.column) for cell in told.cells]
        return lines + table_row(table, (), roles) if any(roles) else lines

    def _table(self, width: int) -> ColumnLayout:
        return table_for(self, min(width, _LONGEST_NAME + _COLUMN * len(self.articles)), widest=_COLUMN, label=_NAME)

    def _name(self, row: ActorRow) -> tuple[Piece, ...]:
        g = self.glyphs
        kinds = {"person": g.person, "organisation": g.organisation, "place": g.place}
        kind = next((cell.kind for cell in row.cells if cell is not None and cell.kind), None)
        return Piece(f"{kinds.get(kind or '', ' ')} ", "muted"), Piece(row.name, "text bold")

    def _share(self, cell: ActorCell | None, width: int) -> list[Piece]:
        """Return an actor's share of an article's quoted words as a bar and a number, and how often it is named."""
        if cell is None:
            return [Piece(self.glyphs.silent, "muted")]
        share = f"{_percent(cell.share):>6}"
        if width < _FOR_A_BAR:
            return [Piece(share if cell.words else self._times(cell), "text")]
        quoted = [*self._bar(cell.share), Piece(share, "text")] if cell.words else [Piece("not quoted", "muted")]
        return [*quoted, Piece(f"{self._times(cell):>6}", "muted")]

    def _times(self, cell: ActorCell) -> str:
        """Return how often an actor is named."""
        return f"{len(cell.mentions)}{self.glyphs.times}"

    def _bar(self, share: float) -> list[Piece]:
        full = min(_BAR, max(1, round(share * _BAR)))
        return [Piece(self.glyphs.heavy * full, "accent"), Piece(self.glyphs.rule * (_BAR - full), "rule")]

    def _below(self, cell: ActorCell | None, width: int) -> list[Piece]:
        """Its role; where there is no room for that, how often it is named."""
        if cell is None:
            return []
        if width >= _FOR_A_BAR:
            return [Piece(shorten(cell.role, width - 2, self.glyphs.ellipsis), "muted")] if cell.role else []
        return [Piece(self._times(cell), "muted")] if cell.words else []

    def _block(self, row: ActorRow, width: int) -> list[Line]:
        lines = [Line((Piece(" "), *fit(self._name(row), width - 2)))]
        for article, cell in enumerate(row.cells):
            if cell is None:
                continue
            tag = Piece(f"{self.tags[article]}{' ' * (5 - len(self.tags[article]))}", self.style_of(article))
            share = [*self._bar(cell.share), Piece(f"{_percent(cell.share):>6}")] if cell.words else []
            left = (Piece("   "), tag, Piece(f"{self._times(cell):<6}"), Piece(cell.role or "", "muted"))
            lines.append(Line(justify(left, share, width - 1) if share else fit(left, width - 1)))
        return lines

    def heads(self, width: int, column: int) -> list[Line]:
        table = self._table(width)
        if not table.short:
            return [table_heads(self, table, column)]
        pieces = [Piece(" ")]
        for number, tag in enumerate(self.tags):
            style = "accent bold underline" if number == column else f"{self.style_of(number)} bold"
            pieces += [Piece(tag, style), Piece(f" {self.names[number]}   " if self.two else "  ", "muted")]
        return [Line(fit(pieces, width))]

    def legend(self, *, short: bool) -> list[Piece]:
        return [
            Piece("share of words quoted" if short else "share of the article's quoted words, times named", "muted")
        ]

    def spaced(self, row: int) -> bool:
        return any(cell is not None and (cell.words or cell.role) for cell in self.rows[row].cells)

    def section(self, row: int) -> str:
        present, total = _present(self.rows[row]), len(self.articles)
        if len(present) == 1:
            return f"Only in {self.called[present[0]]}"
        if len(present) == total:
            return "In both" if self.two else f"In all {total}"
        return f"In {len(present)} of {total}"

    def differs(self, row: int) -> bool:
        """Return True if an article does not name the actor, or gives it another role."""
        cells = self.rows[row].cells
        return None in cells or len({(cell.role or "").casefold() for cell in cells if cell is not None}) > 1

    def folds(self, row: int) -> bool:
        return not self.two and len(_present(self.rows[row])) == 1

    def folded_as(self, count: int) -> str:
        return f"{counted(count, 'actor')} whom one of them alone names"

    @property
    def empty(self) -> str:
        return "no actors in these articles"

    def spot(self, row: int, article: int) -> Spot | None:
        cell = self.rows[row].cells[article]
        return Spot(article, cell.mentions[0].start) if cell is not None and cell.mentions else None

    def opened(self, row: int, width: int) -> list[Part]:
        parts = []
        for article, cell in enumerate(self.rows[row].cells):
            if cell is None:
                continue
            told = [
                f"{cell.name}, {cell.role}" if cell.role else cell.name,
                f"named {counted(len(cell.mentions), 'time')}",
            ]
            if cell.words:
                told.append(f"{counted(cell.words, 'quoted word')}, {_percent(cell.share)}")
            text = f"{self.names[article]}: {f' {self.glyphs.dot} '.join(told)}"
            column = set_text(text, "muted", (), width - 5)
            parts.append(Part(tuple(Line((Piece("   "), *pieces)) for pieces in column)))
            for mention in cell.mentions[:_MOST_SENTENCES]:
                sentence = sentence_around(self.articles[article], *mention)
                if sentence.text:
                    parts.append(sentence_part(self, article, sentence, width))
            parts.append(Part((BLANK,)))
        return parts[:-1]

    def taken(self, row: int) -> Iterator[LensExcerpt]:
        for article, cell in enumerate(self.rows[row].cells):
            if cell is not None:
                share = f"{percent(cell.share)} of the quoted words" if cell.words else "not quoted"
                for mention in cell.mentions:
                    note = ", ".join(filter(None, (cell.name, cell.role, share)))
                    text = sentence_around(self.articles[article], *mention)
                    named = text.text[text.marked.start : text.marked.end] or cell.name
                    yield LensExcerpt(article, named, mention.start, mention.end, cell.kind or "actor", note)


def _present(row: ActorRow) -> list[int]:
    """The articles that name an actor."""
    return [number for number, cell in enumerate(row.cells) if cell is not None]


def _percent(share: float) -> str:
    return percent(share) if share >= _LEAST else "<1 %"
