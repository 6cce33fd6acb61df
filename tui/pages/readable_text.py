"""An article prepared for the screen: its hits and the mentions of its actors, block by block.

Built off the event loop, once per article and query; pages of any width are cut from it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from corpus.article import Article, Role, Span

if TYPE_CHECKING:
    from index import Query

COLOURED = 6  # actors with a colour of their own: `actor-1` to `actor-6` of the palette
ABOUT_ROLES = frozenset({Role.BYLINE, Role.DATELINE})
"""Roles of which the line under the headline tells, so that the text need not."""


class BlockSpan(Struct, frozen=True):
    """A stretch of one block."""

    block: int
    span: Span


class ShownArticle(Struct, frozen=True):
    """`hits` and `actor_marks` have an entry per block; `read_hits` are the hits in the text that is read, in order. If
    only an office refers to an actor, its colour is in italics.

    `on_story` counts other articles on its story; `same_text` counts those of them with its text.
    """

    article: Article
    raw: str
    hits: tuple[tuple[Span, ...], ...]
    actor_marks: tuple[tuple[tuple[Span, str], ...], ...]
    raw_lines: tuple[Span, ...]
    raw_hits: tuple[tuple[Span, ...], ...]
    read_hits: tuple[BlockSpan, ...]
    on_story: int = 0
    same_text: int = 0

    @property
    def stripped_with_hits(self) -> int:
        return sum(1 for block, hits in zip(self.article.blocks, self.hits, strict=True) if block.stripped and hits)

    def mentions(self, actor: int) -> tuple[BlockSpan, ...]:
        """Return the mentions of the article's n-th actor, in order."""
        return tuple(place for place in map(self.place, self.article.actors[actor].mentions) if place is not None)

    def place(self, span: Span) -> BlockSpan | None:
        """A span of the source as a place in a block; None where it is in no block."""
        for i, block in enumerate(self.article.blocks):
            if block.start <= span.start < block.end:
                return BlockSpan(i, Span(block.from_source(span.start), block.from_source(span.end)))
        return None


def prepare(article: Article, raw: str, query: Query) -> ShownArticle:
    """An article with the hits of a query in it."""
    from index import hit_spans  # here, since the first paint needs no search

    hits = tuple(hit_spans(query, block.text, headline=block.role is Role.HEADLINE) for block in article.blocks)
    headline_is_a_block = any(block.role is Role.HEADLINE for block in article.blocks)
    order = sorted(
        (i for i, block in enumerate(article.blocks) if not block.stripped and block.role not in ABOUT_ROLES),
        key=lambda i: (headline_is_a_block and article.blocks[i].role is not Role.HEADLINE, i),
    )
    lines = _lines(raw)
    return ShownArticle(
        article=article,
        raw=raw,
        hits=hits,
        actor_marks=_actor_marks(article),
        raw_lines=lines,
        raw_hits=_by_line(lines, hit_spans(query, raw)),
        read_hits=tuple(BlockSpan(i, span) for i in order for span in hits[i]),
    )


def _actor_marks(article: Article) -> tuple[tuple[tuple[Span, str], ...], ...]:
    marks: list[list[tuple[Span, str]]] = [[] for _ in article.blocks]
    for number, actor in enumerate(article.actors[:COLOURED], start=1):
        named = [(span, f"actor-{number}") for span in actor.mentions]
        meant = [(span, f"actor-{number} italic") for span in actor.by_office]
        for found, style in (*meant, *named):
            i = article.block_number_at(found.start)
            if i is not None:
                block = article.blocks[i]
                marks[i].append((Span(block.from_source(found.start), block.from_source(found.end)), style))
    return tuple(map(tuple, marks))


def _lines(raw: str) -> tuple[Span, ...]:
    pieces = raw.split("\n")
    ends = accumulate((len(piece) + 1 for piece in pieces), initial=0)
    return tuple(Span(start, start + len(piece)) for start, piece in zip(ends, pieces, strict=False))


def _by_line(lines: tuple[Span, ...], hits: tuple[Span, ...]) -> tuple[tuple[Span, ...], ...]:
    starts = [line.start for line in lines]
    found: list[list[Span]] = [[] for _ in lines]
    for hit in hits:
        i = bisect_right(starts, hit.start) - 1
        found[i].append(Span(hit.start - starts[i], hit.end - starts[i]))
    return tuple(map(tuple, found))
