"""Find the words of a query in a text, and the passage of it that shows them best."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from corpus.article import Article, Role, Span
from corpus.text.stems import stem, stems
from index.query.clauses import And, Clause, Fuzzy, Named, Near, Not, Or, Phrase, Query, Said, Wildcard, Word
from index.terms import SHORTEST_STEM, placed_words, words

BEFORE_HIT = 12
"""Characters of a snippet before its first hit, at most: enough for the word before it."""

_NONE = -1
_JOINER = "\u200d"
_MARKS = ("Mn", "Mc", "Me", "Cf")
_PARAGRAPH = 5_000

_Leaf = Word | Phrase | Wildcard | Fuzzy

_AROUND = (Role.HEADLINE, Role.BYLINE, Role.DATELINE, Role.CREDIT)


class Snippet(Struct, frozen=True):
    """A passage of one line; `hits` are characters of `text`."""

    text: str
    hits: tuple[Span, ...] = ()


def hit_spans(query: Query, text: str, *, headline: bool = False) -> tuple[Span, ...]:
    """Find the query's words in `text`, in order, none overlapping; a phrase is one span.

    Words that were asked for in the headline alone count where `headline` says that this is one.
    """
    merged: list[Span] = []
    for start, end, _ in sorted(_wanted(query.clause, query.typing, headline).hits(text)):
        if merged and start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    return tuple(merged)


def snippet(query: Query, *texts: str, width: int = 240) -> Snippet:
    """The passage of at most `width` characters with most of the query's words, cut at words, with `…` where cut.

    `texts` are the paragraphs of an article, in order. Without a hit it is the beginning.
    """
    wanted = _wanted(query.clause, query.typing, False)
    best = wanted.best_of(texts)
    passage = " ".join(_enough(texts[best:], width))
    hits = sorted(wanted.hits(texts[best])) if best < len(texts) else []
    text = _cut(passage, *_densest(hits, width), width)
    return Snippet(text, hit_spans(query, text))


class _Wanted:
    """The words and phrases of a query, each a number; what it excludes is not among them."""

    def __init__(self, leaves: Sequence[_Leaf], typing: bool) -> None:
        self._stems: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._patterns: list[tuple[re.Pattern[str], int]] = []
        self._beginnings: list[tuple[str, int]] = []
        self._phrases: list[tuple[Phrase, int]] = []
        self._numbered: dict[str, int] = {}
        self.count = len(leaves)
        for number, leaf in enumerate(leaves):
            match leaf:
                case Phrase():
                    self._phrases.append((leaf, number))
                case Word(text, prefix=True):
                    self._beginnings.append((text, number))
                    if typing and len(text) >= SHORTEST_STEM:
                        self._stems[stem(text)] = number
                case Word(text, exact=True):
                    self._exact[text] = number
                case Word(text):
                    self._stems[stem(text)] = number
                case Wildcard(pattern):
                    letters = "".join({"*": ".*", "?": "."}.get(one, re.escape(one)) for one in pattern)
                    self._patterns.append((re.compile(letters, re.S), number))
                case Fuzzy(text):
                    self._patterns.append((_one_off(text), number))

    def hits(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and number of each hit; phrases overlap words."""
        placed = list(placed_words(text))
        numbered = self._numbered
        for word, start, end in placed:
            number = numbered.get(word)
            if number is None:
                number = numbered[word] = self._number(word)
            if number != _NONE:
                yield start, end, number
        for phrase, number in self._phrases:
            for first, last in _rows(phrase, [word for word, _, _ in placed]):
                yield placed[first][1], placed[last][2], number

    def numbers(self, text: str) -> set[int]:
        """Return the numbers of the words and phrases that are in the text."""
        there = _vocabulary(text)
        found = set(map(self._stems.__getitem__, there.stems.intersection(self._stems)))
        if self._exact:
            found.update(map(self._exact.__getitem__, there.words.intersection(self._exact)))
        for begin, number in self._beginnings:
            if f"\n{begin}" in there.row:
                found.add(number)
        for pattern, number in self._patterns:
            if any(map(pattern.fullmatch, there.words)):
                found.add(number)
        for phrase, number in self._phrases:
            if there.words.issuperset(phrase.words[:-1]) and next(_rows(phrase, words(text)), None):
                found.add(number)
        return found

    def best_of(self, texts: Sequence[str]) -> int:
        """The first of the texts with most of the words; 0 where none has any."""
        best, most = 0, 0
        for place, text in enumerate(texts):
            here = len(self.numbers(text))
            if here > most:
                best, most = place, here
            if most == self.count:
                break
        return best

    def _number(self, word: str) -> int:
        if word in self._exact:
            return self._exact[word]
        if self._stems and (form := stem(word)) in self._stems:
            return self._stems[form]
        for begin, number in self._beginnings:
            if word.startswith(begin):
                return number
        for pattern, number in self._patterns:
            if pattern.fullmatch(word):
                return number
        return _NONE


