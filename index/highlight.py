"""Where the words of a query stand in a text, and the passage of it that shows them best."""

from __future__ import annotations

from msgspec import Struct

from corpus.article import Span
from index.clauses import Query


class Snippet(Struct, frozen=True):
    """A passage of one line; `hits` are characters of `text`."""

    text: str
    hits: tuple[Span, ...] = ()


def hit_spans(query: Query, text: str) -> tuple[Span, ...]:
    """Where the query's words stand in `text`, in order, none overlapping; a phrase is one span."""
    raise NotImplementedError


def snippet(query: Query, *texts: str, width: int = 240) -> Snippet:
    """The passage of at most `width` cells with most of the query's words, cut at words, with `…` where cut.

    `texts` are the paragraphs of an article, in order. Without a hit it is the beginning.
    """
    raise NotImplementedError
