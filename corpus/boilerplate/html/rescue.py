"""Rescue paragraphs that trafilatura leaves out of the main text.

It stops too early at an advertisement in the middle, drops cells of tables, and leaves out paragraphs formatted like
those that it keeps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from corpus.boilerplate.blocks import count_words, is_prose
from corpus.boilerplate.html.element_path import ElementPath
from corpus.boilerplate.html.page_blocks import PageBlock

MOSTLY_LINKS = 0.7
_LETTERS = 0.6
_AT_HOME, _BROKEN_OFF = 0.25, 0.5
_OF_A_TABLE = 0.25
_ROWS = frozenset(("li", "table"))

STATED = "the page's metadata has it in the text of the article"
_LEFT_OUT = "not in the page's main text"
_GOES_ON = f"{_LEFT_OUT}, but in the same place as its paragraphs"
_AMONG = f"{_LEFT_OUT}, but among its paragraphs"
CELL = f"{_LEFT_OUT}, but it has other cells of this table"


def is_paragraph(piece: PageBlock) -> bool:
    """Return whether a piece is prose: neither a list of links nor code."""
    return piece.linked < MOSTLY_LINKS / 2 and is_prose(piece.block) and not _is_code(piece.block.text)


def rescue_pieces(
    pieces: Sequence[PageBlock], kept: Sequence[bool], stated: Sequence[bool], is_outside: Callable[[PageBlock], bool]
) -> dict[int, str]:
    """Return the pieces that are of the article although the main text leaves them out, each with the reason.

    `stated` are those that the page's metadata has in the text of the article.
    """
    at = [i for i, keeps in enumerate(kept) if keeps]
    if not at:
        return {}
    words = [count_words(piece.block.text) for piece in pieces]
    share = _shares(pieces, kept, words)
    found = dict(_cells(pieces, kept, words))
    for i, piece in enumerate(pieces):
        if kept[i] or not is_paragraph(piece):
            continue
        own = share.get(piece.place, 0.0)
        if stated[i]:
            found[i] = STATED
        elif own < _AT_HOME and is_outside(piece):
            continue
        elif at[0] < i < at[-1] and (own or _in_the_article(piece.place)):
            found[i] = _AMONG
        elif i > at[-1] and _AT_HOME <= own < _BROKEN_OFF and piece.place.regions.isdisjoint(_ROWS):
            found[i] = _GOES_ON
    return found


def _in_the_article(place: ElementPath) -> bool:
    return place.mark is None and {"main", "article"} <= place.regions and place.regions.isdisjoint(_ROWS)


def _shares(pieces: Sequence[PageBlock], kept: Sequence[bool], words: Sequence[int]) -> dict[ElementPath, float]:
    """For each place that has paragraphs of the main text, how much of its words the main text has."""
    of_place: Counter[ElementPath] = Counter()
    of_main: Counter[ElementPath] = Counter()
    for piece, keeps, count in zip(pieces, kept, words, strict=True):
        of_place[piece.place] += count
        of_main[piece.place] += count if keeps else 0
    return {place: count / of_place[place] for place, count in of_main.items() if count}


def _cells(pieces: Sequence[PageBlock], kept: Sequence[bool], words: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the cells of tables of which the main text has some."""
    for is_table, run in groupby(range(len(pieces)), key=lambda i: "table" in pieces[i].place.regions):
        cells = list(run)
        if not is_table:
            continue
        of_main = sum(words[i] for i in cells if kept[i])
        if of_main >= _OF_A_TABLE * sum(words[i] for i in cells):
            for i in cells:
                if not kept[i] and pieces[i].linked < MOSTLY_LINKS and not is_prose(pieces[i].block):
                    yield i, CELL


def _is_code(text: str) -> bool:
    return sum(character.isalpha() or character == " " for character in text) < _LETTERS * len(text) or text[0] in "{<"
