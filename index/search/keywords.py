"""Keywords: the words that set some headlines apart from others."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from index.terms import placed_words

_SHORTEST = 3
_AT_LEAST = 2
_MORE = 2.0


def telling_words(inside: Sequence[str], outside: Sequence[str], most: int = 3) -> tuple[str, ...]:
    """Return the words that are in several headlines inside, and at least twice as often as outside, the best first.

    A word's weight is the number of headlines inside that have it, times the logarithm of how much larger its share
    there is than outside.
    """
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    here: Counter[str] = Counter()
    for headline in inside:
        found = {word: headline[start:end] for word, start, end in placed_words(headline) if len(word) >= _SHORTEST}
        here.update(found.keys())
        for word, as_written in found.items():
            written[word][as_written] += 1
    there = Counter(word for headline in outside for word in {word for word, _, _ in placed_words(headline)})
    weights: dict[str, float] = {}
    for word, count in here.items():
        ratio = ((count + 0.5) / (len(inside) + 1)) / ((there[word] + 0.5) / (len(outside) + 1))
        if count >= _AT_LEAST and ratio >= _MORE:
            weights[word] = count * math.log(ratio)
    best = sorted(weights, key=lambda word: (-weights[word], word))
    return tuple(written[word].most_common(1)[0][0] for word in best[:most])
