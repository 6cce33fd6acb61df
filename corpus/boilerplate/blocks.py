"""From lines to blocks: paragraphs joined, fused pieces cut apart, every character accounted for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from corpus.article import Block, Role
from corpus.boilerplate.lines import line_groups, text_lines
from corpus.safety import BLANK, UNSEEN
from corpus.text.scripts import SYLLABIC

_GAP = re.compile(r"\s{2,}")
_UNSEEN_GAP = re.compile(rf"\s*{UNSEEN}[\s{UNSEEN}]*|\s{{2,}}")
_SPACE = re.compile(r"\s")
_ODD_SPACE = re.compile(r"[^\S ]")
_ENDS = tuple(".!?…。！？؟।")
_CLOSING = "\"'”’»)]】」』*"
_MOST_KNOWN = 4096

Fact = TypeVar("Fact")


def text_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text, in order, not yet judged: all are body until a pass says otherwise."""
    return tuple(
        _make_block(text, (first.start, last.end), (first.number, last.number))
        for first, last in ((lines[0], lines[-1]) for lines in line_groups(text, text_lines(text)))
    )


def _make_block(text: str, place: tuple[int, int], lines: tuple[int, int]) -> Block:
    """Return the block at `place` (offsets, no blanks at either end) of the source's `text`; what is unseen is left
    out.
    """
    start, end = place
    found = text[start:end]
    runs: tuple[tuple[int, int], ...] = ((0, start),)
    apart = found.split()
    if UNSEEN in found or " ".join(apart) != found:
        found, runs = _evened(text, start, end)
    elif found.isascii():
        _COUNTED[found] = len(apart)
    words = count_words(found)
    if _PROSE[found]:
        reason, confidence = f"running text of {words} words", min(0.99, 0.8 + words / 200)
    elif words >= 3 and ends_sentence(found):
        reason, confidence = f"sentence of {words} words", 0.75
    else:
        reason, confidence = "short line that no rule takes for anything else", 0.5
    return Block(Role.BODY, found, start, end, lines, reason, confidence, runs)


def _evened(text: str, start: int, end: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text with all white space collapsed to single spaces, and the runs that map it to the source."""
    pieces: list[str] = []
    runs: list[tuple[int, int]] = []
    length, at = 0, start
    for gap in (_GAP if text.find(UNSEEN, start, end) < 0 else _UNSEEN_GAP).finditer(text, start, end):
        pieces.append(text[at : gap.start()])
        runs.append((length, at))
        length += gap.start() - at
        if space := _SPACE.search(text, gap.start(), gap.end()):
            pieces.append(" ")
            if space.start() > gap.start():
                runs.append((length, space.start()))
            length += 1
        at = gap.end()
    pieces.append(text[at:end])
    runs.append((length, at))
    return _ODD_SPACE.sub(" ", "".join(pieces)), tuple(runs)


def split_block(text: str, block: Block, at: int) -> tuple[Block, Block]:
    """Return two blocks where there was one; `at` counts characters of the block's text. White space at the cut is
    dropped.
    """
    cut = block.to_source(at)
    left_end = block.start + len(text[block.start : cut].rstrip(BLANK))
    right_start = block.end - len(text[cut : block.end].lstrip(BLANK))
    left_last = block.lines[1] - text.count("\n", left_end, block.end)
    right_first = block.lines[0] + text.count("\n", block.start, right_start)
    left = _make_block(text, (block.start, left_end), (block.lines[0], left_last))
    right = _make_block(text, (right_start, block.end), (right_first, block.lines[1]))
    return left, right


def count_words(text: str) -> int:
    """Words of `text`; in scripts that put no spaces between words, two characters count as one."""
    return _COUNTED[text]


def _reads_as_prose(text: str, words: int) -> bool:
    """Return whether `text` looks like a paragraph: sentences, and more than a line of a list would hold."""
    return words >= 30 or (words >= 12 and ends_sentence(text))


def is_prose(block: Block) -> bool:
    return len(block.text) > 20 and _PROSE[block.text]


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends as a sentence does."""
    return text.rstrip(_CLOSING).endswith(_ENDS)


class _Known(dict[str, Fact]):
    """Cache of the latest texts: the passes ask the same of a block, one after the other."""

    def __init__(self, find: Callable[[str], Fact]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, text: str) -> Fact:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        fact = self[text] = self.find(text)
        return fact


def _count(text: str) -> int:
    words = len(text.split())
    return words if text.isascii() else words + len(SYLLABIC.findall(text)) // 2


_COUNTED = _Known(_count)
_PROSE = _Known(lambda text: _reads_as_prose(text, _COUNTED[text]))


def blank_lines_before(blocks: Sequence[Block]) -> Iterable[int]:
    """Blank lines before each block."""
    last = 0
    for block in blocks:
        yield max(0, block.lines[0] - last - 1)
        last = block.lines[1]
