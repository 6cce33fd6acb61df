"""What a user notes: marks, and tags."""

from __future__ import annotations

from textual import work

from index.written import quoted
from tui.lines.line import Piece
from tui.screens.desk.base import Desk
from tui.screens.sheets import ChoiceSheet
from tui.widgets.choices import Choice

TAG = (Piece("Tag this article", "strong"), Piece("  type a new one; one that it has is taken away", "muted"))
WHICH = (Piece("Tag", "strong"),)


class Noting(Desk):
    """What can be noted of an article."""

    def action_mark(self) -> None:
        hit = self.results.current if self.results.has_focus else None
        id = hit.id if hit is not None else self.current_id
        if id is not None:
            self._put_mark(id, id not in self.marked)

    def _put_mark(self, id: str, on: bool) -> None:
        if on:
            self.marked.append(id)
        else:
            self.marked.remove(id)
        self.memory.mark(id, on)
        self.results.marked = frozenset(self.marked)
        self.results.renew()

    @work
    async def action_tag(self) -> None:
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

        tag = await self.app.push_screen_wait(ChoiceSheet(TAG, find, prompt="#")) if ids else ""
        if tag:
            on = tag not in have
            changed = [id for id in ids if (tag in self.tags.get(id, ())) is not on]
            self._put_tags(changed, tag, on)
            self.can_undo(f"tag {tag}", lambda: self._put_tags(changed, tag, not on))
            many = f"{len(changed)} articles " if len(changed) > 1 else ""
            said = f"{many}{'tagged' if on else 'no longer tagged'} {tag} · tag:{quoted(tag)} finds all"
            self.notify(said, markup=False, timeout=3)

    async def _to_tag(self, id: str) -> list[str]:
        """The article, or, where others are marked, those that the user says."""
        if set(self.marked) <= {id}:
            return [id]
        choices = [
            Choice("this article", value="this"),
            Choice(f"the {len(self.marked)} marked", value="marked"),
        ]
        chosen = await self.app.push_screen_wait(ChoiceSheet(WHICH, lambda _: choices))
        return {"this": [id], "marked": list(self.marked)}.get(chosen or "", [])

    def _put_tags(self, ids: list[str], tag: str, on: bool) -> None:
        for id in ids:
            self._put_tag(id, tag, on)

    def _put_tag(self, id: str, tag: str, on: bool) -> None:
        tags = self.tags.setdefault(id, [])
        if on and tag not in tags:
            tags.append(tag)
        elif not on and tag in tags:
            tags.remove(tag)
        self.memory.tag(id, tag, on)
        self.results.tags = {one: tuple(tags) for one, tags in self.tags.items() if tags}
        self.results.renew()
