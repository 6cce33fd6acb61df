"""Actor corrections: merge two actors, split a name off, rename, change the kind; and the list of all corrections."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from corpus.actors.linking.corrections import Correction, Do
from corpus.article import Kind
from corpus.errors import WiresideError
from tui.pages.glyphs import Glyphs
from tui.pages.line import Piece
from tui.pages.wording import counted
from tui.screens.desk.article_reader import ArticleReader
from tui.screens.desk.shell import Shell
from tui.screens.desk.undo import UndoStack
from tui.screens.dialogs import ChoiceDialog, Dialog, PromptDialog
from tui.services.correction_store import CorrectionStore
from tui.services.search_service import SearchService
from tui.widgets.choices import Choice, matching

if TYPE_CHECKING:
    from index import ActorNames, KnownActor
    from tui.services.yaml_list_file import ListChange

CORRECTIONS = (Piece("Your corrections of actors", "strong"), Piece("  enter removes one", "muted"))
_OFFERED = 60
"""Actors that are offered to merge with, beside those of the article."""
_NONE = "none"
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("person", "a person"),
    ("organisation", "an organisation: a party, an agency, an armed group, a company, a court"),
    ("place", "a place that acts: a country, its government"),
)


class ActorCorrections:
    """Asks for corrections of actors, and makes them; `show_again` is awaited after each."""

    def __init__(
        self,
        shell: Shell,
        undo: UndoStack,
        service: SearchService,
        store: CorrectionStore,
        reader: ArticleReader,
        glyphs: Glyphs,
        show_again: Callable[[], Awaitable[None]],
    ) -> None:
        self._shell = shell
        self._undo = undo
        self._service = service
        self._store = store
        self._reader = reader
        self._glyphs = glyphs
        self._show_again = show_again

    async def merge(self) -> None:
        await self._correct_chosen("merge")

    async def split(self) -> None:
        await self._correct_chosen("split")

    async def rename(self) -> None:
        await self._correct_chosen("rename")

    async def change_kind(self) -> None:
        await self._correct_chosen("kind")

    async def _correct_chosen(self, do: Do) -> None:
        """Correct the actor under the cursor."""
        actor = self._reader.chosen_actor
        if actor is not None:
            await self.correct(do, actor.key)
        else:
            key = self._shell.key("actors")
            self._shell.report("go to an actor first" + (f": {key}" if key else ""))

    async def correct(self, do: Do, key: str) -> bool:
        """Ask how an actor is to be corrected, and do it; return False if nothing was changed. Call it in a worker."""
        try:
            actors, known = await self._service.actor(key)
            if known is None:
                self._shell.report("not in the index yet", seconds=3)
                return False
            dialog = self._dialog(do, known, actors)
            if dialog is None:
                self._shell.report(f"no name was merged into {known.name} that could be split off", seconds=3)
                return False
            chosen = " ".join((await self._shell.ask(dialog)).split())
            if not chosen or (do == "rename" and chosen == known.name):
                return False
            correction = correction_for(do, known, chosen)
            change = await self._service.run(self._store.add, correction)
        except WiresideError as error:
            self._shell.warn(error)
            return False
        names = {known.key: known.name}
        if correction.into:
            into = actors.actor(correction.into)
            names[correction.into] = into.name if into else correction.into
        await self._changed(described(correction, lambda key: names.get(key) or _name_of(key, actors)), change)
        return True

    async def list_all(self) -> None:
        """List the user's corrections, the newest first, and remove the one that is chosen."""
        try:
            corrections = (await self._service.run(lambda: self._store.corrections))[::-1]
            if not corrections:
                keys = " ".join(filter(None, map(self._shell.key, ("merge", "split", "rename", "kind"))))
                self._shell.report("no corrections of actors yet" + (f": {keys} make them" if keys else ""), seconds=3)
                return
            actors = await self._service.actors()
            lines = await self._service.run(
                lambda: [described(one, lambda key: _name_of(key, actors)) for one in corrections]
            )
            made = [one.made for one in corrections]
            choices = [Choice(line, day, value=str(n)) for n, (line, day) in enumerate(zip(lines, made, strict=True))]
            chosen = await self._shell.ask(
                ChoiceDialog(CORRECTIONS, lambda typed: matching(typed, choices), prompt="@")
            )
            if not chosen:
                return
            change = await self._service.run(self._store.remove, corrections[int(chosen)])
        except WiresideError as error:
            self._shell.warn(error)
        else:
            await self._changed(f"removed: {lines[int(chosen)]}", change)

    async def _changed(self, done: str, change: ListChange[Correction]) -> None:
        """Report a change of the corrections, and show it."""

        async def undo() -> None:
            await self._service.run(self._store.undo, change)
            await self._show_again()

        self._undo.push_and_report(done, undo)
        await self._show_again()

    def _dialog(self, do: Do, actor: KnownActor, actors: ActorNames) -> Dialog | None:
        """Return what asks for a correction; None if an actor has no name that could be split off."""
        name = Piece(actor.name, "text")
        if do == "merge":
            here = self._reader.article.actors if self._reader.article is not None else ()
            title = (Piece("Merge  ", "strong"), name, Piece("  into", "strong"))
            near = [one for key in (other.key for other in here) if (one := actors.actor(key)) is not None]
            return ChoiceDialog(
                title, lambda typed: merge_choices(actor, near, actors, typed, self._glyphs), prompt="@"
            )
        if do == "split":
            names = split_choices(actor, actors)
            return ChoiceDialog((Piece("Split a name off  ", "strong"), name), lambda _: names) if names else None
        if do == "rename":
            return PromptDialog((Piece("Rename  ", "strong"), name), actor.name)
        kinds = [Choice(what, "as it is" if kind == actor.kind else "", value=kind) for kind, what in _KINDS]
        choices = [*kinds, Choice("no actor at all", "is not listed any more", value=_NONE)]
        return ChoiceDialog((Piece("What is  ", "strong"), name), lambda _: choices)


