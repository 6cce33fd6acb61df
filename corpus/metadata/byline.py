"""The byline: who wrote it, as the article says, with the agency where one is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Block, Role, Verdict
from corpus.boilerplate.blocks import is_prose
from corpus.boilerplate.line_kinds import BY, is_agency_line, is_outlet_line
from corpus.metadata.evidence import from_block, with_evidence

_A_GUESS = 0.5
_MOST_ABOVE = 1  # paragraph, such as a note of the editor
_BY = re.compile(rf"^\W*{BY}")
_AROUND = re.compile(r"^[\s(\[/–—-]+|[\s)\]/|–—-]+$")


def find_byline(blocks: Sequence[Block]) -> Verdict | None:
    """Return the first byline with a name, else the agency alone, else None."""
    named = [i for i, block in enumerate(blocks) if block.role is Role.BYLINE and _names_somebody(block)]
    bylines = [blocks[i] for i in named if _is_of_all(blocks, i)]
    if not bylines:
        return None
    taken = next((block for block in bylines if not is_agency_line(block.text)), bylines[0])
    others = [
        from_block(block, _names_in(block), _why_left(block, taken), taken=False)
        for block in bylines
        if block is not taken
    ]
    value = _names_in(taken)
    verdict = Verdict(value, f"line {taken.lines[0]}: {taken.reason}", taken.confidence)
    return with_evidence(verdict, from_block(taken, value, taken.reason, taken=True), *others)


def _names_in(block: Block) -> str:
    """Return the names in a byline, without “by” and whatever surrounds them."""
    return _AROUND.sub("", _BY.sub("", block.text))


def _names_somebody(block: Block) -> bool:
    names = _names_in(block)
    return block.confidence > _A_GUESS and bool(names) and (is_agency_line(names) or not is_outlet_line(names))


def _is_of_all(blocks: Sequence[Block], i: int) -> bool:
    """Return whether a byline is above or below the article: whoever signs a part of it wrote that alone."""
    prose = [block.role is Role.BODY and is_prose(block) for block in blocks]
    glued = i > 0 and blocks[i - 1].lines[1] == blocks[i].lines[0]
    return not any(prose[i + 1 :]) or (not glued and sum(prose[:i]) <= _MOST_ABOVE)


def _why_left(block: Block, taken: Block) -> str:
    if is_agency_line(block.text):
        return "an agency; a name says more"
    return "another comes before it" if block.start > taken.start else "not a name by itself"
