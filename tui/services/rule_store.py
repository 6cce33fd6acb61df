"""The user's rules on boilerplate: a decision on a block becomes a rule, and can be undone.

Everything here reads files, so it is not for the event loop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct

from corpus.article import Article, Block
from corpus.errors import WiresideError
from corpus.overrides.rules import NO_RULES, Rulebook, likely_role, scope, scopes
from corpus.settings import Rule
from tui.services.rule_file import RuleFile
from tui.services.yaml_list_file import ListChange

if TYPE_CHECKING:
    from corpus.overrides.line_recurrence import LineRecurrence
    from index import Archive

_MAX_QUOTED = 40  # characters of a line in a message: it fits beside the other words at 80 columns


class RuleChoices(Struct, frozen=True):
    """The rules that could be made on a block of article `id`, the likeliest first.

    `current` is the rule that decides on it now. `recurrence` gives in how many articles of its outlet, and of all, the
    line occurs: None for fewer than three, an empty tuple until recurrence was counted.
    """

    id: str
    outlet: str | None
    line: str
    current: Rule | None
    rules: tuple[Rule, ...]
    recurrence: tuple[LineRecurrence | None, ...]


class RuleStore:
    """Hold the rules of one file, and what was changed since the reader was opened. Any thread may read `book`.

    `complain` gets each fault in the file once; while there is a fault, there are no rules. Methods that change the
    file return a message on what was done, and raise WiresideError if they can't.
    """

    def __init__(self, file: RuleFile, complain: Callable[[WiresideError], None]) -> None:
        self._file, self._complain = file, complain
        self._lock = Lock()
        self._state: tuple[int, int] | None = None
        self._book = NO_RULES
        self._history: list[tuple[str, ListChange[Rule]]] = []

    @property
    def book(self) -> Rulebook:
        """The rules, as the file has them now."""
        with self._lock:
            state = self._file.state()
            if state != self._state:
                try:
                    self._book = Rulebook(self._file.read())
                except WiresideError as error:
                    self._book = NO_RULES
                    self._complain(error)
                self._state = state
            return self._book

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, as they were when the file was last read."""
        return tuple(self._book.by_scope.values())

    def toggle(self, archive: Archive, id: str, at: int) -> str:
        """Keep block `at` of an article if it is stripped, else strip it, in this article only."""
        inferred, block, outlet = _block(archive, id, at)
        rules = Rulebook(self._file.read())
        keep = _is_stripped(block, rules.on(block.text, outlet, id))
        wanted = Rule(_line(block), None if keep else likely_role(inferred.blocks, at), None, id, _today())
        own = rules.by_scope.get(scope(wanted))
        others = Rulebook(rule for rule in rules.by_scope.values() if rule is not own)
        if own and _is_stripped(block, others.on(block.text, outlet, id)) is not keep:
            return self._change((own,), (), _message(wanted))
        return self._change((own,) if own else (), (wanted,), _message(wanted))

    def choices(self, archive: Archive, id: str, at: int) -> RuleChoices:
        """Return the rules that could be made on block `at` of an article."""
        inferred, block, outlet = _block(archive, id, at)
        current = self.book.on(block.text, outlet, id)
        role = current.role if current and current.role else likely_role(inferred.blocks, at)
        # a decision made before is likely to become a rule; else offer the opposite of the current role first
        keep_first = _is_stripped(block, current) is (current is None)
        line, today = _line(block), _today()
        rules = [
            rule
            for verdict in ((None, role) if keep_first else (role, None))
            for rule in (
                Rule(line, verdict, outlet, None, today),
                Rule(line, verdict, None, None, today),
                Rule(line, verdict, None, id, today),
            )
        ]
        choices = tuple(rule for n, rule in enumerate(rules) if outlet or n % 3)  # every third is for an outlet
        return RuleChoices(id, outlet, line, current, choices, archive.standings(block.text, outlet))

    def add(self, rule: Rule, choices: RuleChoices) -> str:
        """Add one of these rules, and remove those that would win over it here."""
        by_precedence = scopes(rule.line, choices.outlet, choices.id)
        replaced = by_precedence[: by_precedence.index(scope(rule)) + 1]
        return self._change([old for old in self._file.read() if scope(old) in replaced], (rule,), _message(rule))

    def remove(self, rule: Rule) -> str:
        """Remove a rule."""
        return self._change((rule,), (), f"removed the rule on {_quoted(rule.line)}")

    def undo(self) -> str | None:
        """Undo the last change, and return its message, or None if there is none."""
        if not self._history:
            return None
        message, change = self._history[-1]
        self._file.undo(change)
        self._history.pop()
        return message

    def _change(self, remove: Sequence[Rule], add: Sequence[Rule], message: str) -> str:
        self._history.append((message, self._file.change(remove, add)))
        return message


def scope_in_words(rule: Rule) -> str:
    """Return which articles a rule is about, in words."""
    return "in this article" if rule.article else f"for {rule.outlet or 'all outlets'}"


def _block(archive: Archive, id: str, at: int) -> tuple[Article, Block, str | None]:
    """Return an article without the user's rules, its block, and its outlet."""
    inferred = archive.article(id)
    return inferred, inferred.blocks[at], inferred.outlet_name


def _is_stripped(block: Block, rule: Rule | None) -> bool:
    return block.stripped if rule is None else rule.role is not None


def _line(block: Block) -> str:
    return " ".join(block.text.split())


def _today() -> str:
    return date.today().isoformat()


def _message(rule: Rule) -> str:
    action = f"stripped as {rule.role.value}" if rule.role else "kept"
    return f"{action} {scope_in_words(rule)}: {_quoted(rule.line)}"


def _quoted(line: str) -> str:
    return f"“{line if len(line) <= _MAX_QUOTED else line[: _MAX_QUOTED - 1].rstrip() + '…'}”"
