"""Passages: what an article says, a sentence at a time, each with its place in the source.

Only body and subheads speak. Two outlets that print one agency photograph share its caption and have not said the same,
and boilerplate says nothing at all.
"""

from __future__ import annotations

import re

from msgspec import Struct

from corpus.article import Article, Role, Span
from corpus.text.sentences import sentences

_DATELINE = re.compile(r"[A-Z]{2}[A-Z .'-]{0,30}, [A-Z][\w. ]{0,20}\.")


class ArticlePassage(Struct, frozen=True):
    """A sentence of an article, or a subhead.

    `block` is an index into the article's blocks, `start` and `end` are offsets in the source. `different` are the runs
    of `text` whose words the passage beside it lacks, if the two are near; `shared` the words that both have, if they
    say the same matter otherwise. `again`: the passage is in another row as well.
    """

    text: str
    block: int
    start: int
    end: int
    different: tuple[Span, ...] = ()
    shared: tuple[Span, ...] = ()
    again: bool = False


def article_passages(article: Article) -> list[ArticlePassage]:
    """Return the passages of an article, in order."""
    return [
        ArticlePassage(block.text[start:end], index, block.to_source(start), block.to_source(end - 1) + 1)
        for index, block in enumerate(article.blocks)
        if block.role in (Role.BODY, Role.SUBHEAD)
        for start, end in (_sentences(block.text) if block.role is Role.BODY else [Span(0, len(block.text))])
        if start < end
    ]


def _sentences(text: str) -> list[Span]:
    """Return the sentences of a paragraph; a place with a full stop of its own ("PORT ILMAY, Halv. — ") ends none."""
    first, *others = sentences(text) or [Span(0, 0)]
    if others and _DATELINE.fullmatch(text, *first) and text[others[0].start] in "–—-":
        return [Span(first.start, others[0].end), *others[1:]]
    return [first, *others]
