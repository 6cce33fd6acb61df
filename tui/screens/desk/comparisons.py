"""Comparisons: articles side by side, and the way from there to one of them and back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from corpus.errors import WiresideError
from tui.config import Config
from tui.screens.desk.article_reader import ArticleReader
from tui.screens.desk.layout import DeskLayout
from tui.screens.desk.marks_and_tags import MarksAndTags
from tui.screens.desk.navigation import Navigation, WayBack
from tui.screens.desk.shell import Shell
from tui.services.search_service import SearchService

if TYPE_CHECKING:
    from corpus.article import Article
    from tui.pages.comparison.lens import Compared, Lens
    from tui.pages.glyphs import Glyphs
    from tui.screens.comparison_screen import ComparisonState

    Made = tuple[Compared, tuple[Lens, ...]]

FEWEST = 3
"""Articles that make a table of coverage."""
MOST = 12
"""Articles that there is room for."""
_SOON = 0.2
"""Seconds after which a dialog says that articles are being compared; whole books take some."""


class Comparisons:
    """Compares articles, and opens the screen that shows it."""

    def __init__(
        self,
        shell: Shell,
        layout: DeskLayout,
        config: Config,
        service: SearchService,
        reader: ArticleReader,
        marks: MarksAndTags,
        navigation: Navigation,
    ) -> None:
        self._shell = shell
        self._layout = layout
        self._config = config
        self._service = service
        self._reader = reader
        self._marks = marks
        self._navigation = navigation

    async def compare_marked(self) -> None:
        """Compare the marked articles; if one is marked, that and the one on the screen."""
        marked, current = list(self._marks.marked), self._reader.current_id
        if len(marked) == 1 and current is not None and current not in marked:
            marked.append(current)
        if len(marked) < 2:
            mark, compare = self._shell.key("mark"), self._shell.key("compare")
            how = f"mark an article with {mark}, go to another one, and press {compare}"
            self._shell.report(how if mark and compare else "mark an article first, then go to another one")
        else:
            await self.compare(marked)

    async def cover_marked(self) -> None:
        """Show which of the marked articles says what, as a table."""
        marked = list(self._marks.marked)
        if len(marked) < FEWEST:
            mark, coverage = self._shell.key("mark"), self._shell.key("coverage")
            how = f" with {mark}, and press {coverage}" if mark and coverage else ""
            self._shell.report(f"{len(marked)} marked: mark {FEWEST} to {MOST} articles{how}")
        else:
            await self.compare(marked)

    async def compare(self, ids: Sequence[str]) -> bool:
        """Show 2 to 12 articles side by side until the screen is left; return True if to read one of them.

        Call it in a worker.
        """
        from tui.screens.comparison_screen import ComparisonState

        if len(ids) > MOST:
            mark = self._shell.key("mark")
            unmark = f"; {mark} removes a mark, is:marked finds them" if mark else "; is:marked finds them"
            self._shell.report(f"{len(ids)} marked: {MOST} at most{unmark}", seconds=6)
            return False
        left = Event()
        comparing = asyncio.ensure_future(self._compared(ids, left))
        try:
            if not await self._wait(comparing, len(ids)):
                return False
            return await self._show(ComparisonState(*await comparing))
        except WiresideError as error:
            self._shell.warn(error)
            return False
        finally:
            left.set()
            comparing.cancel()

    async def _wait(self, comparing: asyncio.Future[Made], count: int) -> bool:
        """Wait for a comparison, with a dialog unless it is done soon; return False if that was closed."""
        from tui.screens.progress_dialog import DONE, ProgressDialog

        await asyncio.wait({comparing}, timeout=_SOON)
        if comparing.done():
            return True
        return await self._shell.ask(ProgressDialog(f"Comparing {count} articles …", comparing)) == DONE

    async def _show(self, standing: ComparisonState) -> bool:
        from tui.screens.comparison_screen import ComparisonScreen

        asked = await self._shell.ask(ComparisonScreen(self._config, standing))
        if asked is None:
            return False
        article, place = asked.article, asked.standing

        def show_again() -> None:
            self._shell.start(partial(self._show, place), group="compare")

        way = WayBack(lambda: self._reader.current_id == article, show_again)
        self._navigation.remember_way_back(self._layout.article, way)
        self._reader.go_to(article, asked.offset)
        key = self._shell.key("back")
        if key:
            self._shell.report(f"{key} goes back to the comparison", seconds=3)
        return True

    async def _compared(self, ids: Sequence[str], left: Event) -> Made:
        """Compare articles in a thread that no search waits for, until `left` is set. Raises WiresideError."""
        articles = await self._service.articles(ids)
        return await asyncio.to_thread(_compare, articles, left, self._layout.glyphs)


def _compare(articles: tuple[Article, ...], left: Event, glyphs: Glyphs) -> Made:
    from corpus.compare import compare, compare_many
    from tui.pages.comparison.lens import Compared
    from tui.pages.comparison.lenses import lenses_of

    between = partial(stop_if, left)
    found = compare(*articles, between=between) if len(articles) == 2 else compare_many(articles, between=between)
    compared = Compared(articles, found)
    return compared, lenses_of(compared, glyphs=glyphs)


def stop_if(left: Event) -> None:
    """End a comparison, in its thread, by raising WiresideError once nobody waits for it any more."""
    if left.is_set():
        raise WiresideError("the comparison was left")
