"""The syntax of phrases: plain words, and five signs.

`…` matches any words, also none, `…5` at most five; `#` matches a number; `[x]` is optional; `(a|b)` matches either,
`(a|b)+` some of them in any order. Attached to a word, brackets spell it: `comment[s]`, `stor(y|ies)`. A colon must be
there; other punctuation, capitals and the kind of quotation marks don't matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple, TypeAlias

from corpus.text.scripts import HANGUL, UNSPACED

LONGEST = 2500
_DEEPEST = 5
_MOST_SPELLINGS = 64
_PIECE = re.compile(r"\s+|…(?P<most>\d*)|[()\[\]|#:]|(?<=[)\]])\+|[^\s…()\[\]|#:+]+|\+")
_SYLLABIC = UNSPACED + HANGUL
_LETTERS = rf"[^\W_{_SYLLABIC}]+"
_TOKEN = re.compile(rf"\d+(?:[.,:]\d+)*(?:[km]\b)?|{_LETTERS}(?:['.]{_LETTERS})*|[{_SYLLABIC}:©@]")
_ALIKE = ((" (c)", " ©"), *((sign, "'") for sign in "’‘`´"), *((sign, ":") for sign in "：｜|·•"))
_SPACED_DASH = re.compile(r"(?<=\s)[-–—](?=\s)")
_CLOSING = {"(": ")", "[": "]"}
_ENDS_CHUNK = ((")", "]", "#", ":"), (")", "]", "#", ":", "|"))


class PlainWord(NamedTuple):
    """A word, a sign, or a character of a script without spaces."""

    token: str


class AnyNumber(NamedTuple):
    """Any number."""


class AnyWords(NamedTuple):
    """Any words, at most so many."""

    most: int | None


class Alternatives(NamedTuple):
    """One of the options, or none where it is optional; where it repeats, some of them."""

    options: tuple[Phrase, ...]
    optional: bool = False
    repeats: bool = False


Item: TypeAlias = PlainWord | AnyNumber | AnyWords | Alternatives
Phrase: TypeAlias = tuple[Item, ...]


class PhraseError(ValueError):
    """A phrase that can't be read; says why in a few words."""


def normalize(text: str) -> str:
    """Return a text as phrases see it: lower case, one kind of quotation marks. Bars, dots and dashes between words
    become colons: all of them part.
    """
    shown = f" {text.lower()}"
    for sign, same in _ALIKE:
        shown = shown.replace(sign, same)
    return _SPACED_DASH.sub(":", shown) if "- " in shown or "– " in shown or "— " in shown else shown


def phrase_tokens(shown: str) -> Iterator[str]:
    """Return the words and signs of a plain text, one after the other."""
    return (found[0] for found in _TOKEN.finditer(shown))


def parse_phrase(phrase: str) -> Phrase:
    """Return the items of a phrase. Raises PhraseError."""
    if len(phrase) > LONGEST:
        raise PhraseError(f"longer than {LONGEST} characters")
    items = _Reader(phrase.replace("...", "…")).options("")[0].items
    if not any(map(_must_be_there, items)):
        raise PhraseError("everything in it is optional: add a word that is required")
    return items


def _must_be_there(item: Item) -> bool:
    if isinstance(item, Alternatives):
        return not item.optional and all(any(map(_must_be_there, option)) for option in item.options)
    return not isinstance(item, AnyWords)


class _Option(NamedTuple):
    """One of the alternatives in a bracket: its items, and how it can be spelled if it is words alone."""

    items: Phrase
    spellings: tuple[str, ...]


class _Bracket(NamedTuple):
    """A bracket as it was read. Glued to a word it spells that, else it is a choice."""

    options: tuple[_Option, ...]
    optional: bool
    repeats: bool

    @property
    def spellings(self) -> tuple[str, ...]:
        if self.repeats or not all(option.spellings for option in self.options):
            raise PhraseError("a bracket with … or # in it touches a word: put a space between")
        spelled = [letters for option in self.options for letters in option.spellings]
        return ("", *spelled) if self.optional else tuple(spelled)

    @property
    def choice(self) -> Alternatives:
        if not all(option.items for option in self.options):
            raise PhraseError("a bracket, or the space between two of its bars, is empty")
        return Alternatives(tuple(option.items for option in self.options), self.optional, self.repeats)


