"""Where names stand in a text: runs of capitalised words, without titles, days and words that begin sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from corpus.actors.words import BODIES, COMPASS, DAYS, NATIONALITIES, OFFICES, PARTICLES, STARTERS, TITLES

_UPPER = "".join(chr(code) for code in range(0x530) if chr(code).isupper())
_ABBREVIATED = (
    rf"\.(?:(?<=\b[{_UPPER}]\.)|(?<=\b(?:Mr|Ms|Dr|St|Lt|Jr|Sr)\.)|(?<=\b(?:Mrs|Gen|Gov|Sen|Rep|Rev|Sgt|Col|Adm)\.)"
    r"|(?<=\b(?:Capt|Prof)\.))"
)
_WORD = rf"(?:[Aa]l-|[Ee]l-|[A-Za-z][’'])?[{_UPPER}](?:[\w’'-]|\.(?=\w))*(?:{_ABBREVIATED})?"
_RUN = re.compile(rf"(?<![\w@#/.]){_WORD}(?:\s(?:(?:{'|'.join(sorted(PARTICLES))})\s){{0,2}}{_WORD}){{0,9}}")
_TOKEN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_SUFFIX = re.compile(r"(?<=\w)-[a-z]")
_TITLE_OF = re.compile(
    r"Secretary (?:of|for) (?:State|Defen[cs]e|Commerce|Education|Energy|Health|Labor|the [A-Z]\w+)"
    r"|(?:Attorney|Secretary|Director|Solicitor|Surgeon)[ -]General"
)
_BEGINS = re.compile(r"(?:^|[.!?:;…•|–—-]\s*[\"'“‘«(\[]*\s*|[\"“‘«(\[]\s*)$")
_FIRST_PERSON = ("I", "I'm", "I've", "I'd", "I'll")
_STATES = frozenset({"U.S.", "US", "U.K.", "UK", "U.N.", "UN", "EU", "E.U.", "USA"})

Token = tuple[str, int, int]


class Name(NamedTuple):
    """A name at `start` to `end` of a text; `first` tells that it begins a sentence, where any word has a capital."""

    words: tuple[str, ...]
    start: int
    end: int
    first: bool


def names_in(text: str) -> Iterator[Name]:
    """The names in `text`, in order."""
    for run in _RUN.finditer(text):
        at = run.start()
        begins = _BEGINS.search(text, max(0, at - 6), at) is not None
        for words, start, end in _names_of_run(run[0], begins):
            yield Name(words, at + start, at + end, begins and start == 0)


@lru_cache(maxsize=4096)
def _names_of_run(run: str, begins: bool) -> tuple[tuple[tuple[str, ...], int, int], ...]:
    """The names in a run of capitalised words, with offsets in it; names come again, so the last are kept."""
    return tuple((tuple(word for word, _, _ in piece), piece[0][1], piece[-1][2]) for piece in _pieces(run, begins))


def _pieces(run: str, begins: bool) -> Iterator[list[Token]]:
    """A run of capitalised words cut at titles, days, possessives and words that only begin a sentence."""
    if "Secretary" in run or "General" in run:
        run = _TITLE_OF.sub(lambda title: "President".ljust(len(title[0]), "\0"), run)
    piece: list[Token] = []
    tokens = [(token[0].rstrip("\0"), token.start()) for token in _TOKEN.finditer(run)]
    for i, (word, at) in enumerate(tokens):
        bare, ends = _bare(word)
        plain = bare.replace("’", "'")
        if _is_title(word, tokens[i + 1][0] if i + 1 < len(tokens) else ""):
            if not _is_attribute(piece):
                yield from _named(piece)
            piece = []
        elif bare in DAYS or plain in _FIRST_PERSON or (begins and at == 0 and plain in STARTERS):
            yield from _named(piece)
            piece = []
        else:
            piece.append((bare, at, at + len(bare)))
            if ends:
                yield from _named(piece)
                piece = []
    yield from _named(piece)


def _is_title(word: str, following: str) -> bool:
    """Whether `word` is a title here: not in “Justice Department”, while “Finance” is one before “Minister”."""
    return following not in BODIES if word in TITLES else word in OFFICES and following in TITLES


def _bare(word: str) -> tuple[str, bool]:
    """The word without a possessive or a suffix such as “-led”, and whether there was one: then the name ends here."""
    cut = _POSSESSIVE.search(word) or _SUFFIX.search(word, 3 if word[:3] in ("Al-", "El-") else 0)
    return (word[: cut.start()], True) if cut else (word.rstrip("-"), False)


def _is_attribute(piece: list[Token]) -> bool:
    """Whether what stands before a title only says of which country it is."""
    return all(word in NATIONALITIES or word in _STATES for word, _, _ in piece)


def _named(piece: list[Token]) -> Iterator[list[Token]]:
    while piece and piece[0][0] in PARTICLES:
        piece = piece[1:]
    while piece and piece[-1][0] in PARTICLES:
        piece = piece[:-1]
    if len(piece) == 2 and piece[0][0] in COMPASS and piece[1][0] in NATIONALITIES:
        return
    letters = sum(len(word) for word, _, _ in piece)
    if letters > 1 and not all(word in NATIONALITIES or word in STARTERS for word, _, _ in piece):
        yield piece
