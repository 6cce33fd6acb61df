"""The layout of the desk: its panes, how they fold, and what titles, tabs, hairline and hints show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from tui.config import Config
from tui.pages.article_page import Mode
from tui.pages.display_width import cell_len
from tui.pages.glyphs import glyphs
from tui.pages.line import Piece
from tui.pages.wording import counted
from tui.widgets.actors_pane import ActorsPane
from tui.widgets.article_pane import ArticlePane
from tui.widgets.bar import TextBar
from tui.widgets.footer import Footer
from tui.widgets.hairline import Hairline
from tui.widgets.pane import Pane
from tui.widgets.reasons_pane import ReasonsPane
from tui.widgets.results_pane import ResultsPane
from tui.widgets.search_bar import SearchBar
from tui.widgets.timeline_band import Band

if TYPE_CHECKING:
    from index import Hidden, Query, Results

_REASONS_WIDTH, _REASONS_WIDTH_WIDE = 23, 34
"""Cells that the article leaves to the reasons beside it."""


class DeskLayout:
    """Three panes side by side from 100 columns on, one a page below that."""

    def __init__(self, screen: Screen[None], config: Config) -> None:
        self._screen = screen
        self._keys = config.keys
        self.glyphs = glyphs(config.look.glyphs)
        self.search_bar = SearchBar()
        self.hairline = Hairline(glyphs=self.glyphs)
        self.tabs = TextBar(id="tabs")
        self.results = ResultsPane(id="results", glyphs=self.glyphs)
        self.article = ArticlePane(id="article", measure=config.look.measure, glyphs=self.glyphs)
        self.actors = ActorsPane(id="actors", glyphs=self.glyphs)
        self.reasons = ReasonsPane(self.article, id="reasons")
        self.band = Band(glyphs=self.glyphs)
        self.footer = Footer()
        self.panes: tuple[Pane, ...] = (self.results, self.article, self.actors)
        self.results.add_class("-active")
        self.hidden: tuple[Query | None, Hidden | None] = None, None
        """A query, and what its filters hide."""

    def compose(self) -> ComposeResult:
        yield self.search_bar
        yield self.tabs
        yield self.hairline
        with Horizontal(id="panes"):
            yield from (*self.panes, self.reasons)
        yield self.band
        yield self.footer

    @property
    def narrow(self) -> bool:
        """Whether the panes are folded to one a page."""
        return self._screen.has_class("-narrow")

    @property
    def wide(self) -> bool:
        return self._screen.has_class("-wide")

    @property
    def pane_with_focus(self) -> Pane:
        """The pane that has the focus; the results if none has."""
        return next((pane for pane in self.panes if pane.has_focus), self.results)

    @property
    def reasons_beside(self) -> bool:
        """Whether the reasons for stripped blocks take the place of the actors."""
        return self.article.mode is Mode.GHOSTS and not self.narrow and not self._screen.has_class("-reading")

    # When something has changed

    def focus_changed(self) -> None:
        active = self.pane_with_focus
        for pane in self.panes:
            pane.set_class(pane is active, "-active")
        self._screen.set_class(active is self.results, "-on-results")
        self._screen.call_after_refresh(self.retitle)

    def resized(self) -> None:
        self._screen.call_after_refresh(self._fit_size)

    def _fit_size(self) -> None:
        self.fit_reasons()
        if self.results.results is not None:
            self.show_counts(self.results.results)
        self.retitle()

    def fit_reasons(self) -> None:
        """Put the reasons beside the article if there is room, else below each block."""
        self._screen.set_class(self.reasons_beside, "-ghosts")
        beside = _REASONS_WIDTH_WIDE if self.wide else _REASONS_WIDTH
        self.article.leave_room(beside if self.reasons_beside else 0)

    # What the bars show

    def show_counts(self, results: Results, *, so_far: bool = False) -> None:
        """Show how much a query has found; `so_far` while the folder is being read.

        What its filters hide is counted after the hits are shown, and then part of it.
        """
        counted_for, kept_out = self.hidden
        articles = kept_out.articles if kept_out and counted_for is results.query else 0
        total, hidden = f"{results.total:,}", f" · {articles:,} hidden" if articles else ""
        all_found = results.total + articles
        of = f" of {all_found:,}{hidden} by {kept_out.filters}" if kept_out and hidden else f" of {results.of:,}"
        of = f" so far, of {results.of:,}" if so_far and not hidden else of
        outlets = f" · {counted(results.outlets, 'outlet')}" if results.outlets else ""
        took = f" · {max(1, results.ms):.0f} ms"
        counts = Piece(f"{total}{of}{outlets}{took}", "muted")
        read_as = (Piece("read as ", "muted"), Piece(results.query.read_as, "text"), Piece("      "), counts)
        self.search_bar.tell(
            *([read_as] if self.wide and results.query.read_as else []),
            *([] if self.narrow else [(counts,), (Piece(f"{total}{of}{took}", "muted"),)]),
            (Piece(f"{total}{hidden}{took}", "muted"),),
        )
        self.search_bar.underline(results.query.left_out)

    def retitle(self) -> None:
        """Write tabs and hints, and mark where the focus is."""
        self._mark_focus()
        focused = self._screen.focused
        typing = focused is self.search_bar.input
        hints = getattr(focused, "hints", self.results.hints)
        if self.article.mode is Mode.GHOSTS and not typing:
            hints = self.article.ghost_hints if self.article.block is None else self.article.block_hints
        self.footer.hint(hints, self._keys, typing=typing, names=self._hint_names())

    def _hint_names(self) -> dict[str, str]:
        """Return the hints whose wording depends on what is shown."""
        block = self.article.block
        names = {"boilerplate": "raw text"} if self.article.mode is Mode.GHOSTS else {}
        if block is not None:
            outlet = self.article.shown is not None and self.article.shown.article.outlet is not None
            names["toggle_block"] = "keep this one" if block.stripped else "strip this one"
            names["rule"] = "rule for outlet" if outlet and not self.narrow else "rule"
        return names

    def _mark_focus(self) -> None:
        focused = self._screen.focused
        if self.narrow:
            self._show_tabs()
        elif focused is self.search_bar.input:
            self.hairline.mark(0, self._screen.size.width)
        elif focused is not None:
            self.hairline.mark(focused.region.x, focused.region.right)

    def _show_tabs(self) -> None:
        width = self._screen.size.width
        names = (f"Results {self.results.entries:,}", "Article", f"Actors {self.actors.entries}")
        pane = self.pane_with_focus
        active = self.panes.index(pane)
        pieces: list[Piece] = []
        for i, name in enumerate(names):
            pieces += (Piece(name, "accent bold" if i == active else "muted"), Piece("   "))
        start = 1 + sum(len(name) + 3 for name in names[:active])
        _, right = pane.title(width)
        if pane is self.article:
            left, standing = self.article.title(width)
            between = (Piece(f" {self.glyphs.dot} "),) if self.article.standing else ()
            right = tuple(Piece(piece.text, "muted") for piece in (*left, *between, *standing))
        if sum(cell_len(piece.text) for piece in (*pieces, *right)) > width - 2:
            right = (Piece(self.article.standing, "muted"),) if pane is self.article else ()
        self.tabs.say(tuple(pieces), right)
        self.hairline.mark(start, start + len(names[active]))
