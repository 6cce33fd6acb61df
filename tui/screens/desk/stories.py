"""Stories of the results, and the versions of one text; from there to reading or comparing their articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.errors import WiresideError
from tui.config import Config
from tui.pages.line import Piece
from tui.pages.wording import counted, written_iso
from tui.screens.desk.article_reader import ArticleReader
from tui.screens.desk.comparisons import MOST, Comparisons
from tui.screens.desk.search import Search
from tui.screens.desk.shell import Shell
from tui.screens.dialogs import ChoiceDialog
from tui.services.search_service import SearchService
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from corpus.stories import Member, Story
    from corpus.stories.story_evidence import StoryEvidence
    from index import Archive, Perspective

_MOST_STORIES = 1_000
_MOST_VERSIONS = 100
_EVIDENCE_FROM = 12
"""Articles of a story that are read to say why they belong together."""
VERSIONS = (Piece("Other versions of this text", "strong"), Piece("  enter compares one with it", "muted"))


class StoryLists:
    """Opens the list of stories, and that of versions."""

    def __init__(
        self,
        shell: Shell,
        config: Config,
        service: SearchService,
        search: Search,
        reader: ArticleReader,
        comparisons: Comparisons,
    ) -> None:
        self._shell = shell
        self._config = config
        self._service = service
        self._search = search
        self._reader = reader
        self._comparisons = comparisons

    async def list_versions(self) -> None:
        """List who else has the text of the article, and what each adds or leaves out; compare the chosen one."""
        id = self._reader.current_id
        if id is None:
            return
        try:
            versions = await self._service.ask(_versions, id)
        except WiresideError as error:
            self._shell.warn(error)
            return
        if not versions:
            self._shell.report("no other article has this text", seconds=3)
            return
        choices = [Choice(name, changes, value=other) for other, name, changes in versions]
        chosen = await self._shell.ask(ChoiceDialog(VERSIONS, lambda _: choices))
        if chosen:
            await self._comparisons.compare([id, chosen])

    async def list_stories(self) -> None:
        """List the stories of the results, the cursor on that of the article that is shown."""
        from tui.screens.stories_screen import StoriesScreen

        results, current = self._search.results, self._reader.current_id
        if results is None:
            return
        try:
            stories = await self._service.stories(results, _MOST_STORIES)
        except WiresideError as error:
            self._shell.warn(error)
            return
        if not stories:
            self._shell.report("no story of several articles here; they are found once the folder has been read")
            return
        query = results.query.text.strip()
        of = f"of “{query}”" if query else "of all articles"
        at = _story_with(stories, current) if current is not None else 0
        while True:
            asked = await self._shell.ask(StoriesScreen(self._config, stories, of, self._evidence, self._near, at=at))
            if asked is None:
                return
            if asked.do == "read":
                self._search.replace_for_now(f"story:{asked.story.id} ")
                return
            at = stories.index(asked.story)
            if await self._comparisons.compare(self._some_of(asked.story)):
                return

    def _some_of(self, story: Story) -> list[str]:
        """Return as many of its articles as can be compared: all, or one of each outlet."""
        chosen = to_compare(story)
        if len(chosen) < len(story.articles):
            which = f"{len(chosen)} of {len(story.articles)} articles: the first of each outlet"
            self._shell.report(which if len(chosen) < MOST else f"{which}, {MOST} at most", seconds=6)
        return chosen

    async def _evidence(self, story: Story) -> tuple[StoryEvidence, Sequence[Story]]:
        """Raises WiresideError."""
        return await self._service.ask(_evidence, story)

    async def _near(self, story: Story) -> Sequence[Story]:
        """Raises WiresideError."""
        return await self._service.near_stories(story)


def to_compare(story: Story) -> list[str]:
    """Return the ids of all articles of a story, or, of more than can be compared, of the first of each outlet; of
    these those first that have a text of their own."""
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
    """Return the other articles with the text of one, in order of their dates: id, outlet and date, what is changed."""
    from corpus.stories.version_diff import version_diff

    story = archive.story_of(id)
    members = story.articles if story is not None else ()
    texts = {one.id: one.duplicate_of or one.id for one in members}
    others = [one for one in members if one.id != id and texts[one.id] == texts[id]][:_MOST_VERSIONS]
    article = archive.article(id, perspective)
    return [
        (one.id, _outlet_and_date(one), _changes(*version_diff(article, archive.article(one.id, perspective))))
        for one in others
    ]


def _outlet_and_date(one: Member) -> str:
    return f"{one.outlet or 'outlet not known'} · {written_iso(one.published) if one.published else 'no date'}"


def _changes(more: int, fewer: int) -> str:
    """Return `2 paragraphs more, 1 fewer`."""
    if not more:
        return f"{counted(fewer, 'paragraph')} fewer" if fewer else "the same in every paragraph"
    return f"{counted(more, 'paragraph')} more" + (f", {fewer:,} fewer" if fewer else "")


def _story_with(stories: tuple[Story, ...], id: str) -> int:
    return next((at for at, story in enumerate(stories) if any(one.id == id for one in story.articles)), 0)


def _evidence(archive: Archive, perspective: Perspective, story: Story) -> tuple[StoryEvidence, Sequence[Story]]:
    from corpus.stories.story_evidence import story_evidence

    evidence = story_evidence([archive.article(one.id, perspective) for one in story.articles[:_EVIDENCE_FROM]])
    return evidence, archive.near(story.articles[0].id)
