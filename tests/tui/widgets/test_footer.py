"""Hints in the footer: they can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import BY_ID
from tui.pages.article_page import Mode
from tui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from tests.tui.conftest import Open, Reader


HELP = BY_ID["help"].hint


async def click(r: Reader, hint: str) -> None:
    at = r.desk.footer.page.line(0).text.index(hint)
    await r.pilot.click("#footer", offset=(at, 0))
    await r.pilot.pause()


async def test_a_click_on_a_hint_does_what_it_says(reader: Open) -> None:
    async with reader() as r:
        await r.press("enter")
        await click(r, BY_ID["boilerplate"].hint)
        assert r.mode() is Mode.GHOSTS
        await click(r, HELP)
        assert isinstance(r.app.screen, TextDialog)


async def test_where_it_is_narrow_the_keys_are_still_told(reader: Open) -> None:
    async with reader((60, 18)) as r:
        for key in ("enter", "tab", "tab"):
            await r.press(key)
            assert r.desk.footer.page.line(0).text.rstrip().endswith(f"? {HELP}")
        await click(r, HELP)
        assert isinstance(r.app.screen, TextDialog)


async def test_a_click_beside_the_hints_does_nothing(reader: Open) -> None:
    async with reader() as r:
        before = r.app.screen
        await r.pilot.click("#footer", offset=(115, 0))
        assert r.app.screen is before
        assert r.desk.results.has_focus
