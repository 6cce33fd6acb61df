"""Who is in the article: the quotes of it, and the dossier of one of its actors."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from textual import work

from corpus.article import Quote, Span
from index.written import quoted
from tui.lines.line import Piece, in_marks, percent
from tui.lines.passages_page import Passage
from tui.screens.naming import Naming

if TYPE_CHECKING:
    from corpus.dossier import Place
    from tui.screens.dossier import Growing

SURE = 0.8


class Persons(Naming):
    """What can be asked of the actors of an article."""

    def read_at(self, id: str, offset: int) -> None:
        """Go to a place in an article, whether it is among the results or not."""

    @work(exclusive=True, group="dossier")
    async def action_dossier(self) -> None:
        from tui.screens.dossier import DossierScreen

        actor = self.actor
        if actor is None:
            self.notify("nobody is named in this article", timeout=3)
            return
        asked = await self.app.push_screen_wait(DossierScreen(self.config, actor.key, self))
        if asked is None:
            return
        if asked.article is not None:
            self.read_at(asked.article, asked.offset)
        else:
            self.search.input.value = f"actor:{quoted(asked.actor)} "
            self.results.focus()

    def growing(self, key: str) -> AsyncIterator[Growing]:
        """The dossier of an actor as it grows."""
        from tui.dossiers import growing

        return growing(self.librarian, key)

    async def passages(self, found: Sequence[tuple[str, Place]]) -> Sequence[Passage]:
        """The words at some places of articles."""
        from tui.dossiers import passages

        return await passages(self.librarian, found)

    @work(exclusive=True, group="quotes")
    async def action_quotes(self) -> None:
        from tui.screens.passages import PassagesSheet

        shown = self.article.shown
        if shown is None:
            return
        article = shown.article
        if not article.quotes:
            self.notify("nobody is quoted in this article", timeout=3)
            return
        names = {actor.key: actor.name for actor in article.actors}
        said = [
            Passage(article.id, quote.start, _words(quote), Span(0, 0), _told(quote, names)) for quote in article.quotes
        ]
        title = (Piece("Quotes", "strong"), Piece(f"  {len(said)} in this article", "muted"))
        chosen = await self.app.push_screen_wait(PassagesSheet(title, said, self.glyphs))
        if chosen:
            id, offset = chosen.split()
            quote = next(quote for quote in article.quotes if quote.start == int(offset))
            self.article.mark_when_shown(id, Span(quote.start, quote.end))
            self.read_at(id, int(offset))


def _words(quote: Quote) -> str:
    return in_marks(quote.text) if quote.kind == "direct" else quote.text.strip(" ,;:–—")


def _told(quote: Quote, names: dict[str, str]) -> str:
    """`Ruan Aldane · told · direct`, with how sure it is where it isn't."""
    speaker = names.get(quote.speaker or "", quote.speaker_text or "speaker not known")
    unsure = f"{percent(quote.confidence)} sure ?" if quote.confidence < SURE else ""
    return " · ".join(filter(None, (speaker, quote.cue, quote.kind, unsure)))
