"""From the desk to a comparison: two of the articles that are marked, or several as a table."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work

from tui.screens.desk.base import Desk
from tui.screens.desk.side_by_side import MOST, side_by_side
from tui.terminal.type_ahead import leads_to_sheet

FEWEST = 3
"""How many articles make a table of coverage."""


class Comparing(Desk):
    """What can be done with marked articles."""

    def action_compare(self) -> None:
        """Two marked articles; one and that on the screen; or, of more, which says what."""
        marked, current = list(self.marked), self.current_id
        if len(marked) == 1 and current is not None and current not in marked:
            marked.append(current)
        if len(marked) < 2:
            self.notify("mark an article with m, go to another one, and press c", timeout=4)
        else:
            self._compare(marked)

    def action_coverage(self) -> None:
        if len(self.marked) < FEWEST:
            said = f"{len(self.marked)} marked: mark {FEWEST} to {MOST} articles with m, and press v"
            self.notify(said, timeout=4)
        else:
            self._compare(list(self.marked))

    @leads_to_sheet
    @work(exclusive=True, group="compare")
    async def _compare(self, ids: Sequence[str]) -> None:
        await side_by_side(self, ids)
