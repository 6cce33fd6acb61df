"""Where names stand in a text: runs of capitalised words, without titles, days and words that begin sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.actors.words import DAYS, NATIONALITIES, PARTICLES, STARTERS, TITLES

_UPPER = "".join(chr(code) for code in range(0x530) if chr(code).isupper())
_INITIALS = rf"(?:[{_UPPER}]\.){{1,4}}"
_WORD = rf"(?:{_INITIALS}|(?:[Aa]l-|[Ee]l-|[a-z]?[’'])?[{_UPPER}](?:\w|[-’'](?=\w))*(?:(?<=\b(?:Mr|Ms|Dr|St|Lt|Jr|Sr))\.|(?<=\b(?:Mrs|Gen|Gov|Sen|Rep|Rev|Sgt|Col|Adm|Maj|Sec))\.|(?<=\b(?:Capt|Prof))\.)?)"
_RUN = re.compile(rf"(?<![\w@#/])({_WORD})(?:\s(?:(?:{'|'.join(PARTICLES)})\s){{0,2}}{_WORD}){{0,9}}")
_TOKEN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_STATE_TITLE = re.compile(
    r"Secretary (?:of|for) (?:State|Defen[cs]e|Commerce|Education|Energy|Health|Labor|the [A-Z]\w+)|(?:Attorney|Secretary|Director|Solicitor|Surgeon)[ -]General"
)
_BEGINS = re.compile(r"(?:^|[.!?:;…•|–—-]\s*[\"'“‘«(\[]*\s*|[\"“‘«(\[]\s*)$")
_ALWAYS_COUNTRY = frozenset({"U.S.", "US", "U.K.", "UK", "U.N.", "UN", "EU", "E.U.", "USA"})


class Name(NamedTuple):
    """A name at `start` to `end` of a text; `first` tells that it begins a sentence, where any word has a capital."""

    words: tuple[str, ...]
    start: int
    end: int
    first: bool

    @property
    def text(self) -> str:
        return " ".join(self.words)


def names_in(text: str) -> Iterator[Name]:
    """The names in `text`, in order."""
    for run in _RUN.finditer(text):
        yield from _names_of_run(text, run.start(), run.end())


def _names_of_run(text: str, start: int, end: int) -> Iterator[Name]:
    begins = _BEGINS.search(text, max(0, start - 6), start) is not None
    shown = _STATE_TITLE.sub(lambda title: "President".ljust(len(title[0]), "\0"), text[start:end])
    piece: list[tuple[str, int, int]] = []
    for token in _TOKEN.finditer(shown):
        word = token[0].rstrip("\0")
        first = begins and token.start() == 0
        if word in TITLES or word in DAYS or (first and word in STARTERS):
            if word not in TITLES or not _only_nationality(piece):
                yield from _named(piece, begins and bool(piece) and piece[0][1] == start)
            piece = []
            continue
        cut = _POSSESSIVE.search(word)
        bare = word[: cut.start()] if cut else word
        if bare:
            piece.append((bare, start + token.start(), start + token.start() + len(bare)))
        if cut:
            yield from _named(piece, begins and bool(piece) and piece[0][1] == start)
            piece = []
    yield from _named(piece, begins and bool(piece) and piece[0][1] == start)


def _only_nationality(piece: list[tuple[str, int, int]]) -> bool:
    return all(word in NATIONALITIES or word in _ALWAYS_COUNTRY for word, _, _ in piece)


def _named(piece: list[tuple[str, int, int]], first: bool) -> Iterator[Name]:
    while piece and piece[0][0] in PARTICLES:
        piece = piece[1:]
    while piece and (piece[-1][0] in PARTICLES):
        piece = piece[:-1]
    if not piece or all(word in NATIONALITIES or word in STARTERS for word, _, _ in piece):
        return
    if len(piece) == 1 and len(piece[0][0].strip(".")) < 2:
        return
    yield Name(tuple(word for word, _, _ in piece), piece[0][1], piece[-1][2], first)
