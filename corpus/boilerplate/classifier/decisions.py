"""Let the classifier decide what the rules leave open.

What the rules are sure of stays, and what they keep by name (headline, byline, credit, caption …) is never stripped. A
long block needs far more evidence than a short one, and all need more if there is little boilerplate around them.
`bench.training.boilerplate` learns the weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from math import log
from typing import TYPE_CHECKING

from corpus.article import Block, Role
from corpus.boilerplate.blocks import count_words, is_prose
from corpus.boilerplate.classifier.block_tokens import Floats
from corpus.boilerplate.classifier.explanations import Weighed, explain_kept, explain_stripped

if TYPE_CHECKING:
    from corpus.boilerplate.classifier.network import Prediction

_MOST_BLOCKS, _MOST_AT_A_TIME = 5000, 1000  # blocks of a text that is classified at all; blocks at a time

# Thresholds of the calibrated probability of boilerplate, 0 to 1. They are hand-set. The effects noted are on every
# twelfth labelled text (`python -m bench boilerplate` measures all of them). As they are, 65 % of the boilerplate of
# half-cleaned texts is stripped and 99.9 % of their articles kept; of whole pages, 93 and 99.2 %.
_LEAST, _MOST = 0.9, 0.97
"""From which a block of `_SHORT` words is stripped, and one of `_LONG`. Both .05 lower strip 5 % more of the
boilerplate of half-cleaned texts for .01 % of the articles; .05 higher, 5 % less."""

_SHORT, _LONG = 3, 60
"""Words: lengths between which the threshold grows with the logarithm."""

_SHORT_RELIEF, _LONG_RELIEF, _NAME_RELIEF = 0.3, 0.25, 0.25
"""How much lower the threshold is in a whole page, for a short block, a long one, and a subhead or dek. Without them
84 % of the boilerplate of whole pages is stripped instead of 93, and 99.6 % of the articles kept instead of 99.2."""

_FEW, _MANY = 0.5, 0.75
"""Shares of blocks that are boilerplate: a text with fewer is an article with the usual widgets, with more a whole
page. .1 lower strips 6 % more of half-cleaned texts, and keeps as much of the articles."""

_OUTSIDE = 0.2
"""How much lower it is above the first paragraph and below the last. At 0, whole pages keep .2 % more of the
articles."""

_OPEN = {Role.BODY: 0.0, Role.SUBHEAD: 0.85, Role.DEK: 0.9}
"""The roles that the classifier may strip, with the least threshold of each: rules named a subhead or dek for a
reason."""

_NEVER = 0.9 * (_LEAST - _OUTSIDE - _SHORT_RELIEF)
"""A lower probability strips nothing, wherever it is: a bound that saves time."""

_DOUBTFULLY_READ = 0.6  # confidence up to which a block of a page that tags kept may be stripped
_SURE_RULE = 0.8  # confidence from which a rule that stripped a block is never overruled
_SURELY_READ = 0.35  # probability up to which a block that a doubtful rule stripped is read after all
_NEVER_BACK = frozenset((Role.DUPLICATE, Role.READER_COMMENT))


def classify_text(articles: Sequence[Sequence[Block]]) -> list[tuple[Block, ...]]:
    """Return the blocks of each of some articles, those that the rules leave open judged by the classifier.

    Sixteen articles at a time take less than half of the time that they take one by one.
    """
    return [
        tuple(decide_text(blocks, judgement.chances, judgement.weighed) if judgement else blocks)
        for blocks, judgement in zip(articles, _judgements(articles), strict=True)
    ]


def _judgements(articles: Sequence[Sequence[Block]]) -> Iterator[Prediction | None]:
    """Return the classifier's prediction for each article; None if it has too few blocks or words, or too many."""
    # The weights are loaded, and NumPy with them, when the first text is classified.
    from corpus.boilerplate.classifier.network import shipped_classifier

    at = 0
    while at < len(articles):
        end, room = at + 1, _MOST_AT_A_TIME - len(articles[at])
        while end < len(articles) and (room := room - len(articles[end])) >= 0:
            end += 1
        judged = [1 < len(blocks) <= _MOST_BLOCKS for blocks in articles[at:end]]
        found = iter(shipped_classifier().judge([*compress(articles[at:end], judged)]) if any(judged) else ())
        yield from (next(found) if some else None for some in judged)
        at = end


