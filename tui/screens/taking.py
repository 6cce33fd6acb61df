"""What a user takes along, and adds: tags, a passage with its source on the clipboard, the results as a file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import work

from corpus.errors import WiresideError
from index.resolving import Notes
from index.written import quoted
from tui.clipboard import copied_to_file, reaches_the_clipboard
from tui.export import FORMS, Form, Table, export
from tui.lines.line import Piece
from tui.places import copies_file
from tui.screens.narrowing import Narrowing
from tui.screens.sheets import ChoiceSheet
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from index.results import Hit

_EXPORTED = 10_000
TAG = (Piece("Tag this article", "strong"), Piece("  type a new one; one that it has is taken away", "muted"))
WHICH = (Piece("Tag", "strong"),)
EXPORT = (Piece("Export the results as", "strong"),)
COLUMNS = ("headline", "outlet", "date", "id", "path", "snippet")


class Taking(Narrowing):
    """Tags, copies, exports."""

    marked: list[str]
    tags: dict[str, list[str]]

    def noted(self) -> Notes:
        """What the user noted, for `is:` and `tag:`."""
        tagged: dict[str, set[str]] = {}
        for id, tags in list(self.tags.items()):
            for tag in tags:
                tagged.setdefault(tag, set()).add(id)
        return Notes(
            frozenset(self.results.read),
            frozenset(self.results.marked),
            {tag: frozenset(ids) for tag, ids in sorted(tagged.items())},
        )

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

    @work(exclusive=True, group="copy")
    async def action_copy(self) -> None:
        shown = self.article.shown
        if shown is None:
            return
        article = shown.article
        block = self.article.block
        passage = block.text if block is not None and self.article.has_focus else article.headline.value
        outlet = article.outlet.value if article.outlet else "outlet unknown"
        date = article.published.value if article.published else "no date"
        text = f"{passage}\n— {outlet}, {date} · {article.id} · {article.paths[0]}\n"
        what = "the passage" if passage != article.headline.value else "the headline"
        if await asyncio.to_thread(reaches_the_clipboard, text):
            self.app.copy_to_clipboard(text)
            self.notify(f"copied {what} with its source", timeout=3)
            return
        try:
            file = await asyncio.to_thread(copied_to_file, text, copies_file())
        except OSError as error:
            self.notify(f"can't copy {what}: {error.strerror}", severity="warning", markup=False, timeout=6)
        else:
            self.notify(f"the terminal takes no copies here; {what} is in {file}", markup=False, timeout=8)

    @work(exclusive=True, group="export")
    async def action_export(self) -> None:
        results = self.results.results
        if results is None or not results.total:
            self.notify("nothing to export", timeout=3)
            return
        choices = [Choice(name, f".{form}", value=form) for form, name in FORMS.items()]
        chosen = await self.app.push_screen_wait(ChoiceSheet(EXPORT, lambda _: choices))
        if not chosen:
            return
        try:
            hits = await self.librarian.all_hits(results, _EXPORTED)
            table = Table(results.query.text.strip() or "all articles", COLUMNS, tuple(map(_row, hits)))
            path = await asyncio.to_thread(lambda: export(table, cast("Form", chosen), Path.cwd()))
        except WiresideError as error:
            self.warn(error)
        else:
            first = f"the first {len(hits):,} of " if results.total > len(hits) else ""
            self.notify(f"{first}{results.total:,} results are in {path}", markup=False, timeout=8)


def _row(hit: Hit) -> tuple[str, ...]:
    date = hit.published.value if hit.published else ""
    return hit.headline, hit.outlet or "", date, hit.id, hit.path, hit.snippet.text
