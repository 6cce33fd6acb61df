"""Split a typed query into words, operators, fields and quoted phrases, which are taken one after the other."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.query.clauses import LeftOut

OPERATORS = ("AND", "OR", "NOT")
BY_TEXT = ("title", "outlet", "by", "actor", "said")
FIELDS = (*BY_TEXT, "date", "since", "after", "before", "lang", "path", "story", "is", "tag")

_LONGEST = 4_000
_TOKEN = re.compile(
    rf"""(?:
        (?P<open>\() | (?P<close>\))
      | (?P<minus>-+)(?=[^\s-])
      | (?P<field>{"|".join(FIELDS)}):
      | (?P<quote>(?:"[^"]*"? | “[^”]*”?) (?:(?<=["”])~[0-9]{{0,4}})?)
      | (?P<word>[^\s()"“”]+)
    )""",
    re.X | re.I,
)


class Token(NamedTuple):
    """Characters `start` to `end` of what was typed; its kind is the name of a group above, or an operator."""

    kind: str
    text: str
    start: int
    end: int


class Typed:
    """The tokens of a text, with the one that comes next, and what of them could not be used.

    Where somebody is still typing, the last token may not be whole: nothing is held against it.
    """

    def __init__(self, text: str, typing: bool) -> None:
        self.left_out: list[LeftOut] = []
        self._tokens = _tokens(text[:_LONGEST])
        self._at = 0
        self._typed_to = len(text) if typing else -1
        if len(text) > _LONGEST:
            self.leave_out(_LONGEST, len(text), f"only the first {_LONGEST:,} characters are read")

    @property
    def next(self) -> Token | None:
        """The token that comes next, which stays where it is."""
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def take(self, *kinds: str) -> Token | None:
        """The next token, if it is of one of these kinds, or of any where none is named."""
        token = self.next
        if token is None or (kinds and token.kind not in kinds):
            return None
        self._at += 1
        return token

    def words_ahead(self, most: int) -> list[Token]:
        """The plain words that come next, at most so many."""
        ahead: list[Token] = []
        for token in self._tokens[self._at : self._at + most]:
            if token.kind != "word":
                break
            ahead.append(token)
        return ahead

    def go_past(self, tokens: list[Token]) -> None:
        """Leave behind as many tokens."""
        self._at += len(tokens)

    def unfinished(self, end: int) -> bool:
        """Return True if the token that ends there may go on."""
        return end == self._typed_to

    def leave_out(self, start: int, end: int, reason: str, instead: str = "") -> None:
        """Note that these characters can't be used, why, and a replacement."""
        self.left_out.append(LeftOut(start, end, reason, instead))


def _tokens(text: str) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "word"
        if kind == "word" and match[kind] in OPERATORS:
            kind = match[kind]
            tokens.append(Token(kind, kind, match.end() - len(kind), match.end()))
        else:
            tokens.append(Token(kind, match[0], match.start(kind), match.end()))
    return tokens
