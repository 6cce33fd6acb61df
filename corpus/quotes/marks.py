"""Quotation marks paired into quoted spans, paragraph by paragraph.

Scraped text has marks of every kind, and many of them wrong: straight ones that don't show whether they open, curly
ones that point the wrong way, openings without an end. A mark is judged by its neighbours, then by its shape, then by
what is open already. What stays unbalanced is repaired within its paragraph, so one lost mark never turns the rest of
an article inside out. A quote runs on if the next paragraph begins with another opening mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

_MARK = re.compile(
    r"[\"“”„‟«»″'‘’‚‹›`]"
    r"(?:(?<=[\"“”„‟«»″])|(?<=')'|(?<=`)`|(?<=['‘’‹›])(?!\w)"
    r"|(?<=['‘’‚‹›`])(?<!\w.)(?!(?:\d\ds|n|em|tis|twas|til|cause)\b))"
)
_SINGLE = frozenset("'‘’‚‹›`")
_OPENS = frozenset(("“", "„", "‟", "«", "‘", "‚", "‹", "``", "`"))
_CLOSES = frozenset("”»›")
_BEFORE_OPENING = frozenset("([{—–-/")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-…")
_PAUSES = frozenset(".!?,")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-z])")
_LOW = "„"


class QuotedSpan(NamedTuple):
    """Characters `start` to `end` of a paragraph are in quotation marks; the marks themselves are left out.

    `runs_on`: the next paragraph goes on with the quote. `repaired`: one of the two marks was missing.
    """

    start: int
    end: int
    single: bool = False
    runs_on: bool = False
    repaired: bool = False


class _Mark(NamedTuple):
    sign: str
    start: int
    end: int
    turn: int
    """1 where it opens, -1 where it closes, 0 where its place does not tell."""

    @property
    def single(self) -> bool:
        return self.sign in _SINGLE


def quoted_spans(paragraphs: Sequence[str]) -> tuple[tuple[QuotedSpan, ...], ...]:
    """For each paragraph its quoted spans in order, none inside another. Any text will do; the time is linear."""
    marks = [_marks_of(paragraph) for paragraph in paragraphs]
    found: list[tuple[QuotedSpan, ...]] = []
    was_open = False
    for number, paragraph in enumerate(paragraphs):
        spans = _pair(paragraph, marks[number], goes_on=was_open) if marks[number] else []
        was_open = bool(spans) and spans[-1].repaired and spans[-1].end == len(paragraph.rstrip())
        if was_open and number + 1 < len(paragraphs):
            follows = _begins_with_mark(paragraphs[number + 1], marks[number + 1])
            spans[-1] = spans[-1]._replace(runs_on=follows, repaired=not follows)
        found.append(tuple(spans))
    return tuple(found)


def _marks_of(paragraph: str) -> list[_Mark]:
    marks = []
    for mark in _MARK.finditer(paragraph):
        sign, (start, end) = mark[0], mark.span()
        marks.append(_Mark(sign, start, end, _turn(sign, paragraph[start - 1 : start], paragraph[end : end + 1])))
    return marks


def _turn(sign: str, before: str, after: str) -> int:
    opens = not before or before.isspace() or before in _BEFORE_OPENING or before in "\"“‘'"
    closes = not after or after.isspace() or after in _AFTER_CLOSING or after in "\"”’'"
    if opens and (not closes or not before):
        return 1 if sign not in _CLOSES or sign == "”" or after.isalnum() else 0
    if closes and not opens and sign not in ("‘", "``"):
        return -1
    return 1 if sign in _OPENS else -1 if sign in _CLOSES else 0


def _begins_with_mark(paragraph: str, marks: Sequence[_Mark]) -> bool:
    return bool(marks) and marks[0].turn >= 0 and not paragraph[: marks[0].start].strip()


def _pair(paragraph: str, marks: Sequence[_Mark], *, goes_on: bool) -> list[QuotedSpan]:
    """Return the quoted spans of one paragraph. `goes_on`: the one before ended inside a quote."""
    spans: list[QuotedSpan] = []
    surplus = _closings_to_spare(marks)
    single_ends = _single_ends(marks)
    opened: _Mark | None = None
    depth = 0
    free_from = 0
    lost = False
    for number, mark in enumerate(marks):
        if number < free_from:
            continue
        if opened is None and mark.single:
            end = _end_of_single(paragraph, marks, number, single_ends)
            if end is not None:
                spans += _trimmed(paragraph, mark.end, marks[end].start, single=True)
                free_from = end + 1
        elif mark.single:
            continue
        elif opened is None:
            if mark.turn >= 0:
                opened, depth = mark, 0
            elif not spans and not lost and not _is_inch(paragraph, mark):
                lost = True
                start = 0 if goes_on else _sentence_start(paragraph, mark.start)
                spans += _trimmed(paragraph, start, mark.start, repaired=not goes_on)
        elif mark.turn <= 0 or (opened.sign == _LOW and mark.sign == "“"):
            if depth:
                depth -= 1
            else:
                spans += _trimmed(paragraph, opened.end, mark.start)
                opened = None
        elif surplus[number] > 0:
            depth += 1
        else:
            spans += _trimmed(paragraph, opened.end, _last_pause(paragraph, opened.end, mark.start), repaired=True)
            opened, depth = mark, 0
    if opened is not None:
        spans += _trimmed(paragraph, opened.end, len(paragraph), repaired=True)
    return spans


def _closings_to_spare(marks: Sequence[_Mark]) -> list[int]:
    """For each mark, how many more double marks close than open from it to the end of the paragraph."""
    turns = [0 if mark.single else -mark.turn for mark in marks]
    return list(accumulate(reversed(turns)))[::-1]


class _SingleEnds(NamedTuple):
    next_closing: list[int | None]
    next_opening: list[int]
    doubles: list[int]


def _single_ends(marks: Sequence[_Mark]) -> _SingleEnds:
    """Return for each mark the next single one that closes and that opens, and the number of double ones before it."""
    closing: list[int | None] = [None] * len(marks)
    opening = [len(marks)] * len(marks)
    next_closing, next_opening = None, len(marks)
    for number in range(len(marks) - 1, -1, -1):
        closing[number], opening[number] = next_closing, next_opening
        if marks[number].single and marks[number].turn < 0:
            next_closing = number
        elif marks[number].single and marks[number].turn > 0:
            next_opening = number
    return _SingleEnds(closing, opening, list(accumulate((not mark.single for mark in marks), initial=0)))


def _end_of_single(paragraph: str, marks: Sequence[_Mark], number: int, ends: _SingleEnds) -> int | None:
    """Return where the single mark `number` is closed; None where it is an apostrophe.

    A mark after an “s” may be a plural possessive: it is the end only where no later mark can be.
    """
    nearest = ends.next_closing[number]
    if marks[number].turn <= 0 or nearest is None:
        return None
    near = [
        later for later in range(nearest, ends.next_opening[number]) if marks[later].single and marks[later].turn < 0
    ] or [nearest]
    end = next((later for later in near if not _may_be_possessive(paragraph, marks[later])), near[-1])
    balanced = (ends.doubles[end] - ends.doubles[number]) % 2 == 0
    return end if balanced else None


def _may_be_possessive(paragraph: str, mark: _Mark) -> bool:
    after = paragraph[mark.end : mark.end + 2]
    return paragraph[mark.start - 1] in "sS" and len(after) == 2 and after[0] == " " and after[1].isalpha()


def _is_inch(paragraph: str, mark: _Mark) -> bool:
    return mark.sign in ('"', "″", "''", "”") and paragraph[mark.start - 1 : mark.start].isdigit()


def _sentence_start(paragraph: str, before: int) -> int:
    """Return where the sentence begins that ends at `before`, its own full stop not counted."""
    return max((end.end() for end in _SENTENCE_END.finditer(paragraph, 0, before)), default=0)


def _last_pause(paragraph: str, start: int, end: int) -> int:
    """Just behind the last comma or full stop between `start` and `end`, else `end`."""
    return next((at + 1 for at in range(end - 1, start, -1) if paragraph[at] in _PAUSES), end)


def _trimmed(
    paragraph: str, start: int, end: int, *, single: bool = False, repaired: bool = False
) -> Iterator[QuotedSpan]:
    """Yield the span without white space at its ends, if it holds a letter or figure."""
    inside = paragraph[start:end]
    if any(map(str.isalnum, inside)):
        start += len(inside) - len(inside.lstrip())
        yield QuotedSpan(start, start + len(inside.strip()), single, repaired=repaired)
