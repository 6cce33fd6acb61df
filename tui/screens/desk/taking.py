"""What a user takes along: a passage with its source on the clipboard, the results as a file."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from corpus.errors import WiresideError
from tui.file_locations import copies_file
from tui.pages.wording import counted
from tui.screens.desk.base import Desk
from tui.screens.export_dialogs import exported, wanted_target
from tui.services.export import copied_to_file, reaches_the_clipboard
from tui.terminal.type_ahead import leads_to_sheet

if TYPE_CHECKING:
    from index import Hit

_EXPORTED = 10_000
COLUMNS = ("headline", "outlet", "date", "id", "path", "snippet")


class Taking(Desk):
    """Copies and exports."""

    @work(exclusive=True, group="copy")
    async def action_copy(self) -> None:
        shown = self.article.shown
        if shown is None:
            return
        article = shown.article
        block = self.article.block
        passage = block.text if block is not None and self.article.has_focus else article.headline.value
        outlet = article.outlet_name or "outlet unknown"
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

    @leads_to_sheet
    @work(exclusive=True, group="export")
    async def action_export(self) -> None:
        from tui.services.export import ExportTable

        results = self.results.results
        if results is None or not results.total:
            self.notify("nothing to export", timeout=3)
            return
        title = results.query.text.strip() or "all articles"
        first = f"the first {_EXPORTED:,} of " if results.total > _EXPORTED else ""
        try:
            target = await wanted_target(self.app, f"{first}{counted(results.total, 'result')}", title)
            if target is None:
                return
            hits = await self.search_service.all_hits(results, _EXPORTED)
            table = ExportTable(title, COLUMNS, tuple(map(_row, hits)))
            path = await exported(table, target)
        except WiresideError as error:
            self.warn(error)
        else:
            first = f"the first {len(hits):,} of " if results.total > len(hits) else ""
            self.notify(f"{first}{counted(results.total, 'result')} in {path}", markup=False, timeout=8)


def _row(hit: Hit) -> tuple[str, ...]:
    date = hit.published.value if hit.published else ""
    return hit.headline, hit.outlet or "", date, hit.id, hit.path, hit.snippet.text
