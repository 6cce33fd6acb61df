"""From what a user typed to a query. Nothing that is typed fails.

The language: words are joined by AND, which binds closer than OR. `-word` or NOT excludes, parentheses group,
`"a phrase"` stands for these very words in a row, `pre*` for all words that begin so. `title:` `outlet:` `by:` look
there alone, `date:` takes a year, month or day or a range (`2013-05..2014`), `lang:` a code, `path:` part of a path.
Operators are in capitals, fields in any case. What makes no sense is searched as words, or left out and named.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.clauses import (
    And,
    Clause,
    Everything,
    Field,
    Language,
    LeftOut,
    Not,
    Or,
    PathPart,
    Phrase,
    Query,
    Word,
)
from index.dates import read_dates
from index.plain_words import read_aloud
from index.words import words

__all__ = ["LeftOut", "Query", "parse"]

_LONGEST = 4_000
_MOST_WORDS = 200
_DEEPEST = 40

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | (?P<minus>-+)(?=[^\s-])
      | (?P<field>title|outlet|by|date|lang|path):
      | (?P<quote>"[^"]*"? | “[^”]*”?)
      | (?P<word>[^\s()"“”]+)
    )""",
    re.X | re.I,
)
_OPERATORS = ("AND", "OR", "NOT")
_FIELDS: dict[str, Field] = {"title": "title", "outlet": "outlet", "by": "by"}
_UNKNOWN_FIELD = re.compile(r"([^\W\d_]+):(?!//)(?=.)")
_GOES_ON = re.compile(r"(?:last|this|next|past|since|before|after|[a-z]{3,9})", re.I)
_UNFINISHED_DATE = re.compile(r"[\d.-]*")