def decide_text(blocks: Sequence[Block], chances: Floats, weighed: Weighed | None = None) -> list[Block]:
    """Return the blocks of a text with the roles that given probabilities of boilerplate decide, with reasons from
    `weighed` if given.
    """
    judged = list(blocks)
    prose = [not block.stripped and is_prose(block) for block in blocks]
    paragraphs = [i for i, tells in enumerate(prose) if tells]
    crowd = _crowd(chances)
    for i, (block, chance) in enumerate(zip(blocks, chances.tolist(), strict=True)):
        if block.role in _OPEN:
            if chance < _NEVER or _is_signed_dek(blocks, i):
                continue
            outside = not paragraphs or not paragraphs[0] <= i <= paragraphs[-1]
            relief = _OUTSIDE if outside else 0.0
            if chance >= strip_threshold(block, crowd) - relief and not (prose[i] and _among_prose(prose, i)):
                judged[i] = explain_stripped(blocks, chances, i, paragraphs, weighed)
        elif chance <= _SURELY_READ and _is_doubtful(block):
            judged[i] = explain_kept(block, chance)
    return judged


def classify_page(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a page, where tags say more than words: only blocks that were kept with doubts may be
    stripped.
    """
    (judgement,) = _judgements([blocks])
    return decide_page(blocks, judgement.chances, judgement.weighed) if judgement else list(blocks)


def decide_page(blocks: Sequence[Block], chances: Floats, weighed: Weighed | None = None) -> list[Block]:
    """Return the blocks of a page with the roles that given probabilities of boilerplate decide, with reasons from
    `weighed` if given.
    """
    judged = list(blocks)
    paragraphs = [i for i, block in enumerate(blocks) if not block.stripped and is_prose(block)]
    for i, block in enumerate(blocks):
        doubtful = block.role in (Role.BODY, Role.SUBHEAD) and block.confidence <= _DOUBTFULLY_READ
        if doubtful and chances[i] >= strip_threshold(block, 0):
            judged[i] = explain_stripped(blocks, chances, i, paragraphs, weighed)
    return judged


def strip_threshold(block: Block, crowd: float) -> float:
    """Return the probability from which on a block is stripped: the higher, the longer it is and the less boilerplate
    is around it (`crowd`, 0 to 1).
    """
    length = min(max(log(max(count_words(block.text), 1) / _SHORT) / log(_LONG / _SHORT), 0.0), 1.0)
    by_length = _LEAST + (_MOST - _LEAST) * length - crowd * (_SHORT_RELIEF + (_LONG_RELIEF - _SHORT_RELIEF) * length)
    return max(by_length, _OPEN[block.role] - _NAME_RELIEF * crowd)


def _crowd(chances: Floats) -> float:
    """Return how much of a text is boilerplate: 0 for an article with the usual widgets, 1 for a whole page."""
    share = float((chances > 0.5).mean())
    return min(max((share - _FEW) / (_MANY - _FEW), 0.0), 1.0)


def _is_doubtful(block: Block) -> bool:
    """Return whether a rule stripped a block and was not sure."""
    return block.stripped and block.confidence < _SURE_RULE and block.role not in _NEVER_BACK


def _is_signed_dek(blocks: Sequence[Block], i: int) -> bool:
    """Return whether a dek is right between the headline and a byline or date: hardly anything else is found there."""
    if blocks[i].role is not Role.DEK or not 0 < i < len(blocks) - 1:
        return False
    return blocks[i - 1].role is Role.HEADLINE and blocks[i + 1].role in (Role.BYLINE, Role.DATELINE)


def _among_prose(prose: Sequence[bool], i: int) -> bool:
    """Return whether there are two paragraphs right above, and two right below."""
    return i >= 2 and all(prose[i - 2 : i]) and len(prose) > i + 2 and all(prose[i + 1 : i + 3])
