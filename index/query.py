"""From what a user typed to a query. Nothing that is typed fails.

The language: words are joined by AND, which binds closer than OR. `-word` or NOT excludes, parentheses group,
`"a phrase"` stands for these very words in a row, `"talks"` and `=talks` for this form alone, `"near words"~5` for
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
from difflib import get_close_matches
from typing import NamedTuple

from index.clauses import (
    And,
    Clause,
    Copies,
    Dates,
    Everything,
    Field,
    Fuzzy,
    InStory,
    Language,
    LeftOut,
    Named,
    Near,
    Not,
    Noted,
    Or,
    PathPart,
    Phrase,
    Query,
    Said,
    Wildcard,
    Word,
)
from index.dates import EVER, LAST, PHRASES, day_before, read_dates
from index.plain_words import read_aloud
from index.words import fold, words

__all__ = ["FIELDS", "STATES", "LeftOut", "Query", "parse"]

_LONGEST = 4_000
_MOST_WORDS = 200
_DEEPEST = 40
_WIDEST = 99

_BY_TEXT = ("title", "outlet", "by", "actor", "said")
_BY_ALL_ELSE = ("date", "since", "after", "before", "lang", "path", "story", "is", "tag")
FIELDS = (*_BY_TEXT, *_BY_ALL_ELSE)
STATES: dict[str, Clause] = {
    "read": Noted("read"),
    "unread": Not(Noted("read")),
    "marked": Noted("marked"),
    "dated": EVER,
    "undated": Not(EVER),
    "duplicate": Copies(),
}
"""What `is:` takes."""

_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | (?P<minus>-+)(?=[^\s-])
      | (?P<field>{"|".join(FIELDS)}):
      | (?P<quote>(?:"[^"]*"? | “[^”]*”?) (?:(?<=["”])~[0-9]{{0,4}})?)
      | (?P<word>[^\s()"“”]+)
    )""",
    re.X | re.I,
)
_OPERATORS = ("AND", "OR", "NOT")
_FIELDS: dict[str, Field] = {"title": "title", "outlet": "outlet", "by": "by"}
_DATED = ("date", "since", "after", "before")
_UNKNOWN_FIELD = re.compile(r"([^\W\d_]+):(?!//)(?=.)")
_GOES_ON = re.compile(r"(?:last|this|next|past|since|before|after|[a-z]{3,9})", re.I)
_UNFINISHED_DATE = re.compile(r"[\d.-]*")
_NEAR = re.compile(r"~([0-9]*)$")


