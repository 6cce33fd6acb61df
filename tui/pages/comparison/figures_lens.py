"""Figures: what each article gives a number for, which agree, which differ, and which are of different days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from corpus.compare import FigureCell, FigureRow
from corpus.compare.figures.figure_rows import dated_apart
from tui.pages.comparison.lens import Compared, Lens, LensExcerpt, Part, Spot
from tui.pages.comparison.number_line import MEASURED, NumberMark, number, number_line
from tui.pages.comparison.outlet_names import outlet_of
from tui.pages.comparison.sentence_lines import sentence_part
from tui.pages.comparison.source_sentences import Sentence, excerpt, sentence_around
from tui.pages.comparison.table_columns import ColumnLayout, table_for, table_heads, table_row
from tui.pages.display_width import cell_len
from tui.pages.glyphs import Glyphs
from tui.pages.line import BLANK, Line, Piece, fit, justify, shorten, styled
from tui.pages.wording import counted, written, written_iso

_ORDER = ("differ", "on other days", "rounded", "agree", "alone")
_EXCERPT = 24  # cells that the words around a number must have
_DIFFERING = ("differ", "on other days", "rounded")


class FiguresLens(Lens):
    """Differing figures first, then those that agree, then those that only one article gives."""

    title = "Figures"

    def __init__(self, compared: Compared, *, dim: bool = False, glyphs: Glyphs) -> None:
        super().__init__(compared, dim=dim, glyphs=glyphs)
        rows = compared.lenses.figures
        self.rows = sorted(rows, key=lambda row: (_ORDER.index(row.agreement), _alone_in(row)))

    def __len__(self) -> int:
        return len(self.rows)

    def lay(self, row: int, width: int) -> list[Line]:
        told = self.rows[row]
        table = table_for(self, width, widest=16)
        return self._block(told, width) if table.short else self._in_table(told, table)

    def _in_table(self, row: FigureRow, table: ColumnLayout) -> list[Line]:
        usual = usual_value(row)
        room = (table.label or table.width) - 3
        cells = [list(self._numbers(row, cell, usual)) for cell in row.cells]
        labels: list[tuple[Piece, ...]] = [(self._sign(row), Piece(" "), *self._about(row, room))]
        if fact := fact_of(row, short=True):
            labels.append((Piece(f"  {fact}", "muted"),))
        lines: list[Line] = []
        for n in range(max(len(labels), *map(len, cells))):
            told = [[cell[n]] if n < len(cell) else [] for cell in cells]
            lines += table_row(table, labels[n] if n < len(labels) else (), told)
        return lines

    def _numbers(self, row: FigureRow, cell: FigureCell | None, usual: float | None) -> Iterator[Piece]:
        """The numbers of an article one below the other, each with its hedge under it."""
        if cell is None:
            yield Piece(self.glyphs.silent, "muted")
            return
        for text, figure in {number(figure): figure for figure in cell.figures}.items():
            yield Piece(text, self._style(row, figure.value, usual))
            if figure.hedge:
                yield Piece(figure.hedge, "muted")
            if figure.day and row.agreement in _DIFFERING:
                yield Piece(figure.day, "muted")

    def _style(self, row: FigureRow, value: float, usual: float | None) -> str:
        if row.agreement in ("agree", "alone"):
            return "muted" if row.agreement == "agree" else "text"
        return "text" if value == usual else "near bold underline"

    def _about(self, row: FigureRow, width: int) -> list[Piece]:
        """Name the subject of a figure and, given room, the words around the usual number in the first article."""
        style = "muted" if row.agreement in ("agree", "alone") else "text"
        label = shorten(row.about, max(8, width), self.glyphs.ellipsis)
        room = width - cell_len(label) - 2
        if room < _EXCERPT:
            return [Piece(label, f"{style} bold")]
        usual = usual_value(row)
        article, figure = next(
            (article, figure)
            for article, cell in enumerate(row.cells)
            for figure in (cell.figures if cell is not None else ())
            if usual is None or figure.value == usual
        )
        sentence = sentence_around(self.articles[article], figure.start, figure.end)
        text, marked = excerpt(sentence, room, self.glyphs.ellipsis)
        return [Piece(label, f"{style} bold"), Piece("  "), *styled(text, "muted", [(marked, "muted bold")])]

    def _block(self, row: FigureRow, width: int) -> list[Line]:
        """A figure with its articles in lines below it, where they differ, else at its right."""
        usual = usual_value(row)
        given = [(article, cell) for article, cell in enumerate(row.cells) if cell is not None]
        differ = row.agreement in _DIFFERING
        right: tuple[Piece, ...] = (Piece(fact_of(row, short=True), "muted"),)
        if not differ:
            tags = "" if row.agreement == "alone" else " ".join(self.tags[article] for article, _ in given)
            right = (next(self._numbers(row, given[0][1], usual)), Piece(f" {tags}".rstrip(), "muted"))
        room = width - 6 - Line(right).cells
        lines = [Line(justify((Piece(" "), self._sign(row), Piece(" "), *self._about(row, room)), right, width - 1))]
        for article, cell in given if differ else ():
            tag = Piece(f"{self.tags[article]}{' ' * (5 - len(self.tags[article]))}", self.style_of(article))
            numbers = [
                piece
                for text, figure in {number(figure): figure for figure in cell.figures}.items()
                for piece in (
                    Piece(f"{figure.hedge} " if figure.hedge else "", "muted"),
                    Piece(text, self._style(row, figure.value, usual)),
                    Piece("  "),
                )
            ]
            lines.append(Line(fit((Piece("   "), tag, *numbers, Piece(_dated(cell), "muted")), width - 1)))
        return lines

    def _sign(self, row: FigureRow) -> Piece:
        g = self.glyphs
        if row.agreement == "alone":
            if self.two:
                return Piece((g.left, g.right)[_alone_in(row)], self.style_of(_alone_in(row)))
            return Piece(g.silent, "muted")
        return {
            "differ": Piece(g.differs, "near"),
            "on other days": Piece(g.differs, "muted"),
            "rounded": Piece(g.near, "muted"),
            "agree": Piece(g.same, "muted"),
        }[row.agreement]

    def heads(self, width: int, column: int) -> list[Line]:
        table = table_for(self, width, widest=16)
        if table.short:
            pieces: list[Piece] = []
            for number_, article in enumerate(self.articles):
                style = "accent bold underline" if number_ == column else f"{self.style_of(number_)} bold"
                pieces += [Piece(" "), Piece(self.tags[number_], style)]
                if self.two:
                    pieces.append(
                        Piece(f" {outlet_of(article)} {self.glyphs.dot} {written(article.published)}  ", "muted")
                    )
            return [Line(fit(pieces, width))]
        dates = [
            [Piece(_short_date(article.published.value) if article.published else "no date", "muted")]
            for article in self.articles
        ]
        return [table_heads(self, table, column), *table_row(table, (), dates)]

    def legend(self, *, short: bool) -> list[Piece]:
        g, gap = self.glyphs, " " if short else "   "
        return [
            Piece(g.differs, "near"),
            Piece(f" differs{gap}", "muted"),
            Piece(f"{g.same} agrees{gap}", "muted"),
            *([] if short else [Piece(f"{g.silent} not given", "muted")]),
        ]

    def section(self, row: int) -> str:
        told = self.rows[row]
        if told.agreement != "alone":
            return "Given by several" if not self.two else "Given by both"
        return f"Only in {self.called[_alone_in(told)]}"

    def spaced(self, row: int) -> bool:
        return self.rows[row].agreement in _DIFFERING

    def differs(self, row: int) -> bool:
        return self.rows[row].agreement in _DIFFERING

    def folds(self, row: int) -> bool:
        return self.rows[row].agreement == ("agree" if self.two else "alone")

    def folded_as(self, count: int) -> str:
        return f"{counted(count, 'figure')} {'on which they agree' if self.two else 'that one of them alone gives'}"

    @property
    def empty(self) -> str:
        return "no figures in these articles"

    def spot(self, row: int, article: int) -> Spot | None:
        cell = self.rows[row].cells[article]
        return Spot(article, cell.figures[0].start) if cell is not None else None

    def opened(self, row: int, width: int) -> list[Part]:
        told = self.rows[row]
        parts = []
        line = self._number_line(told, width)
        if line:
            parts.append(Part((*line, BLANK)))
        fact = fact_of(told)
        if fact:
            parts.append(Part((Line((Piece("   "), *fit((Piece(fact, "text"),), width - 4))), BLANK)))
        usual = usual_value(told)
        for article, cell in enumerate(told.cells):
            found: dict[str, list[tuple[Sentence, str]]] = {}
            for figure in cell.figures if cell is not None else ():
                sentence = sentence_around(self.articles[article], figure.start, figure.end)
                differs = told.agreement in _DIFFERING and figure.value != usual
                style = "near bold underline" if differs else "strong bold underline"
                found.setdefault(sentence.text, []).append((sentence, style))
            for (first, style), *others in found.values():
                marks = [(other.marked, style) for other, style in others]
                parts.append(sentence_part(self, article, first, width, style=style, marks=marks))
        return parts

    def _number_line(self, row: FigureRow, width: int) -> list[Line]:
        if row.agreement not in _DIFFERING:
            return []
        usual = usual_value(row)
        held: defaultdict[tuple[float, str], list[int]] = defaultdict(list)
        for article, cell in enumerate(row.cells):
            for figure in cell.figures if cell is not None else ():
                if figure.kind not in MEASURED:
                    return []
                held[figure.value, number(figure)].append(article)
        standing = []
        for (value, text), articles in held.items():
            names = self.names if width + 2 >= 99 else self.tags
            below = [", ".join(dict.fromkeys(names[article] for article in articles))]
            dates = dict.fromkeys(_dated(row.cells[article]) for article in articles)
            standing.append(NumberMark(value, text, (*below, *dates), value == usual))
        return number_line(standing, width, self.glyphs)

    def taken(self, row: int) -> Iterator[LensExcerpt]:
        told = self.rows[row]
        for article, cell in enumerate(told.cells):
            for figure in cell.figures if cell is not None else ():
                note = " · ".join(filter(None, (told.about, number(figure), figure.hedge)))
                yield LensExcerpt(article, figure.text, figure.start, figure.end, told.agreement, note)


def _alone_in(row: FigureRow) -> int:
    """The article that alone gives a figure; -1 where several do."""
    told = [number for number, cell in enumerate(row.cells) if cell is not None]
    return told[0] if len(told) == 1 else -1


def _dated(cell: FigureCell | None) -> str:
    return written_iso(cell.date) if cell is not None and cell.date else "no date"


def _short_date(iso: str) -> str:
    """`14 Mar 31`: a date in nine cells."""
    date = written_iso(iso)
    return date if len(date) <= 9 else f"{date[:-4]}{date[-2:]}"


def usual_value(row: FigureRow) -> float | None:
    """Return the number that most articles give, or None if no number leads."""
    given = Counter(value for cell in row.cells if cell is not None for value in dict.fromkeys(values_of(cell)))
    first, *others = given.most_common(2)
    return first[0] if not others or first[1] > others[0][1] else None


def values_of(cell: FigureCell) -> list[float]:
    return [figure.value for figure in cell.figures]


def fact_of(row: FigureRow, *, short: bool = False) -> str:
    """State how the numbers of a row relate, as a fact; with `short` only what the sign does not show."""
    told = [cell for cell in row.cells if cell is not None]
    numbers = _count(len({value for cell in told for value in values_of(cell)})).capitalize()
    days = {cell.date or "" for cell in told}
    unsure = any(one != other and one.startswith(other) for one in days for other in days)
    match row.agreement:
        case "on other days" if short:
            return "perhaps on other days" if unsure else "on other days"
        case "rounded":
            return "rounded" if short else "About the same: one of them is rounded."
        case "on other days" | "differ" if not short:
            if dated_apart(told):
                dated = {figure.day for cell in told for figure in cell.figures}
                return f"{numbers} numbers, and {_count(len(dated))} days: each text dates its own."
            if unsure:
                return f"{numbers} numbers; of some articles the day is not known."
            return f"{numbers} numbers, in articles of {_count(len(days))} day{'' if len(days) == 1 else 's'}."
    return ""


def _count(number: int) -> str:
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return names[number] if number < len(names) else f"{number}"
