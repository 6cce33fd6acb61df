"""The learnt part: a classifier decides what the rules leave open.

What the rules are sure of stays, and what they keep by name (headline, credit, caption …) is never stripped. A long
block needs far more evidence than a short one. The weights lie beside this file, with where they come from;
`bench/train_boilerplate.py` makes them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.article import Block, Role
from corpus.boilerplate.blocks import count_words, is_prose
from corpus.boilerplate.learned.tokens import Floats
from corpus.boilerplate.learned.verdicts import explained, taken_back

_MOST_BLOCKS = 5000
_LEAST = {Role.BODY: 0.0, Role.SUBHEAD: 0.8}
_WORDS, _NEEDED = (3, 12, 30, 60), (0.55, 0.65, 0.85, 0.96)
_SURE_RULE, _SURELY_READ = 0.9, 0.12
_NEVER_BACK = frozenset((Role.DUPLICATE, Role.READER_COMMENT))


def judge_by_model(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of an article, those that the rules leave open judged by the classifier."""
    if not 1 < len(blocks) <= _MOST_BLOCKS:
        return list(blocks)
    from corpus.boilerplate.learned.network import shipped

    return decide(blocks, shipped().chances(blocks))


def decide(blocks: Sequence[Block], chances: Floats) -> list[Block]:
    """The same, where the chances that a block is boilerplate are known."""
    judged = list(blocks)
    prose = [not block.stripped and is_prose(block) for block in blocks]
    for i, block in enumerate(blocks):
        chance = float(chances[i])
        if block.role in _LEAST:
            if chance >= max(_LEAST[block.role], needed(block)) and not (prose[i] and _among_prose(prose, i)):
                judged[i] = explained(blocks, chances, i)
        elif chance <= _SURELY_READ and _is_doubtful(block):
            judged[i] = taken_back(block, chance)
    return judged


def needed(block: Block) -> float:
    """The chance from which on a block is stripped: the longer it is, the nearer to 1."""
    return float(np.interp(np.log1p(count_words(block.text)), np.log1p(_WORDS), _NEEDED))


def _is_doubtful(block: Block) -> bool:
    """Whether a rule stripped a block and was not sure."""
    return block.stripped and block.confidence < _SURE_RULE and block.role not in _NEVER_BACK


def _among_prose(prose: Sequence[bool], i: int) -> bool:
    """Whether two paragraphs stand right above, and two right below."""
    return i >= 2 and all(prose[i - 2 : i]) and len(prose) > i + 2 and all(prose[i + 1 : i + 3])
