"""The way from the screen to the archive: threads that ask it, so that the event loop never waits.

One searches; a new search stops the one before it, and an answer comes with as many hits as are in view, so that it can
be painted at once. All that is only looked at, articles, further hits, completions, is fetched by another, so that no
search waits for it.
Whoosh and NumPy are imported in the thread too: the first paint need not wait for them.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from corpus.errors import WiresideError
from corpus.overrides.rules import Rulebook
from corpus.settings import ActorSettings, CorpusSettings
from index import IndexMissing, IndexOutdated, SearchStopped
from tui.pages.readable_text import ShownArticle, prepare
from tui.pages.wrap import wrap
from tui.services.correction_store import CorrectionStore
from tui.services.rule_store import RuleStore

if TYPE_CHECKING:
    from datetime import date

    from corpus.actors.linking.corrections import Correction
    from corpus.article import Article
    from corpus.stories import Story
    from index import (
        ActorNames,
        Archive,
        Facets,
        Hidden,
        Hit,
        KnownActor,
        Notes,
        Perspective,
        Query,
        Results,
        Sort,
        Status,
        Suggestion,
        Timeline,
    )

PAGE = 50  # hits fetched at a time: a few screens

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Answer(Struct, frozen=True, eq=False):
    """The results of a search, and the first of them."""

    results: Results
    first: tuple[Hit, ...]


def _answered(question: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
    """Answer a question. A bug becomes a line to show, with its traceback in the log: the reader goes on."""
    try:
        return question(*args, **kwargs)
    except (WiresideError, SearchStopped):
        raise
    except Exception as error:
        from tui.error_log import internal_error

        raise internal_error(error) from error


class SearchService:
    """Answers questions about one index, in threads. Every method may raise WiresideError.

    Answers follow `rules`, `corrections` and what `notes` returns: each question takes them along as one perspective,
    made on the event loop when one of them has changed. A text in `likes` means articles like the one with that id.
    With `fold_copies` there is one hit for each text. `width` is the length of snippets, in characters.
    """

    def __init__(
        self,
        folder: Path,
        rules: RuleStore,
        corrections: CorrectionStore,
        *,
        notes: Callable[[], Notes],
        actor_settings: Callable[[], ActorSettings],
        fold_copies: bool = False,
    ) -> None:
        self.folder = folder
        self.rules = rules
        self.corrections = corrections
        self.notes = notes
        self.actor_settings = actor_settings
        self.fold_copies = fold_copies
        self.width = 240
        self.likes: dict[str, str] = {}
        self._archive: Archive | None = None
        self._perspective: Perspective | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search-aside")
        self._stop = threading.Event()

    async def open(self) -> bool:
        """Open the index; False if there is none, or one that is about to be rebuilt. Raises IndexDamaged."""
        return await self._run(self._thread, self._open)

    async def search(self, text: str, sort: Sort, *, typing: bool, first: int = PAGE) -> Answer:
        """Search, give up what was searched before, and take the first hits.

        Raises SearchStopped when given up itself.
        """
        self._stop.set()
        self._stop = stop = threading.Event()
        return await self.ask(
            lambda archive, perspective: self._search(archive, perspective, text, sort, typing, first, stop)
        )

    async def suggestion(self, query: Query) -> Suggestion | None:
        """Return what may have been meant by a query that found nothing. Raises SearchStopped on the next search."""
        stop = self._stop
        return await self._ask_aside(lambda archive, perspective: archive.suggestion(query, perspective, stop))

    async def hidden(self, query: Query) -> Hidden:
        """Count what only the filters of a query keep out. Raises SearchStopped when one searches again."""
        stop = self._stop
        return await self._ask_aside(lambda archive, perspective: archive.hidden(query, perspective, stop))

    async def hits(self, results: Results, start: int) -> tuple[Hit, ...]:
        """Return the page of hits that begins at `start`."""
        return await self._hits(results, start, PAGE)

    async def all_hits(self, results: Results, most: int) -> tuple[Hit, ...]:
        """Return the first so many hits, for an export."""
        return await self._hits(results, 0, most)

    async def complete(self, text: str) -> str:
        """Complete the last word of a query that is being typed."""
        return await self._ask_aside(lambda archive, perspective: archive.complete(text, perspective))

    async def shown(self, id: str, query: Query, text_width: int) -> ShownArticle:
        """Return an article, ready for the screen.

        Its lines are wrapped here for a width in cells, unless that is 0; `wrap` caches them, so that even a very long
        article is on the screen at once.
        """
        return await self._ask_aside(lambda archive, perspective: _shown(archive, perspective, id, query, text_width))

    async def articles(self, ids: Sequence[str]) -> tuple[Article, ...]:
        """Return articles by their ids."""
        return await self.ask(lambda archive, perspective: tuple(archive.article(id, perspective) for id in ids))

    async def facets(self, results: Results) -> Facets:
        """Return what all results have in common."""
        return await self.ask(lambda archive, perspective: archive.facets(results, perspective))

    async def timeline(self, results: Results, first: date, last: date) -> Timeline:
        """Return the timeline of results between two days."""
        return await self.ask_archive(lambda archive: archive.timeline(results, first, last))

    async def keywords(self, results: Results, first: date, last: date) -> tuple[str, ...]:
        """Return words that set the headlines between two days apart from the others."""
        return await self.ask_archive(lambda archive: archive.telling(results, first, last))

    async def actors(self) -> ActorNames:
        """Return the actors of all articles. Looking one up reads files: see `run`."""
        return await self.ask(lambda archive, perspective: archive.actors(perspective))

    async def actor(self, key: str) -> tuple[ActorNames, KnownActor | None]:
        """Look up an actor by its key; return the others too."""
        actors = await self.actors()
        return actors, await self.run(actors.actor, key)

    async def stories(self, results: Results, most: int) -> tuple[Story, ...]:
        """Return the stories of results, at most so many."""
        return await self.ask_archive(lambda archive: archive.stories(results, most=most))

    async def near_stories(self, story: Story) -> Sequence[Story]:
        """Return the stories that are most like one."""
        return await self.ask_archive(lambda archive: archive.near(story.articles[0].id))

    async def status(self) -> Status:
        return await self.ask_archive(lambda archive: archive.status())

    def settings(self, settings: CorpusSettings) -> CorpusSettings:
        """Return the settings with the rules of the user, as they were when something was last asked."""
        return replace(settings, rules=self.rules.rules)

    async def ask(
        self, question: Callable[Concatenate[Archive, Perspective, _P], _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        """Call a function with the archive, the perspective, and its other arguments, in the thread of searches."""
        return await self._ask_in(self._thread, lambda archive, seen: question(archive, seen, *args, **kwargs))

    async def ask_archive(
        self, question: Callable[Concatenate[Archive, _P], _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        """The same, for what does not depend on rules, corrections or notes."""
        return await self.run(lambda: question(self._opened, *args, **kwargs))

    async def run(self, call: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Call a function that reads files, in the thread of searches."""
        return await self._run(self._thread, lambda: call(*args, **kwargs))

    async def refresh(self) -> bool:
        """Take up what was committed since; return whether there was something."""
        return await self._run(self._thread, self._refresh)

    def close(self) -> None:
        """Stop what is under way and let go of the index; does not wait."""
        self._stop.set()
        self._thread.submit(self._close)
        self._thread.shutdown(wait=False)

    async def _hits(self, results: Results, start: int, count: int) -> tuple[Hit, ...]:
        return await self._ask_aside(
            lambda archive, perspective: archive.hits(results, start, count, perspective, width=self.width)
        )

    async def _ask_aside(self, question: Callable[[Archive, Perspective], _R]) -> _R:
        return await self._ask_in(self._aside, question)

    async def _run(self, thread: ThreadPoolExecutor, call: Callable[[], _R]) -> _R:
        return await asyncio.get_running_loop().run_in_executor(thread, lambda: _answered(call))

    async def _ask_in(self, thread: ThreadPoolExecutor, question: Callable[[Archive, Perspective], _R]) -> _R:
        """Ask in a thread, with what the user has said by now: read there from the files, and made one value here."""
        rules, corrections = await self._run(thread, self._overrides)
        perspective = self._perspective_on(rules, corrections)
        return await self._run(thread, lambda: question(self._opened, perspective))

    def _perspective_on(self, rules: Rulebook, corrections: tuple[Correction, ...]) -> Perspective:
        """Return the perspective, made again if anything in it has changed."""
        from index import Perspective  # imported by then, in the thread that opened the archive

        notes, made = self.notes(), self._perspective
        if made is None or not (made.rules is rules and made.corrections is corrections and made.notes is notes):
            made = self._perspective = Perspective(rules, corrections, notes, self.actor_settings)
        return made

    def _overrides(self) -> tuple[Rulebook, tuple[Correction, ...]]:
        return self.rules.book, self.corrections.corrections

    @property
    def _opened(self) -> Archive:
        if self._archive is None:
            raise IndexMissing(self.folder)
        return self._archive

    def _open(self) -> bool:
        from index import Archive

        self._overrides()  # a run of the builder takes the rules, though there is nothing to ask yet
        if self._archive is None:
            try:
                self._archive = Archive.open(self.folder)
            except (IndexMissing, IndexOutdated):
                return False
        return True

    def _search(
        self,
        archive: Archive,
        perspective: Perspective,
        text: str,
        sort: Sort,
        typing: bool,
        first: int,
        stop: threading.Event,
    ) -> Answer:
        from index import parse

        if (alike := self.likes.get(text)) is not None:
            results = archive.more_like(alike, text, perspective)
        else:
            query = parse(text, typing=typing)
            results = archive.search(query, perspective, sort=sort, stop=stop, fold=self.fold_copies)
        return Answer(results, archive.hits(results, 0, first, perspective, width=self.width))

    def _refresh(self) -> bool:
        if self._archive is None:
            return self._open()
        return self._archive.refresh()

    def _close(self) -> None:
        self._aside.shutdown(cancel_futures=True)
        if self._archive is not None:
            self._archive.close()
            self._archive = None


def _shown(archive: Archive, perspective: Perspective, id: str, query: Query, text_width: int) -> ShownArticle:
    shown = prepare(archive.article(id, perspective), archive.raw(id), query)
    others = archive.others(id)
    shown = replace(shown, on_story=others.on_story, same_text=others.same_text)
    if text_width:
        for block in shown.article.blocks:
            wrap(block.text, text_width)
    return shown
