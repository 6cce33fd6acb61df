"""The features of the words of an article, as numbers: of the word, its neighbours, several at once, and what the rest
of the article says of the same word.

A feature of one word in one place is known by the place and the word's number, and its weight is summed once for all;
a feature of several words is a hash of 32 bits. Everything is counted for a whole article at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.actors.tagger.stretches import Numbers, Ranges, capital_runs, stretches
from corpus.actors.tagger.tokens import joined
from corpus.actors.tagger.words import Is, Vocabulary, hashed

PLACES = (
    "-1",
    "+1",
    "-2",
    "+2",
    "left",
    "right",
    "run left",
    "run right",
    "run head",
    "run first",
    "left 2",
    "right 2",
)
"""Where a neighbour stands: beside the word, beside its stretch, beside its run of capitals, or at an end of that."""

_MOST_OF_ARTICLE = 14
_MANY = 4
_MOST_RUNS_TOGETHER = 6
_FACTOR = tuple(
    np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)

Hashes = NDArray[np.uint64]


class Features(NamedTuple):
    """Of an article with `n` words in `ranges`, `d` of them different.

    `words` (n): their numbers; `at` (n): where they stand in the row of all; `neighbours` (n × places): numbers of
    words, -1 for none; `several` (n × k): hashes, 0 for none; `article` and `of_word`: hashes, and for each the word,
    sorted; `kinds` (n): the place of each word in that order, -1 where the article says nothing of it.
    """

    ranges: Ranges
    at: Numbers
    words: Numbers
    neighbours: Numbers
    several: Hashes
    article: Hashes
    of_word: Numbers
    kinds: Numbers


def mixed(template: str, *parts: NDArray[np.uint32] | NDArray[np.uint64] | Numbers) -> Hashes:
    """A hash of 32 bits of a template and arrays of hashes; never 0."""
    total = np.full(1, hashed(template), dtype=np.uint64) * _FACTOR[0]
    for part, factor in zip(parts, _FACTOR[1:], strict=False):
        total = (total ^ (part.astype(np.uint64) * factor)) * _FACTOR[0]
        total ^= total >> np.uint64(29)
    return (total >> np.uint64(32)) | np.uint64(1)


def features(paragraphs: list[list[str]], vocabulary: Vocabulary) -> tuple[Features, list[int]]:
    """The features of an article, and where each paragraph begins in the row of all its words."""
    row, begins = joined(paragraphs)
    ids = vocabulary.ids(row)
    flags = vocabulary.flags[ids]
    ranges, runs = stretches(flags), capital_runs(flags)
    at, of = ranges.rows()
    run_start, run_end = np.full(len(ids), -1), np.full(len(ids), -1)
    in_run, run_of = runs.rows()
    run_start[in_run], run_end[in_run] = runs.starts[run_of], runs.ends[run_of]
    start, end, first, last = ranges.starts[of], ranges.ends[of], run_start[at], run_end[at]
    alone = first < 0
    none = np.int64(-1)
    neighbours = np.stack(
        [
            ids[at - 1],
            ids[at + 1],
            ids[at - 2],
            ids[at + 2],
            ids[start - 1],
            ids[np.minimum(end, len(ids) - 1)],
            np.where(alone, none, ids[first - 1]),
            np.where(alone, none, ids[np.minimum(last, len(ids) - 1)]),
            np.where(alone | (last - 1 <= at), none, ids[last - 1]),
            np.where(alone | (first >= at), none, ids[first]),
            ids[start - 2],
            ids[np.minimum(end + 1, len(ids) - 1)],
        ],
        axis=1,
    )
    words = ids[at]
    article, of_word, starting = _of_article(row, ids, flags, runs, vocabulary)
    if not len(at):
        nothing = np.zeros((0, 1), dtype=np.uint64)
        return Features(ranges, at, words, neighbours, nothing, article, of_word, words), begins
    several = _several(at, ids, vocabulary, first, last, starting)
    known = of_word[np.concatenate(([True], of_word[1:] != of_word[:-1]))] if len(of_word) else of_word
    kinds = np.searchsorted(known, words)
    kinds = np.where((kinds < len(known)) & (np.append(known, -1)[kinds] == words), kinds, -1)
    return Features(ranges, at, words, neighbours, several, article, of_word, kinds), begins


def _several(
    at: Numbers, ids: Numbers, vocabulary: Vocabulary, first: Numbers, last: Numbers, starting: Numbers
) -> Hashes:
    kind, low, fine, flags = (
        column[ids] for column in (vocabulary.kinds, vocabulary.low, vocabulary.fine, vocabulary.flags)
    )
    here, before, after = kind[at], kind[at - 1], kind[at + 1]
    zero = np.uint64(0)
    in_run = first >= 0
    from_first, to_last = np.minimum(at - first, 3), np.minimum(last - at, 4)
    begins = (flags[at - 1] & Is.END > 0) | (ids[at - 1] == 0)
    return np.stack(
        [
            mixed("before", before, here),
            mixed("after", here, after),
            mixed("three", before, here, after),
            mixed("words", low[at - 1], low[at]),
            mixed("words after", low[at], low[at + 1]),
            mixed("fine before", fine[at - 1], fine[at]),
            mixed("fine after", fine[at], fine[at + 1]),
            mixed("before two", kind[at - 2], before, here),
            np.where(in_run, mixed("in run", from_first, to_last), zero),
            np.where(flags[at] & Is.FUNCTION > 0, mixed("function", np.zeros(1, np.uint64)), zero),
            np.where(begins, mixed("begins", starting[ids[at]]), zero),
        ],
        axis=1,
    )


def _of_article(
    row: list[str], ids: Numbers, flags: NDArray[np.uint32], runs: Ranges, vocabulary: Vocabulary
) -> tuple[Hashes, Numbers, Numbers]:
    """What an article says of each of its capitalised words: hashes, for each its word, and for all words how they
    stand elsewhere (0 nothing known, 1 in lower case, 2 with a capital inside a sentence, 3 both)."""
    at, of = runs.rows()
    capital = flags[at] & Is.CAPITAL > 0
    at, of = at[capital], of[capital]
    starting = np.zeros(len(vocabulary), dtype=np.int64)
    if not len(at):
        return np.zeros(0, np.uint64), np.zeros(0, np.int64), starting
    start, end = runs.starts[of], runs.ends[of]
    left, right, word = start - 1, end, ids[at]
    kind = vocabulary.kinds
    inside = flags[left] & Is.END == 0
    inside &= ids[left] > 0
    later, sooner = at > start, at < end - 1
    tells = [
        (np.ones_like(later), mixed("right", kind[ids[right]])),
        (inside, mixed("left", kind[ids[left]])),
        (sooner, mixed("head", kind[ids[end - 1]])),
        (later, mixed("first", kind[ids[start]])),
        (flags[left] & Is.TITLE > 0, mixed("titled", np.zeros(1, np.uint64))),
        (flags[right] & Is.SAYING > 0, mixed("says", np.zeros(1, np.uint64))),
    ]
    which = np.concatenate([word[mask] for mask, _ in tells])
    said = np.concatenate([np.broadcast_to(hashes, mask.shape)[mask] for mask, hashes in tells])
    which, said = _first_few(which, said)
    different, count = np.unique(word, return_counts=True)
    met = np.zeros(len(vocabulary), dtype=bool)
    met[word[inside | later]] = True
    small = np.isin(vocabulary.low[different], vocabulary.exact[np.unique(ids[flags & Is.CAPITAL == 0])])
    starting[different] = small + 2 * met[different]
    extra_words, extra = _acronyms(row, ids, flags, runs, vocabulary)
    which = np.concatenate((which, different, different, extra_words))
    said = np.concatenate(
        (said, mixed("count", np.minimum(count, _MANY)), mixed("elsewhere", starting[different]), extra)
    )
    order = np.argsort(which, kind="stable")
    return said[order], which[order], starting


def _first_few(which: Numbers, said: Hashes) -> tuple[Numbers, Hashes]:
    """Each pair once, and of each word no more than a few."""
    pairs, first = np.unique((which.astype(np.uint64) << np.uint64(32)) | said, return_index=True)
    which, said = (pairs >> np.uint64(32)).astype(np.int64), pairs & np.uint64(0xFFFFFFFF)
    order = np.lexsort((first, which))
    which, said = which[order], said[order]
    begins = np.concatenate(([0], np.flatnonzero(which[1:] != which[:-1]) + 1))
    rank = np.arange(len(which)) - np.repeat(begins, np.diff(np.append(begins, len(which))))
    few = rank < _MOST_OF_ARTICLE
    return which[few], said[few]


def _acronyms(
    row: list[str], ids: Numbers, flags: NDArray[np.uint32], runs: Ranges, vocabulary: Vocabulary
) -> tuple[Numbers, Hashes]:
    """Words in capitals that are the initials of a name in the article: “Central Bank of Halvera” gives CBH."""
    shouted = {row[i]: int(ids[i]) for i in np.flatnonzero(flags & Is.UPPER).tolist() if len(row[i]) <= 8}
    if not shouted:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    kind = vocabulary.kinds
    found: dict[str, int] = {}
    parts: list[int] = []
    end_before = 0
    for start, end in zip(runs.starts.tolist(), runs.ends.tolist(), strict=True):
        linked = start - end_before <= 3 and bool((flags[end_before:start] & Is.BRIDGE).all())
        parts = (parts[1 - _MOST_RUNS_TOGETHER :] if linked else []) + [
            i for i in range(start, end) if row[i][0].isupper()
        ][:_MOST_RUNS_TOGETHER]
        end_before = end
        if len(parts) > 1:
            initials = "".join(row[i][0] for i in parts)
            head = int(ids[parts[-1]])
            for skipped in range(len(initials) - 1):
                if initials[skipped:] in shouted:
                    found.setdefault(initials[skipped:], head)
    words = np.array([shouted[short] for short in found], dtype=np.int64)
    heads = np.array(list(found.values()), dtype=np.int64)
    return words, mixed("initials of", kind[heads]) if len(heads) else np.zeros(0, np.uint64)
