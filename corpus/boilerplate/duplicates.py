"""What an article says twice: the headline again, a paragraph again. The first stays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Block, Role

_WORDS = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_SHORTEST_TITLE = 3
_SHORTEST_SAME = 6
_SHORTEST_NEAR = 10
_NEAR = 0.85
_LONGER = 1.3
_RUN = 4  # words
_TITLES = (Role.HEADLINE, Role.DEK, Role.SUBHEAD)


def mark_duplicates(blocks: Sequence[Block]) -> list[Block]:
    """Read blocks whose words an earlier read block has already, all of them or nearly all, become duplicates."""
    told: list[Block] = []
    said = ""
    marked: list[Block] = []
    for block in blocks:
        if not block.stripped and block.role is not Role.CREDIT:
            words = block.text.lower().split()
            if len(words) >= _SHORTEST_TITLE and _comes_again(words, said) and (verdict := _twice(block, told)):
                block = block.judged(Role.DUPLICATE, *verdict)
            else:
                told.append(block)
                said += f" {' '.join(words)} "
        marked.append(block)
    return marked


def _comes_again(words: Sequence[str], said: str) -> bool:
    """Whether the first, the middle or the last four words stand in what was said before."""
    last, half = max(0, len(words) - _RUN), len(words) // 2
    return any(f" {' '.join(words[at : at + _RUN])} " in said for at in (0, min(half, last), last))


def _twice(block: Block, told: Sequence[Block]) -> tuple[str, float] | None:
    """Why a block is an earlier one again, and how surely; None where it is not."""
    words = _WORDS.findall(block.text.lower())
    runs = [f" {' '.join(words[at : at + _RUN])} " for at in range(len(words) - _RUN + 1)]
    for earlier in told:
        before = _WORDS.findall(earlier.text.lower())
        if words == before and len(words) >= (_SHORTEST_TITLE if earlier.role in _TITLES else _SHORTEST_SAME):
            return f"same as line {earlier.lines[0]}", 0.97
        if len(words) < _SHORTEST_NEAR or len(before) > len(words) * _LONGER:
            continue
        shown = f" {' '.join(before)} "
        if sum(run in shown for run in runs) >= _NEAR * len(runs) and _figures(block) == _figures(earlier):
            return f"nearly the same as line {earlier.lines[0]}", 0.85
    return None


def _figures(block: Block) -> list[str]:
    """The numbers of a block: lines of a table or a list of sources differ in nothing else."""
    return sorted(_NUMBER.findall(block.text))
