"""Spans of a text in order, to be asked which of them lie in a part of it, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from corpus.article import Span


class SpanIndex:
    """Spans, in any order; they may lie over each other."""

    def __init__(self, spans: Sequence[Span] = ()) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def within(self, start: int, end: int) -> list[Span]:
        """Return the spans that lie, in whole or in part, between `start` and `end`."""
        first = bisect_right(self._reach, start)
        return [span for span in self._spans[first : bisect_left(self._starts, end)] if start < span.end]
