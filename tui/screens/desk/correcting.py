"""Correcting an actor: what is asked for, and the correction that the answer means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from corpus.actors.corrections import Correction, Do
from corpus.article import Kind
from corpus.errors import WiresideError
from tui.glyphs import Glyphs
from tui.lines.line import Piece, counted
from tui.screens.desk.base import Desk
from tui.screens.sheets import AskSheet, ChoiceSheet, Sheet
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from index.actor_names import ActorNames, KnownActor

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
        actors = await desk.librarian.asked(lambda archive: archive.actors)
        known = await desk.librarian.asked(lambda _: actors.actor(key))
        if known is None:
            desk.notify("not in the index yet", timeout=3)
            return False
        sheet = _sheet(desk, do, known, actors)
        if sheet is None:
            desk.notify(f"{known.name} has one name only", markup=False, timeout=3)
            return False
        chosen = " ".join((await desk.app.push_screen_wait(sheet)).split())
        if not chosen or (do == "rename" and chosen == known.name):
            return False
        correction, said = _correction(do, known, chosen, actors)
        change = await desk.librarian.named(lambda namer: namer.make(correction))
    except WiresideError as error:
        desk.warn(error)
        return False

    async def back() -> None:
        await desk.librarian.named(lambda namer: namer.take_back(change))
        await desk.show_anew()

    desk.done(said, back)
    await desk.show_anew()
    return True


def _sheet(desk: Desk, do: Do, actor: KnownActor, actors: ActorNames) -> Sheet | None:
    """What asks for the correction; None where an actor has no name that could be split off."""
    name = Piece(actor.name, "text")
    if do == "merge":
        here = desk.article.shown.article.actors if desk.article.shown is not None else ()
        title = (Piece("Merge  ", "strong"), name, Piece("  into", "strong"))
        near = [one for key in (other.key for other in here) if (one := actors.actor(key)) is not None]
        return ChoiceSheet(title, lambda typed: _others(actor, near, actors, typed, desk.glyphs), prompt="@")
    if do == "split":
        apart = _apart(actor, actors)
        return ChoiceSheet((Piece("Split a name off  ", "strong"), name), lambda _: apart) if apart else None
    if do == "rename":
        return AskSheet((Piece("Rename  ", "strong"), name), actor.name)
    kinds = [Choice(what, "as it is" if kind == actor.kind else "", value=kind) for kind, what in _KINDS]
    choices = [*kinds, Choice("no actor at all", "is not listed any more", value=_NONE)]
    return ChoiceSheet((Piece("What is  ", "strong"), name), lambda _: choices)


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
    """The names that can be taken out of an actor, each with the reason why it is in."""
    if len(actor.found) < 2:
        return []
    found = ((key, why, actors.found(key)) for key, why in zip(actor.found, actor.why, strict=True))
    return [
        Choice(one.name, f"{counted(one.articles, 'article'):>14}  {why}", value=key)
        for key, why, one in found
        if key != actor.key
    ]


def _correction(do: Do, actor: KnownActor, chosen: str, actors: ActorNames) -> tuple[Correction, str]:
    """The correction that a choice means, and what to say of it."""
    if do == "merge":
        into = actors.actor(chosen)
        return Correction(do, actor.key, into=chosen), f"{actor.name} is {into.name if into else chosen}"
    if do == "split":
        return Correction(do, actor.key, found=(chosen,)), f"{actors.found(chosen).name} is not {actor.name}"
    if do == "rename":
        return Correction(do, actor.key, name=chosen), f"{actor.name} is now {chosen}"
    if chosen == _NONE:
        return Correction("reject", actor.key), f"{actor.name} is no actor"
    kind: Kind = "person" if chosen == "person" else "organisation" if chosen == "organisation" else "place"
    return Correction(do, actor.key, kind=kind), f"{actor.name} is {'an' if kind[0] == 'o' else 'a'} {kind}"
