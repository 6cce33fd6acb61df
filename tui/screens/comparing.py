"""From the desk to a comparison and back: the marked articles, and the place in an article that one came to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work

from corpus.errors import WiresideError
from tui.screens.taking import Taking

if TYPE_CHECKING:
    from index.archive import Archive
    from tui.lines.comparing.lens import Compared
    from tui.screens.compare import Asked, Standing

FEWEST, MOST = 3, 12
"""How many articles a table of coverage has room for."""


class Comparing(Taking):
    """What can be done with marked articles."""

    way_back: Asked | None = None

    def action_compare(self) -> None:
        """Two marked articles; one and that on the screen; or, of more, which says what."""
        marked, shown = list(self.marked), self.article.shown
        current = shown.article.id if shown is not None else None
        if len(marked) == 1 and current is not None and current not in marked:
            marked.append(current)
        if len(marked) < 2:
            self.notify("mark an article with m, go to another one, and press c", timeout=4)
        else:
            self.compare_these(marked)

    def action_coverage(self) -> None:
        if len(self.marked) < FEWEST:
            said = f"{len(self.marked)} marked: mark {FEWEST} to {MOST} articles with m, and press v"
            self.notify(said, timeout=4)
        else:
            self.compare_these(list(self.marked))

    @work(exclusive=True, group="compare")
    async def compare_these(self, ids: Sequence[str]) -> None:
        """Lay 2 to 12 articles side by side."""
        await self.lay_side_by_side(ids)

    async def lay_side_by_side(self, ids: Sequence[str]) -> None:
        """The same, until one comes back."""
        from tui.screens.compare import Standing

        if len(ids) > MOST:
            self.notify(f"{len(ids)} marked: {MOST} at most; m takes a mark away, is:marked finds them", timeout=6)
            return
        try:
            compared = await self.librarian.asked(lambda archive: _compared(archive, ids))
        except WiresideError as error:
            self.warn(error)
            return
        await self._look(Standing(compared))

    def back_to_comparison(self) -> bool:
        """Go back to the comparison from which one came to this article; False where one did not."""
        asked, self.way_back = self.way_back, None
        shown = self.article.shown
        if asked is None or shown is None or shown.article.id != asked.article:
            return False
        self._look_again(asked.standing)
        return True

    @work(exclusive=True, group="compare")
    async def _look_again(self, standing: Standing) -> None:
        await self._look(standing)

    async def _look(self, standing: Standing) -> None:
        from tui.screens.compare import CompareScreen

        asked = await self.app.push_screen_wait(CompareScreen(self.config, standing))
        if asked is not None:
            self.way_back = asked
            self.read_at(asked.article, asked.offset)
            self.notify("esc goes back to the comparison", timeout=3)


def _compared(archive: Archive, ids: Sequence[str]) -> Compared:
    from corpus.compare import compare, compare_many
    from tui.lines.comparing.lens import Compared

    articles = tuple(archive.article(id) for id in ids)
    return Compared(articles, compare(*articles) if len(articles) == 2 else compare_many(articles))
