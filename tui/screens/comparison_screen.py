"""Articles side by side: two in two columns, three to twelve as a table of who says what; a tab for each lens."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.binding import BindingType

from corpus.errors import WiresideError
from tui.commands import bindings, first_key
from tui.pages.comparison.coverage_lens import CoverageLens
from tui.pages.comparison.lens import Compared, Lens, Spot
from tui.pages.comparison.lenses import lenses_of, table_of
from tui.pages.wording import counted
from tui.screens.comparison_frame import ComparisonChoice, ComparisonFrame, ComparisonState
from tui.screens.export_dialogs import exported, wanted_target
from tui.terminal.type_ahead import leads_to_sheet
from tui.widgets.comparison_view import ComparisonView, Position

if TYPE_CHECKING:
    from corpus.article import Article

__all__ = ["ComparisonScreen", "ComparisonState"]


class ComparisonScreen(ComparisonFrame):
    """`enter` opens what can be opened, and leads to the article from what can't."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]

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

    def action_only_rare(self) -> None:
        if self._is_coverage():
            self._rare = not self._rare
            self._narrow()

    def action_only_omitted(self) -> None:
        if not self._is_coverage():
            return
        if self._column < 0:
            left, right = (first_key(self.config.keys, id) for id in ("side_left", "side_right"))
            self.notify(f"choose an outlet first ({left}, {right})", markup=False, timeout=3)
            return
        self._silence = not self._silence
        self._narrow()

    def _is_coverage(self) -> bool:
        """Return True if a table of claims is shown, and otherwise notify the user."""
        if isinstance(self.lens, CoverageLens):
            return True
        self.notify("available only in the table of three or more articles", timeout=3)
        return False

    def _narrow(self) -> None:
        self._positions[self._at] = self.view.position
        self._folded = self.view.folded
        self._show()

    @work(exclusive=True, group="lenses")
    async def action_dim_copied(self) -> None:
        if not any(copied.common for copied in self._compared.lenses.copied):
            self.notify("no copies: no two of these articles share eight words in a row outside quotes", timeout=4)
            return
        self._dim = not self._dim
        self._positions[self._at] = self.view.position
        self._lenses = await self._lenses_of(self._compared)
        top = self.view.scroll_offset.y
        self._folded = self.view.folded
        self._show()
        self.view.jump(top)

    def action_fold_rows(self) -> None:
        self.view.fold()

    def action_next_change(self) -> None:
        if not self.view.step(1):
            self.notify("no more differences below", timeout=2)

    def action_previous_change(self) -> None:
        if not self.view.step(-1):
            self.notify("no more differences above", timeout=2)

    def action_next_shared(self) -> None:
        if not self.view.step(1, shared=True):
            self.notify("no more shared rows below", timeout=2)

    def action_previous_shared(self) -> None:
        if not self.view.step(-1, shared=True):
            self.notify("no more shared rows above", timeout=2)

    async def _lenses_of(self, compared: Compared) -> tuple[Lens, ...]:
        return await asyncio.to_thread(lenses_of, compared, dim=self._dim, glyphs=self.glyphs)

    @work(exclusive=True, group="lenses")
    async def action_swap(self) -> None:
        from corpus.compare import compare
        from tui.screens.desk.comparisons import stop_if

        if not self._two:
            self.notify("only two articles can be swapped", timeout=3)
            return
        left, right = self._compared.articles
        stop = self.view.stop
        spots = [self.lens.spot(stop.row, article) for article in (0, 1)] if stop is not None else []
        gone = Event()
        try:
            found = await asyncio.to_thread(compare, right, left, between=lambda: stop_if(gone))
        finally:
            gone.set()
        swapped = replace(self._compared, articles=(right, left), found=found)
        self._compared, self._lenses = swapped, await self._lenses_of(swapped)
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
        """Open one article: at the place under the cursor if that is in it, else at the row's place in it."""
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
        self.close(ComparisonChoice(article.id, spot.start, self.standing))

    @on(ComparisonView.SpotChosen)
    def _chosen(self, event: ComparisonView.SpotChosen) -> None:
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

    def action_back(self) -> None:
        if not self.view.close_row():
            self.close(None)

    # Taking along

    @leads_to_sheet
    @work(exclusive=True, group="export")
    async def action_export_lens(self) -> None:
        table = table_of(self.lens, folded=self.view.folded)
        if not table.rows:
            self.notify("nothing to export", timeout=3)
            return
        try:
            target = await wanted_target(self.app, counted(len(table.rows), "text"), table.title)
            if target is None:
                return
            path = await exported(table, target)
        except WiresideError as error:
            self.notify(str(error), severity="warning", markup=False, timeout=8)
        else:
            self.notify(f"{counted(len(table.rows), 'text')} in {path}", markup=False, timeout=8)


def _row_at(lens: Lens, spots: list[Spot | None]) -> int:
    """Return the row that takes the place of another after the sides were swapped."""
    for row in range(len(lens)):
        for article, spot in enumerate(reversed(spots)):
            found = lens.spot(row, article)
            if spot is not None and found is not None and found.start == spot.start:
                return row
    return 0