def parse(text: str, *, typing: bool = False, today: date | None = None) -> Query:
    """Understand what was typed. Never fails: what makes no sense is searched as words, or named in `left_out`.

    With `typing` the user is still at the last word, so it stands for every word that begins with it. `today` is what
    "last week" is seen from; without it, the clock of the machine.
    """
    reading = _Reading(text, typing, today or date.today())
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

    def __init__(self, text: str, typing: bool, today: date) -> None:
        self.left_out: list[LeftOut] = []
        self._today = today
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
        if kind in ("actor", "said"):
            inner = self._atom(None, depth, excluded)
            return _about(inner, Named if kind == "actor" else Said) if inner else None
        if value.kind == "open":
            self._leave_out(name.start, name.end, f"“{kind}:” takes no parentheses, so it is left out")
            return None
        self._at += 1
        written = value.text.strip('"“”') if value.kind == "quote" else value.text
        if kind in _DATED:
            return self._dates(kind, name, value, written)
        match kind:
            case "lang":
                return self._language(name, value, written)
            case "is":
                return self._state(name, value, written)
            case "story":
                return self._story(name, value, written)
            case "tag":
                found: Clause = Noted("tag", written.strip().casefold())
            case _:
                found = PathPart(written)
        if not written.strip():
            self._leave_out(name.start, value.end, f"nothing follows “{kind}:”")
            return None
        return found

    def _dates(self, kind: str, name: _Token, value: _Token, written: str) -> Clause | None:
        dates, end = self._read_dates(value, written)
        if dates:
            match kind:
                case "date":
                    return dates
                case "before":
                    return Dates(1, day_before(dates.first))
                case _:
                    return Dates(dates.first, LAST)
        if end == self._typed_to and (_UNFINISHED_DATE.fullmatch(written) or _begins_period(written)):
            return None
        if value.kind == "word" and _GOES_ON.fullmatch(written) and (following := self._take("word")):
            written, end = f"{written} {following.text}", following.end
            if end == self._typed_to and _begins_period(written):
                return None
        nearest = get_close_matches(written.casefold(), PHRASES, 1, 0.7)
        instead = (
            f'{kind}:"{nearest[0]}"' if nearest and " " in nearest[0] else f"{kind}:{nearest[0]}" if nearest else ""
        )
        self._leave_out(name.start, end, f"“{written}” is not a date, so the date is left out", instead)
        return None

    def _read_dates(self, value: _Token, written: str) -> tuple[Dates | None, int]:
        """As many words as make a date together, at most four, and where they end."""
        following = self._tokens[self._at : self._at + 3] if value.kind == "word" else []
        for count in range(len(following), -1, -1):
            row = following[:count]
            if all(token.kind == "word" for token in row) and (
                dates := read_dates(" ".join([written.strip(), *(token.text for token in row)]), self._today)
            ):
                self._at += count
                return dates, row[-1].end if row else value.end
        return None, value.end

    def _state(self, name: _Token, value: _Token, written: str) -> Clause | None:
        state = written.strip().casefold()
        if state in STATES:
            return STATES[state]
        if value.end != self._typed_to or not any(known.startswith(state) for known in STATES):
            nearest = get_close_matches(state, STATES, 1)
            reason = f"is: takes {', '.join(STATES)}, so it is left out"
            self._leave_out(name.start, value.end, reason, f"is:{nearest[0]}" if nearest else "")
        return None

    def _story(self, name: _Token, value: _Token, written: str) -> Clause | None:
        id = written.strip().lower()
        if re.fullmatch(r"[0-9a-f]{4,12}", id):
            return InStory(id)
        if value.end != self._typed_to:
            reason = "story: takes 4 to 12 hex digits of the id of one of its articles, so it is left out"
            self._leave_out(name.start, value.end, reason)
        return None

    def _language(self, name: _Token, value: _Token, written: str) -> Clause | None:
        code = written.strip().lower()
        if re.fullmatch(r"[a-z]{2,3}", code, re.A):
            return Language(code)
        if value.end != self._typed_to:
            self._leave_out(name.start, value.end, f"“{written}” is not a language code, so it is left out")
        return None

    def _phrase(self, token: _Token, field: Field | None) -> Clause | None:
        near = _NEAR.search(token.text)
        text = token.text[: near.start()] if near else token.text
        closed = len(text) > 1 and text[-1] in '"”'
        inner = text[1:-1] if closed else text[1:]
        found = words(inner)
        if near and len(found) > 1:
            self._words += len(found)
            return Near(tuple(found), min(_WIDEST, max(1, int(near[1] or 5))), field)
        begun = inner.endswith("*") or (not closed and token.end == self._typed_to and inner[-1:].isalnum())
        return self._words_in_a_row(token, found, field, begun)

    def _word(self, token: _Token, field: Field | None, excluded: bool) -> Clause | None:
        if field is None and (unknown := _UNKNOWN_FIELD.match(token.text)):
            return self._unknown_field(token, unknown, excluded)
        return self._plain_word(token, field, excluded)

    def _plain_word(self, token: _Token, field: Field | None, excluded: bool) -> Clause | None:
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
                self._leave_out(token.start, token.end, "* stands only in a word", " ".join(found))
        begun = text.endswith("*") or (token.end == self._typed_to and text[-1:].isalnum() and not excluded)
        return self._words_in_a_row(token, found, field, begun)

    def _unknown_field(self, token: _Token, name: re.Match[str], excluded: bool) -> Clause | None:
        middle = token.start + name.end()
        self._leave_out(
            token.start, middle, f"“{name[1]}:” is no field, so it is searched as a word", _nearest_field(name[1])
        )
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
        if len(found) == 1:
            return Word(found[0], field, begun, exact=not begun)
        return Phrase(tuple(found), field, begun)

    def _next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, *kinds: str) -> _Token | None:
        token = self._next()
        if token is None or token.kind not in kinds:
            return None
        self._at += 1
        return token

    def _leave_out(self, start: int, end: int, reason: str, instead: str = "") -> None:
        self.left_out.append(LeftOut(start, end, reason, instead))


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
            return kind(row, prefix)
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
    nearest = get_close_matches(name.casefold(), FIELDS, 1, 0.7)
    return f"{nearest[0]}:" if nearest else f"{name} "


def _begins_period(written: str) -> bool:
    said = " ".join(written.casefold().replace("-", " ").split())
    return any(phrase.startswith(said) for phrase in PHRASES)


def _all_of(parts: list[Clause]) -> Clause:
    """The clauses joined by AND, flat."""
    flat: list[Clause] = []
    for part in parts:
        flat.extend(part.clauses if isinstance(part, And) else [part])
    narrowing = [part for part in flat if not isinstance(part, Everything)]
    return And(tuple(narrowing)) if len(narrowing) > 1 else narrowing[0] if narrowing else Everything()