def parse(text: str, *, typing: bool = False) -> Query:
    """Understand what was typed. Never fails: what makes no sense is searched as words, or named in `left_out`.

    With `typing` the user is still at the last word, so it stands for every word that begins with it.
    """
    reading = _Reading(text, typing)
    clause = reading.whole()
    left_out = tuple(sorted(reading.left_out, key=lambda part: part.start))
    return Query(text, clause, left_out, read_aloud(clause), typing)


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class _Reading:
    """One reading of a typed text, by recursive descent over its tokens."""

    def __init__(self, text: str, typing: bool) -> None:
        self.left_out: list[LeftOut] = []
        self._tokens = _tokens(text[:_LONGEST])
        self._at = 0
        self._words = 0
        self._typed_to = len(text) if typing else -1
        if len(text) > _LONGEST:
            self._leave_out(_LONGEST, len(text), f"only the first {_LONGEST:,} characters are read")

    def whole(self) -> Clause:
        parts = []
        while self._next():
            parts.append(self._either(None, 0))
            if closing := self._take("close"):
                self._leave_out(closing.start, closing.end, "nothing is open that this could close")
        return _all_of([part for part in parts if part])

    def _either(self, field: Field | None, depth: int) -> Clause | None:
        choices = [self._together(field, depth)]
        while operator := self._take("OR"):
            choices.append(self._together(field, depth))
            if (choices[-1] is None or choices[-2] is None) and operator.end != self._typed_to:
                self._leave_out(operator.start, operator.end, "OR stands between two words")
        found = [choice for choice in choices if choice]
        return Or(tuple(found)) if len(found) > 1 else found[0] if found else None

    def _together(self, field: Field | None, depth: int) -> Clause | None:
        parts = []
        while (token := self._next()) and token.kind not in ("close", "OR"):
            if not self._take("AND"):
                parts.append(self._one(field, depth))
        found = [part for part in parts if part]
        return _all_of(found) if found else None

    def _one(self, field: Field | None, depth: int) -> Clause | None:
        excluded, operator = False, None
        while token := self._take("NOT", "minus"):
            excluded, operator = not excluded, token
        clause = self._atom(field, depth, excluded)
        if clause is None and operator and operator.end != self._typed_to and self._next() is None:
            self._leave_out(operator.start, operator.end, "nothing follows to exclude")
        return Not(clause) if clause and excluded else clause

    def _atom(self, field: Field | None, depth: int, excluded: bool) -> Clause | None:
        token = self._next()
        if token is None or token.kind in ("close", "AND", "OR"):
            return None
        self._at += 1
        match token.kind:
            case "open":
                return self._group(token, field, depth, excluded)
            case "field":
                return self._in_field(token, depth, excluded)
            case "quote":
                return self._phrase(token, field)
            case _:
                return self._word(token, field, excluded)

    def _group(self, token: _Token, field: Field | None, depth: int, excluded: bool) -> Clause | None:
        if depth >= _DEEPEST:
            self._leave_out(token.start, token.end, "too many parentheses")
            return self._atom_after(field, depth, excluded)
        clause = self._either(field, depth + 1)
        self._take("close")
        return clause

    def _atom_after(self, field: Field | None, depth: int, excluded: bool) -> Clause | None:
        while self._take("open"):
            pass
        return self._atom(field, depth, excluded)

    def _in_field(self, name: _Token, depth: int, excluded: bool) -> Clause | None:
        value = self._next()
        kind = name.text.rstrip(":").lower()
        if value is None or value.start > name.end or value.kind not in ("word", "quote", "open", *_OPERATORS):
            if name.end != self._typed_to:
                self._leave_out(name.start, name.end, f"nothing follows “{kind}:”")
            return None
        if kind in _FIELDS:
            return self._atom(_FIELDS[kind], depth, excluded)
        if value.kind == "open":
            self._leave_out(name.start, name.end, f"“{kind}:” takes no parentheses, so it is left out")
            return None
        self._at += 1
        written = value.text.strip('"“”') if value.kind == "quote" else value.text
        match kind:
            case "date":
                return self._dates(name, value, written)
            case "lang":
                return self._language(name, value, written)
            case _:
                return self._path(name, value, written)

    def _dates(self, name: _Token, value: _Token, written: str) -> Clause | None:
        if dates := read_dates(written.strip()):
            return dates
        if value.end == self._typed_to and _UNFINISHED_DATE.fullmatch(written):
            return None
        end = value.end
        if value.kind == "word" and _GOES_ON.fullmatch(written) and (following := self._take("word")):
            written, end = f"{written} {following.text}", following.end
        self._leave_out(name.start, end, f"“{written}” is not a date, so the date is left out")
        return None

    def _language(self, name: _Token, value: _Token, written: str) -> Clause | None:
        code = written.strip().lower()
        if re.fullmatch(r"[a-z]{2,3}", code, re.A):
            return Language(code)
        if value.end != self._typed_to:
            self._leave_out(name.start, value.end, f"“{written}” is not a language code, so it is left out")
        return None

    def _phrase(self, token: _Token, field: Field | None) -> Clause | None:
        closed = len(token.text) > 1 and token.text[-1] in '"”'
        inner = token.text[1:-1] if closed else token.text[1:]
        begun = inner.endswith("*") or (not closed and token.end == self._typed_to and inner[-1:].isalnum())
        return self._words_in_a_row(token, words(inner), field, begun)

    def _word(self, token: _Token, field: Field | None, excluded: bool) -> Clause | None:
        if field is None and (unknown := _UNKNOWN_FIELD.match(token.text)):
            return self._unknown_field(token, unknown, excluded)
        return self._plain_word(token, field, excluded)

    def _plain_word(self, token: _Token, field: Field | None, excluded: bool) -> Clause | None:
        text = token.text
        if text == "*":
            return Everything()
        head, star, tail = text.rstrip("*").partition("*")
        if star and words(head):
            self._leave_out(token.end - len(text) + len(head), token.end, "* stands only at the end of a word")
            text = head + "*"
        elif star:
            text = tail
        begun = text.endswith("*") or (token.end == self._typed_to and text[-1:].isalnum() and not excluded)
        return self._words_in_a_row(token, words(text), field, begun)

    def _unknown_field(self, token: _Token, name: re.Match[str], excluded: bool) -> Clause | None:
        middle = token.start + name.end()
        self._leave_out(token.start, middle, f"“{name[1]}:” is no field, so it is searched as a word")
        before = self._words_in_a_row(token._replace(text=name[1], end=middle), words(name[1]), None, False)
        after = self._plain_word(token._replace(text=token.text[name.end() :], start=middle), None, excluded)
        return _all_of([part for part in (before, after) if part])

    def _words_in_a_row(self, token: _Token, found: list[str], field: Field | None, begun: bool) -> Clause | None:
        if not found:
            if token.end != self._typed_to:
                self._leave_out(token.start, token.end, f"there is no word in “{token.text}”")
            return None
        self._words += len(found)
        if self._words > _MOST_WORDS:
            self._leave_out(token.start, token.end, f"only the first {_MOST_WORDS} words are searched")
            return None
        if len(found) == 1 and token.kind != "quote":
            return Word(found[0], field, begun)
        return Phrase(tuple(found), field, begun)

    def _path(self, name: _Token, value: _Token, written: str) -> Clause | None:
        if not written:
            self._leave_out(name.start, value.end, "nothing follows “path:”")
        return PathPart(written) if written else None

    def _next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, *kinds: str) -> _Token | None:
        token = self._next()
        if token is None or token.kind not in kinds:
            return None
        self._at += 1
        return token

    def _leave_out(self, start: int, end: int, reason: str) -> None:
        self.left_out.append(LeftOut(start, end, reason))


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "word"
        if kind == "word" and match[kind] in _OPERATORS:
            kind = match[kind]
            tokens.append(_Token(kind, kind, match.end() - len(kind), match.end()))
        else:
            tokens.append(_Token(kind, match[0].lstrip(), match.start(kind), match.end()))
    return tokens


def _all_of(parts: list[Clause]) -> Clause:
    """The clauses joined by AND, flat."""
    flat: list[Clause] = []
    for part in parts:
        flat.extend(part.clauses if isinstance(part, And) else [part])
    narrowing = [part for part in flat if not isinstance(part, Everything)]
    return And(tuple(narrowing)) if len(narrowing) > 1 else narrowing[0] if narrowing else Everything()
