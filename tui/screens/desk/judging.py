"""The user has the last word on a block: keep it, strip it, make a rule of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from corpus.errors import WiresideError
from corpus.settings import Rule
from tui.pages.line import Piece
from tui.screens.desk.base import Desk
from tui.screens.dialogs import ChoiceDialog
from tui.services.rule_store import RuleChoices, RuleStore, scope_in_words
from tui.terminal.type_ahead import leads_to_sheet
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from index import Archive

_FORGET = "forget"


class Judging(Desk):
    """What can be done to the block under the cursor."""

    @work(group="judge")
    async def action_toggle_block(self) -> None:
        found = self._at_block()
        if found is not None:
            id, at = found
            await self._decide(lambda rules, archive: rules.toggle(archive, id, at))

    @leads_to_sheet
    @work(group="judge")
    async def action_rule(self) -> None:
        found = self._at_block()
        if found is None:
            return
        id, at = found
        try:
            offers = await self.search_service.rule(lambda rules, archive: rules.choices(archive, id, at))
        except WiresideError as error:
            self.warn(error)
            return
        title = (Piece("Rule for  ", "strong"), Piece(f"“{offers.line}”", "text"))
        choices = _choices(offers)
        chosen = await self.app.push_screen_wait(ChoiceDialog(title, lambda _: choices))
        if chosen == _FORGET and (made := offers.current) is not None:
            await self._decide(lambda rules, _: rules.remove(made))
        elif chosen:
            rule = offers.rules[int(chosen)]
            await self._decide(lambda rules, _: rules.add(rule, offers))

    async def _decide(self, decide: Callable[[RuleStore, Archive], str]) -> None:
        """Change the rules, tell what was done, and show it."""
        try:
            said = await self.search_service.rule(decide)
        except WiresideError as error:
            self.warn(error)
            return
        self.done(said, self._take_rule_back)
        await self.show_anew()

    async def _take_rule_back(self) -> None:
        await self.search_service.rule(lambda rules, _: rules.undo())
        await self.show_anew()

    def _at_block(self) -> tuple[str, int] | None:
        """The article, and its block under the cursor; says how to get to one where there is none."""
        shown = self.article.shown
        if shown is not None and self.article.block is not None:
            return shown.article.id, self.article.at_block
        self.notify(f"go to a block first: {self.key('next_block')} or {self.key('next_any_block')}", timeout=4)
        return None


def _choices(offers: RuleChoices) -> list[Choice]:
    """The rules that are offered, under what they do."""
    choices: list[Choice] = []
    verdict: object = offers
    for n, rule in enumerate(offers.rules):
        if rule.role is not verdict:
            verdict = rule.role
            choices += [Choice("")] if choices else []
            choices.append(Choice(f"strip it as {rule.role.value}" if rule.role else "keep it"))
        choices.append(Choice(f"  {scope_in_words(rule)}", _counted(rule, offers), value=str(n)))
    if offers.current is not None:
        choices += [Choice(""), Choice("as it was without your rule", scope_in_words(offers.current), value=_FORGET)]
    return choices


def _counted(rule: Rule, offers: RuleChoices) -> str:
    """In how many articles the line of a rule stands."""
    if not offers.recurrence or rule.article:
        return ""
    standing = offers.recurrence[0 if rule.outlet else 1]
    if standing is None:
        return "found in fewer than three articles"
    its = "its " if rule.outlet else ""
    return f"found in {standing.articles:,} of {its}{standing.of:,} articles"
