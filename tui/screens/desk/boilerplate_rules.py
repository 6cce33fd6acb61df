"""Boilerplate rules: the user keeps or strips a block, or makes a rule for its line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from corpus.errors import WiresideError
from corpus.settings import Rule
from tui.pages.line import Piece
from tui.screens.desk.shell import Shell
from tui.screens.desk.undo import UndoStack
from tui.screens.dialogs import ChoiceDialog
from tui.services.rule_store import RuleChoices, RuleStore, scope_in_words
from tui.services.search_service import SearchService
from tui.widgets.article_pane import ArticlePane
from tui.widgets.choices import Choice

_REMOVE = "remove"


class BoilerplateRules:
    """Changes rules about the block under the cursor; `show_again` is awaited after each change."""

    def __init__(
        self,
        shell: Shell,
        undo: UndoStack,
        service: SearchService,
        rules: RuleStore,
        pane: ArticlePane,
        show_again: Callable[[], Awaitable[None]],
    ) -> None:
        self._shell = shell
        self._undo = undo
        self._service = service
        self._rules = rules
        self._pane = pane
        self._show_again = show_again

    async def toggle_block(self) -> None:
        """Keep the block if it is stripped, else strip it, in this article."""
        at_block = self._at_block()
        if at_block is not None:
            id, at = at_block
            await self._change(self._service.ask_archive(self._rules.toggle, id, at))

    async def choose_rule(self) -> None:
        """Offer the rules that could be made for the line of the block, and make the one that is chosen."""
        at_block = self._at_block()
        if at_block is None:
            return
        id, at = at_block
        try:
            offers = await self._service.ask_archive(self._rules.choices, id, at)
        except WiresideError as error:
            self._shell.warn(error)
            return
        title = (Piece("Rule for  ", "strong"), Piece(f"“{offers.line}”", "text"))
        choices = rule_choices(offers)
        chosen = await self._shell.ask(ChoiceDialog(title, lambda _: choices))
        if chosen == _REMOVE and offers.current is not None:
            await self._change(self._service.run(self._rules.remove, offers.current))
        elif chosen:
            await self._change(self._service.run(self._rules.add, offers.rules[int(chosen)], offers))

    async def _change(self, change: Awaitable[str]) -> None:
        """Change the rules, report what was done, and show it."""
        try:
            done = await change
        except WiresideError as error:
            self._shell.warn(error)
            return
        self._undo.push_and_report(done, self._undo_rule)
        await self._show_again()

    async def _undo_rule(self) -> None:
        await self._service.run(self._rules.undo)
        await self._show_again()

    def _at_block(self) -> tuple[str, int] | None:
        """Return the article and the block under the cursor; if there is none, report how to get to one."""
        shown = self._pane.shown
        if shown is not None and self._pane.block is not None:
            return shown.article.id, self._pane.at_block
        keys = " or ".join(filter(None, map(self._shell.key, ("next_block", "next_any_block"))))
        self._shell.report("go to a block first" + (f": {keys}" if keys else ""))
        return None


def rule_choices(offers: RuleChoices) -> list[Choice]:
    """Return the rules that are offered, under what they do."""
    choices: list[Choice] = []
    verdict: object = offers
    for n, rule in enumerate(offers.rules):
        if rule.role is not verdict:
            verdict = rule.role
            choices += [Choice("")] if choices else []
            choices.append(Choice(f"strip it as {rule.role.value}" if rule.role else "keep it"))
        choices.append(Choice(f"  {scope_in_words(rule)}", _frequency(rule, offers), value=str(n)))
    if offers.current is not None:
        choices += [Choice(""), Choice("as it was without your rule", scope_in_words(offers.current), value=_REMOVE)]
    return choices


def _frequency(rule: Rule, offers: RuleChoices) -> str:
    """Return in how many articles the line of a rule recurs, in words."""
    if not offers.recurrence or rule.article:
        return ""
    recurrence = offers.recurrence[0 if rule.outlet else 1]
    if recurrence is None:
        return "found in fewer than three articles"
    its = "its " if rule.outlet else ""
    return f"found in {recurrence.articles:,} of {its}{recurrence.of:,} articles"
