"""From what a user typed to a query. Nothing that is typed fails.

The language: words are joined by AND, which binds closer than OR. `-word` or NOT excludes, parentheses group,
`"a phrase"` finds these very words in a row, `"talks"` and `=talks` for this form alone, `"near words"~5` for
words at most five apart, `pre*` and `wi*d` for all words like that, `fuzzy~` for words one letter off.

`title:` `outlet:` `by:` look there alone, `actor:` at who is named, `said:` at who is quoted and with which words.
`date:` `since:` `before:` take dates in figures or words, `lang:` a code, `path:` part of a path, `story:` the id of an
article of it, `is:` and `tag:` what the user noted. Operators are in capitals, fields in any case. What makes no sense
is searched as words, or left out and named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from index.query.clauses import (
    And,
    Clause,
    Everything,
    Field,
    Fuzzy,
    LeftOut,
    Named,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Said,
    Wildcard,
    Word,
)
from index.query.explain import read_aloud
from index.query.field_values import STATES, value_of
from index.query.lexer import FIELDS, OPERATORS, Token, Typed
from index.terms import fold, words

__all__ = ["FIELDS", "STATES", "LeftOut", "Query", "parse"]

_MOST_WORDS = 200
_DEEPEST = 40
_WIDEST = 99

_IN_FIELD: dict[str, Field] = {"title": "title", "outlet": "outlet", "by": "by"}
_UNKNOWN_FIELD = re.compile(r"([^\W\d_]+):(?!//)(?=.)")
_NEAR = re.compile(r"~([0-9]*)$")


def parse(text: str, *, typing: bool = False, today: date | None = None) -> Query:
    """Understand what was typed. Never fails: what makes no sense is searched as words, or named in `left_out`.

    With `typing` the user is still at the last word, so it matches every word that begins with it. `today` is what
    "last week" is seen from; without it, the clock of the machine.
    """
    reading = _Reading(text, typing, today or date.today())
    clause = reading.whole()
    left_out = tuple(sorted(reading.typed.left_out, key=lambda part: part.start))
    return Query(text, clause, left_out, read_aloud(clause), typing)


class _Reading:
    """One reading of a typed text, by recursive descent over its tokens."""

    def __init__(self, text: str, typing: bool, today: date) -> None:
        self.typed = Typed(text, typing)
        self._today = today
        self._words = 0

    def whole(self) -> Clause:
        parts = []
        while self.typed.next:
            parts.append(self._either(None, 0))
            if closing := self.typed.take("close"):
                self.typed.leave_out(closing.start, closing.end, "nothing is open that this could close")
        return _all_of([part for part in parts if part])

    def _either(self, field: Field | None, depth: int) -> Clause | None:
        choices = [self._together(field, depth)]
        while operator := self.typed.take("OR"):
            choices.append(self._together(field, depth))
            if (choices[-1] is None or choices[-2] is None) and not self.typed.unfinished(operator.end):
                self.typed.leave_out(operator.start, operator.end, "OR stands between two words")
        found = [choice for choice in choices if choice]
        return Or(tuple(found)) if len(found) > 1 else found[0] if found else None

    def _together(self, field: Field | None, depth: int) -> Clause | None:
        parts = []
        while (token := self.typed.next) and token.kind not in ("close", "OR"):
            if not self.typed.take("AND"):
                parts.append(self._one(field, depth))
        found = [part for part in parts if part]
        return _all_of(found) if found else None

    def _one(self, field: Field | None, depth: int) -> Clause | None:
        excluded, operator = False, None
        while token := self.typed.take("NOT", "minus"):
            excluded, operator = not excluded, token
        clause = self._atom(field, depth, excluded)
        if clause is None and operator and not self.typed.unfinished(operator.end) and self.typed.next is None:
            self.typed.leave_out(operator.start, operator.end, "nothing follows to exclude")
        return Not(clause) if clause and excluded else clause

    def _atom(self, field: Field | None, depth: int, excluded: bool) -> Clause | None:
        token = self.typed.next
        if token is None or token.kind in ("close", "AND", "OR"):
            return None
        self.typed.take()
        match token.kind:
            case "open":
                return self._group(token, field, depth, excluded)
            case "field":
                return self._in_field(token, depth, excluded)
            case "quote":
                return self._phrase(token, field)
            case _:
                return self._word(token, field, excluded)

    def _group(self, token: Token, field: Field | None, depth: int, excluded: bool) -> Clause | None:
        if depth >= _DEEPEST:
            self.typed.leave_out(token.start, token.end, "too many parentheses")
            return self._atom_after(field, depth + 1, excluded)
        clause = self._either(field, depth + 1)
        self.typed.take("close")
        return clause

    def _atom_after(self, field: Field | None, depth: int, excluded: bool) -> Clause | None:
        while self.typed.take("open"):
            pass
        return self._atom(field, depth, excluded)

    def _in_field(self, name: Token, depth: int, excluded: bool) -> Clause | None:
        value = self.typed.next
        if depth > _DEEPEST and value is not None and value.kind == "open":
            self.typed.take("open")
            self.typed.leave_out(name.start, value.end, "too many parentheses")
            return None
        kind = name.text.rstrip(":").lower()
        if value is None or value.start > name.end or value.kind not in ("word", "quote", "open", *OPERATORS):
            if not self.typed.unfinished(name.end):
                self.typed.leave_out(name.start, name.end, f"nothing follows “{kind}:”")
            return None
        if kind in _IN_FIELD:
            return self._atom(_IN_FIELD[kind], depth, excluded)
        if kind in ("actor", "said"):
            inner = self._atom(None, depth, excluded)
            return _about(inner, Named if kind == "actor" else Said) if inner else None
        return value_of(kind, self.typed, name, self._today)

    def _phrase(self, token: Token, field: Field | None) -> Clause | None:
        near = _NEAR.search(token.text)
        text = token.text[: near.start()] if near else token.text
        closed = len(text) > 1 and text[-1] in '"”'
        inner = text[1:-1] if closed else text[1:]
        found = words(inner)
        if near and len(found) > 1:
            self._words += len(found)
            return Near(tuple(found), min(_WIDEST, max(1, int(near[1] or 5))), field)
        begun = inner.endswith("*") or (not closed and self.typed.unfinished(token.end) and inner[-1:].isalnum())
        return self._words_in_a_row(token, found, field, begun)

    def _word(self, token: Token, field: Field | None, excluded: bool) -> Clause | None:
        if field is None and (unknown := _UNKNOWN_FIELD.match(token.text)):
            return self._unknown_field(token, unknown, excluded)
        return self._plain_word(token, field, excluded)

    def _plain_word(self, token: Token, field: Field | None, excluded: bool) -> Clause | None:
        text = token.text
        if not text.strip("*"):
            return Everything()
        found = words(text)
        if text.startswith("=") and len(found) == 1:
            return Word(found[0], field, exact=True)
        if text.endswith("~") and len(found) == 1:
            return Fuzzy(found[0], field)
        if "*" in text.rstrip("*") or ("?" in text.rstrip("?*") or ("?" in text and "*" in text)):
            if pattern := _pattern_of(text):
                return Wildcard(pattern, field)
            if "*" in text:
                self.typed.leave_out(token.start, token.end, "* stands only in a word", " ".join(found))
        begun = text.endswith("*") or (self.typed.unfinished(token.end) and text[-1:].isalnum() and not excluded)
        return self._words_in_a_row(token, found, field, begun)

    def _unknown_field(self, token: Token, name: re.Match[str], excluded: bool) -> Clause | None:
        middle = token.start + name.end()
        self.typed.leave_out(
            token.start, middle, f"“{name[1]}:” is no field, so it is searched as a word", _nearest_field(name[1])
        )
        before = self._words_in_a_row(token._replace(text=name[1], end=middle), words(name[1]), None, False)
        after = self._plain_word(token._replace(text=token.text[name.end() :], start=middle), None, excluded)
        return _all_of([part for part in (before, after) if part])

    def _words_in_a_row(self, token: Token, found: list[str], field: Field | None, begun: bool) -> Clause | None:
        if not found:
            if not self.typed.unfinished(token.end):
                self.typed.leave_out(token.start, token.end, f"there is no word in “{token.text}”")
            return None
        self._words += len(found)
        if self._words > _MOST_WORDS:
            self.typed.leave_out(token.start, token.end, f"only the first {_MOST_WORDS} words are searched")
            return None
        if len(found) == 1 and token.kind != "quote":
            return Word(found[0], field, begun)
        if len(found) == 1:
            return Word(found[0], field, begun, exact=not begun)
        return Phrase(tuple(found), field, begun)


def _about(clause: Clause, kind: Callable[[tuple[str, ...], bool], Named | Said]) -> Clause:
    """The clause with names where it has words; words that are joined by AND are one name."""
    match clause:
        case And(clauses) if all(isinstance(part, Word) for part in clauses):
            named = [part for part in clauses if isinstance(part, Word)]
            return kind(tuple(part.text for part in named), named[-1].prefix)
        case And(clauses):
            return And(tuple(_about(part, kind) for part in clauses))
        case Or(clauses):
            return Or(tuple(_about(part, kind) for part in clauses))
        case Not(inner):
            return Not(_about(inner, kind))
        case Word(text, _, prefix):
            return kind((text,), prefix)
        case Phrase(row, _, prefix):
            return Said(row, prefix, name=True) if kind is Said else kind(row, prefix)
        case Fuzzy(text):
            return kind((text,), False)
        case _:
            return clause


def _pattern_of(text: str) -> str:
    """The wildcard folded; nothing where it is more than one word, or has too few letters."""
    pieces = re.split(r"([*?])", text)
    letters = "".join(piece for piece in pieces if piece not in ("*", "?"))
    folded = "".join(piece if piece in ("*", "?") else fold(piece) for piece in pieces)
    return re.sub(r"\*{2,}", "*", folded) if len(letters) > 1 and len(words(letters)) == 1 and letters.isalnum() else ""


def _nearest_field(name: str) -> str:
    from difflib import get_close_matches

    nearest = get_close_matches(name.casefold(), FIELDS, 1, 0.7)
    return f"{nearest[0]}:" if nearest else f"{name} "


def _all_of(parts: list[Clause]) -> Clause:
    """The clauses joined by AND, flat."""
    flat: list[Clause] = []
    for part in parts:
        flat.extend(part.clauses if isinstance(part, And) else [part])
    narrowing = [part for part in flat if not isinstance(part, Everything)]
    return And(tuple(narrowing)) if len(narrowing) > 1 else narrowing[0] if narrowing else Everything()
