"""Quotes side by side: the same words of somebody in several articles, whole, cut, in pieces, or with other words.

Pieces that share a run of three words are compared; if most of the shorter, or a good run of it, is in the longer, they
are one quotation. A short fragment counts if all of it is there. What an article quotes twice is one quotation too.
Words that another says without marks are shown beside them (see `reported_quotes`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from difflib import Match
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from corpus.article import Span
from corpus.compare.disjoint_sets import DisjointSets, pairs_across
from corpus.compare.prepared import PreparedArticle
from corpus.compare.quotations import MOST, Quotation, QuotedPiece
from corpus.compare.reported_quotes import UnquotedWords
from corpus.compare.word_diff import matching_runs

Form = Literal["whole", "cut", "in pieces", "bracketed", "other words", "without marks"]

_RUN = 3
_LONG_RUN = 5
_MOST = 0.6
_TOO_OFTEN = 40  # pieces with the same three words: a refrain
_MOST_WORDS_LAID = 400
_CUT = f"only the first {MOST:,} pieces of another article are compared"


class QuoteCell(Struct, frozen=True):
    """The form in which one article has a quotation. `left_out` are the words of the fullest form that it lacks, as
    offsets in the source of the article numbered `fullest`.
    """

    pieces: tuple[QuotedPiece, ...]
    form: Form
    words: int
    left_out: tuple[Span, ...] = ()
    fullest: int | None = None


class QuoteRow(Struct, frozen=True):
    """A saying, and a cell for each article, None where it is silent. `reason` is empty where only one has it, unless
    another has more sayings than are looked at."""

    cells: tuple[QuoteCell | None, ...]
    reason: str

    @property
    def fullest(self) -> QuoteCell:
        """The cell with the most words, of those between marks."""
        told = [cell for cell in self.cells if cell is not None]
        return max(told, key=lambda cell: (cell.form != "without marks", cell.words))


def quote_rows(readings: Sequence[PreparedArticle], said: Sequence[Sequence[Quotation]]) -> tuple[QuoteRow, ...]:
    """Return the sayings of all articles, those that most articles have first, then in reading order."""
    found = [saying for own in said for saying in own]
    groups = DisjointSets(len(found))
    for one, other in sorted(_candidates(found)):
        if _are_one(found[one], found[other]):
            groups.join(one, other)
    first: dict[tuple[int, tuple[str, ...]], int] = {}
    for number, saying in enumerate(found):
        if len(saying.words) >= _RUN:
            groups.join(first.setdefault((saying.article, saying.forms), number), number)
    texts = [UnquotedWords(reading) for reading in readings]
    cut = {number for number, own in enumerate(said) if len(own) == MOST}
    rows = []
    for members in groups:
        told = [found[number] for number in members]
        if len(told) > 1 or len(told[0].words) >= _RUN:
            rows.append(_row(told, texts, cut))
    return tuple(sorted(rows, key=lambda row: -sum(cell is not None for cell in row.cells)))


def _candidates(found: Sequence[Quotation]) -> set[tuple[int, int]]:
    """Pieces of two articles that share a run of three words, or all of a shorter fragment."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, saying in enumerate(found):
        forms = saying.forms
        for size in {_RUN, len(forms)} if len(forms) < _RUN else {_RUN}:
            for run in {forms[i : i + size] for i in range(len(forms) - size + 1)}:
                holders[run].append(number)
    for number, saying in enumerate(found):
        forms = saying.forms if len(saying.words) > 2 else ()
        for pair in pairwise(forms):
            if pair in holders:
                holders[pair].append(number)
    return pairs_across(holders.values(), [saying.article for saying in found], _TOO_OFTEN)


