"""The user has the last word on actors: merge two, split a name off, rename, say what kind, or that it is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from textual import work

from corpus.actors.corrections import Correction, Do
from corpus.article import Actor, Kind
from corpus.errors import WiresideError
from tui.commands import written
from tui.glyphs import Glyphs
from tui.lines.line import Piece, counted
from tui.lines.why_actor import why_actor
from tui.screens.sheets import AskSheet, ChoiceSheet, Sheet, TextSheet
from tui.screens.timing import Timing
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from index.actor_names import ActorNames, KnownActor
    from tui.list_file import Change

_OFFERED = 60
_NONE = "none"
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("person", "a person"),
    ("organisation", "an organisation: a party, an agency, an armed group, a company, a court"),
    ("place", "a place that acts: a country, its government"),
)


class Naming(Timing):
    """What can be done to the actor under the cursor."""

    @property
    def actor(self) -> Actor | None:
        """The actor under the cursor of its pane, or, where that has no focus, the first."""
        actors = self.article.shown.article.actors if self.article.shown is not None else ()
        at = self.actors.cursor if self.actors.has_focus else 0
        return actors[at] if at < len(actors) else None

    @work(thread=True, group="listed")
    def know_listed(self) -> None:
        """Learn who is in the actor dictionary."""
        from corpus.actors.book import book_of

        try:
            book = book_of(self.config.corpus_settings.actors.book)
        except WiresideError:
            return
        listed = frozenset(entry.key for entry in book.names.values())
        self.app.call_from_thread(self._listed, listed)

    def _listed(self, listed: frozenset[str]) -> None:
        self.actors.listed = listed
        self.actors.renew()
        self.retitle()

    def action_why(self) -> None:
        """Why names are one actor, where the cursor is on one; else why the article's values are what they are."""
        if self.actors.has_focus and self.actor is not None:
            self._tell_why(self.actor)
        else:
            super().action_why()

    @work(exclusive=True, group="why")
    async def _tell_why(self, actor: Actor) -> None:
        try:
            actors = await self.librarian.asked(lambda archive: archive.actors)
            known = await self.librarian.asked(lambda _: actors.actor(actor.key))
            corrections = await self.librarian.named(lambda namer: namer.corrections)
        except WiresideError as error:
            self.warn(error)
            return
        if known is not None:
            found = tuple(actors.found(key) for key in known.found)
            listed = known.key in self.actors.listed
            yours = [
                one for one in corrections if one.do in ("rename", "kind") and one.actor in (known.key, *known.found)
            ]
            title = (Piece("Why  ", "strong"), Piece(known.name, "text"))
            sheet = TextSheet(title, lambda width: why_actor(known, found, yours, width, listed=listed))
            self.app.push_screen(sheet)

    @work(exclusive=True, group="naming")
    async def action_merge(self) -> None:
        await self._correct_here("merge")

    @work(exclusive=True, group="naming")
    async def action_split(self) -> None:
        await self._correct_here("split")

    @work(exclusive=True, group="naming")
    async def action_rename(self) -> None:
        await self._correct_here("rename")

    @work(exclusive=True, group="naming")
    async def action_kind(self) -> None:
        await self._correct_here("kind")

    async def _correct_here(self, do: Do) -> None:
        if self.actors.has_focus and self.actor is not None:
            await self.correct(do, self.actor.key)
            return
        keys = " or ".join(map(written, self.config.keys.get("actors", ())[:1]))
        self.notify(f"go to an actor first: {keys}", timeout=4)

    async def correct(self, do: Do, key: str) -> bool:
        """Ask how an actor is to be corrected, and do it; False where nothing came of it. Call it in a worker."""
        try:
            actors = await self.librarian.asked(lambda archive: archive.actors)
            known = await self.librarian.asked(lambda _: actors.actor(key))
            if known is None:
                self.notify("not in the index yet", timeout=3)
                return False
            sheet = self._sheet(do, known, actors)
            if sheet is None:
                self.notify(f"{known.name} has one name only", markup=False, timeout=3)
                return False
            chosen = " ".join((await self.app.push_screen_wait(sheet)).split())
            if not chosen or (do == "rename" and chosen == known.name):
                return False
            correction, said = _correction(do, known, chosen, actors)
            change = await self.librarian.named(lambda namer: namer.make(correction))
        except WiresideError as error:
            self.warn(error)
            return False

        def back() -> None:
            self._take_back(change)

        self.can_undo(said, back)
        undo = " ".join(map(written, self.config.keys.get("undo", ())[:1]))
        self.notify(f"{said} · {undo} takes it back", markup=False, timeout=4)
        await self.show_anew()
        return True

    @work(group="naming")
    async def _take_back(self, change: Change[Correction]) -> None:
        try:
            await self.librarian.named(lambda namer: namer.take_back(change))
        except WiresideError as error:
            self.warn(error)
        else:
            await self.show_anew()

    def _sheet(self, do: Do, actor: KnownActor, actors: ActorNames) -> Sheet | None:
        name = Piece(actor.name, "text")
        if do == "merge":
            here = self.article.shown.article.actors if self.article.shown is not None else ()
            title = (Piece("Merge  ", "strong"), name, Piece("  into", "strong"))
            near = [one for key in (other.key for other in here) if (one := actors.actor(key)) is not None]
            return ChoiceSheet(title, lambda typed: _others(actor, near, actors, typed, self.glyphs), prompt="@")
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
