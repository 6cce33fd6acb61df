"""What an article says twice: the headline again, a paragraph again. The first stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.article import Block, Role

_WORDS = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_SHORTEST_SAME = 6
_SHORTEST_NEAR = 10
_NEAR = 0.85
_TITLES = (Role.HEADLINE, Role.DEK, Role.SUBHEAD)


def mark_duplicates(blocks: Sequence[Block]) -> list[Block]:
    """Read blocks whose words an earlier read block has already, all of them or nearly all, become duplicates."""
    seen: dict[tuple[str, ...], Block] = {}
    shingles: dict[tuple[str, ...], Block] = {}
    marked: list[Block] = []
    for block in blocks:
        if block.stripped or block.role is Role.CREDIT:
            marked.append(block)
            continue
        words = tuple(_WORDS.findall(block.text.lower()))
        first = seen.get(words)
        if first is not None and (len(words) >= _SHORTEST_SAME or (len(words) >= 3 and first.role in _TITLES)):
            marked.append(block.judged(Role.DUPLICATE, f"same as line {first.lines[0]}", 0.97))
            continue
        own = list(zip(words, words[1:], words[2:], words[3:], strict=False))
        if len(words) >= _SHORTEST_NEAR and (near := _nearly(block, own, shingles)):
            marked.append(block.judged(Role.DUPLICATE, f"nearly the same as line {near.lines[0]}", 0.85))
            continue
        seen.setdefault(words, block)
        shingles.update(dict.fromkeys(own, block))
        marked.append(block)
    return marked


def _nearly(block: Block, own: Sequence[tuple[str, ...]], shingles: dict[tuple[str, ...], Block]) -> Block | None:
    """The earlier block that holds nearly all of these words in their order, and is not much longer."""
    if own[0] not in shingles and own[-1] not in shingles and own[len(own) // 2] not in shingles:
        return None
    held = [other for shingle in own if (other := shingles.get(shingle)) is not None]
    start, share = Counter(other.start for other in held).most_common(1)[0]
    earlier = next(other for other in held if other.start == start)
    longer = len(_WORDS.findall(earlier.text)) > (len(own) + 3) * 1.3
    if share < _NEAR * len(own) or longer or _figures(block) != _figures(earlier):
        return None
    return earlier


def _figures(block: Block) -> list[str]:
    """The numbers of a block: lines of a table or a list of sources differ in nothing else."""
    return sorted(_NUMBER.findall(block.text))
