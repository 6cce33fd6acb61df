"""What can be asked about an article: why its values are what they are, its quotes, the dossier of an actor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from corpus.article import Actor, Quote, Span
from corpus.errors import WiresideError
from tui.config import Config
from tui.pages.actors_page import actor_style
from tui.pages.line import Piece, in_marks
from tui.pages.passages_page import Passage
from tui.pages.wording import percent
from tui.screens.desk.actor_corrections import ActorCorrections
from tui.screens.desk.article_reader import ArticleReader
from tui.screens.desk.layout import DeskLayout
from tui.screens.desk.shell import Shell
from tui.screens.dialogs import TextDialog
from tui.services.search_service import SearchService

WHY = (Piece("Why", "strong"), Piece("  what was inferred, from what, and how sure it is", "muted"))
SURE = 0.8
"""Confidence from which on the speaker of a quote is shown without a question mark."""


class ArticleDetails:
    """Opens the dialogs and screens about the article that is shown. `search` takes a query to search for."""

    def __init__(
        self,
        shell: Shell,
        layout: DeskLayout,
        config: Config,
        service: SearchService,
        reader: ArticleReader,
        corrections: ActorCorrections,
        search: Callable[[str], None],
    ) -> None:
        self._shell = shell
        self._layout = layout
        self._config = config
        self._service = service
        self._reader = reader
        self._corrections = corrections
        self._search = search

    async def show_reasons(self) -> None:
        """Explain the actor under the cursor, or the values of the article and its block."""
        from tui.screens.help import why_sheet

        layout, article, block = self._layout, self._reader.article, self._layout.article.block
        if self._reader.chosen_actor is not None:
            await self._explain_actor(self._reader.chosen_actor)
        elif article is not None:
            self._shell.show(TextDialog(WHY, lambda width: why_sheet(article, block, width, layout.glyphs)))

    async def _explain_actor(self, actor: Actor) -> None:
        from tui.pages.actor_reasons_page import why_actor

        try:
            actors, known = await self._service.actor(actor.key)
            corrections = await self._service.run(lambda: self._service.corrections.corrections)
        except WiresideError as error:
            self._shell.warn(error)
            return
        if known is not None:
            found = tuple(actors.found(key) for key in known.found)
            listed = known.key in self._layout.actors.listed
            yours = [
                one for one in corrections if one.do in ("rename", "kind") and one.actor in (known.key, *known.found)
            ]
            title = (Piece("Why  ", "strong"), Piece(known.name, "text"))
            self._shell.show(TextDialog(title, lambda width: why_actor(known, found, yours, width, listed=listed)))

    async def open_dossier(self) -> None:
        from index import quote_value
        from tui.screens.dossier_screen import DossierScreen, DossierSource
        from tui.services.dossier_service import growing, passages

        actor = self._reader.actor
        if actor is None:
            self._shell.report("nobody is named in this article", seconds=3)
            return
        asking = DossierSource(
            partial(growing, self._service), partial(passages, self._service), self._corrections.correct
        )
        asked = await self._shell.ask(DossierScreen(self._config, actor.key, asking))
        if asked is None:
            return
        if asked.article is not None:
            self._reader.go_to(asked.article, asked.offset)
        else:
            self._search(f"actor:{quote_value(asked.actor)} ")

    async def list_quotes(self) -> None:
        """List the quotes of the article, and go to the one that is chosen."""
        from tui.screens.passages_dialog import PassagesDialog

        article = self._reader.article
        if article is None:
            return
        if not article.quotes:
            self._shell.report("nobody is quoted in this article", seconds=3)
            return
        passages = [
            Passage(article.id, quote.start, _words(quote), Span(0, 0), head=_speakers(quote, article.actors))
            for quote in article.quotes
        ]
        title = (Piece("Quotes", "strong"), Piece(f"  {len(passages)} in this article", "muted"))
        chosen = await self._shell.ask(PassagesDialog(title, passages, self._layout.glyphs))
        if chosen:
            id, offset = chosen.split()
            quote = next(quote for quote in article.quotes if quote.start == int(offset))
            self._layout.article.mark_when_shown(id, Span(quote.start, quote.end))
            self._reader.go_to(id, int(offset))


def _words(quote: Quote) -> str:
    return in_marks(quote.text) if quote.kind == "direct" else quote.text.strip(" ,;:–—")


def _speakers(quote: Quote, actors: Sequence[Actor]) -> tuple[Piece, ...]:
    """Return `Ruan Aldane  told · direct`, with how sure it is unless that is SURE; each actor in its colour."""
    said_by = [
        Piece(actor.name, f"{actor_style(i)} bold") for i, actor in enumerate(actors) if actor.key in quote.said_by
    ]
    speakers = [piece for one in said_by for piece in (Piece(", ", "muted"), one)][1:]
    unsure = f"{percent(quote.confidence)} sure ?" if quote.confidence < SURE else ""
    how = " · ".join(filter(None, (quote.cue, quote.kind, unsure)))
    return (*(speakers or [Piece(quote.speaker_text or "speaker not known", "text")]), Piece(f"  {how}", "muted"))
