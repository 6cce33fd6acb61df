"""The headline: the block that is one, else the first words of the text."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.article import Block, Role, Verdict
from corpus.metadata.evidence import from_block, with_evidence
from corpus.source import Source

_FIRST_WORDS = 12


def find_headline(source: Source, blocks: Sequence[Block]) -> Verdict:
    """Never fails: an article without a headline gets its first words, one without text the name of its file."""
    for block in blocks:
        if block.role is Role.HEADLINE:
            verdict = Verdict(block.text, block.reason, block.confidence)
            return with_evidence(verdict, from_block(block, block.text, block.reason, taken=True))
    first = next((block for block in blocks if not block.stripped), blocks[0] if blocks else None)
    if first is None:
        return Verdict(source.path, "no text for a headline: the name of the file", 0.1)
    words = first.text.split()
    value = " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")
    verdict = Verdict(value, "no line looks like a headline: the first words of the text", 0.2)
    return with_evidence(verdict, from_block(first, value, "the first words that are read", taken=True))
