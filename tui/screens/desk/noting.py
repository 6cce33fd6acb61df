"""What a user notes: marks, and tags."""

from __future__ import annotations

from concurrent.futures import Future

from textual import work

from tui.pages.line import Piece
from tui.pages.wording import counted
from tui.screens.desk.base import Desk
from tui.screens.dialogs import ChoiceDialog
from tui.terminal.type_ahead import leads_to_sheet
from tui.widgets.choices import Choice

TAG = (Piece("Tag this article", "strong"), Piece("  type a new one; one that it has is taken away", "muted"))
WHICH = (Piece("Tag", "strong"),)


class Noting(Desk):
    """What can be noted of an article."""

    def action_mark(self) -> None:
        hit = self.results.current if self.results.has_focus else None
        id = hit.id if hit is not None else self.current_id
        if id is not None:
            on = id not in self.marked
            self._put_marks([*self.marked, id] if on else [other for other in self.marked if other != id])

    def action_clear_marks(self) -> None:
        before = list(self.marked)
        if before:
            self._put_marks([])
            self.done(f"{counted(len(before), 'mark')} taken away", lambda: self._put_marks(before))
        else:
            self.notify("nothing is marked", timeout=3)

    def _put_marks(self, marked: list[str]) -> None:
        for id in [id for id in self.marked if id not in marked]:
            self.notebook_writer.mark(id, False)
        for id in [id for id in marked if id not in self.marked]:
            self.notebook_writer.mark(id, True)
        self.marked = marked
        self.show_noted()

    @leads_to_sheet
    @work
    async def action_tag(self) -> None:
        from index import quote_value

        shown = self.article.shown
        if shown is None:
            return
        ids = await self._to_tag(shown.article.id)
        have = set.intersection(*(set(self.tags.get(id, ())) for id in ids)) if ids else set()

        def find(typed: str) -> list[Choice]:
            tag = " ".join(typed.casefold().split())
            known = [one for one in sorted({tag for tags in self.tags.values() for tag in tags}) if tag in one]
            new = [tag] if tag and tag not in known else []
            return [Choice(one, "takes it away" if one in have else "", value=one) for one in (*new, *known)]

        tag = await self.app.push_screen_wait(ChoiceDialog(TAG, find, prompt="#")) if ids else ""
        if tag:
            on = tag not in have
            changed = [id for id in ids if (tag in self.tags.get(id, ())) is not on]
            notes = self._put_tags(changed, tag, on)
            self.can_undo(f"tag {tag}", lambda: self.unless_saved(self._put_tags(changed, tag, not on)))
            many = f"{len(changed)} articles " if len(changed) > 1 else ""
            said = f"{many}{'tagged' if on else 'no longer tagged'} {tag} · tag:{quote_value(tag)} finds all"
            self.notify(f"{said}{await self.unless_saved(notes)}", markup=False, timeout=3)

    async def _to_tag(self, id: str) -> list[str]:
        """The article, or, where others are marked, those that the user says."""
        if set(self.marked) <= {id}:
            return [id]
        choices = [
            Choice("this article", value="this"),
            Choice(f"the {len(self.marked)} marked", value="marked"),
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(WHICH, lambda _: choices))
        return {"this": [id], "marked": list(self.marked)}.get(chosen or "", [])

    def _put_tags(self, ids: list[str], tag: str, on: bool) -> list[Future[bool]]:
        notes = []
        for id in ids:
            others = [other for other in self.tags.get(id, ()) if other != tag]
            self.tags[id] = [*others, tag] if on else others
            notes.append(self.notebook_writer.tag(id, tag, on))
        self.show_noted()
        return notes
