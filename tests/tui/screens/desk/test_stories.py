"""Stories in the reader: listed, opened into their articles, compared; copies folded in the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.stories import Member, Story
from tui.screens.comparison_screen import ComparisonScreen
from tui.screens.desk.stories import to_compare
from tui.screens.dialogs import ChoiceDialog
from tui.screens.stories_screen import StoriesScreen
from tui.widgets.choices import Choices

if TYPE_CHECKING:
    from tests.tui.conftest import Open


async def test_the_sample_has_three_stories(reader: Open) -> None:
    async with reader() as opened:
        await opened.press("S")
        await opened.until(lambda: isinstance(opened.app.screen, StoriesScreen))
        assert "3 stories" in opened.text_of("#head")
        assert "of all articles" in opened.text_of("#head")


async def test_a_story_becomes_the_results_and_back(reader: Open) -> None:
    async with reader() as opened:
        await opened.type("ferry")
        await opened.press("enter", "S")
        await opened.until(lambda: isinstance(opened.app.screen, StoriesScreen))
        await opened.press("enter", "enter")
        await opened.until(lambda: opened.desk.results.entries == 5)
        assert opened.desk.search_bar.input.value.startswith("story:")
        await opened.press("escape")
        await opened.until(lambda: opened.desk.search_bar.input.value == "ferry")


async def test_a_story_is_compared_and_then_listed_again(reader: Open) -> None:
    async with reader() as opened:
        await opened.press("S")
        await opened.until(lambda: isinstance(opened.app.screen, StoriesScreen))
        await opened.press("j", "c")
        await opened.until(lambda: isinstance(opened.app.screen, ComparisonScreen))
        await opened.press("q")
        await opened.until(lambda: isinstance(opened.app.screen, StoriesScreen))
        assert opened.text_of("#stories").splitlines()[3].startswith("▌")


async def test_an_article_tells_how_many_others_are_on_its_story(reader: Open) -> None:
    async with reader() as opened:
        await opened.type("ferry")
        await opened.until(lambda: "4 others on this story · S" in opened.text_of("#article"))


async def test_copies_are_folded_and_counted(reader: Open) -> None:
    async with reader() as opened:
        before = opened.desk.results.entries
        await opened.press("=")
        await opened.until(lambda: opened.desk.results.entries == before - 2)
        assert "≈3" in opened.text_of("#results")
        await opened.press("=")
        await opened.until(lambda: opened.desk.results.entries == before)


async def test_versions_of_a_text_are_listed_and_laid_beside_it(reader: Open) -> None:
    async with reader() as opened:
        await opened.type("is:duplicate")
        await opened.press("enter", "V")
        await opened.until(lambda: isinstance(opened.app.screen, ChoiceDialog))
        said = [choice.detail for choice in opened.app.screen.query_one(Choices).choices]
        assert len(said) == 2
        assert all("paragraph" in one for one in said)
        await opened.press("enter")
        await opened.until(lambda: isinstance(opened.app.screen, ComparisonScreen))


async def test_a_text_of_its_own_has_no_versions(reader: Open) -> None:
    async with reader() as opened:
        await opened.type("reservoir -is:duplicate")
        await opened.press("enter", "V")
        await opened.until(lambda: "no other article" in " ".join(n.message for n in opened.app._notifications))


def told(count: int, *, outlets: int, copies: int = 0) -> Story:
    members = [
        Member(f"{n:04x}", "Ferry aground", f"Outlet {n % outlets}", "2031-03-07", "0000" if 0 < n <= copies else None)
        for n in range(count)
    ]
    return Story("0000", "Ferry aground", "2031-03-07", "2031-03-07", (), tuple(members))


def test_of_more_articles_than_can_be_compared_it_is_one_an_outlet() -> None:
    assert len(to_compare(told(12, outlets=3))) == 12
    assert len(to_compare(told(13, outlets=3))) == 3
    assert len(to_compare(told(40, outlets=40))) == 12
    assert len(to_compare(told(20, outlets=1))) == 12
    # outlet 1 has a text of its own, but only after a copy
    assert "0004" in to_compare(told(14, outlets=3, copies=1))