def _are_one(one: Quotation, other: Quotation) -> bool:
    shorter = min(len(one.words), len(other.words))
    if one.forms == other.forms:
        return not all(word.small for word in one.words)
    told = [one.words[m.a : m.a + m.size] for m in _laid(one.forms, other.forms)]
    runs = [run for run in told if len(run) >= min(_RUN, shorter)]
    telling = sum(not word.small for run in runs for word in run)
    if shorter >= _LONG_RUN and any(len(run) == shorter for run in runs):
        return telling >= 1
    if not runs or telling < 2 or (shorter < _RUN and telling < shorter):
        return False
    return sum(map(len, runs)) >= _MOST * shorter or (max(map(len, runs)) >= _LONG_RUN and telling >= _RUN)


def _laid(a: Sequence[str], b: Sequence[str]) -> list[Match]:
    return matching_runs(a[:_MOST_WORDS_LAID], b[:_MOST_WORDS_LAID])


def _row(told: Sequence[Quotation], texts: Sequence[UnquotedWords], cut: Set[int]) -> QuoteRow:
    of: defaultdict[int, list[Quotation]] = defaultdict(list)
    for saying in told:
        of[saying.article].append(saying)
    of = defaultdict(list, {number: _without_repeats(own) for number, own in of.items()})
    fullest = max(of, key=lambda number: (sum(len(saying.words) for saying in of[number]), -number))
    whole = [(word.form, place) for s in of[fullest] for word, place in zip(s.words, s.places, strict=True)]
    cells: list[QuoteCell | None] = []
    for number in range(len(texts)):
        if number in of:
            cells.append(_cell(of[number], whole, fullest, number))
        else:
            piece = max(filter(None, (texts[number].find(s.forms) for s in of[fullest])), key=_length, default=None)
            cells.append(None if piece is None else QuoteCell((piece,), "without marks", _length(piece)))
    spoken = [cell for cell in cells if cell is not None]
    return QuoteRow(tuple(cells), _CUT if len(spoken) == 1 and not cut <= of.keys() else _reason(spoken))


def _without_repeats(own: Sequence[Quotation]) -> list[Quotation]:
    """Return the pieces of an article but those that only repeat words of a longer one."""
    padded = [f" {' '.join(saying.forms)} " for saying in own]
    return [
        saying
        for number, saying in enumerate(own)
        if not any(
            padded[number] in other and (len(padded[number]), -number) < (len(other), -i)
            for i, other in enumerate(padded)
            if i != number
        )
    ]


def _length(piece: QuotedPiece) -> int:
    return len(piece.text.split())


def _cell(own: Sequence[Quotation], whole: Sequence[tuple[str, Span]], fullest: int, number: int) -> QuoteCell:
    pieces = tuple(saying.piece for saying in own)
    forms = [word.form for saying in own for word in saying.words]
    if number == fullest:
        return QuoteCell(pieces, "whole", len(forms))
    reference = [form for form, _ in whole]
    runs = _laid(forms, reference)
    kept = sum(run.size for run in runs)
    left_out = _left_out(whole, [(run.b, run.b + run.size) for run in runs])
    if kept < len(forms):
        form: Form = "bracketed" if any("[" in piece.text for piece in pieces) else "other words"
    elif kept == len(reference):
        form = "whole"
    else:
        form = "in pieces" if len(own) > 1 and len(runs) > 1 else "cut"
    return QuoteCell(pieces, form, len(forms), left_out, fullest if left_out else None)


def _left_out(whole: Sequence[tuple[str, Span]], kept: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the runs of the fullest form that are not kept, in the source."""
    starts, ends = [0, *(end for _, end in kept)], [*(start for start, _ in kept), len(whole)]
    return tuple(
        Span(whole[start][1].start, whole[end - 1][1].end)
        for start, end in zip(starts, ends, strict=True)
        if start < end
    )


def _reason(told: Sequence[QuoteCell]) -> str:
    if len(told) < 2:
        return ""
    most = max(cell.words for cell in told)
    counts = Counter(cell.form for cell in told)
    if counts["whole"] == len(told):
        return "word for word"
    return ", ".join(
        f"{cell.words} of {most} words" if cell.form in ("cut", "in pieces") else cell.form
        for cell in told
        if cell.form != "whole"
    )
