"""What `u`, `R` and `^z` do: the user's word on a block becomes a rule, and can be taken back.

It reads files, so nothing here is for the event loop; all but `book` is for one thread, that of the librarian.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from corpus.article import Article, Block
from corpus.errors import WiresideError
from corpus.overrides.rules import NO_RULES, Rulebook, likely_role, scope, scopes
from corpus.settings import Rule
from tui.list_file import Change
from tui.rules_file import RulesFile

if TYPE_CHECKING:
    from corpus.overrides.line_recurrence import LineRecurrence
    from index.archive import Archive

_SHOWN = 40


class Offers(Struct, frozen=True):
    """The rules that could be made on a block of article `id`, the likeliest first; `made` is the one that decides now.

    `standings` say in how many articles of its outlet the line stands, and in how many of all: None where in fewer than
    three, an empty tuple while nobody has counted.
    """

    id: str
    outlet: str | None
    line: str
    made: Rule | None
    rules: tuple[Rule, ...]
    standings: tuple[LineRecurrence | None, ...]


class Judge:
    """The user's rules, and what was done to them since the reader was opened.

    `complain` is told once of each fault in the file; with a fault there are no rules. Methods that change the file
    raise WiresideError where they can't.
    """

    def __init__(self, file: RulesFile, complain: Callable[[WiresideError], None]) -> None:
        self._file, self._complain = file, complain
        self._state: tuple[int, int] | None = None
        self._reading = threading.Lock()
        self._book = NO_RULES
        self._done: list[tuple[str, Change[Rule]]] = []

    @property
    def book(self) -> Rulebook:
        """The rules, as the file has them now. Any thread may ask; one that comes while another reads waits for it."""
        with self._reading:
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

    def turn(self, archive: Archive, id: str, at: int) -> str:
        """Keep block `at` of an article if it is stripped, else strip it, in this article; says what was done."""
        inferred, block, outlet = _block(archive, id, at)
        rules = Rulebook(self._file.read())
        keep = _stripped(block, rules.on(block.text, outlet, id))
        wanted = Rule(_line(block), None if keep else likely_role(inferred.blocks, at), None, id, _today())
        own = rules.by_scope.get(scope(wanted))
        others = Rulebook(rule for rule in rules.by_scope.values() if rule is not own)
        if own and _stripped(block, others.on(block.text, outlet, id)) is not keep:
            return self._change((own,), (), _said(wanted))
        return self._change((own,) if own else (), (wanted,), _said(wanted))

    def offers(self, archive: Archive, id: str, at: int) -> Offers:
        """The rules that could be made on block `at` of an article."""
        inferred, block, outlet = _block(archive, id, at)
        made = self.book.on(block.text, outlet, id)
        role = made.role if made and made.role else likely_role(inferred.blocks, at)
        # what was decided before is likely to become a rule, else the contrary of what is
        keep_first = _stripped(block, made) is (made is None)
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
        offered = tuple(rule for n, rule in enumerate(rules) if outlet or n % 3)
        return Offers(id, outlet, line, made, offered, archive.standings(block.text, outlet))

    def make(self, rule: Rule, offers: Offers) -> str:
        """Make one of these rules, in the place of those that would win over it here; says what was done."""
        every = scopes(rule.line, offers.outlet, offers.id)
        outdone = every[: every.index(scope(rule)) + 1]
        return self._change([old for old in self._file.read() if scope(old) in outdone], (rule,), _said(rule))

    def forget(self, rule: Rule) -> str:
        """Take a rule out; says what was done."""
        return self._change((rule,), (), f"no rule any more on {_shortened(rule.line)}")

    def undo(self) -> str | None:
        """Take back the last change; says what that was, None where there is none."""
        if not self._done:
            return None
        said, change = self._done[-1]
        self._file.take_back(change)
        self._done.pop()
        return said

    def _change(self, out: Sequence[Rule], into: Sequence[Rule], said: str) -> str:
        self._done.append((said, self._file.change(out, into)))
        return said


def where(rule: Rule) -> str:
    """Where a rule counts, in words."""
    return "in this article" if rule.article else f"for {rule.outlet or 'all outlets'}"


def _block(archive: Archive, id: str, at: int) -> tuple[Article, Block, str | None]:
    """An article without the user's rules, its block, and its outlet."""
    inferred = archive.article(id)
    return inferred, inferred.blocks[at], inferred.outlet_name


def _stripped(block: Block, rule: Rule | None) -> bool:
    return block.stripped if rule is None else rule.role is not None


def _line(block: Block) -> str:
    return " ".join(block.text.split())


def _today() -> str:
    return date.today().isoformat()


def _said(rule: Rule) -> str:
    done = f"stripped as {rule.role.value}" if rule.role else "kept"
    return f"{done} {where(rule)}: {_shortened(rule.line)}"


def _shortened(line: str) -> str:
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + '…'}”"
