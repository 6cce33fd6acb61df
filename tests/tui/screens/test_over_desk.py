"""The screens over the desk, each with data made for the test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from textual.app import App

from corpus.actors.linking.corrections import Do
from corpus.article import Span
from corpus.dossier import ArticleSummary, Dossier, Occurrence, WordCount
from corpus.stories import Member, Story
from corpus.stories.story_evidence import StoryEvidence
from tui.config import load
from tui.pages.glyphs import UNICODE
from tui.pages.line import Piece
from tui.pages.passages_page import Passage
from tui.screens.dossier_screen import DossierChoice, DossierScreen, DossierSource, PartialDossier
from tui.screens.passages_dialog import PassagesDialog
from tui.screens.stories_screen import StoriesScreen, StoryChoice
from tui.themes import themes
from tui.widgets.line_view import LineView

PLACES = (Occurrence("a1a1", Span(4, 10)), Occurrence("a1a1", Span(40, 46)))
DOSSIER = Dossier(
    keys=("person:ruan-aldane",),
    name="Ruan Aldane",
    kind="person",
    role="foreign minister",
    mentions=2,
    names=(WordCount("Aldane", PLACES),),
    roles=(),
    months=(),
    by_month=(),
    cues=(),
    labels=(),
    quotes=(),
    seen=(),
    articles={"a1a1": ArticleSummary("Talks resume", "The Lantern", "2031-03-14")},
)


def story(id: str, name: str, days: Sequence[int]) -> Story:
    dates = [f"2031-03-{day:02}" for day in days]
    members = tuple(Member(f"{id}{n}", f"{name} {n}", "The Lantern", date, None) for n, date in enumerate(dates))
    return Story(id, name, dates[0], dates[-1], ("The Lantern",), members)


STORIES = (story("s1", "Harbour treaty talks resume", (12, 13, 14)), story("s2", "Ferry aground", (20,)))


class Host(App[None]):
    """An app that is nothing but the palette."""

    def __init__(self) -> None:
        super().__init__()
        for theme in themes():
            self.register_theme(theme)
        self.theme = "ink"
        self.given: list[object] = []

    def text(self, view: str) -> str:
        page = self.screen.query_one(view, LineView).page
        return "\n".join(page.line(y).text for y in range(page.height))


async def growing(key: str) -> AsyncIterator[PartialDossier]:
    yield PartialDossier(DOSSIER, 1, 2)
    yield PartialDossier(DOSSIER, 2, 2)


async def correct(do: Do, key: str) -> bool:
    return False


async def near(story: Story) -> Sequence[Story]:
    return STORIES[1:] if story is STORIES[0] else ()


def stories_screen(at: int = 0) -> StoriesScreen:
    return StoriesScreen(load(environment={}), STORIES, "all articles", why, near, at=at)


async def why(story: Story) -> tuple[StoryEvidence, Sequence[Story]]:
    return StoryEvidence(len(story.articles), (("treaty", 3),), (("Ruan Aldane", 2),)), ()


async def passages(found: Sequence[tuple[str, Occurrence]]) -> Sequence[Passage]:
    return [
        Passage(place.article, place.span.start, "Then Aldane spoke.", Span(5, 11), "The Lantern") for _, place in found
    ]


async def test_behind_a_count_are_lines_and_behind_a_line_its_article() -> None:
    app = Host()
    async with app.run_test(size=(120, 36)) as pilot:
        asking = DossierSource(growing, passages, correct)
        await app.push_screen(DossierScreen(load(environment={}), "person:ruan-aldane", asking), app.given.append)
        await pilot.pause()
        assert "Ruan Aldane · foreign minister" in app.text("#head")
        assert "2 mentions · 1 article · 1 outlet" in app.text("#head")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PassagesDialog)
        await pilot.press("j", "enter")
        await pilot.pause()
        assert app.given == [DossierChoice("a1a1", 40)]


async def test_the_articles_of_an_actor_can_be_asked_for() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        asking = DossierSource(growing, passages, correct)
        await app.push_screen(DossierScreen(load(environment={}), "person:ruan-aldane", asking), app.given.append)
        await pilot.press("f")
        await pilot.pause()
        assert app.given == [DossierChoice(actor="Ruan Aldane")]


def _rows_of(app: Host, outlet: str) -> list[str]:
    """The lines that begin with an outlet's name."""
    return [line for line in app.text("#stories").splitlines() if line.strip(" ▌").startswith(outlet)]


async def test_a_story_opens_into_its_outlets_and_then_its_articles() -> None:
    app = Host()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.push_screen(stories_screen(), app.given.append)
        await pilot.pause()
        assert "2 stories" in app.text("#head")
        assert not _rows_of(app, "The Lantern")
        await pilot.press("enter")
        await pilot.pause()
        assert _rows_of(app, "The Lantern")
        assert STORIES[1].name in _rows_of(app, "near it")[0]
        await pilot.press("enter")
        await pilot.pause()
        assert app.given == [StoryChoice("read", STORIES[0])]


async def test_one_article_is_nothing_to_compare() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(stories_screen(), app.given.append)
        await pilot.press("j", "c")
        await pilot.pause()
        assert app.given == []
        await pilot.press("k", "v")
        await pilot.pause()
        assert app.given == [StoryChoice("cover", STORIES[0])]


async def test_why_articles_are_together() -> None:
    app = Host()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.push_screen(stories_screen(), app.given.append)
        await pilot.press("i")
        await pilot.pause()
        assert "treaty 3" in app.text("_Text").replace("\u00a0", " ")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.given == [None]


async def test_the_cursor_begins_on_the_story_of_the_article() -> None:
    app = Host()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.push_screen(stories_screen(at=1), app.given.append)
        await pilot.pause()
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.given == [StoryChoice("read", STORIES[1])]


async def test_zooming_out_and_in_is_where_it_began() -> None:
    app = Host()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.push_screen(stories_screen(), app.given.append)
        await pilot.pause()
        before = app.text("#axis")
        await pilot.press("minus")
        await pilot.pause()
        assert app.text("#axis") != before
        await pilot.press("0")
        await pilot.pause()
        assert app.text("#axis") == before


async def test_no_passages_do_no_harm() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await app.push_screen(PassagesDialog((Piece("None"),), (), UNICODE), app.given.append)
        await pilot.press("j", "enter", "escape")
        await pilot.pause()
        assert app.given == [""]
