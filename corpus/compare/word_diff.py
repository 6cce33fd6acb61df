"""The difference between two passages that say nearly the same: by words, never by lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from corpus.article import Span
from corpus.text.tokenize import WordToken, stem

TOO_OFTEN = 8  # a word that a passage repeats more often only extends what others match, else a litany takes minutes


class WordDiff(NamedTuple):
    """The runs of words that only one side has, as spans of its text; how many words both have in one order, in how
    many runs, and in the longest of these."""

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    shared: int
    runs: int
    longest: int


def word_diff(left: Sequence[WordToken], right: Sequence[WordToken]) -> WordDiff:
    """Return what each side has that the other lacks.

    A single function word between two runs that differ on both sides is joined to them: “back __to the__ table” against
    “again __about the__ treaty” reads better as one run.
    """
    matches = matching_runs([word.form for word in left], [word.form for word in right])
    told = [match for at, match in enumerate(matches) if not _lost_between_differences(matches, at, left)]
    return WordDiff(
        _runs(left, [(match.a, match.a + match.size) for match in told]),
        _runs(right, [(match.b, match.b + match.size) for match in told]),
        sum(match.size for match in told),
        len(told),
        max((match.size for match in told), default=0),
    )


def common_words(left: Sequence[WordToken], right: Sequence[WordToken]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the words that both sides have in any form and at any place, small ones left out, as spans of both
    texts.
    """
    both = {stem(word.form) for word in left if not word.small} & {stem(word.form) for word in right if not word.small}

    def held(words: Sequence[WordToken]) -> tuple[Span, ...]:
        return tuple(Span(word.start, word.end) for word in words if not word.small and stem(word.form) in both)

    return held(left), held(right)


def matching_runs(a: Sequence[str], b: Sequence[str]) -> list[Match]:
    """Runs of the same words, in one order. Always found in the same direction, so that swapping changes nothing."""
    begins = ends = 0
    shorter = min(len(a), len(b))
    while begins < shorter and a[begins] == b[begins]:
        begins += 1
    while ends < shorter - begins and a[-1 - ends] == b[-1 - ends]:
        ends += 1
    inner_a, inner_b = list(a[begins : len(a) - ends]), list(b[begins : len(b) - ends])
    if inner_a <= inner_b:
        found = _matcher(inner_a, inner_b).get_matching_blocks()
    else:
        found = [Match(match.b, match.a, match.size) for match in _matcher(inner_b, inner_a).get_matching_blocks()]
    runs = [Match(0, 0, begins), *(Match(m.a + begins, m.b + begins, m.size) for m in found)]
    runs.append(Match(len(a) - ends, len(b) - ends, ends))
    return _joined([match for match in runs if match.size])


def _joined(runs: Sequence[Match]) -> list[Match]:
    """Runs that follow each other on both sides, as one."""
    joined: list[Match] = []
    for run in runs:
        if joined and (joined[-1].a + joined[-1].size, joined[-1].b + joined[-1].size) == (run.a, run.b):
            joined[-1] = Match(joined[-1].a, joined[-1].b, joined[-1].size + run.size)
        else:
            joined.append(run)
    return joined


def _matcher(a: Sequence[str], b: Sequence[str]) -> SequenceMatcher[str]:
    times = Counter(b)
    return SequenceMatcher(lambda form: times[form] > TOO_OFTEN, a, b, autojunk=False)


def _lost_between_differences(matches: Sequence[Match], at: int, left: Sequence[WordToken]) -> bool:
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


def _runs(words: Sequence[WordToken], shared: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the runs of words outside the shared ranges."""
    starts = [0, *(end for _, end in shared)]
    ends = [*(start for start, _ in shared), len(words)]
    return tuple(
        Span(words[start].start, words[end - 1].end) for start, end in zip(starts, ends, strict=True) if start < end
    )