class _Vocabulary(NamedTuple):
    """The unlike words of a text, folded, what these are forms of, and the words in a row, a `\\n` before each."""

    words: frozenset[str]
    stems: frozenset[str]
    row: str


def _vocabulary(text: str) -> _Vocabulary:
    return _kept_vocabulary(text) if len(text) <= _PARAGRAPH else _read_vocabulary(text)


def _read_vocabulary(text: str) -> _Vocabulary:
    unlike = frozenset(words(text))
    return _Vocabulary(unlike, frozenset(stems(unlike)), "\n".join(("", *unlike)))


_kept_vocabulary = lru_cache(maxsize=2_000)(_read_vocabulary)
"""A key typed looks at most of the paragraphs that the one before it looked at."""


@lru_cache(maxsize=32)
def _wanted(clause: Clause, typing: bool, headline: bool) -> _Wanted:
    return _Wanted(
        [leaf for leaf in _leaves(clause) if leaf.field is None or (headline and leaf.field == "title")], typing
    )


def _leaves(clause: Clause) -> Iterator[_Leaf]:
    match clause:
        case Word() | Phrase() | Wildcard() | Fuzzy():
            yield clause
        case Near(row, _, field):
            for word in row:
                yield Word(word, field)
        case Named(row, prefix) | Said(row, prefix):
            for place, word in enumerate(row, 1):
                begun = prefix and place == len(row)
                yield Word(word, prefix=begun, exact=not begun)
        case And(clauses) | Or(clauses):
            for part in clauses:
                yield from _leaves(part)
        case Not(Not(inner)):
            yield from _leaves(inner)


def _one_off(text: str) -> re.Pattern[str]:
    """Words that one letter makes into this one: put in, left out or changed, but not the first."""
    ways = [text]
    for at in range(1, len(text) + 1):
        before, after = re.escape(text[:at]), re.escape(text[at + 1 :])
        ways += [f"{before}.{after}", f"{before}{after}"] if at < len(text) else []
        ways.append(f"{before}.{re.escape(text[at:])}")
    return re.compile("|".join(ways), re.S)


def _rows(phrase: Phrase, found: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last word of each place where the phrase is."""
    *whole, last = phrase.words
    reach = len(whole)
    for place in range(len(found) - reach):
        if list(found[place : place + reach]) == whole and (
            found[place + reach].startswith(last) if phrase.prefix else found[place + reach] == last
        ):
            yield place, place + reach


def _enough(texts: Sequence[str], width: int) -> Iterator[str]:
    """The first texts, until a snippet is surely full; of the first one all."""
    room = 2 * width
    for place, text in enumerate(texts):
        yield text if place == 0 else text[:room]
        room -= len(text)
        if place and room <= 0:
            return


def _densest(hits: Iterable[tuple[int, int, int]], width: int) -> tuple[int, int]:
    """The hit to begin with, so that most words fall within `width` characters of it."""
    hits = list(hits)
    best, most = (0, 0), 0
    for place, (start, end, _) in enumerate(hits):
        reach = start + width - BEFORE_HIT
        words = {number for begin, finish, number in hits[place : place + 50] if begin >= start and finish <= reach}
        if len(words) > most or most == 0:
            best, most = (start, end), len(words)
    return best


def _cut(text: str, start: int, end: int, width: int) -> str:
    """Return the text if it has at most `width` characters, or as much of it from shortly before a hit on."""
    if len(text) <= width:
        return text
    begin = _begin(text, start)
    lead = "…" if begin else ""
    room = width - len(lead)
    rest = text[begin:].rstrip()
    if len(rest) <= room:
        return lead + rest
    count = _between_letters(rest, max(0, room - 1))
    space = rest.rfind(" ", 0, count + 1)
    if begin + space >= end:
        count = space
    return (lead + rest[:count].rstrip() + "…")[: max(0, width)]


def _begin(text: str, start: int) -> int:
    """Return where a word begins, at most `BEFORE_HIT` characters before `start`, one of them for the `…`."""
    if start <= BEFORE_HIT:
        return 0
    begin = start
    for place in range(start - 1, start - BEFORE_HIT, -1):
        if text[place - 1].isspace():
            begin = place
    return begin


def _between_letters(text: str, at: int) -> int:
    """Return `at`, or the start of the letter whose marks or joiners a cut there would take away."""
    start = at
    while 0 < start < len(text) and (text[start - 1] == _JOINER or unicodedata.category(text[start]) in _MARKS):
        start -= 1
    return start or at


def snippet_of(query: Query, article: Article, width: int) -> Snippet:
    """Choose a passage of the running text, or, if only they have a hit, of the texts around it."""
    running = [block.text for block in article.read_blocks if block.role not in _AROUND]
    around = [block.text for block in article.read_blocks if block.role in _AROUND] or [article.headline.value]
    found = snippet(query, *running, width=width)
    if found.hits or not (elsewhere := snippet(query, *around, width=width)).hits:
        return found
    return elsewhere
