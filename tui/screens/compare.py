"""Articles side by side: two in two columns, three to twelve as a table of who says what; a tab for each lens."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from msgspec import Struct
from msgspec.structs import replace
from textual import on, work
from textual.binding import BindingType
from textual.widget import Widget

from corpus.errors import WiresideError
from tui.commands import bindings
from tui.config import Config
from tui.export import FORMS, Form, export
from tui.lines.comparing.coverage import CoverageLens, coverage_name
from tui.lines.comparing.lens import Compared, Lens, Spot
from tui.lines.comparing.lenses import lenses_of, table_of
from tui.lines.comparing.tabs import differences_told, legend_of, tabs_of
from tui.lines.line import Line, Piece
from tui.screens.over_desk import OverDesk
from tui.screens.sheets import ChoiceSheet
from tui.widgets.bar import Bar, Lines
from tui.widgets.choices import Choice
from tui.widgets.compare_view import CompareView, Position

if TYPE_CHECKING:
    from corpus.article import Article

EXPORT = (Piece("Export these rows as", "strong"),)
_NARROW = 100


class Standing(Struct, frozen=True):
    """What is compared, and where one stands in it: which lens, where in each, what is folded and dimmed, which article
    was chosen, and to which rows a table was narrowed: what is rarely told, what the chosen article is silent on."""

    compared: Compared
    lens: int = 0
    positions: tuple[Position, ...] = ()
    folded: bool | None = None
    dim: bool = False
    column: int = -1
    rare: bool = False
    silence: bool = False


class Asked(NamedTuple):
    """An article to read on in, at an offset of its source; `standing` leads back."""

    article: str
    offset: int
    standing: Standing


class CompareScreen(OverDesk[Asked]):
    """`enter` opens what can be opened, and leads to the article from what can't."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]
    DEFAULT_CSS = """
    CompareScreen #tabs { display: block; }
    CompareScreen #heads { height: auto; margin-top: 1; }
    CompareScreen.-narrow #heads { margin-top: 0; }
    CompareScreen.-low #heads { display: none; }
    CompareView { height: 1fr; margin-top: 1; }
    CompareScreen.-low CompareView { margin-top: 0; }
    """

    def __init__(self, config: Config, standing: Standing) -> None:
        super().__init__(config)
        self._compared = standing.compared
        self._at = standing.lens
        self._dim = standing.dim
        self._column = standing.column
        self._rare, self._silence = standing.rare, standing.silence
        self._lenses = lenses_of(self._compared, dim=self._dim, glyphs=self.glyphs)
        self._positions = list(standing.positions or [Position()] * len(self._lenses))
        self._folded = standing.folded
        self._tabs = Bar(id="tabs")
        self._heads = Lines(id="heads")
        self._view = CompareView(glyphs=self.glyphs)

    @property
    def view(self) -> CompareView:
        return self._view

    @property
    def compared(self) -> Compared:
        return self._compared

    @property
    def lens(self) -> Lens:
        return self._lenses[self._at]

    @property
    def standing(self) -> Standing:
        """Where one stands now."""
        self._positions[self._at] = self.view.position
        positions = tuple(self._positions)
        seen = (self._dim, self._column, self._rare, self._silence)
        return Standing(self._compared, self._at, positions, self.view.folded, *seen)

    @property
    def _two(self) -> bool:
        return len(self._compared.articles) == 2

    def under_head(self) -> tuple[Widget, ...]:
        return (self._tabs,)

    def above(self) -> tuple[Widget, ...]:
        return (self._heads,)

    def on_mount(self) -> None:
        if self._folded is None:
            self._folded = not self._two or self.size.width < _NARROW
        self._show()

    def on_resize(self) -> None:
        self.call_after_refresh(self._say)

    def _show(self) -> None:
        if isinstance(self.lens, CoverageLens):
            self.lens.narrow(rare=self._rare, silent=self._column if self._silence else -1)
        self.view.show(self.lens, self._positions[self._at], folded=bool(self._folded))
        self._say()

    # What the bars say

    @on(CompareView.Changed)
    def _say(self) -> None:
        self._say_head()
        self._say_tabs()
        width = self.view.scrollable_content_region.width or self.size.width - 1
        heads = self.lens.heads(width - 2, self._column)
        self._heads.styles.height = max(1, len(heads))
        self._heads.say(tuple(Line((Piece(" "), *line.pieces)) for line in heads))
        self._say_keys()

    def _say_keys(self) -> None:
        rows, stop = len(self.lens), self.view.stop
        self.footer.about(f"row {stop.row + 1:,} of {rows:,}" if stop is not None else "no rows")
        names = {
            "fold": "show all" if self.view.folded else "fold the same" if self._two else "fold",
            "dim_copied": "show copied" if self._dim else "dim copied",
            "open": self._enter_does(),
            "next_change": "next difference" if self.size.width >= _NARROW else "next",
            "rarely": "all" if self._rare else "rarely told",
            "silence": "all" if self._silence else "silent on",
        }
        hints = self.view.hints if self._two else self.view.hints_of_many
        if isinstance(self.lens, CoverageLens):
            hints = self.view.hints_of_coverage
        self.footer.hint(hints, self.config.keys, names=names)

    def _enter_does(self) -> str:
        stop = self.view.stop
        if stop is None or stop.part >= 0:
            return "read there"
        return "close" if stop.row == self.view.opened else "open" if self._opens(stop.row) else "read there"

    def _say_head(self) -> None:
        what, of, days = ("Compare ", "two articles", "") if self._two else ("Coverage ", *coverage_name(self.lens))
        days = f" {self.glyphs.dot} {days}" if days else ""
        count = differences_told(self.lens, self.view.differences, self.view.stop)
        self.head.say((Piece(what, "muted"), Piece(of, "strong"), Piece(days, "muted")), (Piece(count, "muted"),))

    def _say_tabs(self) -> None:
        tabs, chosen = tabs_of([lens.title for lens in self._lenses], self._at)
        self._tabs.say(tabs, legend_of(self.lens, self.size.width - 2 - sum(len(piece.text) for piece in tabs)))
        self.hairline.mark(*chosen)

    # Lenses

    def action_next_lens(self) -> None:
        self._turn(1)

    def action_previous_lens(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self._positions[self._at] = self.view.position
        self._folded = self.view.folded
        self._at = (self._at + by) % len(self._lenses)
        self._show()

    def action_rarely(self) -> None:
        if not isinstance(self.lens, CoverageLens):
            self.notify("in a table of what is said: tab leads there", timeout=3)
            return
        self._rare = not self._rare
        self._narrow()

    def action_silence(self) -> None:
        if not isinstance(self.lens, CoverageLens):
            self.notify("in a table of what is said: tab leads there", timeout=3)
            return
        if self._column < 0:
            self.notify("choose an outlet first, with h and l", timeout=3)
            return
        self._silence = not self._silence
        self._narrow()

    def _narrow(self) -> None:
        self._positions[self._at] = self.view.position
        self._folded = self.view.folded
        self._show()

    def action_dim_copied(self) -> None:
        if not any(copied.common for copied in self._compared.lenses.copied):
            self.notify("no eight words in a row stand in two of these articles, quotes aside", timeout=4)
            return
        self._dim = not self._dim
        self._positions[self._at] = self.view.position
        self._lenses = lenses_of(self._compared, dim=self._dim, glyphs=self.glyphs)
        top = self.view.scroll_offset.y
        self._folded = self.view.folded
        self._show()
        self.view.jump(top)

    def action_fold(self) -> None:
        self.view.fold()

    def action_next_change(self) -> None:
        if not self.view.step(1):
            self.notify("no difference further on", timeout=2)

    def action_previous_change(self) -> None:
        if not self.view.step(-1):
            self.notify("no difference before", timeout=2)

    def action_next_shared(self) -> None:
        if not self.view.step(1, shared=True):
            self.notify("nothing in common further on", timeout=2)

    def action_previous_shared(self) -> None:
        if not self.view.step(-1, shared=True):
            self.notify("nothing in common before", timeout=2)

    @work(exclusive=True, group="swap")
    async def action_swap(self) -> None:
        from corpus.compare import compare

        if not self._two:
            self.notify("two sides can be swapped, not more", timeout=3)
            return
        left, right = self._compared.articles
        stop = self.view.stop
        spots = [self.lens.spot(stop.row, article) for article in (0, 1)] if stop is not None else []
        found = await asyncio.to_thread(compare, right, left)
        self._compared = replace(self._compared, articles=(right, left), found=found)
        self._lenses = lenses_of(self._compared, dim=self._dim, glyphs=self.glyphs)
        self._positions = [Position()] * len(self._lenses)
        self._positions[self._at] = Position(_row_at(self.lens, spots))
        self._folded = self.view.folded
        self._show()

    # To the articles

    def action_side_left(self) -> None:
        self._side(-1)

    def action_side_right(self) -> None:
        self._side(1)

    def _side(self, by: int) -> None:
        if self._two:
            self._read(0 if by < 0 else 1)
            return
        count = len(self._compared.articles)
        self._column = (self._column + by) % count if self._column >= 0 else 0 if by > 0 else count - 1
        if self._silence:
            self._narrow()
        else:
            self.view.go_to_article(self._column)
            self._say()

    def _read(self, article: int) -> None:
        """Read on in one article: at the place under the cursor, if it is of it, else where the row stands in it."""
        stop = self.view.stop
        if stop is None:
            return
        spot = stop.spot if stop.spot is not None and stop.spot.article == article else None
        spot = spot or self.lens.spot(stop.row, article)
        if spot is None:
            self.notify(f"{self.lens.names[article]} does not have this", markup=False, timeout=2)
        else:
            self._go(spot)

    def _go(self, spot: Spot) -> None:
        article: Article = self._compared.articles[spot.article]
        self.dismiss(Asked(article.id, spot.start, self.standing))

    def _opens(self, row: int) -> bool:
        return type(self.lens).opened is not Lens.opened and row != self.view.opened

    @on(CompareView.Chosen)
    def _chosen(self, event: CompareView.Chosen) -> None:
        if event.spot is not None:
            self._go(event.spot)
        elif event.row == self.view.opened:
            self.view.close_row()
        elif self._opens(event.row):
            self.view.open_row(self._column)
        else:
            spots = (self.lens.spot(event.row, article) for article in range(len(self._compared.articles)))
            spot = next((spot for spot in spots if spot is not None), None)
            if spot is not None:
                self._go(spot)

    def action_leave(self) -> None:
        if not self.view.close_row():
            self.dismiss(None)

    # Taking along

    @work(exclusive=True, group="export")
    async def action_export_lens(self) -> None:
        table = table_of(self.lens, folded=self.view.folded)
        if not table.rows:
            self.notify("nothing to export", timeout=3)
            return
        choices = [Choice(name, f".{form}", value=form) for form, name in FORMS.items()]
        chosen = await self.app.push_screen_wait(ChoiceSheet(EXPORT, lambda _: choices))
        if not chosen:
            return
        try:
            path = await asyncio.to_thread(lambda: export(table, cast("Form", chosen), Path.cwd()))
        except WiresideError as error:
            self.notify(str(error), severity="warning", markup=False, timeout=8)
        else:
            self.notify(f"{len(table.rows):,} texts are in {path}", markup=False, timeout=8)


def _row_at(lens: Lens, spots: list[Spot | None]) -> int:
    """The row that stands where another one stood before the sides were swapped."""
    for row in range(len(lens)):
        for article, spot in enumerate(reversed(spots)):
            found = lens.spot(row, article)
            if spot is not None and found is not None and found.start == spot.start:
                return row
    return 0
