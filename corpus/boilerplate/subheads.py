"""Subheads: short lines between paragraphs that are no sentence."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.article import Block, Role
from corpus.boilerplate.blocks import count_words, ends_sentence, is_prose
from corpus.boilerplate.lines import BULLET

_LONGEST = 12


def name_subheads(blocks: Sequence[Block]) -> list[Block]:
    """Give short lines right between two paragraphs the role of a subhead."""
    told = [block for block in blocks if not block.stripped and block.role not in (Role.CAPTION, Role.CREDIT)]
    between = {
        block.start
        for above, block, below in zip(told, told[1:], told[2:], strict=False)
        if is_prose(above) and is_prose(below) and _like_a_subhead(block)
    }
    return [
        block.judged(Role.SUBHEAD, "short line between two paragraphs", 0.75) if block.start in between else block
        for block in blocks
    ]


def _like_a_subhead(block: Block) -> bool:
    text = block.text
    if block.role is not Role.BODY or count_words(text) > _LONGEST or BULLET.match(text):
        return False
    if text[0] in '"“«„' and text[-1] in '"”»“' and count_words(text) > 6:
        return False
    return text.endswith("?") or not ends_sentence(text) or text[-1] in "’'"
