"""The user has the last word on a block: keep it, strip it, make a rule of it, take that back; and why it is so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from corpus.errors import WiresideError
from corpus.settings import Rule
from tui.commands import written
from tui.judge import Judge, Offers, where
from tui.librarian import Librarian
from tui.lines.line import Piece
from tui.screens.frame import Frame
from tui.screens.sheets import ChoiceSheet, TextSheet
from tui.screens.writing import why_sheet
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from index.archive import Archive

WHY = (Piece("Why", "strong"), Piece("  what was inferred, from what, and how sure it is", "muted"))
_FORGET = "forget"


class Judging(Frame):
    """What can be done to the block under the cursor."""

    librarian: Librarian

    async def show_anew(self) -> None:
        """Show article and hits as the rules are now."""

    def can_undo(self, said: str, back: Callable[[], object] | None) -> None:
        """Remember that something was done, in order; without `back` it was a rule."""

    async def undo_own(self) -> bool:
        """Take back what was done last elsewhere; False where there is nothing."""
        return False

    def warn(self, error: WiresideError) -> None:
        """Tell of an error."""

    def action_why(self) -> None:
        shown, block = self.article.shown, self.article.block
        if shown is not None:
            self.app.push_screen(TextSheet(WHY, lambda width: why_sheet(shown.article, block, width, self.glyphs)))

    @work(group="judge")
    async def action_judge(self) -> None:
        found = self._at_block()
        if found is not None:
            id, at = found
            await self._decide(lambda judge, archive: judge.turn(archive, id, at))

    @work(group="judge")
    async def action_rule(self) -> None:
        found = self._at_block()
        if found is None:
            return
        id, at = found
        try:
            offers = await self.librarian.rule(lambda judge, archive: judge.offers(archive, id, at))
        except WiresideError as error:
            self.warn(error)
            return
        title = (Piece("Rule for  ", "strong"), Piece(f"“{offers.line}”", "text"))
        choices = _choices(offers)
        chosen = await self.app.push_screen_wait(ChoiceSheet(title, lambda _: choices))
        if chosen == _FORGET and (made := offers.made) is not None:
            await self._decide(lambda judge, _: judge.forget(made))
        elif chosen:
            rule = offers.rules[int(chosen)]
            await self._decide(lambda judge, _: judge.make(rule, offers))

    @work(group="judge")
    async def action_undo(self) -> None:
        if await self.undo_own():
            return
        try:
            said = await self.librarian.rule(lambda judge, _: judge.undo())
        except WiresideError as error:
            self.warn(error)
            return
        if said is None:
            self.notify("nothing to take back", timeout=3)
        else:
            self.notify(f"taken back: {said}", markup=False, timeout=4)
            await self.show_anew()

    async def _decide(self, decide: Callable[[Judge, Archive], str]) -> None:
        """Change the rules, tell what was done, and show it."""
        try:
            said = await self.librarian.rule(decide)
        except WiresideError as error:
            self.warn(error)
            return
        self.can_undo(said, None)
        back = " ".join(map(written, self.config.keys.get("undo", ())[:1]))
        self.notify(f"{said} · {back} takes it back", markup=False, timeout=4)
        await self.show_anew()

    def _at_block(self) -> tuple[str, int] | None:
        """The article, and its block under the cursor; says how to get to one where there is none."""
        shown = self.article.shown
        if shown is not None and self.article.block is not None:
            return shown.article.id, self.article.at_block
        keys = [written(key) for id in ("next_block", "next_any_block") for key in self.config.keys.get(id, ())[:1]]
        self.notify(f"go to a block first: {' or '.join(keys)}", timeout=4)
        return None


def _choices(offers: Offers) -> list[Choice]:
    """The rules that are offered, under what they do."""
    choices: list[Choice] = []
    verdict: object = offers
    for n, rule in enumerate(offers.rules):
        if rule.role is not verdict:
            verdict = rule.role
            choices += [Choice("")] if choices else []
            choices.append(Choice(f"strip it as {rule.role.value}" if rule.role else "keep it"))
        choices.append(Choice(f"  {where(rule)}", _counted(rule, offers), value=str(n)))
    if offers.made is not None:
        choices += [Choice(""), Choice("as it was without your rule", where(offers.made), value=_FORGET)]
    return choices


def _counted(rule: Rule, offers: Offers) -> str:
    """In how many articles the line of a rule stands."""
    if not offers.standings or rule.article:
        return ""
    standing = offers.standings[0 if rule.outlet else 1]
    if standing is None:
        return "stands in fewer than three articles"
    its = "its " if rule.outlet else ""
    return f"stands in {standing.articles:,} of {its}{standing.of:,} articles"
