"""Two articles side by side: what both say in the same words, what they say otherwise, what only one of them says."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.config import Config
from tui.glyphs import glyphs
from tui.lines.compare_page import Sides
from tui.lines.line import Piece, percent
from tui.widgets.bar import Bar
from tui.widgets.compare_view import CompareView
from tui.widgets.footer import Footer
from tui.widgets.hairline import Hairline

Place = tuple[str, int]


class CompareScreen(Screen[Place]):
    """Gives back the article and the place in it where one wants to read on, if one does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False, id="leave_comparison"),
        Binding("h,left", "read('left')", show=False),
        Binding("l,right", "read('right')", show=False),
    ]
    DEFAULT_CSS = """
    CompareScreen #tabs { display: block; }
    CompareView { height: 1fr; margin-top: 1; }
    CompareScreen.-narrow CompareView { margin-top: 0; }
    """

    def __init__(self, config: Config, sides: Sides) -> None:
        super().__init__()
        self.config = config
        self.sides = sides
        self._glyphs = glyphs(config.look.glyphs)
        self._head = Bar(id="head", classes="bar", margin=(1, 1))
        self._tabs = Bar(id="tabs")
        self._hairline = Hairline(glyphs=self._glyphs)
        self._view = CompareView(glyphs=self._glyphs)
        self._footer = Footer()

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._tabs
        yield self._hairline
        yield self._view
        yield self._footer

    def on_mount(self) -> None:
        self._view.folded = self.size.width < 100
        self._view.show_sides(self.sides)
        self._view.focus()
        self._footer.hint(self._view.hints, self.config.keys)
        self._hairline.mark(1, 1 + len("Passages"))

    @on(CompareView.Changed)
    def _say(self) -> None:
        comparison = self.sides.comparison
        differences = self._view.differences
        at = differences.index(self._view.cursor) + 1 if self._view.cursor in differences else 0
        standing = f"difference {at} of {len(differences)}" if at else f"{len(differences)} differences"
        self._head.say((Piece("Compare ", "muted"), Piece("two articles", "strong")), (Piece(standing, "muted"),))
        counts = comparison.counts
        g = self._glyphs
        said: list[Piece] = []
        for glyph, style, count in (
            (g.same, "muted", counts["same"]),
            (g.near, "near", counts["near"] + counts["otherwise"]),
            (g.left, "left-only", counts["left"]),
            (g.right, "right-only", counts["right"]),
        ):
            said += (Piece(f"{glyph} ", style), Piece(f"{count}   ", "text"))
        shared = f"{percent(comparison.shared_words)} of the words are shared" if self.size.width >= 80 else ""
        self._tabs.say((Piece("Passages", "accent bold"),), (*said, Piece(shared, "muted")))
        rows = len(comparison.rows)
        self._footer.about(f"row {self._view.cursor + 1} of {rows}" if self._view.cursor >= 0 else f"{rows} rows")

    def action_leave(self) -> None:
        self.dismiss(None)

    @on(CompareView.Swapped)
    @work(exclusive=True)
    async def _swap(self) -> None:
        from corpus.compare import compare

        left, right = self.sides.right, self.sides.left
        self.sides = Sides(left, right, await asyncio.to_thread(compare, left, right))
        self._view.show_sides(self.sides)

    def action_read(self, side: str) -> None:
        """Read on in the article of one side, at the row under the cursor."""
        rows = self.sides.comparison.rows
        if not 0 <= self._view.cursor < len(rows):
            return
        row = rows[self._view.cursor]
        passage = row.left if side == "left" else row.right
        article = self.sides.left if side == "left" else self.sides.right
        if passage is not None:
            self.dismiss((article.id, passage.start))

    @on(CompareView.Chosen)
    def _chosen(self) -> None:
        row = self.sides.comparison.rows[self._view.cursor]
        self.action_read("left" if row.left is not None else "right")
