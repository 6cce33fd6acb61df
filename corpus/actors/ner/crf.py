"""Decoding of a linear-chain conditional random field: the chances of each label, and the best row of labels.

All stretches of a batch go abreast, the longest first, so that each step is one operation on those that still go on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpus.actors.ner.ranges import Numbers, TokenRanges

Floats = NDArray[np.float32]

_NEVER = np.float32(-1e4)
_LEAST = np.float32(-60)


class LinearChain:
    """The transitions of a linear chain: which label may follow which, and with what score. `transitions` is labels ×
    labels.
    """

    def __init__(self, labels: tuple[str, ...], transitions: Floats) -> None:
        may_follow = np.array([[b[0] != "I" or a[1:] == b[1:] for b in labels] for a in labels])
        self._transitions = np.where(may_follow, transitions, _NEVER)
        self._factors: Floats = np.exp(self._transitions)
        self._first = np.array([_NEVER if label[0] == "I" else 0 for label in labels], np.float32)

    def chances(self, ranges: TokenRanges, scores: Floats) -> Floats:
        """Return the chance of each label for each word of `ranges`, by the forward-backward algorithm; words ×
        labels.
        """
        steps = _abreast(ranges)
        seen = np.exp(np.maximum(scores - scores.max(axis=1, keepdims=True), _LEAST))
        ahead: list[Floats] = []
        for at in steps:
            before = ahead[-1][: len(at)] @ self._factors if ahead else np.exp(self._first)
            ahead.append(_shares(before * seen[at]))
        chances = np.empty_like(scores)
        back = np.zeros((0, scores.shape[1]), np.float32)
        for at, forward in zip(reversed(steps), reversed(ahead), strict=True):
            here = np.ones_like(forward)
            here[: len(back)] = back
            chances[at] = _shares(forward * here)
            back = _shares(here * seen[at]) @ self._factors.T
        return chances

    def best(self, ranges: TokenRanges, scores: Floats) -> Numbers:
        """Return the best label of each word of `ranges`, by Viterbi's algorithm. `scores` is words × labels."""
        steps = _abreast(ranges)
        reached: list[Floats] = []
        came_from: list[Numbers] = []
        for at in steps:
            if not reached:
                reached.append(scores[at] + self._first)
                continue
            paths = reached[-1][: len(at), :, None] + self._transitions
            came_from.append(paths.argmax(axis=1))
            reached.append(paths.max(axis=1) + scores[at])
        best = np.empty(len(scores), dtype=np.int64)
        label = np.zeros(0, dtype=np.int64)
        for step in range(len(steps) - 1, -1, -1):
            if len(label):
                label = np.take_along_axis(came_from[step], label[:, None], axis=1)[:, 0]
            label = np.concatenate((label, reached[step][len(label) :].argmax(axis=1)))
            best[steps[step]] = label
        return best


def _abreast(ranges: TokenRanges) -> list[Numbers]:
    """For each step the places, among the words of all ranges, of those that go on so far, the longest first."""
    lengths = ranges.ends - ranges.starts
    order = np.argsort(-lengths, kind="stable")
    begin = ranges.firsts()[order]
    longest = int(lengths.max(initial=0))
    going = len(lengths) - np.searchsorted(lengths[order][::-1], np.arange(1, longest + 1))
    return [begin[:n] + step for step, n in enumerate(going.tolist())]


def _shares(chances: Floats) -> Floats:
    shares: Floats = chances / chances.sum(axis=1, keepdims=True)
    return shares
