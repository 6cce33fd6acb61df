"""Correcting an actor: what is asked for, the correction that the answer means, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from corpus.actors.linking.corrections import Correction, Do
from corpus.article import Kind
from corpus.errors import WiresideError
from tui.pages.glyphs import Glyphs
from tui.pages.line import Piece
from tui.pages.wording import counted
from tui.screens.desk.base import Desk
from tui.screens.dialogs import ChoiceDialog, Dialog, PromptDialog
from tui.widgets.choices import Choice, matching

if TYPE_CHECKING:
    from index import ActorNames, KnownActor
    from tui.services.yaml_list_file import ListChange

CORRECTIONS = (Piece("Your corrections of actors", "strong"), Piece("  enter takes one back", "muted"))
_OFFERED = 60
_NONE = "none"
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("person", "a person"),
    ("organisation", "an organisation: a party, an agency, an armed group, a company, a court"),
    ("place", "a place that acts: a country, its government"),
)


async def correct(desk: Desk, do: Do, key: str) -> bool:
    """Ask how an actor is to be corrected, and do it; False where nothing came of it. Call it in a worker."""
    try:
        actors = await desk.search_service.asked(lambda archive, perspective: archive.actors(perspective))
        known = await desk.search_service.asked(lambda *_: actors.actor(key))
        if known is None:
            desk.notify("not in the index yet", timeout=3)
            return False
        sheet = _sheet(desk, do, known, actors)
        if sheet is None:
            desk.notify(f"nothing was joined to {known.name} that could be split off", markup=False, timeout=3)
            return False
        chosen = " ".join((await desk.app.push_screen_wait(sheet)).split())
        if not chosen or (do == "rename" and chosen == known.name):
            return False
        correction = _correction(do, known, chosen)
        change = await desk.search_service.correct(lambda store: store.add(correction))
    except WiresideError as error:
        desk.warn(error)
        return False
    named = {known.key: known.name}
    if correction.into:
        into = actors.actor(correction.into)
        named[correction.into] = into.name if into else correction.into
    await _changed(desk, _told(correction, lambda key: named.get(key) or _name_of(key, actors)), change)
    return True


async def look_through(desk: Desk) -> None:
    """List the user's corrections, the last first, and take the one back that is chosen. Call it in a worker."""
    try:
        actors = await desk.search_service.asked(lambda archive, perspective: archive.actors(perspective))
        made = (await desk.search_service.correct(lambda store: store.corrections))[::-1]
        if not made:
            desk.notify("no corrections of actors yet: M X r W make them", timeout=3)
            return
        told = await desk.search_service.asked(
            lambda *_: [_told(one, lambda key: _name_of(key, actors)) for one in made]
        )
        choices = [Choice(said, one.made, value=str(n)) for n, (said, one) in enumerate(zip(told, made, strict=True))]
        chosen = await desk.app.push_screen_wait(
            ChoiceDialog(CORRECTIONS, lambda typed: matching(typed, choices), prompt="@")
        )
        if not chosen:
            return
        change = await desk.search_service.correct(lambda store: store.remove(made[int(chosen)]))
    except WiresideError as error:
        desk.warn(error)
    else:
        await _changed(desk, f"not any more: {told[int(chosen)]}", change)


async def _changed(desk: Desk, said: str, change: ListChange[Correction]) -> None:
    """Tell of a change of the corrections, and show it."""

    async def back() -> None:
        await desk.search_service.correct(lambda store: store.undo(change))
        await desk.show_anew()

    desk.done(said, back)
    await desk.show_anew()


def _sheet(desk: Desk, do: Do, actor: KnownActor, actors: ActorNames) -> Dialog | None:
    """What asks for the correction; None where an actor has no name that could be split off."""
    name = Piece(actor.name, "text")
    if do == "merge":
        here = desk.article.shown.article.actors if desk.article.shown is not None else ()
        title = (Piece("Merge  ", "strong"), name, Piece("  into", "strong"))
        near = [one for key in (other.key for other in here) if (one := actors.actor(key)) is not None]
        return ChoiceDialog(title, lambda typed: _others(actor, near, actors, typed, desk.glyphs), prompt="@")
    if do == "split":
        apart = _apart(actor, actors)
        return ChoiceDialog((Piece("Split a name off  ", "strong"), name), lambda _: apart) if apart else None
    if do == "rename":
        return PromptDialog((Piece("Rename  ", "strong"), name), actor.name)
    kinds = [Choice(what, "as it is" if kind == actor.kind else "", value=kind) for kind, what in _KINDS]
    choices = [*kinds, Choice("no actor at all", "is not listed any more", value=_NONE)]
    return ChoiceDialog((Piece("What is  ", "strong"), name), lambda _: choices)


def _others(
    actor: KnownActor, near: Sequence[KnownActor], actors: ActorNames, typed: str, glyphs: Glyphs
) -> list[Choice]:
    """Actors to merge with: those of the article first, then those in most articles, or with a name as typed."""
    words = typed.casefold().split()
    here = [one for one in near if one.key != actor.key and all(word in one.name.casefold() for word in words)]
    known = {actor.key, *(one.key for one in here)}
    further: Iterable[KnownActor] = actors.named(typed, prefix=True) if words else actors
    others = islice((one for one in further if one.key not in known), _OFFERED)
    choices = [Choice("in this article"), *(_choice(one, glyphs) for one in here), Choice("")] if here else []
    return [*choices, Choice("in all articles"), *(_choice(one, glyphs) for one in others)]


def _choice(actor: KnownActor, glyphs: Glyphs) -> Choice:
    return Choice(f"{glyphs.kind(actor.kind)} {actor.name}", counted(actor.articles, "article"), value=actor.key)


def _apart(actor: KnownActor, actors: ActorNames) -> list[Choice]:
    """The names that can be taken out of an actor, each with the reason why it is in; first what the user put in."""
    if len(actor.found) < 2:
        return []
    put_in_first = sorted(zip(actor.found, actor.why, strict=True), key=lambda one: "by you" not in one[1])
    found = ((key, why, actors.found(key)) for key, why in put_in_first)
    return [
        Choice(one.name, f"{counted(one.articles, 'article'):>14}  {why}", value=key)
        for key, why, one in found
        if key != actor.key
    ]


def _correction(do: Do, actor: KnownActor, chosen: str) -> Correction:
    """The correction that a choice means."""
    if do == "merge":
        return Correction(do, actor.key, into=chosen)
    if do == "split":
        return Correction(do, actor.key, found=(chosen,))
    if do == "rename":
        return Correction(do, actor.key, name=chosen)
    if chosen == _NONE:
        return Correction("reject", actor.key)
    return Correction(do, actor.key, kind=next(kind for kind, _ in _KINDS if kind == chosen))


def _told(correction: Correction, name: Callable[[str], str]) -> str:
    """What a correction says, in words."""
    actor = name(correction.actor)
    match correction.do:
        case "merge":
            return f"{actor} is {name(correction.into)}"
        case "split":
            return f"{' and '.join(map(name, correction.found))} is not {actor}"
        case "rename":
            return f"{actor} is now {correction.name}"
        case "kind":
            return f"{actor} is {'an' if correction.kind == 'organisation' else 'a'} {correction.kind}"
        case "reject":
            return f"{actor} is no actor"


def _name_of(key: str, actors: ActorNames) -> str:
    """The name under which a key was found; where it is in no article any more, what the key says."""
    try:
        return actors.found(key).name
    except KeyError:
        return key.partition(":")[2].replace("-", " ")
