"""The frame of a comparison: the position in it, and the bars around its rows."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct
from textual import on
from textual.widget import Widget

from tui.config import Config
from tui.pages.comparison.comparison_page import differences_told, legend_of, tabs_of
from tui.pages.comparison.coverage_lens import CoverageLens, coverage_name
from tui.pages.comparison.lens import Compared, Lens
from tui.pages.line import Line, Piece
from tui.screens.base_screens import ViewScreen
from tui.widgets.bar import FixedLines, TextBar
from tui.widgets.comparison_view import ComparisonView, Position

_NARROW = 100  # columns of a screen, as on the desk


class ComparisonState(Struct, frozen=True):
    """The compared articles, the lenses and the position: the open lens, the cursor in each, whether rows are folded or
    dimmed, the chosen article, and whether a table is narrowed to rare claims or to those an article is silent on."""

    compared: Compared
    lenses: tuple[Lens, ...]
    lens: int = 0
    positions: tuple[Position, ...] = ()
    folded: bool | None = None
    dim: bool = False
    column: int = -1
    rare: bool = False
    silence: bool = False


class ComparisonChoice(NamedTuple):
    """An article to read, from an offset of its source; `standing` restores the comparison."""

    article: str
    offset: int
    standing: ComparisonState


class ComparisonFrame(ViewScreen[ComparisonChoice, ComparisonView]):
    """The lenses of a comparison, of which one is shown, and the bars around it."""

    DEFAULT_CSS = """
    ComparisonFrame #tabs { display: block; }
    ComparisonFrame #heads { height: auto; margin-top: 1; }
    ComparisonFrame.-narrow #heads { margin-top: 0; }
    ComparisonFrame.-low #heads.-sides { display: none; }
    ComparisonView { height: 1fr; margin-top: 1; }
    ComparisonFrame.-low ComparisonView { margin-top: 0; }
    """

    def __init__(self, config: Config, standing: ComparisonState) -> None:
        super().__init__(config, ComparisonView)
        self._compared = standing.compared
        self._at = standing.lens
        self._dim = standing.dim
        self._column = standing.column
        self._rare, self._silence = standing.rare, standing.silence
        self._lenses = standing.lenses
        self._positions = list(standing.positions or [Position()] * len(self._lenses))
        self._folded = standing.folded
        self._tabs = TextBar(id="tabs")
        self._heads = FixedLines(id="heads")
        self._heads.set_class(self._two, "-sides")

    @property
    def compared(self) -> Compared:
        return self._compared

    @property
    def lens(self) -> Lens:
        return self._lenses[self._at]

    @property
    def standing(self) -> ComparisonState:
        """Return the current position."""
        self._positions[self._at] = self.view.position
        positions = tuple(self._positions)
        seen = (self._dim, self._column, self._rare, self._silence)
        return ComparisonState(self._compared, self._lenses, self._at, positions, self.view.folded, *seen)

    def _opens(self, row: int) -> bool:
        return type(self.lens).opened is not Lens.opened and row != self.view.opened

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

    @on(ComparisonView.Changed)
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
            "fold_rows": "show all" if self.view.folded else "fold rows",
            "dim_copied": "show copies" if self._dim else "dim copies",
            "open": self._enter_does(),
            "next_change": "next difference" if self.size.width >= _NARROW else "next",
            "only_rare": "show all" if self._rare else "only rare",
            "only_omitted": "show all" if self._silence else "only omitted",
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
