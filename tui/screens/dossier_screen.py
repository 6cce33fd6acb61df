"""The dossier of an actor: the mentions of it in all articles, and how each outlet covers it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.binding import Binding, BindingType

from corpus.actors.linking.corrections import Do
from corpus.dossier import Dossier, Occurrence
from corpus.errors import WiresideError
from tui.commands import bindings
from tui.config import Config
from tui.pages.display_width import cell_len
from tui.pages.dossier_table import dossier_table
from tui.pages.line import Piece
from tui.pages.passages_page import Passage
from tui.pages.wording import counted, percent
from tui.screens.base_screens import ViewScreen
from tui.screens.export_dialogs import exported, wanted_target
from tui.screens.passages_dialog import PassagesDialog
from tui.terminal.type_ahead import leads_to_sheet
from tui.widgets.dossier_view import DossierView
from tui.widgets.pane import CursorPane

_MOST_PASSAGES = 200  # passages behind a count; each needs its article read


class PartialDossier(NamedTuple):
    """A dossier of the articles that were read so far: `done` of `total`."""

    dossier: Dossier
    done: int
    total: int


class DossierChoice(NamedTuple):
    """The user's choice: an article at an offset of its source, or the articles of the actor of this name."""

    article: str | None = None
    offset: int = 0
    actor: str = ""


class DossierSource(NamedTuple):
    """Calls that a dossier makes: for the dossier of an actor as it grows, for the words at some places, and for a
    correction of the actor, which returns False if none was made."""

    growing: Callable[[str], AsyncIterator[PartialDossier]]
    passages: Callable[[Sequence[tuple[str, Occurrence]]], Awaitable[Sequence[Passage]]]
    correct: Callable[[Do, str], Awaitable[bool]]


class DossierScreen(ViewScreen[DossierChoice, DossierView]):
    """The dossier of the actor with the key `key`, read through `asking`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "search_them", show=False, id="filter"),
        Binding("d", "dossier", show=False, id="dossier"),
        Binding("e", "export", show=False, id="export"),
        Binding("M", "correct('merge')", show=False, id="merge"),
        Binding("X", "correct('split')", show=False, id="split"),
        Binding("r", "correct('rename')", show=False, id="rename"),
        Binding("W", "correct('kind')", show=False, id="kind"),
        *bindings("dossier"),
    ]
    DEFAULT_CSS = """
    DossierView { height: 1fr; margin-top: 1; }
    """

    def __init__(self, config: Config, key: str, asking: DossierSource) -> None:
        super().__init__(config, DossierView)
        self._key = key
        self._asking = asking

    def on_mount(self) -> None:
        self.head.say((Piece("Dossier", "muted"),), (Piece("reading its articles", "muted"),))
        self._read()

    @work(group="dossier", exclusive=True)
    async def _read(self) -> None:
        try:
            async for growing in self._asking.growing(self._key):
                self._key = growing.dossier.keys[0]
                self.view.show(growing.dossier)
                self._say(growing)
        except WiresideError as error:
            self.notify(str(error), severity="warning", markup=False, timeout=8)

    def _say(self, growing: PartialDossier) -> None:
        dossier, g = growing.dossier, self.glyphs
        kind = g.kind(dossier.kind)
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
    @leads_to_sheet
    @work(exclusive=True, group="passages")
    async def _open(self, _: CursorPane.Opened) -> None:
        entry = self.view.entry
        if entry is None:
            return
        some = entry.found[:_MOST_PASSAGES]
        try:
            passages = await self._asking.passages(some)
        except WiresideError as error:
            self.notify(str(error), severity="warning", markup=False, timeout=8)
            return
        count = f"{len(entry.found):,}" + (f", the first {len(some)}" if len(some) < len(entry.found) else "")
        title = (Piece(entry.title, "strong"), Piece(f"  {count}", "muted"))
        chosen = await self.app.push_screen_wait(PassagesDialog(title, passages, self.glyphs))
        if chosen:
            article, offset = chosen.split()
            self.close(DossierChoice(article, int(offset)))

    def action_search_them(self) -> None:
        if self.view.dossier is not None:
            self.close(DossierChoice(actor=self.view.dossier.name))

    def action_by_outlet(self) -> None:
        """Quotes newest first, or by outlet."""
        self.view.by_outlet = not self.view.by_outlet
        self.view.renew()

    @leads_to_sheet
    @work(exclusive=True, group="further")
    async def action_dossier(self) -> None:
        entry = self.view.entry
        if entry is None or not entry.actor:
            self.notify("move to an actor under “seen with” first", timeout=3)
            return
        asked = await self.app.push_screen_wait(DossierScreen(self.config, entry.actor, self._asking))
        if asked is not None:
            self.close(asked)

    @leads_to_sheet
    @work(exclusive=True, group="naming")
    async def action_correct(self, do: Do) -> None:
        if self.view.dossier is not None and await self._asking.correct(do, self._key):
            self._read()

    @leads_to_sheet
    @work(exclusive=True, group="export")
    async def action_export(self) -> None:
        dossier = self.view.dossier
        if dossier is None:
            return
        table = dossier_table(dossier)
        what = f"the dossier, {counted(len(table.rows), 'row')}"
        try:
            target = await wanted_target(self.app, what, table.title)
            if target is None:
                return
            path = await exported(table, target)
        except WiresideError as error:
            self.notify(str(error), severity="warning", markup=False, timeout=8)
        else:
            self.notify(f"the dossier is in {path}", markup=False, timeout=8)
