"""Repeated text within an article: the headline again, a paragraph again. The first one stays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Block, Role

_WORDS = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_PUNCTUATION = " .,:;!?…\"'“”‘’«»„()[]*•·-–—|>"
_SHORTEST_TITLE = 3
_SHORTEST_SAME = 6
_SHORTEST_NEAR = 10
_NEAR = 0.85
_LONGER = 1.3
_RUN = 4  # words
_MOST_ALIKE = 20
_TITLES = (Role.HEADLINE, Role.DEK, Role.SUBHEAD)


def mark_repeats(blocks: Sequence[Block]) -> list[Block]:
    """Read blocks whose words an earlier read block has already, all of them or nearly all, become duplicates."""
    told: dict[tuple[int, str], list[Block]] = {}
    marked: list[Block] = []
    for block in blocks:
        if not block.stripped and block.role is not Role.CREDIT:
            ends = _ends(block.text)
            likely = [earlier for end in ends for earlier in told.get(end, ())]
            if likely and (verdict := _twice(block, likely)):
                block = block.judged(Role.DUPLICATE, *verdict)
            else:
                for end in ends:
                    if len(alike := told.setdefault(end, [])) < _MOST_ALIKE:
                        alike.append(block)
        marked.append(block)
    return marked


def _ends(text: str) -> tuple[tuple[int, str], ...]:
    """Return the first words and the last of a text: who says it again nearly always shares one of them."""
    bare = text.lower().strip(_PUNCTUATION)
    first, last = bare.split(" ", _RUN)[:_RUN], bare.rsplit(" ", _RUN)[-_RUN:]
    return ((0, " ".join(first)), (-1, " ".join(last))) if len(first) >= _SHORTEST_TITLE else ()


def _twice(block: Block, told: Sequence[Block]) -> tuple[str, float] | None:
    """Return why a block is one of the earlier ones again, and how surely; None where it is not. A list of contents
    above the article says a subhead first, and that stays.
    """
    words = _WORDS.findall(block.text.lower())
    runs = [f" {' '.join(words[at : at + _RUN])} " for at in range(len(words) - _RUN + 1)]
    for earlier in told:
        before = _WORDS.findall(earlier.text.lower())
        if block.role is Role.SUBHEAD and earlier.role is not Role.HEADLINE:
            continue
        if words == before and len(words) >= (_SHORTEST_TITLE if earlier.role in _TITLES else _SHORTEST_SAME):
            return f"same as line {earlier.lines[0]}", 0.97
        if len(words) < _SHORTEST_NEAR or len(before) > len(words) * _LONGER:
            continue
        shown = f" {' '.join(before)} "
        if sum(run in shown for run in runs) >= _NEAR * len(runs) and _figures(block) == _figures(earlier):
            return f"nearly the same as line {earlier.lines[0]}", 0.85
    return None


def _figures(block: Block) -> list[str]:
    """Return the numbers of a block: lines of a table or a list of sources differ in nothing else."""
    return sorted(_NUMBER.findall(block.text))
