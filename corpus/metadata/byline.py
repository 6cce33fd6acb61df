"""The byline: who wrote it, as the article says, with the agency where one is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Block, Role, Verdict
from corpus.boilerplate.bylines import BY, is_agency_line

_BY = re.compile(rf"^\W*{BY}")
_AROUND = re.compile(r"^[\s(\[/–—-]+|[\s)\]/|–—-]+$")


def find_byline(blocks: Sequence[Block]) -> Verdict | None:
    """The first byline with a name, else the agency alone, else None."""
    bylines = [block for block in blocks if block.role is Role.BYLINE]
    if not bylines:
        return None
    block = next((block for block in bylines if not is_agency_line(block.text)), bylines[0])
    value = _AROUND.sub("", _BY.sub("", block.text))
    return Verdict(value, f"line {block.lines[0]}: {block.reason}", block.confidence) if value else None
