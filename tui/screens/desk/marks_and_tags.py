"""Marks, tags, and which articles were read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol

from tui.pages.line import Piece
from tui.pages.user_marks import UserMarks
from tui.pages.wording import counted
from tui.screens.desk.shell import Shell
from tui.screens.desk.undo import UndoStack
from tui.screens.dialogs import ChoiceDialog
from tui.services.notebook_writer import Recalled
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from index import Notes

TAG = (Piece("Tag this article", "strong"), Piece("  type a new one; choose one it has to remove it", "muted"))
WHICH = (Piece("Tag", "strong"),)


class MarksWriter(Protocol):
    """Writes marks and tags down; each future says whether that was done at the first try."""

    def mark(self, id: str, on: bool) -> Future[bool]: ...
    def mark_read(self, id: str) -> Future[bool]: ...
    def tag(self, id: str, tag: str, on: bool) -> Future[bool]: ...


async def unsaved_suffix(writes: Iterable[Future[bool]]) -> str:
    """Return what to add to a message about notes that could not be written yet, or ""."""
    saved = await asyncio.gather(*map(asyncio.wrap_future, writes))
    return "" if all(saved) else " · not saved yet"


class MarksAndTags:
    """The user's marks, in their order, and tags; `publish` gets them as one value whenever they change.

    `chosen` returns the id of the article that the cursor is on, `current` that of the article that is shown.
    """

    def __init__(
        self,
        shell: Shell,
        undo: UndoStack,
        writer: MarksWriter,
        *,
        chosen: Callable[[], str | None],
        current: Callable[[], str | None],
        publish: Callable[[UserMarks], None],
    ) -> None:
        self._shell = shell
        self._undo = undo
        self._writer = writer
        self._chosen = chosen
        self._current = current
        self._publish = publish
        self.marked: list[str] = []
        self.tags: dict[str, list[str]] = {}
        self.read: frozenset[str] = frozenset()
        self._notes: Notes | None = None

    def recall(self, recalled: Recalled) -> None:
        """Take up what the notebook has."""
        self.marked = list(recalled.marked)
        self.tags = {id: list(tags) for id, tags in recalled.tags.items()}
        self.read = recalled.read
        self._changed()

    def notes(self) -> Notes:
        """Return marks, tags and reading as a search takes them: one value for as long as nothing changes."""
        from index import Notes

        if self._notes is None:
            tagged: dict[str, set[str]] = {}
            for id, tags in self.tags.items():
                for tag in tags:
                    tagged.setdefault(tag, set()).add(id)
            by_tag = {tag: frozenset(ids) for tag, ids in sorted(tagged.items())}
            self._notes = Notes(self.read, frozenset(self.marked), by_tag)
        return self._notes

    def _changed(self) -> None:
        self._notes = None
        tags = {id: tuple(tags) for id, tags in self.tags.items() if tags}
        self._publish(UserMarks(frozenset(self.marked), self.read, tags))

    def note_read(self) -> None:
        """Remember that the article on the screen was read."""
        id = self._current()
        if id is not None and id not in self.read:
            self.read |= {id}
            self._writer.mark_read(id)
            self._changed()

    # Marks

    def toggle_mark(self) -> None:
        """Mark the article, or unmark it."""
        id = self._chosen()
        if id is not None:
            on = id not in self.marked
            self._put_marks([*self.marked, id] if on else [other for other in self.marked if other != id])

    def clear_marks(self) -> None:
        before = list(self.marked)
        if before:
            self._put_marks([])
            self._undo.push_and_report(f"{counted(len(before), 'mark')} removed", lambda: self._put_marks(before))
        else:
            self._shell.report("nothing is marked", seconds=3)

    def _put_marks(self, marked: list[str]) -> None:
        for id in [id for id in self.marked if id not in marked]:
            self._writer.mark(id, False)
        for id in [id for id in marked if id not in self.marked]:
            self._writer.mark(id, True)
        self.marked = marked
        self._changed()

    # Tags

    async def tag(self) -> None:
        """Ask for a tag, and add it to the article, or remove it."""
        from index import quote_value

        id = self._current()
        if id is None:
            return
        ids = await self._ids_to_tag(id)
        if not ids:
            return
        tag = await self._shell.ask(ChoiceDialog(TAG, lambda typed: self._tag_choices(typed, ids), prompt="#"))
        if not tag:
            return
        on = tag not in self._common_tags(ids)
        changed = [id for id in ids if (tag in self.tags.get(id, ())) is not on]
        writes = self._put_tag(changed, tag, on)
        self._undo.push(f"tag {tag}", lambda: unsaved_suffix(self._put_tag(changed, tag, not on)))
        many = f"{len(changed)} articles " if len(changed) > 1 else ""
        done = f"{many}{'tagged' if on else 'no longer tagged'} {tag} · tag:{quote_value(tag)} finds all"
        self._shell.report(f"{done}{await unsaved_suffix(writes)}", seconds=3)

    async def _ids_to_tag(self, id: str) -> list[str]:
        """Return the article, or, if others are marked, those that the user chooses."""
        if set(self.marked) <= {id}:
            return [id]
        choices = [
            Choice("this article", value="this"),
            Choice(f"the {len(self.marked)} marked", value="marked"),
        ]
        chosen = await self._shell.ask(ChoiceDialog(WHICH, lambda _: choices))
        return {"this": [id], "marked": list(self.marked)}.get(chosen, [])

    def _common_tags(self, ids: Sequence[str]) -> set[str]:
        return set.intersection(*(set(self.tags.get(id, ())) for id in ids))

    def _tag_choices(self, typed: str, ids: Sequence[str]) -> list[Choice]:
        """Return the tags that a typed text may mean, a new one first."""
        tag, common = " ".join(typed.casefold().split()), self._common_tags(ids)
        known = [one for one in sorted({tag for tags in self.tags.values() for tag in tags}) if tag in one]
        new = [tag] if tag and tag not in known else []
        return [Choice(one, "removes it" if one in common else "", value=one) for one in (*new, *known)]

    def _put_tag(self, ids: Sequence[str], tag: str, on: bool) -> list[Future[bool]]:
        writes = []
        for id in ids:
            others = [other for other in self.tags.get(id, ()) if other != tag]
            self.tags[id] = [*others, tag] if on else others
            writes.append(self._writer.tag(id, tag, on))
        self._changed()
        return writes
