"""Corrections of actors in the reader: in every pane at once, kept in a file, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.file_locations import corrections_file, sample_folder
from tui.pages.line import Piece
from tui.screens.dialogs import ChoiceDialog, PromptDialog, TextDialog
from tui.screens.dossier_screen import DossierScreen

if TYPE_CHECKING:
    from corpus.article import Actor
    from tests.tui.conftest import Open, Reader


def actors(r: Reader) -> tuple[Actor, ...]:
    shown = r.desk.article.shown
    return shown.article.actors if shown is not None else ()


async def to_actors(r: Reader) -> None:
    await r.type("caddis treaty")
    await r.press("enter")
    await r.until(lambda: len(actors(r)) > 2)
    await r.press("a")
    await r.until(lambda: r.desk.actors.has_focus)


async def sheet(r: Reader, kind: type[ChoiceDialog] | type[PromptDialog] | type[TextDialog]) -> None:
    await r.until(lambda: isinstance(r.app.screen, kind))


async def test_a_merged_actor_is_one_in_every_pane_and_two_again_when_taken_back(reader: Open) -> None:
    async with reader() as r:
        await to_actors(r)
        first, second = actors(r)[:2]
        await r.press("M")
        await sheet(r, ChoiceDialog)
        await r.press("enter")
        await r.until(lambda: first.key not in {one.key for one in actors(r)})
        joined = next(one for one in actors(r) if one.key == second.key)
        assert set(joined.mentions) == {*first.mentions, *second.mentions}
        assert first.key in corrections_file(sample_folder()).read_text(encoding="utf-8")
        assert first.name not in r.text_of("#actors")

        await r.press("i")
        await sheet(r, TextDialog)
        assert "merged by you, " in r.text_of("_Text")
        await r.press("escape", "d")
        await r.until(lambda: isinstance(r.app.screen, DossierScreen) and r.app.screen.view.dossier)
        await r.until(lambda: "merged by you, " in r.text_of("#dossier"))
        await r.press("escape")

        names = await r.desk.search_service.ask(lambda archive, perspective: archive.actors(perspective))
        known = names.actor(first.key)
        assert known is not None
        assert set(known.found) >= {first.key, second.key}
        await r.type(f'actor:"{first.name}"')
        assert r.desk.results.entries >= names.found(second.key).articles

        await r.press("escape", "ctrl+z")
        await r.until(lambda: {first.key, second.key} <= {one.key for one in actors(r)})
        assert not corrections_file(sample_folder()).exists()


async def test_an_actor_is_found_for_a_merger_by_what_is_typed(reader: Open) -> None:
    async with reader() as r:
        await to_actors(r)
        third = actors(r)[2]
        await r.press("M")
        await sheet(r, ChoiceDialog)
        await r.press(*("space" if char == " " else char for char in third.name.lower()))
        await r.until(lambda: third.name in r.text_of("Choices"))
        await r.press("enter")
        await r.until(lambda: len(actors(r)) and actors(r)[0].key == third.key)


async def test_another_name_another_kind_and_no_actor_at_all(reader: Open) -> None:
    async with reader() as r:
        await to_actors(r)
        first = actors(r)[0]
        await r.press("r")
        await sheet(r, PromptDialog)
        await r.press("ctrl+u", *"Harbourmaster", "enter")
        await r.until(lambda: actors(r)[0].name == "Harbourmaster")
        await r.press("W")
        await sheet(r, ChoiceDialog)
        await r.press("j", "enter")
        await r.until(lambda: actors(r)[0].kind == "organisation")
        await r.press("W")
        await sheet(r, ChoiceDialog)
        await r.press("G", "enter")
        await r.until(lambda: actors(r)[0].key != first.key)
        for _ in range(3):
            await r.press("ctrl+z")
        await r.until(lambda: actors(r)[0] == first)


async def test_a_name_is_split_off_what_it_was_merged_with(reader: Open) -> None:
    async with reader() as r:
        await to_actors(r)
        first = actors(r)[0]
        await r.press("X")
        await r.ended("naming")
        assert r.app.screen is r.desk
        await r.press("M")
        await sheet(r, ChoiceDialog)
        await r.press("enter")
        await r.until(lambda: actors(r)[0].key != first.key)
        await r.press("X")
        await sheet(r, ChoiceDialog)
        rows = r.text_of("Choices").splitlines()
        merged = next(at for at, row in enumerate(rows) if "merged by you" in row)
        await r.press(*["down"] * merged, "enter")
        await r.until(lambda: first.key in {one.key for one in actors(r)})


async def test_in_a_dossier_quotes_go_by_outlet_and_seen_with_leads_on(reader: Open) -> None:
    async with reader() as r:
        await to_actors(r)
        await r.press("d")
        await r.until(lambda: isinstance(r.app.screen, DossierScreen) and r.app.screen.view.dossier)
        screen = r.app.screen
        assert isinstance(screen, DossierScreen)
        assert "newest first" in r.text_of("#dossier")
        await r.press("p")
        assert "by outlet" in r.text_of("#dossier")
        laid = screen.view.laid
        assert laid is not None
        screen.view.go_to(next(at for at, entry in enumerate(laid.entries) if entry.actor))
        await r.press("d")
        await r.until(lambda: isinstance(r.app.screen, DossierScreen) and r.app.screen is not screen)
        await r.press("escape")
        await r.until(lambda: r.app.screen is screen)


async def test_elsewhere_than_on_an_actor_nothing_is_asked(reader: Open) -> None:
    async with reader() as r:
        await r.press("M")
        await r.ended("naming")
        assert r.app.screen is r.desk


async def test_who_is_not_in_the_dictionary_has_a_mark(reader: Open) -> None:
    async with reader((200, 50)) as r:
        await to_actors(r)
        await r.until(lambda: r.desk.actors.listed)
        assert Piece("°", "muted") in r.desk.actors.page.line(0).pieces


async def test_a_rejected_actor_comes_back_from_the_list_of_corrections(reader: Open) -> None:
    async with reader() as r:
        await to_actors(r)
        first = actors(r)[0]
        await r.press("W")
        await sheet(r, ChoiceDialog)
        await r.press(*["down"] * 3, "enter")
        await r.until(lambda: first.key not in {one.key for one in actors(r)})
        await r.press("C")
        await sheet(r, ChoiceDialog)
        assert f"{first.name} is no actor" in r.text_of("Choices")
        await r.press("enter")
        await r.until(lambda: first.key in {one.key for one in actors(r)})
        await r.press("ctrl+z")
        await r.until(lambda: first.key not in {one.key for one in actors(r)})