class _Reader:
    """A phrase, read from left to right."""

    def __init__(self, phrase: str) -> None:
        self.pieces = list(_PIECE.finditer(phrase))
        self.at = 0
        self.depth = 0

    def options(self, closing: str) -> tuple[_Option, ...]:
        """Return the alternatives up to the closing bracket, or to the end where there is none."""
        options: list[_Option] = []
        items: list[Item] = []
        spellings = [""]
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            sign = piece[0]
            if sign in (")", "]", "|") and (sign != "|" or closing):
                if sign not in (closing, "|"):
                    raise PhraseError(f"{sign} closes nothing")
                options.append(_Option(tuple(items), tuple(letters.strip() for letters in spellings)))
                items, spellings = [], [""]
                self.at += 1
                if sign == closing:
                    return tuple(options)
            elif sign.isspace():
                spellings = [f"{letters} " for letters in spellings]
                self.at += 1
            elif sign == ":":
                items.append(PlainWord(sign))
                spellings = _products(spellings, sign)
                self.at += 1
            elif sign == "#" or piece["most"] is not None:
                items.append(AnyNumber() if sign == "#" else AnyWords(int(piece["most"]) if piece["most"] else None))
                spellings = []
                self.at += 1
            else:
                new, letters = self.chunk()
                items += new
                spellings = _products(spellings, letters)
        if closing:
            raise PhraseError(f"a bracket is never closed by {closing}")
        return (_Option(tuple(items), ()),)

    def chunk(self) -> tuple[list[Item], Iterable[str]]:
        """Read up to the next space: a word, a bracket, or a word spelled with brackets."""
        parts: list[str | _Bracket] = []
        while self.at < len(self.pieces):
            sign = self.pieces[self.at][0]
            if sign in _CLOSING:
                parts.append(self.bracket(sign))
            elif sign.isspace() or sign in _ENDS_CHUNK[self.depth > 0] or self.pieces[self.at]["most"] is not None:
                break
            else:
                parts.append(sign)
                self.at += 1
        if len(parts) == 1 and isinstance(only := parts[0], _Bracket):
            plain = not only.repeats and all(option.spellings for option in only.options)
            return [only.choice], only.spellings if plain else ()
        spellings = [""]
        for part in parts:
            spellings = _products(spellings, (part,) if isinstance(part, str) else part.spellings)
        return _spelled(spellings), spellings

    def bracket(self, opening: str) -> _Bracket:
        self.at += 1
        self.depth += 1
        if self.depth > _DEEPEST:
            raise PhraseError(f"brackets in brackets, more than {_DEEPEST} deep")
        options = self.options(_CLOSING[opening])
        self.depth -= 1
        repeats = self.at < len(self.pieces) and self.pieces[self.at][0] == "+"
        self.at += repeats
        return _Bracket(options, opening == "[", repeats)


def _products(left: Iterable[str], right: Iterable[str]) -> list[str]:
    """Return every spelling of two parts, one behind the other; none where there are too many to be a word."""
    spellings = [first + second for first, second in product(left, right)]
    return spellings if len(spellings) <= _MOST_SPELLINGS else []


def _spelled(spellings: list[str]) -> list[Item]:
    """Return the items of a word in all its spellings."""
    if not spellings:
        raise PhraseError(f"a word of more than {_MOST_SPELLINGS} spellings")
    words = dict.fromkeys(tuple(map(PlainWord, phrase_tokens(normalize(letters)))) for letters in spellings)
    options = tuple(option for option in words if option)
    if len(options) <= 1:
        return list(options[0]) if options else []
    return [Alternatives(options, optional=len(options) < len(words))]
