"""The dossier of an actor: what all articles that name it tell of it, and how each outlet tells it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on, work
from textual.binding import Binding, BindingType

from corpus.dossier import Dossier, Place
from corpus.errors import WiresideError
from tui.config import Config
from tui.lines.line import Piece, counted, percent
from tui.lines.passages_page import Passage
from tui.screens.over_desk import OverDesk
from tui.screens.passages import PassagesSheet
from tui.widgets.dossier import DossierView
from tui.widgets.pane import CursorPane

_MOST_PASSAGES = 200


class Growing(NamedTuple):
    """A dossier of the articles that were read so far: `done` of `total`."""

    dossier: Dossier
    done: int
    total: int


class Asked(NamedTuple):
    """What to go on with: an article at an offset of its source, or the articles of the actor."""

    article: str | None = None
    offset: int = 0


class DossierScreen(OverDesk[Asked]):
    """`growing` brings the dossier as it grows, `passages` the words at some places."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "search_them", show=False, id="search_them"),
    ]
    DEFAULT_CSS = """
    DossierView { height: 1fr; margin-top: 1; }
    """

    def __init__(
        self,
        config: Config,
        growing: AsyncIterator[Growing],
        passages: Callable[[Sequence[tuple[str, Place]]], Awaitable[Sequence[Passage]]],
    ) -> None:
        super().__init__(config)
        self._growing = growing
        self._passages = passages
        self._view = DossierView(glyphs=self.glyphs)

    @property
    def view(self) -> DossierView:
        return self._view

    def on_mount(self) -> None:
        self.head.say((Piece("Dossier", "muted"),), (Piece("reading its articles", "muted"),))
        self._read()

    @work(group="dossier")
    async def _read(self) -> None:
        try:
            async for growing in self._growing:
                self.view.show(growing.dossier)
                self._say(growing)
        except WiresideError as error:
            self.notify(str(error), severity="warning", markup=False, timeout=8)

    def _say(self, growing: Growing) -> None:
        dossier, g = growing.dossier, self.glyphs
        kind = {"person": g.person, "organisation": g.organisation, "place": g.place}.get(dossier.kind or "", "")
        left = [Piece("Dossier ", "muted"), Piece(f"{kind} {dossier.name}".strip(), "actor-1 bold")]
        if dossier.role:
            left.append(Piece(f" {g.dot} {dossier.role}", "muted"))
        articles = f"{counted(len(dossier.articles), 'article')} {g.dot} {counted(dossier.outlets, 'outlet')}"
        counts = f"{counted(dossier.mentions, 'mention')} {g.dot} {articles}"
        if growing.done < growing.total:
            counts = f"{percent(growing.done / growing.total)} read {g.dot} {counts}"
        if cell_len(counts) > self.size.width // 2:
            counts = articles
        self.head.say(tuple(left), (Piece(counts, "muted"),))

    @on(CursorPane.Opened)
    @work(exclusive=True, group="passages")
    async def _open(self, _: CursorPane.Opened) -> None:
        entry = self.view.entry
        if entry is None:
            return
        some = entry.found[:_MOST_PASSAGES]
        try:
            passages = await self._passages(some)
        except WiresideError as error:
            self.notify(str(error), severity="warning", markup=False, timeout=8)
            return
        count = f"{len(entry.found):,}" + (f", the first {len(some)}" if len(some) < len(entry.found) else "")
        title = (Piece(entry.title, "strong"), Piece(f"  {count}", "muted"))
        chosen = await self.app.push_screen_wait(PassagesSheet(title, passages, self.glyphs))
        if chosen:
            article, offset = chosen.split()
            self.dismiss(Asked(article, int(offset)))

    def action_search_them(self) -> None:
        self.dismiss(Asked())
