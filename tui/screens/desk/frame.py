"""The frame of the desk: which panes there are, how they fold, and what titles, tabs, rules and hints say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.worker import Worker

from tui.commands import first_key
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

_REASONS = {"-wide": 34, "-desk": 23}


class Frame(Screen[None]):
    """Three panes side by side from 100 columns on, one a page below that."""

    AUTO_FOCUS = ""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.disable_messages(Worker.StateChanged)  # a dozen a key, which nobody here listens to
        self.config = config
        self.glyphs = glyphs(config.look.glyphs)
        self.search = SearchBar()
        self.hairline = Hairline(glyphs=self.glyphs)
        self.tabs = TextBar(id="tabs")
        self.results = ResultsPane(id="results", glyphs=self.glyphs)
        self.article = ArticlePane(id="article", measure=config.look.measure, glyphs=self.glyphs)
        self.actors = ActorsPane(id="actors", glyphs=self.glyphs)
        self.reasons = ReasonsPane(self.article, id="reasons")
        self.band = Band(glyphs=self.glyphs)
        self.hidden: tuple[Query | None, Hidden | None] = None, None
        self.footer = Footer()
        self.panes: tuple[Pane, ...] = (self.results, self.article, self.actors)
        self.results.add_class("-active")

    def compose(self) -> ComposeResult:
        yield self.search
        yield self.tabs
        yield self.hairline
        with Horizontal(id="panes"):
            yield from (*self.panes, self.reasons)
        yield self.band
        yield self.footer

    @property
    def narrow(self) -> bool:
        """Whether the panes are folded to one a page."""
        return self.has_class("-narrow")

    @property
    def pane_with_focus(self) -> Pane:
        """The pane that has the focus; the results where none has."""
        return next((pane for pane in self.panes if pane.has_focus), self.results)

    @property
    def ghosts_beside(self) -> bool:
        """Whether the reasons of stripped blocks stand in the place of the actors."""
        return self.article.mode is Mode.GHOSTS and not self.narrow and not self.has_class("-reading")

    def key(self, command: str) -> str:
        """The first key of a command, as it is printed; nothing where it has none."""
        return first_key(self.config.keys, command)

    # What changes what the bars say

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        active = self.pane_with_focus
        for pane in self.panes:
            pane.set_class(pane is active, "-active")
        self.set_class(active is self.results, "-on-results")
        self.call_after_refresh(self.retitle)

    @on(Pane.Retitled)
    def _pane_retitled(self, event: Pane.Retitled) -> None:
        event.stop()
        self.retitle()

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self._ghosts_fit()
        if self.results.results is not None:
            self.tell(self.results.results)
        self.retitle()

    @on(ArticlePane.ModeChanged)
    def _mode_changed(self) -> None:
        self._ghosts_fit()
        self.retitle()

    def _ghosts_fit(self) -> None:
        """Put reasons beside the article where there is room, below each block where there is not."""
        self.set_class(self.ghosts_beside, "-ghosts")
        beside = _REASONS["-wide" if self.has_class("-wide") else "-desk"]
        self.article.reasons_width = beside if self.ghosts_beside else 0
        self.article.renew()
        self.reasons.renew()

    @on(ArticlePane.Laid)
    def _laid(self) -> None:
        if self.ghosts_beside:
            self.reasons.renew()

    # What the bars say

    def tell(self, results: Results, *, so_far: bool = False) -> None:
        """Show what the query found; `so_far` while the folder is still being read.

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
        self.search.tell(
            *([read_as] if self.has_class("-wide") and results.query.read_as else []),
            *([] if self.narrow else [(counts,), (Piece(f"{total}{of}{took}", "muted"),)]),
            (Piece(f"{total}{hidden}{took}", "muted"),),
        )
        self.search.underline(results.query.left_out)

    def retitle(self) -> None:
        """Say anew what tabs and hints say, and where the focus is."""
        self._mark_focus()
        typing = self.focused is self.search.input
        hints = getattr(self.focused, "hints", self.results.hints)
        if self.article.mode is Mode.GHOSTS and not typing:
            hints = self.article.ghost_hints if self.article.block is None else self.article.block_hints
        self.footer.hint(hints, self.config.keys, typing=typing, names=self._hint_names())

    def _hint_names(self) -> dict[str, str]:
        """What the hints say where it depends on what is shown."""
        block = self.article.block
        names = {"boilerplate": "raw text"} if self.article.mode is Mode.GHOSTS else {}
        if block is not None:
            outlet = self.article.shown is not None and self.article.shown.article.outlet is not None
            names["toggle_block"] = "keep this one" if block.stripped else "strip this one"
            names["rule"] = "rule for outlet" if outlet and not self.narrow else "rule"
        return names

    def _mark_focus(self) -> None:
        if self.narrow:
            self._show_tabs()
        elif self.focused is self.search.input:
            self.hairline.mark(0, self.size.width)
        elif self.focused is not None:
            region = self.focused.region
            self.hairline.mark(region.x, region.right)

    def _show_tabs(self) -> None:
        names = (f"Results {self.results.entries:,}", "Article", f"Actors {self.actors.entries}")
        pane = self.pane_with_focus
        active = self.panes.index(pane)
        pieces: list[Piece] = []
        for i, name in enumerate(names):
            pieces += (Piece(name, "accent bold" if i == active else "muted"), Piece("   "))
        start = 1 + sum(len(name) + 3 for name in names[:active])
        _, right = pane.title(self.size.width)
        if pane is self.article:
            left, standing = self.article.title(self.size.width)
            between = (Piece(f" {self.glyphs.dot} "),) if self.article.standing else ()
            right = tuple(Piece(piece.text, "muted") for piece in (*left, *between, *standing))
        if sum(cell_len(piece.text) for piece in (*pieces, *right)) > self.size.width - 2:
            right = (Piece(self.article.standing, "muted"),) if pane is self.article else ()
        self.tabs.say(tuple(pieces), right)
        self.hairline.mark(start, start + len(names[active]))
