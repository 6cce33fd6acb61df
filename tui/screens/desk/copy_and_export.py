"""Copy and export: a passage with its source on the clipboard, the results as a file."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.errors import WiresideError
from tui.file_locations import copies_file
from tui.pages.wording import counted
from tui.screens.desk.shell import Shell
from tui.screens.export_dialogs import Target, exported
from tui.services.export import copied_to_file, reaches_the_clipboard
from tui.widgets.article_pane import ArticlePane

if TYPE_CHECKING:
    from index import Hit, Results
    from tui.services.search_service import SearchService

_MOST_EXPORTED = 10_000
"""Results that are exported at most: they are held in memory."""
COLUMNS = ("headline", "outlet", "date", "id", "path", "snippet")


class CopyAndExport:
    """Copies from the article, and exports what `results` returns.

    `copy_to_terminal` sends a text to the terminal's clipboard. `choose_target` asks for a file to export to.
    """

    def __init__(
        self,
        shell: Shell,
        service: SearchService,
        pane: ArticlePane,
        *,
        results: Callable[[], Results | None],
        copy_to_terminal: Callable[[str], None],
        choose_target: Callable[[str, str], Awaitable[Target | None]],
    ) -> None:
        self._shell = shell
        self._service = service
        self._pane = pane
        self._results = results
        self._copy_to_terminal = copy_to_terminal
        self._choose_target = choose_target

    async def copy(self) -> None:
        """Copy the block under the cursor with its source, or the headline."""
        if self._pane.shown is None:
            return
        article, block = self._pane.shown.article, self._pane.block
        passage = block.text if block is not None and self._pane.has_focus else article.headline.value
        text = with_source(passage, article)
        what = "the passage" if passage != article.headline.value else "the headline"
        if await asyncio.to_thread(reaches_the_clipboard, text):
            self._copy_to_terminal(text)
            self._shell.report(f"copied {what} with its source", seconds=3)
            return
        try:
            file = await asyncio.to_thread(copied_to_file, text, copies_file())
        except OSError as error:
            self._shell.report(f"can't copy {what}: {error.strerror}", seconds=6, severity="warning")
        else:
            self._shell.report(f"the terminal takes no copies here; {what} is in {file}", seconds=8)

    async def export(self) -> None:
        """Ask for a file, and write the results to it."""
        from tui.services.export import ExportTable

        results = self._results()
        if results is None or not results.total:
            self._shell.report("nothing to export", seconds=3)
            return
        title = results.query.text.strip() or "all articles"
        try:
            target = await self._choose_target(_amount(results.total, _MOST_EXPORTED), title)
            if target is None:
                return
            hits = await self._service.all_hits(results, _MOST_EXPORTED)
            path = await exported(ExportTable(title, COLUMNS, tuple(map(_row, hits))), target)
        except WiresideError as error:
            self._shell.warn(error)
        else:
            self._shell.report(f"{_amount(results.total, len(hits))} in {path}", seconds=8)


def with_source(passage: str, article: Article) -> str:
    """Return a passage, and below it where it is from."""
    outlet = article.outlet_name or "outlet unknown"
    date = article.published.value if article.published else "no date"
    return f"{passage}\n— {outlet}, {date} · {article.id} · {article.paths[0]}\n"


def _amount(total: int, most: int) -> str:
    """Return `12 results`, or `the first 10,000 of 25,000 results`."""
    return f"{f'the first {most:,} of ' if total > most else ''}{counted(total, 'result')}"


def _row(hit: Hit) -> tuple[str, ...]:
    date = hit.published.value if hit.published else ""
    return hit.headline, hit.outlet or "", date, hit.id, hit.path, hit.snippet.text
