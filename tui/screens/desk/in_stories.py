"""From the desk to the stories of the results, and from there to the articles of one: to read, or to compare them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work

from corpus.errors import WiresideError
from tui.pages.line import Piece
from tui.pages.wording import counted, written_iso
from tui.screens.desk.base import Desk
from tui.screens.desk.side_by_side import MOST, side_by_side
from tui.terminal.type_ahead import leads_to_sheet
from tui.widgets.article_pane import ArticlePane

if TYPE_CHECKING:
    from corpus.stories import Member, Story
    from corpus.stories.story_evidence import StoryEvidence
    from index import Archive, Perspective

_MOST_STORIES = 1_000
_MOST_VERSIONS = 100
_ASKED_WHY = 12
VERSIONS = (Piece("Other versions of this text", "strong"), Piece("  enter lays one beside it", "muted"))


class InStories(Desk):
    """What can be done with stories."""

    def action_fold_copies(self) -> None:
        """One result of each text, or all."""
        self.search_service.fold_copies = not self.search_service.fold_copies
        self.search_again()

    @leads_to_sheet
    @work(exclusive=True, group="stories")
    async def action_versions(self) -> None:
        """List who else has the text of the article, and what each adds or leaves out; lay one of them beside it."""
        from tui.screens.dialogs import ChoiceDialog
        from tui.widgets.choices import Choice

        id = self.current_id
        if id is None:
            return
        try:
            versions = await self.search_service.asked(lambda archive, perspective: _versions(archive, perspective, id))
        except WiresideError as error:
            self.warn(error)
            return
        if not versions:
            self.notify("no other article has this text", timeout=3)
            return
        choices = [Choice(name, said, value=other) for other, name, said in versions]
        chosen = await self.app.push_screen_wait(ChoiceDialog(VERSIONS, lambda _: choices))
        if chosen:
            await side_by_side(self, [id, chosen])

    @on(ArticlePane.StoryWanted)
    def _story_wanted(self) -> None:
        self.action_stories()

    @leads_to_sheet
    @work(exclusive=True, group="stories")
    async def action_stories(self) -> None:
        """List the stories of the results, on the one of the article that is shown."""
        from tui.screens.stories_screen import StoriesScreen

        results, shown = self.results.results, self.article.shown
        if results is None:
            return
        try:
            stories = await self.search_service.asked(lambda archive, _: archive.stories(results, most=_MOST_STORIES))
        except WiresideError as error:
            self.warn(error)
            return
        if not stories:
            self.notify("no story of several articles here; they are told when the folder was read", timeout=4)
            return
        query = results.query.text.strip()
        of = f"of “{query}”" if query else "of all articles"
        at = _with_article(stories, shown.article.id) if shown is not None else 0
        while True:
            asked = await self.app.push_screen_wait(
                StoriesScreen(self.config, stories, of, self._why_together, self._near, at=at)
            )
            if asked is None:
                return
            if asked.do == "read":
                self.ask_from_here(f"story:{asked.story.id} ")
                return
            at = stories.index(asked.story)
            if await side_by_side(self, self._some_of(asked.story)):
                return

    def _some_of(self, story: Story) -> list[str]:
        """As many of its articles as can be compared: all, or one of each outlet."""
        chosen = to_compare(story)
        if len(chosen) < len(story.articles):
            said = f"{len(chosen)} of {len(story.articles)} articles: the first of each outlet"
            self.notify(said if len(chosen) < MOST else f"{said}, {MOST} at most", timeout=6)
        return chosen

    async def _why_together(self, story: Story) -> tuple[StoryEvidence, Sequence[Story]]:
        """Raises WiresideError."""
        return await self.search_service.asked(lambda archive, perspective: _together(archive, perspective, story))

    async def _near(self, story: Story) -> Sequence[Story]:
        """Raises WiresideError."""
        return await self.search_service.asked(lambda archive, _: archive.near(story.articles[0].id))


def to_compare(story: Story) -> list[str]:
    """The ids of all articles of a story, or, of more than can be compared, of the first of each outlet; of these those
    first that have a text of their own."""
    if len(story.articles) <= MOST:
        return [one.id for one in story.articles]
    own_first = sorted(story.articles, key=lambda one: one.duplicate_of is not None)
    of_outlets: dict[str | None, str] = {}
    for one in own_first:
        of_outlets.setdefault(one.outlet, one.id)
    if len(of_outlets) == 1:
        return [one.id for one in own_first[:MOST]]
    return list(of_outlets.values())[:MOST]


def _versions(archive: Archive, perspective: Perspective, id: str) -> list[tuple[str, str, str]]:
    """The other articles with the text of one, in order of their dates: id, outlet and date, and what is changed."""
    from corpus.stories.version_diff import version_diff

    story = archive.story_of(id)
    members = story.articles if story is not None else ()
    texts = {one.id: one.duplicate_of or one.id for one in members}
    others = [one for one in members if one.id != id and texts[one.id] == texts[id]][:_MOST_VERSIONS]
    article = archive.article(id, perspective)
    return [
        (one.id, _outlet_and_date(one), _said(*version_diff(article, archive.article(one.id, perspective))))
        for one in others
    ]


def _outlet_and_date(one: Member) -> str:
    return f"{one.outlet or 'outlet not known'} · {written_iso(one.published) if one.published else 'no date'}"


def _said(more: int, fewer: int) -> str:
    """`2 paragraphs more, 1 fewer`."""
    if not more:
        return f"{counted(fewer, 'paragraph')} fewer" if fewer else "the same in every paragraph"
    return f"{counted(more, 'paragraph')} more" + (f", {fewer:,} fewer" if fewer else "")


def _with_article(stories: tuple[Story, ...], id: str) -> int:
    return next((at for at, story in enumerate(stories) if any(one.id == id for one in story.articles)), 0)


def _together(archive: Archive, perspective: Perspective, story: Story) -> tuple[StoryEvidence, Sequence[Story]]:
    from corpus.stories.story_evidence import story_evidence

    found = story_evidence([archive.article(one.id, perspective) for one in story.articles[:_ASKED_WHY]])
    return found, archive.near(story.articles[0].id)
