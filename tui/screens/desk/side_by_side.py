"""Articles side by side, and the way from there to one of them and back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from threading import Event
from typing import TYPE_CHECKING

from corpus.errors import WiresideError
from tui.screens.desk.base import Desk
from tui.screens.desk.going_back import WayBack

if TYPE_CHECKING:
    from corpus.article import Article
    from tui.pages.comparison.lens import Compared, Lens
    from tui.pages.glyphs import Glyphs
    from tui.screens.comparison_screen import ComparisonState

    Made = tuple[Compared, tuple[Lens, ...]]

MOST = 12
"""How many articles there is room for."""

_SOON = 0.2
"""Seconds after which it is said that articles are being compared; whole books take some."""


async def side_by_side(desk: Desk, ids: Sequence[str]) -> bool:
    """Lay 2 to 12 articles side by side, until one comes back; True where that is to read in one of them.

    Call it in a worker.
    """
    from tui.screens.comparison_screen import ComparisonState

    if len(ids) > MOST:
        desk.notify(f"{len(ids)} marked: {MOST} at most; m takes a mark away, is:marked finds them", timeout=6)
        return False
    left = Event()
    comparing = asyncio.ensure_future(_compared(desk, ids, left))
    try:
        if not await _awaited(desk, comparing, len(ids)):
            return False
        return await _look(desk, ComparisonState(*await comparing))
    except WiresideError as error:
        desk.warn(error)
        return False
    finally:
        left.set()
        comparing.cancel()


async def _awaited(desk: Desk, comparing: asyncio.Future[Made], count: int) -> bool:
    """Wait for a comparison, and say so unless it comes soon; False where somebody does not want to wait."""
    from tui.screens.progress_dialog import DONE, ProgressDialog

    await asyncio.wait({comparing}, timeout=_SOON)
    if comparing.done():
        return True
    return await desk.app.push_screen_wait(ProgressDialog(f"Comparing {count} articles …", comparing)) == DONE


async def _look(desk: Desk, standing: ComparisonState) -> bool:
    from tui.screens.comparison_screen import ComparisonScreen

    asked = await desk.app.push_screen_wait(ComparisonScreen(desk.config, standing))
    if asked is None:
        return False

    def look_again() -> None:
        desk.run_worker(_look(desk, asked.standing), exclusive=True, group="compare")

    desk.came_from_elsewhere(desk.article, WayBack(lambda: desk.current_id == asked.article, look_again))
    desk.read_at(asked.article, asked.offset)
    desk.notify("esc goes back to the comparison", timeout=3)
    return True


async def _compared(desk: Desk, ids: Sequence[str], left: Event) -> Made:
    """The comparison and its lenses, made where they keep no search waiting, unless one has `left`.

    Raises WiresideError.
    """
    articles = await desk.search_service.asked(
        lambda archive, perspective: tuple(archive.article(id, perspective) for id in ids)
    )
    return await asyncio.to_thread(_compare, articles, left, desk.glyphs)


def _compare(articles: tuple[Article, ...], left: Event, glyphs: Glyphs) -> Made:
    from corpus.compare import compare, compare_many
    from tui.pages.comparison.lens import Compared
    from tui.pages.comparison.lenses import lenses_of

    def between() -> None:
        stop_if(left)

    found = compare(*articles, between=between) if len(articles) == 2 else compare_many(articles, between=between)
    compared = Compared(articles, found)
    return compared, lenses_of(compared, glyphs=glyphs)


def stop_if(left: Event) -> None:
    """End a comparison, in its thread, by raising WiresideError once nobody waits for it any more."""
    if left.is_set():
        raise WiresideError("the comparison was left")
