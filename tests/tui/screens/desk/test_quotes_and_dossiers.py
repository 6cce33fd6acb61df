"""The quotes of an article, and the dossier of an actor, from the desk and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.dossier_screen import DossierScreen
from tui.screens.passages_dialog import PassagesDialog, PassagesView

if TYPE_CHECKING:
    from tests.tui.conftest import Open, Reader


async def to_a_quoted_article(r: Reader) -> None:
    await r.type("caddis treaty")
    await r.press("enter")
    await r.until(lambda: r.desk.article.shown and r.desk.article.shown.article.quotes)


async def test_a_quote_leads_to_its_place(reader: Open) -> None:
    async with reader() as r:
        await to_a_quoted_article(r)
        shown = r.desk.article.shown
        assert shown is not None
        await r.press("Q")
        await r.until(lambda: isinstance(r.app.screen, PassagesDialog))
        passages = r.app.screen.query_one(PassagesView).passages
        for quote, passage in zip(shown.article.quotes, passages, strict=True):
            speaker, *_, how = passage.head
            assert ("bold" in speaker.style) == bool(quote.said_by)
            assert (quote.cue or quote.kind) in how.text
        await r.press("enter")
        await r.until(lambda: not isinstance(r.app.screen, PassagesDialog))
        assert r.desk.article.has_focus


async def test_a_dossier_tells_of_the_actor_and_leads_to_its_articles(reader: Open) -> None:
    async with reader() as r:
        await to_a_quoted_article(r)
        await r.press("a", "d")
        await r.until(lambda: isinstance(r.app.screen, DossierScreen) and r.app.screen.view.dossier)
        screen = r.app.screen
        assert isinstance(screen, DossierScreen)
        dossier = screen.view.dossier
        assert dossier is not None
        assert dossier.name == r.desk.article.shown.article.actors[0].name  # type: ignore[union-attr]
        assert len(dossier.articles) >= 2
        await r.press("f")
        await r.until(lambda: r.desk.search_bar.input.value.startswith("actor:"))
        await r.until(lambda: r.desk.results.entries == len(dossier.articles))


async def test_a_line_behind_a_count_is_read_in_its_article(reader: Open) -> None:
    async with reader() as r:
        await to_a_quoted_article(r)
        await r.press("a", "d")
        await r.until(lambda: isinstance(r.app.screen, DossierScreen) and r.app.screen.view.dossier)
        await r.press("enter")
        await r.until(lambda: isinstance(r.app.screen, PassagesDialog))
        await r.press("G", "enter")
        await r.until(lambda: r.app.screen is r.desk)
        await r.until(lambda: r.desk.article.has_focus)
