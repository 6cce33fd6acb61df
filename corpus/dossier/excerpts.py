"""Excerpts: the sentence around a place in an article."""

from __future__ import annotations

from msgspec import Struct

from corpus.article import Article, Span
from corpus.text.sentences import sentences


class Excerpt(Struct, frozen=True):
    """A sentence of an article, and the span in it of what was counted. `start` is the offset in the source."""

    article: str
    start: int
    text: str
    span: Span


def excerpt(article: Article, span: Span) -> Excerpt:
    """Return the sentence around a span of the source; all the sentences, if it reaches over several."""
    block = article.block_at(span.start) or article.blocks[0]
    start, end = block.from_source(span.start), block.from_source(span.end)
    around = [one for one in sentences(block.text) if one.start < end and one.end > start]
    first = around[0].start if around else start
    last = max(end, around[-1].end if around else end)
    return Excerpt(article.id, span.start, block.text[first:last], Span(start - first, end - first))
