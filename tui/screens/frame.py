"""The frame of the desk: which panes there are, how they fold, and what titles, tabs, rules and hints say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from tui.config import Config
from tui.glyphs import glyphs
from tui.lines.article_page import Mode
from tui.lines.dates import first_day
from tui.lines.line import Piece
from tui.widgets.actors import ActorsPane
from tui.widgets.article import ArticlePane
from tui.widgets.band import Band
from tui.widgets.bar import Bar
from tui.widgets.footer import Footer
from tui.widgets.hairline import Hairline
from tui.widgets.pane import Pane
from tui.widgets.reasons import ReasonsPane
from tui.widgets.results import ResultsPane
from tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from index.results import Results

_NEXT_MODE = {Mode.CLEAN: Mode.GHOSTS, Mode.GHOSTS: Mode.RAW, Mode.RAW: Mode.CLEAN}
_REASONS = {"-wide": 34, "-desk": 23}


class Frame(Screen[None]):
    """Three panes side by side from 100 columns on, one a page below that."""

    AUTO_FOCUS = ""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.glyphs = glyphs(config.look.glyphs)
        self.search = SearchBar()
        self.hairline = Hairline(glyphs=self.glyphs)
        self.tabs = Bar(id="tabs")
        self.results = ResultsPane(id="results", glyphs=self.glyphs)
        self.article = ArticlePane(id="article", measure=config.look.measure, glyphs=self.glyphs)
        self.actors = ActorsPane(id="actors", glyphs=self.glyphs)
        self.reasons = ReasonsPane(self.article, id="reasons")
        self.band = Band(glyphs=self.glyphs)
        self.footer = Footer()
        self.panes: tuple[Pane, ...] = (self.results, self.article, self.actors)
        self.titles: dict[Pane, Bar] = {pane: Bar(margin=(2, 1)) for pane in self.panes}

    def compose(self) -> ComposeResult:
        yield self.search
        yield self.tabs
        yield self.hairline
        with Horizontal(id="panes"):
            with Vertical(id="results-column", classes="column -active"):
                yield self.titles[self.results]
                yield self.results
            with Vertical(id="article-column", classes="column"):
                yield self.titles[self.article]
                yield self.article
            with Vertical(id="side-column", classes="column"):
                yield self.titles[self.actors]
                yield self.actors
                yield self.reasons
        yield self.band
        yield self.footer

    # What has focus, and what the bars say

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        pane = self._pane_with_focus
        for column in self.query(".column"):
            column.set_class(pane.parent is column, "-active")
        self.set_class(pane is self.results, "-on-results")
        self.call_after_refresh(self.retitle)

    @property
    def _pane_with_focus(self) -> Pane:
        return next((pane for pane in self.panes if pane.has_focus), self.results)

    @on(Pane.Retitled)
    def _pane_retitled(self) -> None:
        self.retitle()

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self._ghosts_fit()
        if self.results.results is not None:
            self.tell(self.results.results)
        self.retitle()

    def retitle(self) -> None:
        """Say anew what titles, tabs and hints say."""
        for pane, bar in self.titles.items():
            bar.say(*pane.title(bar.size.width))
        if self.article.mode is Mode.GHOSTS and not self.has_class("-narrow"):
            self.titles[self.actors].say((Piece("Why stripped", "strong"),), (Piece("how sure", "muted"),))
        self._mark_focus()
        focused = self.focused
        hints = getattr(focused, "hints", self.results.hints)
        if self.article.mode is Mode.GHOSTS and focused is not self.search.input:
            hints = self.article.ghost_hints if self.article.block is None else self.article.block_hints
        self.footer.hint(hints, self.config.keys, typing=focused is self.search.input, names=self.hint_names())

    def hint_names(self) -> dict[str, str]:
        """What the hints say where it depends on what is shown."""
        block = self.article.block
        names = {"boilerplate": "raw text"} if self.article.mode is Mode.GHOSTS else {}
        if block is not None:
            outlet = self.article.shown is not None and self.article.shown.article.outlet is not None
            names["judge"] = "keep this one" if block.stripped else "strip this one"
            names["rule"] = "rule for outlet" if outlet and not self.has_class("-narrow") else "rule"
        return names

    def _mark_focus(self) -> None:
        if self.has_class("-narrow"):
            self._show_tabs()
        elif self.focused is self.search.input:
            self.hairline.mark(0, self.size.width)
        elif self.focused is not None and isinstance(column := self.focused.parent, Widget):
            region = column.region
            self.hairline.mark(region.x, region.right)

    def _show_tabs(self) -> None:
        total = self.results.entries
        names = (f"Results {total:,}", "Article", f"Actors {self.actors.entries}")
        active = self.panes.index(self._pane_with_focus)
        pieces: list[Piece] = []
        for i, name in enumerate(names):
            pieces += (Piece(name, "accent bold" if i == active else "muted"), Piece("   "))
        start = 1 + sum(len(name) + 3 for name in names[:active])
        _, right = self._pane_with_focus.title(self.size.width)
        if self._pane_with_focus is self.article:
            left, standing = self.article.title(self.size.width)
            between = (Piece(f" {self.glyphs.dot} "),) if self.article.standing else ()
            right = tuple(Piece(piece.text, "muted") for piece in (*left, *between, *standing))
        if sum(cell_len(piece.text) for piece in (*pieces, *right)) > self.size.width - 2:
            right = (Piece(self.article.standing, "muted"),) if self._pane_with_focus is self.article else ()
        self.tabs.say(tuple(pieces), right)
        self.hairline.mark(start, start + len(names[active]))

    def turn(self, by: int) -> None:
        """Give the focus to the next pane, or the last; in a folded desk that turns the page."""
        open_panes = [pane for pane in self.panes if pane is not self.actors or not self._ghosts_beside]
        if not self.has_class("-reading"):
            open_panes[(open_panes.index(self._pane_with_focus) + by) % len(open_panes)].focus()

    # Going from pane to pane, and through what they show

    def action_next_pane(self) -> None:
        self.turn(1)

    def action_previous_pane(self) -> None:
        self.turn(-1)

    def action_left(self) -> None:
        self.turn(-1)

    def action_right(self) -> None:
        self.turn(1)

    def action_peek_down(self) -> None:
        self.article.move(3)

    def action_peek_up(self) -> None:
        self.article.move(-3)

    def action_next_article(self) -> None:
        self.results.go_to(self.results.cursor + 1)

    def action_previous_article(self) -> None:
        self.results.go_to(self.results.cursor - 1)

    def action_boilerplate(self) -> None:
        self._show_as(_NEXT_MODE[self.article.mode])

    def action_original(self) -> None:
        self._show_as(Mode.CLEAN if self.article.mode is Mode.RAW else Mode.RAW)

    def _show_as(self, mode: Mode) -> None:
        self.article.set_mode(mode)
        if self.has_class("-narrow"):
            self.article.focus()

    def action_next_block(self) -> None:
        if not self.article.step_block(1):
            self.notify("no stripped block further on", timeout=3)

    def action_previous_block(self) -> None:
        if not self.article.step_block(-1):
            self.notify("no stripped block before", timeout=3)

    def action_next_any_block(self) -> None:
        self.article.step_block(1, read=True)

    def action_previous_any_block(self) -> None:
        self.article.step_block(-1, read=True)

    def action_actors(self) -> None:
        self.set_focus(self.article if self.actors.has_focus else self.actors)

    def action_mention(self, number: int) -> None:
        self.article.step_mention(number - 1)

    # Ghosts, and where their reasons stand

    @on(ArticlePane.ModeChanged)
    def _mode_changed(self) -> None:
        self._ghosts_fit()
        self.retitle()

    @property
    def _ghosts_beside(self) -> bool:
        return self.article.mode is Mode.GHOSTS and not self.has_class("-narrow") and not self.has_class("-reading")

    def _ghosts_fit(self) -> None:
        """Put reasons beside the article where there is room, below each block where there is not."""
        self.set_class(self._ghosts_beside, "-ghosts")
        beside = _REASONS["-wide" if self.has_class("-wide") else "-desk"]
        self.article.reasons_width = beside if self._ghosts_beside else 0
        self.article.renew()
        self.reasons.renew()

    @on(ArticlePane.Laid)
    def _laid(self) -> None:
        if self._ghosts_beside:
            self.reasons.renew()

    # What the bars around the panes say

    def tell(self, results: Results, *, so_far: bool = False) -> None:
        """Tell what came of the query; `so_far` while the folder is still being read."""
        of = f" so far, of {results.of:,}" if so_far else f" of {results.of:,}"
        outlets = f" · {results.outlets:,} outlet{'s' if results.outlets != 1 else ''}" if results.total else ""
        narrow = self.has_class("-narrow")
        hidden = f" · {results.hidden:,} hidden by {results.hidden_by}" if results.hidden else ""
        of = f" of {results.total + results.hidden:,}{hidden}" if hidden and not narrow else of
        few = f" · {results.hidden:,} hidden" if results.hidden else ""
        counts = f"{results.total:,}{few if narrow else of + outlets} · {max(1, results.ms):.0f} ms"
        pieces = [Piece(counts, "muted")]
        if self.has_class("-wide") and results.query.read_as:
            pieces = [Piece("read as ", "muted"), Piece(results.query.read_as[:70], "text"), Piece("      "), *pieces]
        self.search.tell(tuple(pieces))
        self.search.underline(results.query.left_out)

    def show_timeline(self) -> None:
        """Show when the results were published, and where among them the article stands."""
        shown, results = self.article.shown, self.results.results
        published = shown.article.published if shown is not None else None
        self.band.show_timeline(
            results.timeline if results is not None else None,
            first_day(published.value) if published is not None else None,
        )
