"""Two articles side by side on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.compare import CompareScreen
from tui.widgets.compare_view import CompareView

if TYPE_CHECKING:
    from tests.tui.conftest import Open, Reader


async def compare_two(r: Reader) -> CompareView:
    """Mark the first article on the treaty, go to the second, compare."""
    await r.type("caddis treaty")
    await r.press("enter", "m", "j")
    await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id not in r.desk.results.marked)
    await r.press("c")
    await r.until(lambda: isinstance(r.app.screen, CompareScreen))
    return r.app.screen.query_one(CompareView)


async def test_both_articles_stand_side_by_side(reader: Open) -> None:
    async with reader() as r:
        view = await compare_two(r)
        assert view.sides is not None
        text = r.text_of("#comparison")
        for article in (view.sides.left, view.sides.right):
            assert article.headline.value.split()[0] in text


async def test_brackets_go_from_difference_to_difference(reader: Open) -> None:
    async with reader() as r:
        view = await compare_two(r)
        await r.press("]")
        assert view.cursor == view.differences[0]
        await r.press("]")
        assert view.cursor == view.differences[1]
        await r.press("[")
        assert view.cursor == view.differences[0]


async def test_swapping_twice_changes_nothing(reader: Open) -> None:
    async with reader() as r:
        view = await compare_two(r)
        before = view.sides
        assert before is not None
        await r.press("x")
        await r.until(lambda: view.sides and view.sides.left == before.right)
        await r.press("x")
        await r.until(lambda: view.sides == before)


async def test_enter_reads_on_in_the_article_and_escape_goes_back(reader: Open) -> None:
    async with reader() as r:
        view = await compare_two(r)
        assert view.sides is not None
        await r.press("]", "enter")
        row = view.sides.comparison.rows[view.cursor]
        article = view.sides.left if row.left is not None else view.sides.right
        await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.id == article.id)
        assert r.app.screen is r.desk


async def test_where_it_is_narrow_the_sides_are_stacked_and_the_same_is_folded(reader: Open) -> None:
    async with reader((80, 24)) as r:
        view = await compare_two(r)
        assert view.folded
        assert view.laid is not None
        assert view.laid.stacked


async def test_without_a_mark_it_says_what_to_do(reader: Open) -> None:
    async with reader() as r:
        await r.press("escape", "c")
        assert r.app.screen is r.desk
        assert any("mark" in str(notice.message) for notice in r.app._notifications)
