"""Metadata: the values that describe an article as a whole, each with its evidence; None rather than a guess.

What the file states wins over what is inferred from the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from corpus.article import Block, Published, Role, Verdict
from corpus.metadata.byline import find_byline
from corpus.metadata.date.choice import find_published
from corpus.metadata.dateline import find_dateline
from corpus.metadata.evidence import from_block, from_file, with_evidence
from corpus.metadata.headline import find_headline
from corpus.metadata.outlet import find_outlet
from corpus.source import Source
from corpus.text.language import guess_language

_SAMPLE_BLOCKS = 12
_DOUBTFUL = 0.5


class Described(Struct, frozen=True):
    """The values of an `Article` that are about the whole of it."""

    headline: Verdict
    dek: Verdict | None
    byline: Verdict | None
    dateline: Verdict | None
    outlet: Verdict | None
    published: Published | None
    language: str | None


def describe_source(source: Source, blocks: Sequence[Block]) -> Described:
    """Return the metadata of `source`, from its `blocks` with their roles and from what the file states."""
    brought = source.brought
    filed = find_dateline(blocks)
    return Described(
        headline=_brought(brought.headline) or find_headline(source, blocks),
        dek=_dek(blocks),
        byline=_byline(brought.byline, blocks),
        dateline=filed.verdict if filed else None,
        outlet=_brought(brought.outlet) or find_outlet(source, blocks, filed),
        published=(
            from_file(brought.published, brought.published.value)
            if brought.published
            else find_published(source, blocks, filed)
        ),
        language=brought.language or _language(blocks),
    )


def _brought(verdict: Verdict | None) -> Verdict | None:
    return from_file(verdict, verdict.value) if verdict else None


def _byline(brought: Verdict | None, blocks: Sequence[Block]) -> Verdict | None:
    """Return the byline that the file states, unless it is doubtful and a block has a better one."""
    if brought is None or brought.confidence < _DOUBTFUL:
        return find_byline(blocks) or _brought(brought)
    return _brought(brought)


def _dek(blocks: Sequence[Block]) -> Verdict | None:
    dek = next((block for block in blocks if block.role is Role.DEK), None)
    if dek is None:
        return None
    return with_evidence(
        Verdict(dek.text, dek.reason, dek.confidence), from_block(dek, dek.text, dek.reason, taken=True)
    )


def _language(blocks: Sequence[Block]) -> str | None:
    body = [block.text for block in blocks if block.role is Role.BODY][:_SAMPLE_BLOCKS]
    return guess_language("\n".join(body or [block.text for block in blocks][:_SAMPLE_BLOCKS]))
