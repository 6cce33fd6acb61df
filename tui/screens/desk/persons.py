"""Who is in the article: the quotes of it, and the dossier of one of its actors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import work

from corpus.article import Actor, Quote, Span
from tui.pages.actors_page import actor_style
from tui.pages.line import Piece, in_marks
from tui.pages.passages_page import Passage
from tui.pages.wording import percent
from tui.screens.desk.base import Desk
from tui.screens.desk.correcting import correct
from tui.terminal.type_ahead import leads_to_sheet

SURE = 0.8


class Persons(Desk):
    """What can be asked of the actors of an article."""

    @leads_to_sheet
    @work(exclusive=True, group="dossier")
    async def action_dossier(self) -> None:
        from index import quote_value
        from tui.screens.dossier_screen import DossierScreen, DossierSource
        from tui.services.dossier_service import growing, passages

        actor = self.actor
        if actor is None:
            self.notify("nobody is named in this article", timeout=3)
            return
        search_service = self.search_service
        asking = DossierSource(
            partial(growing, search_service), partial(passages, search_service), partial(correct, self)
        )
        asked = await self.app.push_screen_wait(DossierScreen(self.config, actor.key, asking))
        if asked is None:
            return
        if asked.article is not None:
            self.read_at(asked.article, asked.offset)
        else:
            self.ask(f"actor:{quote_value(asked.actor)} ")

    @leads_to_sheet
    @work(exclusive=True, group="quotes")
    async def action_quotes(self) -> None:
        from tui.screens.passages_dialog import PassagesDialog

        shown = self.article.shown
        if shown is None:
            return
        article = shown.article
        if not article.quotes:
            self.notify("nobody is quoted in this article", timeout=3)
            return
        said = [
            Passage(article.id, quote.start, _words(quote), Span(0, 0), head=_told(quote, article.actors))
            for quote in article.quotes
        ]
        title = (Piece("Quotes", "strong"), Piece(f"  {len(said)} in this article", "muted"))
        chosen = await self.app.push_screen_wait(PassagesDialog(title, said, self.glyphs))
        if chosen:
            id, offset = chosen.split()
            quote = next(quote for quote in article.quotes if quote.start == int(offset))
            self.article.mark_when_shown(id, Span(quote.start, quote.end))
            self.read_at(id, int(offset))


def _words(quote: Quote) -> str:
    return in_marks(quote.text) if quote.kind == "direct" else quote.text.strip(" ,;:–—")


def _told(quote: Quote, actors: Sequence[Actor]) -> tuple[Piece, ...]:
    """`Ruan Aldane  told · direct`, with how sure it is where it isn't; the actor in its colour."""
    said_by = [
        Piece(actor.name, f"{actor_style(i)} bold") for i, actor in enumerate(actors) if actor.key in quote.said_by
    ]
    speakers = [piece for one in said_by for piece in (Piece(", ", "muted"), one)][1:]
    unsure = f"{percent(quote.confidence)} sure ?" if quote.confidence < SURE else ""
    how = " · ".join(filter(None, (quote.cue, quote.kind, unsure)))
    return (*(speakers or [Piece(quote.speaker_text or "speaker not known", "text")]), Piece(f"  {how}", "muted"))
