"""The lines of a text, and whether somebody broke its paragraphs at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.safety import BLANK

WIDEST_WRAP = 130
BULLET = re.compile(r"(?:[•*·◦▪‣]|[-–—>+](?=\s)|\d{1,2}[.)](?=\s))")
_FIRST_WORD = re.compile(r"\S+")
_ENDS = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]】」』]*$")


class TextLine(NamedTuple):
    """A line that is not blank: its number from 1, its offsets without the white space around it, its indent."""

    number: int
    start: int
    end: int
    indent: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def text_lines(text: str) -> list[TextLine]:
    """Return the lines of `text` that hold anything but white space."""
    lines: list[TextLine] = []
    at = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        shown = raw.lstrip(BLANK)
        if shown:
            indent = len(raw) - len(shown)
            lines.append(TextLine(number, at + indent, at + indent + len(shown.rstrip(BLANK)), indent))
        at += len(raw) + 1
    return lines


def line_groups(text: str, lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines that belong together: each for itself, or joined where the text is hard-wrapped."""
    width = _wrap_width(text, lines)
    if width is None:
        return [[line] for line in lines]
    paragraphs: list[list[TextLine]] = []
    for line in lines:
        if paragraphs and _goes_on(text, paragraphs[-1], line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _goes_on(text: str, paragraph: Sequence[TextLine], line: TextLine, width: int) -> bool:
    """Return whether `line` continues the paragraph: it is right below, and its first word had no room above."""
    above = paragraph[-1]
    if line.number != above.number + 1 or BULLET.match(text, line.start, line.end):
        return False
    hangs = BULLET.match(text, above.start) is not None
    if len(paragraph) == 1 and line.indent > above.indent and not hangs:
        return False
    if len(paragraph) > 1 and line.indent > above.indent:
        return False
    return _no_room(text, above, line, width) or (_breaks_off(text, above, line) and _length(above) > width / 2)


def _wrap_width(text: str, lines: Sequence[TextLine]) -> int | None:
    """Return the width at which the text was wrapped, in characters, or None where a line is a paragraph.

    In wrapped text sentences break off at line ends, and where they do the next word had no room.
    """
    broken = [
        (above, below)
        for above, below in pairwise(lines)
        if below.number == above.number + 1
        and above.end - above.start <= WIDEST_WRAP - above.indent
        and _breaks_off(text, above, below)
    ]
    if len(broken) < 2:
        return None
    width = max(_length(above) for above, _ in broken)
    full = sum(_no_room(text, above, below, width) for above, below in broken)
    longer = sum(_length(line) > width + 12 for line in lines)
    return width if width >= 30 and full >= 0.75 * len(broken) and longer <= 0.1 * len(lines) else None


def _length(line: TextLine) -> int:
    return line.end - line.start + line.indent


def _no_room(text: str, above: TextLine, below: TextLine, width: int) -> bool:
    word = _FIRST_WORD.match(text, below.start, below.end)
    return word is not None and _length(above) + 1 + word.end() - word.start() > width


def _breaks_off(text: str, above: TextLine, below: TextLine) -> bool:
    first = text[below.start]
    return (
        first.isalpha()
        and not first.isupper()
        and _ENDS.search(text, max(above.start, above.end - 6), above.end) is None
    )
