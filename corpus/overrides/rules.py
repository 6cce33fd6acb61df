"""The user's rules: applied last, they win over everything that was inferred.

What is about one article wins over what is about an outlet, and that over what is about all. What was inferred of the
article as a whole (its outlet, its date) stays: a rule is about a block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.article import Block, Role
from corpus.overrides.line_key import line_key
from corpus.settings import Rule
from corpus.text.calendar import SHORT_MONTHS

Scope = tuple[str, str | None, str | None]

_BY_HAND = ("you ", "your rule")


class Rulebook:
    """Rules that can be looked up. Of two on the same line and about the same articles the later one counts."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.by_scope: dict[Scope, Rule] = {}
        for rule in rules:
            self.by_scope.pop(scope(rule), None)
            self.by_scope[scope(rule)] = rule
        self._lines = {line for line, _, _ in self.by_scope}
        self._begin = {line[:1] for line in self._lines}

    def __bool__(self) -> bool:
        return bool(self.by_scope)

    def on(self, text: str, outlet: str | None, article: str) -> Rule | None:
        """Return the rule that decides on a block of this text, None where there is none."""
        first = text[:1].casefold()[:1]
        if ("#" if first.isdecimal() else first) not in self._begin or (line := line_key(text)) not in self._lines:
            return None
        return next((rule for one in scopes(line, outlet, article) if (rule := self.by_scope.get(one))), None)

    def apply(self, blocks: Sequence[Block], outlet: str | None, article: str) -> tuple[Block, ...]:
        """Return the blocks as the user wants them; all of them, in order."""
        if not self._lines:
            return tuple(blocks)
        return tuple(
            block if (rule := self.on(block.text, outlet, article)) is None else apply_rule(block, rule)
            for block in blocks
        )


NO_RULES = Rulebook()


def scopes(line: str, outlet: str | None, article: str) -> tuple[Scope, ...]:
    """Return the scopes of rules on a line, the narrowest first: the article, its outlet, all. The first with a rule
    wins.
    """
    about_all, about_article = (line_key(line), None, None), (line_key(line), None, article)
    return (
        (about_article, (line_key(line), outlet.casefold(), None), about_all) if outlet else (about_article, about_all)
    )


def scope(rule: Rule) -> Scope:
    """Return the scope of a rule: a line, and an outlet (in lower case) or an article, or None twice for all
    articles.
    """
    if rule.article is not None:
        return line_key(rule.line), None, rule.article
    return line_key(rule.line), rule.outlet.casefold() if rule.outlet else None, None


def apply_rule(block: Block, rule: Rule) -> Block:
    """Return the block as a rule wants it. What is kept and was read before keeps its role, else it is body."""
    kept = Role.BODY if block.stripped else block.role
    return block.judged(rule.role or kept, rule_reason(rule), 1.0)


def rule_reason(rule: Rule) -> str:
    """Return why a block is what it is, where this rule says so: "your rule of 22 Nov 2026 for The Lantern"."""
    of = f" of {_written(rule.made)}" if rule.made else ""
    if rule.article is not None:
        return f"you {'stripped' if rule.role else 'kept'} this{of.replace(' of ', ' on ')}"
    return f"your rule{of} for {rule.outlet or 'all outlets'}"


def is_by_rule(block: Block) -> bool:
    """Return whether a rule of the user decided on this block."""
    return block.confidence == 1.0 and block.reason.startswith(_BY_HAND)


def likely_role(blocks: Sequence[Block], at: int) -> Role:
    """As what a block would be stripped: as its nearest stripped neighbour is, else as promo."""
    if blocks[at].stripped:
        return blocks[at].role
    beside = (blocks[i].role for i in (at + 1, at - 1) if 0 <= i < len(blocks))
    return next((role for role in beside if role.stripped and role is not Role.DUPLICATE), Role.PROMO)


def _written(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)} {SHORT_MONTHS[int(month) - 1]} {year}"
