"""The page of a dossier: sections in two columns, or one below the other where the screen is narrow."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.pages.columns import GAP, Columns, Row
from tui.pages.display_width import pad
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import BLANK, Line, Piece, in_marks, justify, shorten
from tui.pages.wording import MONTHS, written_iso
from tui.pages.wrap import wrap

if TYPE_CHECKING:
    from corpus.dossier import ActorQuote, Dossier, MonthlyMentions, Occurrence, OutletCounts, OutletQuote

TWO_COLUMNS_FROM = 100  # cells
_MOST_NAMES = 10  # rows; the others are counted in a last line
_MOST_WORDS = 8  # words on the line of an outlet
_MOST_OUTLETS = 16  # rows
_MOST_SEEN = 12  # rows
_REASON = 26  # cells kept for why a name is the actor's
_MOST_QUOTES = 300  # newest quotes laid out; the rest is in an export
_MOST_OF_OUTLET = 40  # quotes of one outlet, when sorted by outlet
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class DossierEntry(Struct, frozen=True):
    """An entry to open: the lines of the texts behind a count, each with the item that was counted.

    `actor` is the key of another actor if the entry is about one.
    """

    title: str
    found: tuple[tuple[str, Occurrence], ...]
    actor: str = ""


class DossierPage:
    """The lines of a dossier. The cursor moves over `entries`; a line's target is the number of one. Quotes are sorted
    newest first, or by outlet."""

    def __init__(
        self, dossier: Dossier, width: int, *, cursor: int = 0, by_outlet: bool = False, glyphs: Glyphs = UNICODE
    ) -> None:
        columns = 2 if width >= TWO_COLUMNS_FROM else 1
        each = (width - 1 - GAP * (columns - 1)) // columns
        writing = _Writing(dossier, each - 2, glyphs)
        left = [writing.names, writing.roles, *((writing.cues, writing.labels) if columns == 2 else ())]
        right = [
            writing.months,
            *((writing.cues, writing.labels) if columns == 1 else ()),
            writing.quotes_by_outlet if by_outlet else writing.quotes,
            writing.seen,
        ]
        stacks = [_stack(left), _stack(right)] if columns == 2 else [_stack([*left, *right])]
        self.entries = tuple(writing.entries)
        self._columns = Columns(stacks, each, cursor=cursor, glyphs=glyphs)

    @property
    def height(self) -> int:
        return self._columns.height

    def line(self, y: int) -> Line:
        return self._columns.line(y) if y < self.height else BLANK

    def line_of(self, entry: int) -> int:
        """The line where an entry begins."""
        return self._columns.place(entry)[1]

    def entry_at(self, x: int, y: int) -> int | None:
        """The entry at a cell of the page."""
        return self._columns.entry_at(x, y)

    def beside(self, entry: int, by: int) -> int:
        """The entry beside this one."""
        return self._columns.beside(entry, by)


def _stack(sections: Iterable[Callable[[], list[Row]]]) -> list[Row]:
    rows: list[Row] = []
    for section in sections:
        if written := section():
            rows += [*written, Row()]
    return rows


class _Writing:
    """Writes the sections, each in lines of `width` cells, and gathers the entries as they come."""

    def __init__(self, dossier: Dossier, width: int, glyphs: Glyphs) -> None:
        self.entries: list[DossierEntry] = []
        self._dossier = dossier
        self._width = width
        self._glyphs = glyphs
        self._name = max(11, min(22, width // 4))

    @cached_property
    def _named_in(self) -> dict[str | None, list[tuple[str, Occurrence]]]:
        """The names and their places, by outlet."""
        places: defaultdict[str | None, list[tuple[str, Occurrence]]] = defaultdict(list)
        for name in self._dossier.names:
            for place in name.places:
                places[self._dossier.articles[place.article].outlet].append((name.what, place))
        return places

    def names(self) -> list[Row]:
        names = self._dossier.names
        keys = len(self._dossier.keys)
        said = f"{keys} keys, one actor" if keys > 1 else f"{len(names)} names, one actor" if len(names) > 1 else ""
        rows = [self._head("Names as found", said)]
        for name in names[:_MOST_NAMES]:
            entry = self._entry(f"“{name.what}”", [("", place) for place in name.places])
            left = (Piece(f"{self._short_name(name.what)} ", "actor-1"), Piece(f"{name.count:>6,}  "))
            rows.append(self._row(left, (Piece(told_why(name.why), "muted"),), entry))
        return self._and_more(rows, len(names) - _MOST_NAMES)

    def roles(self) -> list[Row]:
        roles = self._dossier.roles
        if not roles:
            return []
        rows = [self._head("Roles", "as the texts give them")]
        dates = sorted(date for held in roles for date in (held.first, held.last) if date)
        for held in roles:
            entry = self._entry(held.role, [("", place) for place in held.places])
            when = _from_to(held.first, held.last)
            bar = self._bar(held.first, held.last, dates) if dates else ()
            rows.append(self._row((Piece(held.role),), (*bar, Piece(f"  {when:>17}", "muted")), entry))
        return rows

    def cues(self) -> list[Row]:
        return self._words("Verbs of saying", "underlined: far more than elsewhere", self._dossier.cues)

    def labels(self) -> list[Row]:
        return self._words("Labels", "words set to the name, counts", self._dossier.labels)

    def months(self) -> list[Row]:
        months = self._dossier.months
        unit, cells, groups = _periods(months, max(4, self._width - self._name - 7))
        span = f"{_month(months[0])} – {_month(months[-1])}" if months else "no dates"
        rows = [self._head(f"Mentions by {unit}", span)]
        heads = "".join(f"{_period_name(months[at.start], unit)[: cells - 1]:<{cells}}" for at in groups)
        rows.append(self._row((Piece(" " * self._name + heads, "muted"),), (Piece("all", "muted"),), None))
        most = max((sum(row.counts[at]) for row in self._dossier.by_month for at in groups), default=1)
        for row in self._dossier.by_month[:_MOST_OUTLETS]:
            rows.append(self._months_of(row, groups, cells, max(1, most)))
        return self._and_more(rows, len(self._dossier.by_month) - _MOST_OUTLETS)

    def quotes(self) -> list[Row]:
        quotes = self._dossier.quotes
        if not quotes:
            return []
        rows = [self._head("Quotes", f"{len(quotes):,}, newest first")]
        for said in quotes[:_MOST_QUOTES]:
            entry = self._entry(
                in_marks(said.text), [(one.outlet or "outlet not known", one.place) for one in said.sayings]
            )
            date = written_iso(said.published) if said.published else "no date"
            text = in_marks(said.text)
            lines = [text[span.start : span.end] for span in wrap(text, max(10, self._width - 13))]
            for i, line in enumerate(lines):
                rows.append(Row((Piece(f"{date if i == 0 else '':<13}", "muted"), Piece(line)), entry))
            told = _told_by(said)
            for span in wrap(told, max(10, self._width - 13)):
                rows.append(Row((Piece(" " * 13), Piece(told[span.start : span.end], "muted")), entry))
        return self._and_more(rows, len(quotes) - _MOST_QUOTES)

    def quotes_by_outlet(self) -> list[Row]:
        """Each quote as each outlet gives it, under its name."""
        told: defaultdict[str | None, list[tuple[ActorQuote, OutletQuote]]] = defaultdict(list)
        for said in self._dossier.quotes:
            for saying in said.sayings:
                told[saying.outlet].append((said, saying))
        if not told:
            return []
        rows = [self._head("Quotes", f"{len(self._dossier.quotes):,}, by outlet")]
        for outlet, sayings in sorted(told.items(), key=lambda one: (one[0] is None, -len(one[1]), one[0] or "")):
            rows.append(self._row((Piece(outlet or "outlet not known"),), (Piece(f"{len(sayings):,}"),), None))
            for said, saying in sayings[:_MOST_OF_OUTLET]:
                entry = self._entry(in_marks(saying.text), [(outlet or "outlet not known", saying.place)])
                date = self._dossier.articles[saying.place.article].published
                when = written_iso(date) if date else "no date"
                text = in_marks(saying.text)
                for i, span in enumerate(wrap(text, max(10, self._width - 13))):
                    line = Piece(text[span.start : span.end])
                    rows.append(Row((Piece(f"{when if i == 0 else '':<13}", "muted"), line), entry))
                if saying.words < said.words:
                    part = f"{saying.words} of {said.words} words"
                    rows.append(Row((Piece(" " * 13), Piece(part, "muted")), entry))
            rows = self._and_more(rows, len(sayings) - _MOST_OF_OUTLET)
        return rows

    def seen(self) -> list[Row]:
        seen = self._dossier.seen
        if not seen:
            return []
        rows = [self._head("Seen with", "in the same sentence")]
        glyph = {"person": self._glyphs.person, "organisation": self._glyphs.organisation, "place": self._glyphs.place}
        for other in seen[:_MOST_SEEN]:
            entry = self._entry(other.name, [("", place) for place in other.places], other.key)
            kind = glyph.get(other.kind or "", self._glyphs.unknown)
            rows.append(
                self._row((Piece(f"{kind} ", "muted"), Piece(other.name)), (Piece(f"{len(other.places):,}"),), entry)
            )
        return self._and_more(rows, len(seen) - _MOST_SEEN)

    def _words(self, title: str, about: str, told: Sequence[OutletCounts]) -> list[Row]:
        if not told:
            return []
        rows = [self._head(title, about)]
        for one in told:
            entry = self._entry(
                f"{title}: {one.outlet or 'outlet not known'}",
                [(count.what, place) for count in one.counts for place in count.places],
            )
            pieces = [Piece(pad(self._short(one.outlet), self._name), "muted")]
            for count in one.counts[:_MOST_WORDS]:
                pieces.append(Piece(count.what, "near underline" if count.unusual else "text"))
                pieces.append(Piece(f" {count.count:,}  ", "muted"))
            rows.append(Row(tuple(pieces), entry))
        return rows

    def _months_of(self, row: MonthlyMentions, groups: Sequence[slice], cells: int, most: int) -> Row:
        places = self._named_in[row.outlet]
        entry = self._entry(f"Mentions in {row.outlet or 'articles without an outlet'}", places)
        steps = self._glyphs.amounts
        pieces = [Piece(pad(self._short(row.outlet), self._name))]
        for at in groups:
            count = sum(row.counts[at])
            glyph = steps[round((len(steps) - 1) * count / most)]
            pieces.append(Piece(glyph * (cells - 1) + " ", "actor-1" if count else "rule"))
        return self._row(tuple(pieces), (Piece(f"{row.all:,}"),), entry)

    def _bar(self, first: str | None, last: str | None, dates: Sequence[str]) -> tuple[Piece, ...]:
        cells = max(6, min(24, self._width // 4))
        if not first or not last:
            return (Piece(" " * cells),)
        low, high = _years(dates[0]), _years(dates[-1])
        share = (cells - 1) / max(1 / 12, high - low)
        begin, end = round((_years(first) - low) * share), round((_years(last) - low) * share)
        return (
            Piece(" " * begin),
            Piece(self._glyphs.heavy * (end - begin + 1), "actor-1"),
            Piece(" " * (cells - 1 - end)),
        )

    def _head(self, title: str, about: str) -> Row:
        fits = len(title) + len(about) + 2 <= self._width
        return self._row((Piece(title, "strong"),), (Piece(about, "muted"),) if fits else (), None)

    def _row(self, left: tuple[Piece, ...], right: tuple[Piece, ...], entry: int | None) -> Row:
        return Row(justify(left, right, self._width), entry)

    def _entry(self, title: str, found: list[tuple[str, Occurrence]], actor: str = "") -> int:
        self.entries.append(DossierEntry(title, tuple(found), actor))
        return len(self.entries) - 1

    def _short_name(self, name: str) -> str:
        """A name in the column of the names."""
        room = max(12, min(32, self._width - _REASON - 9))
        return pad(shorten(name, room), room)

    def _short(self, outlet: str | None) -> str:
        return _short(outlet, self._name - 1)

    def _and_more(self, rows: list[Row], more: int) -> list[Row]:
        return [*rows, Row((Piece(f"and {more:,} more", "muted"),))] if more > 0 else rows


def told_why(why: str) -> str:
    """A reason as it is shown: with “2 Mar 2031” for its date."""
    said, comma, date = why.rpartition(", ")
    return f"{said}, {written_iso(date)}" if comma and _DAY.fullmatch(date) else why


def _told_by(said: ActorQuote) -> str:
    """`Lantern whole · Gazette 5 of 11 words`."""
    told = [
        f"{_short(one.outlet, 20)} {'whole' if one.words >= said.words else f'{one.words} of {said.words} words'}"
        for one in said.sayings
    ]
    return " · ".join(told[:3]) + (f" · {len(told) - 3} more outlets" if len(told) > 3 else "")


def _short(outlet: str | None, width: int) -> str:
    return shorten(outlet.removeprefix("The "), width) if outlet else "no outlet"


def _from_to(first: str | None, last: str | None) -> str:
    if not first or not last:
        return "no date"
    a, b = _month(first[:7]), _month(last[:7])
    return a if a == b else f"{a} – {b}"


def _month(iso: str) -> str:
    return written_iso(iso[:7])


def _periods(months: Sequence[str], room: int) -> tuple[str, int, list[slice]]:
    """The months put together to quarters or years so that they fit: what a period is, its cells, and its months."""
    choices = (("month", 1, 4), ("month", 1, 3), ("quarter", 3, 4), ("quarter", 3, 3), ("year", 12, 4), ("year", 12, 3))
    for unit, size, cells in (*choices, ("five years", 60, 4)):
        periods = [(int(month[:4]) * 12 + int(month[5:7]) - 1) // size for month in months]
        starts = [i for i, period in enumerate(periods) if i == 0 or period != periods[i - 1]]
        if len(starts) * cells <= room or size == 60:
            return unit, cells, [slice(begin, end) for begin, end in pairwise([*starts, len(months)])][-room // cells :]
    raise AssertionError


def _period_name(iso: str, unit: str) -> str:
    if unit == "month":
        return MONTHS[int(iso[5:7]) - 1]
    if unit == "quarter":
        return f"Q{(int(iso[5:7]) + 2) // 3}" if int(iso[5:7]) > 3 else iso[2:4]
    return iso[2:4]


def _years(iso: str) -> float:
    """An ISO date as a number of years."""
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 365
