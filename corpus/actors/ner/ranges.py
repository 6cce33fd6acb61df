"""Candidate ranges: the words near capitals, a sixth of all words, which contain nearly all names."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.actors.ner.word_shapes import WordFlag

Numbers = NDArray[np.int64]

_MOST_LINKS = 3
_LONGEST = 24


class TokenRanges(NamedTuple):
    """Ranges of words, in order, none over another; `ends` are not included."""

    starts: Numbers
    ends: Numbers

    def rows(self) -> tuple[Numbers, Numbers]:
        """Return all words of all ranges, and for each the range it is in."""
        lengths = self.ends - self.starts
        of = np.repeat(np.arange(len(lengths)), lengths)
        return np.arange(len(of)) - self.firsts()[of] + self.starts[of], of

    def firsts(self) -> Numbers:
        """For each range where it begins among the words of all."""
        lengths = self.ends - self.starts
        begun: Numbers = np.cumsum(lengths) - lengths
        return begun


def capital_runs(flags: NDArray[np.uint32]) -> TokenRanges:
    """Words with a capital side by side, or with only a hyphen between."""
    capitals = np.flatnonzero(flags & WordFlag.CAPITAL)
    if not len(capitals):
        return TokenRanges(capitals, capitals)
    gaps = np.diff(capitals)
    tied = (gaps == 1) | ((gaps == 2) & (flags[capitals[1:] - 1] & WordFlag.HYPHEN > 0))
    return _grouped(capitals, tied)


def candidate_ranges(flags: NDArray[np.uint32]) -> TokenRanges:
    """Capitals with at most three linking words between two, and what may belong to a name at either end.

    None is longer than 24 words, so that time and memory stay in bounds whatever the text.
    """
    capitals = np.flatnonzero(flags & WordFlag.CAPITAL)
    if not len(capitals):
        return TokenRanges(capitals, capitals)
    breaks = np.cumsum(flags & (WordFlag.BRIDGE | WordFlag.FIGURE) == 0)
    between = breaks[capitals[1:] - 1] - breaks[capitals[:-1]]
    starts, ends = _grouped(capitals, (np.diff(capitals) <= _MOST_LINKS + 1) & (between == 0))
    led = flags[starts - 1] & WordFlag.LEAD > 0
    led_over = (flags[starts - 1] & WordFlag.HYPHEN > 0) & (flags[starts - 2] & WordFlag.LEAD > 0)
    before = np.concatenate(([0], ends[:-1]))
    starts = np.maximum(starts - np.where(led_over, 2, led), before)
    starts = np.maximum(starts - (flags[starts - 1] & WordFlag.FUNCTION > 0), before)
    starts = np.maximum(starts - (flags[starts - 1] & WordFlag.FRONT > 0), before)
    figure = flags[ends] & (WordFlag.FIGURE | WordFlag.TAIL) > 0
    suffix = (flags[ends] & WordFlag.HYPHEN > 0) & (flags[ends + 1] & WordFlag.LETTERS > 0)
    after = np.concatenate((starts[1:], [len(flags)]))
    ends = np.minimum(ends + np.where(suffix, 2, figure), after)
    return _cut(TokenRanges(starts, ends))


def _grouped(places: Numbers, tied: NDArray[np.bool_]) -> TokenRanges:
    cut = np.flatnonzero(~tied)
    return TokenRanges(places[np.concatenate(([0], cut + 1))], places[np.concatenate((cut, [len(places) - 1]))] + 1)


def _cut(ranges: TokenRanges) -> TokenRanges:
    lengths = ranges.ends - ranges.starts
    if lengths.max() <= _LONGEST:
        return ranges
    pieces = -(-lengths // _LONGEST)
    of = np.repeat(np.arange(len(pieces)), pieces)
    nth = np.arange(int(pieces.sum())) - (np.cumsum(pieces) - pieces)[of]
    starts = ranges.starts[of] + nth * _LONGEST
    return TokenRanges(starts, np.minimum(starts + _LONGEST, ranges.ends[of]))
