"""The difference between two passages that say nearly the same: by words, never by lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from corpus.article import Span
from corpus.compare.words import Word

TOO_OFTEN = 8  # a word that a passage repeats more often only extends what others match, else a litany takes minutes


class Difference(NamedTuple):
    """The runs of words that only one side has, as spans of its text, and how many words both have in one order."""

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    shared: int


def difference(left: Sequence[Word], right: Sequence[Word]) -> Difference:
    """What each side has that the other lacks.

    A lone small word between two runs that differ on both sides goes with them: “back __to the__ table” against “again
    __about the__ treaty” reads better as one run.
    """
    matches = _matches(left, right)
    told = [match for at, match in enumerate(matches) if not _lost_between_differences(matches, at, left)]
    return Difference(
        _runs(left, [(match.a, match.a + match.size) for match in told]),
        _runs(right, [(match.b, match.b + match.size) for match in told]),
        sum(match.size for match in told),
    )


def _matches(left: Sequence[Word], right: Sequence[Word]) -> list[Match]:
    """Runs of the same words. Always found in the same direction, so that swapping sides changes nothing."""
    a, b = [word.form for word in left], [word.form for word in right]
    if a <= b:
        found = _matcher(a, b).get_matching_blocks()
    else:
        found = [Match(match.b, match.a, match.size) for match in _matcher(b, a).get_matching_blocks()]
    return [match for match in found if match.size]


def _matcher(a: Sequence[str], b: Sequence[str]) -> SequenceMatcher[str]:
    times = Counter(b)
    return SequenceMatcher(lambda form: times[form] > TOO_OFTEN, a, b, autojunk=False)


def _lost_between_differences(matches: Sequence[Match], at: int, left: Sequence[Word]) -> bool:
    match = matches[at]
    if match.size > 1 or not left[match.a].small or not 0 < at < len(matches) - 1:
        return False
    before, after = matches[at - 1], matches[at + 1]
    return (
        before.a + before.size < match.a
        and before.b + before.size < match.b
        and match.a + 1 < after.a
        and match.b + 1 < after.b
    )


def _runs(words: Sequence[Word], shared: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """The runs of words outside the shared ranges."""
    starts = [0, *(end for _, end in shared)]
    ends = [*(start for start, _ in shared), len(words)]
    return tuple(
        Span(words[start].start, words[end - 1].end) for start, end in zip(starts, ends, strict=True) if start < end
    )
