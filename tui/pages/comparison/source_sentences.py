"""Offsets of a source as places in the text that is read: the sentence around a place, and marks within a passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from corpus.article import Article, Block, Span
from corpus.text.sentences import sentences
from tui.pages.display_width import cell_len, graphemes
from tui.pages.line import shorten


class Sentence(NamedTuple):
    """A sentence, which of its characters were asked for, and where these begin in the source."""

    text: str
    marked: Span
    place: int


def sentence_around(article: Article, start: int, end: int) -> Sentence:
    """Return the sentence around `start` to `end` of the source."""
    block = article.block_at(start)
    if block is None:
        return Sentence("", Span(0, 0), start)
    first, last = block.from_source(start), block.from_source(end - 1) + 1
    spans = _sentences(block.text)
    found = spans[max(0, bisect_right(spans, first, key=lambda span: span.start) - 1)] if spans else Span(0, 0)
    text = block.text[found.start : found.end]
    return Sentence(text, Span(min(first - found.start, len(text)), min(last - found.start, len(text))), start)


@lru_cache(maxsize=256)
def _sentences(text: str) -> list[Span]:
    return sentences(text)


def within(block: Block, start: int, length: int, spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Spans of the source as spans of the `length` characters of a block's text that begin at `start` of the source."""
    begins = block.from_source(start)
    for low, high in spans:
        if low < block.end and high > start:
            first = max(0, block.from_source(low) - begins)
            last = min(length, block.from_source(max(low, high - 1)) + 1 - begins)
            if first < last:
                yield Span(first, last)


def excerpt(sentence: Sentence, width: int, ellipsis: str) -> tuple[str, Span]:
    """Return `width` cells of a sentence that contain its marked words, and the span of these in them."""
    text, marked = sentence.text, sentence.marked
    if cell_len(text) <= width:
        return text, marked
    room = max(1, (width - cell_len(text[marked.start : marked.end])) * 2 // 3)
    start = marked.start
    for first, _, cells in reversed(graphemes(text[:start])):
        if room <= 0:
            break
        start = first
        room -= cells
    if start > 0:
        space = text.find(" ", start, marked.start)
        start = space + 1 if space >= 0 else marked.start
    before = ellipsis if start > 0 else ""
    shown = before + shorten(text[start:], max(1, width - cell_len(before)), ellipsis)
    shift = len(before) - start
    return shown, Span(min(len(shown), marked.start + shift), min(len(shown), marked.end + shift))
