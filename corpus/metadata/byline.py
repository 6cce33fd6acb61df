"""The byline: who wrote it, as the article says, with the agency where one is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Block, Role, Verdict
from corpus.boilerplate.bylines import BY, is_agency_line
from corpus.metadata.evidence import from_block, with_evidence

_BY = re.compile(rf"^\W*{BY}")
_AROUND = re.compile(r"^[\s(\[/–—-]+|[\s)\]/|–—-]+$")


def find_byline(blocks: Sequence[Block]) -> Verdict | None:
    """The first byline with a name, else the agency alone, else None."""
    bylines = [block for block in blocks if block.role is Role.BYLINE and names_in(block)]
    if not bylines:
        return None
    taken = next((block for block in bylines if not is_agency_line(block.text)), bylines[0])
    others = [
        from_block(block, names_in(block), _why_left(block, taken), taken=False)
        for block in bylines
        if block is not taken
    ]
    value = names_in(taken)
    verdict = Verdict(value, f"line {taken.lines[0]}: {taken.reason}", taken.confidence)
    return with_evidence(verdict, from_block(taken, value, taken.reason, taken=True), *others)


def names_in(block: Block) -> str:
    """The names in a byline, without “by” and what stands around them."""
    return _AROUND.sub("", _BY.sub("", block.text))


def _why_left(block: Block, taken: Block) -> str:
    if is_agency_line(block.text):
        return "an agency; a name says more"
    return "another stands before it" if block.start > taken.start else "not a name by itself"