def merge_choices(
    actor: KnownActor, near: Sequence[KnownActor], actors: ActorNames, typed: str, glyphs: Glyphs
) -> list[Choice]:
    """Return actors to merge with: those of the article first, then those in most articles, or with a typed name."""
    words = typed.casefold().split()
    here = [one for one in near if one.key != actor.key and all(word in one.name.casefold() for word in words)]
    known = {actor.key, *(one.key for one in here)}
    further: Iterable[KnownActor] = actors.named(typed, prefix=True) if words else actors
    others = islice((one for one in further if one.key not in known), _OFFERED)
    choices = [Choice("in this article"), *(_choice(one, glyphs) for one in here), Choice("")] if here else []
    return [*choices, Choice("in all articles"), *(_choice(one, glyphs) for one in others)]


def _choice(actor: KnownActor, glyphs: Glyphs) -> Choice:
    return Choice(f"{glyphs.kind(actor.kind)} {actor.name}", counted(actor.articles, "article"), value=actor.key)


def split_choices(actor: KnownActor, actors: ActorNames) -> list[Choice]:
    """Return the names that can be split off an actor, with the reasons for them; first those the user put in."""
    if len(actor.found) < 2:
        return []
    put_in_first = sorted(zip(actor.found, actor.why, strict=True), key=lambda one: "by you" not in one[1])
    names = ((key, why, actors.found(key)) for key, why in put_in_first)
    return [
        Choice(one.name, f"{counted(one.articles, 'article'):>14}  {why}", value=key)
        for key, why, one in names
        if key != actor.key
    ]


def correction_for(do: Do, actor: KnownActor, chosen: str) -> Correction:
    """Return the correction that a choice means."""
    if do == "merge":
        return Correction(do, actor.key, into=chosen)
    if do == "split":
        return Correction(do, actor.key, found=(chosen,))
    if do == "rename":
        return Correction(do, actor.key, name=chosen)
    if chosen == _NONE:
        return Correction("reject", actor.key)
    return Correction(do, actor.key, kind=next(kind for kind, _ in _KINDS if kind == chosen))


def described(correction: Correction, name: Callable[[str], str]) -> str:
    """Return a correction in words; `name` returns the name for a key."""
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
    """Return the name under which a key was found, or, if no article has it any more, what the key says."""
    try:
        return actors.found(key).name
    except KeyError:
        return key.partition(":")[2].replace("-", " ")
