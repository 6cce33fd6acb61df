"""From lines to blocks: paragraphs joined, fused pieces cut apart, every character accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corpus.article import Block, Role
from corpus.boilerplate.lines import lines_of, paragraphs_of
from corpus.safety import BLANK, UNSEEN

_GAP = re.compile(r"\s{2,}")
_UNSEEN_GAP = re.compile(rf"\s*{UNSEEN}[\s{UNSEEN}]*|\s{{2,}}")
_SPACE = re.compile(r"\s")
_ODD_SPACE = re.compile(r"[^\S ]")
_CLOSED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]】」』*]*$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def text_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order, not yet judged: all are body until a pass says otherwise."""
    return tuple(
        make_block(text, (first.start, last.end), (first.number, last.number))
        for first, last in ((lines[0], lines[-1]) for lines in paragraphs_of(text, lines_of(text)))
    )


def make_block(text: str, place: tuple[int, int], lines: tuple[int, int]) -> Block:
    """The block at `place` (offsets, no blanks at either end) of the source's `text`; what is unseen is left out."""
    start, end = place
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
    shown = _ODD_SPACE.sub(" ", "".join(pieces))
    words = count_words(shown)
    if reads_as_prose(shown, words):
        reason, confidence = f"running text of {words} words", min(0.99, 0.8 + words / 200)
    elif words >= 3 and is_closed(shown):
        reason, confidence = f"sentence of {words} words", 0.75
    else:
        reason, confidence = "short line that no rule takes for anything else", 0.5
    return Block(Role.BODY, shown, start, end, lines, reason, confidence, tuple(runs))


def split_block(text: str, block: Block, at: int) -> tuple[Block, Block]:
    """Two blocks where there was one; `at` counts characters of the block's text. White space at the cut is dropped."""
    cut = block.to_source(at)
    left_end = block.start + len(text[block.start : cut].rstrip(BLANK))
    right_start = block.end - len(text[cut : block.end].lstrip(BLANK))
    left_last = block.lines[1] - text.count("\n", left_end, block.end)
    right_first = block.lines[0] + text.count("\n", block.start, right_start)
    left = make_block(text, (block.start, left_end), (block.lines[0], left_last))
    right = make_block(text, (right_start, block.end), (right_first, block.lines[1]))
    return left, right


@lru_cache(maxsize=2048)
def count_words(text: str) -> int:
    """Words of `text`; in scripts that put no spaces between words, two characters count as one."""
    words = len(text.split())
    return words if text.isascii() else words + len(_UNSPACED.findall(text)) // 2


def reads_as_prose(text: str, words: int) -> bool:
    """Whether `text` looks like a paragraph: sentences, and more than a line of a list would hold."""
    return words >= 30 or (words >= 12 and _CLOSED.search(text) is not None)


def is_prose(block: Block) -> bool:
    return len(block.text) > 20 and _is_prose(block.text)


@lru_cache(maxsize=2048)
def _is_prose(text: str) -> bool:
    return reads_as_prose(text, count_words(text))


def is_closed(text: str) -> bool:
    """Whether `text` ends as a sentence does."""
    return _CLOSED.search(text) is not None


def gaps(blocks: Sequence[Block]) -> Iterable[int]:
    """Blank lines before each block."""
    last = 0
    for block in blocks:
        yield max(0, block.lines[0] - last - 1)
        last = block.lines[1]
