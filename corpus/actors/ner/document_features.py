"""Document-level features of capitalised words: contexts, counts, and whether the article has them in lower case too.

Several articles are processed together, each for itself.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.actors.ner.feature_hashing import Hashes, mix_hashes
from corpus.actors.ner.ranges import Numbers, TokenRanges
from corpus.actors.ner.tagger_vocabulary import TaggerVocabulary
from corpus.actors.ner.word_shapes import WordFlag

_MOST_OF_ARTICLE = 14
_MANY = 4
_LONGEST_ACRONYM = 8
_MOST_LINKS = 3
_WORD_BITS = 32
_WORD = (1 << _WORD_BITS) - 1


class DocumentFeatures(NamedTuple):
    """Features of `m` distinct capitalised words of articles.

    `keys` (m, sorted), from `word_keys`; `starting` (m), the other uses of each (0 none, 1 in lower case, 2 with a
    capital inside a sentence, 3 both); `hashes` of features, and `of` (as long, sorted), the word that each belongs to.
    """

    keys: Numbers
    starting: Numbers
    hashes: Hashes
    of: Numbers

    def find(self, keys: Numbers) -> Numbers:
        """Return the place of each in `keys`, -1 where nothing is said of it."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        return np.where(self.keys[at] == keys, at, -1)


def word_keys(article: Numbers, ids: Numbers) -> Numbers:
    """Return a word of an article as one number."""
    keys: Numbers = (article << _WORD_BITS) | ids
    return keys


def document_features(
    ids: Numbers, article: Numbers, flags: NDArray[np.uint32], runs: TokenRanges, vocabulary: TaggerVocabulary
) -> DocumentFeatures:
    """Return the features of each article. `ids`, `article` and `flags` are of all words in a row, `runs` the runs of
    capitals.
    """
    at, of = runs.rows()
    capital = flags[at] & WordFlag.CAPITAL > 0
    at, of = at[capital], of[capital]
    keys, word, count = np.unique(word_keys(article[at], ids[at]), return_inverse=True, return_counts=True)
    if not len(at):
        return DocumentFeatures(keys, keys, np.zeros(0, np.uint64), keys)
    start, end = runs.starts[of], runs.ends[of]
    left, right = start - 1, end
    kind = vocabulary.kinds
    inside = (flags[left] & WordFlag.END == 0) & (ids[left] > 0)
    later, sooner = at > start, at < end - 1
    tells = [
        (np.ones_like(later), mix_hashes("right", kind[ids[right]])),
        (inside, mix_hashes("left", kind[ids[left]])),
        (sooner, mix_hashes("head", kind[ids[end - 1]])),
        (later, mix_hashes("first", kind[ids[start]])),
        (flags[left] & WordFlag.TITLE > 0, mix_hashes("titled", np.zeros(1, np.uint64))),
        (flags[right] & WordFlag.SAYING > 0, mix_hashes("says", np.zeros(1, np.uint64))),
    ]
    which, said = _first_few(
        np.concatenate([word[mask] for mask, _ in tells]),
        np.concatenate([np.broadcast_to(hashes, mask.shape)[mask] for mask, hashes in tells]),
    )
    met = np.zeros(len(keys), dtype=np.int64)
    met[word[inside | later]] = 2
    starting = met + _in_lower_case(keys, ids, article, flags, vocabulary)
    short, heads = _acronyms(keys, ids, article, flags, vocabulary)
    every = np.arange(len(keys))
    which = np.concatenate((which, every, every, short))
    hashes = (said, mix_hashes("count", np.minimum(count, _MANY)), mix_hashes("elsewhere", starting))
    said = np.concatenate((*hashes, mix_hashes("initials of", kind[heads])))
    order = np.argsort(which, kind="stable")
    return DocumentFeatures(keys, starting, said[order], which[order])


def _in_lower_case(
    keys: Numbers, ids: Numbers, article: Numbers, flags: NDArray[np.uint32], vocabulary: TaggerVocabulary
) -> NDArray[np.bool_]:
    """Return which words their article has in lower case too."""
    small = np.flatnonzero(flags & WordFlag.CAPITAL == 0)
    here = word_keys(article[small], vocabulary.exact[ids[small]].astype(np.int64))
    low = vocabulary.low[keys & _WORD].astype(np.int64)
    return np.isin(word_keys(keys >> _WORD_BITS, low), here)


def _first_few(which: Numbers, said: Hashes) -> tuple[Numbers, Hashes]:
    """Return each pair once, and of each word no more than a few."""
    pairs, first = np.unique((which.astype(np.uint64) << np.uint64(32)) | said, return_index=True)
    which, said = (pairs >> np.uint64(32)).astype(np.int64), pairs & np.uint64(0xFFFFFFFF)
    order = np.lexsort((first, which))
    which, said = which[order], said[order]
    begins = np.concatenate(([0], np.flatnonzero(which[1:] != which[:-1]) + 1))
    rank = np.arange(len(which)) - np.repeat(begins, np.diff(np.append(begins, len(which))))
    few = rank < _MOST_OF_ARTICLE
    return which[few], said[few]


def _acronyms(
    keys: Numbers, ids: Numbers, article: Numbers, flags: NDArray[np.uint32], vocabulary: TaggerVocabulary
) -> tuple[Numbers, Numbers]:
    """Words that are initials of a name in their article, and its last word: “Central Bank of Halvera” gives CBH."""
    short = np.flatnonzero(vocabulary.flags[keys & _WORD] & WordFlag.UPPER).tolist()
    capitals = np.flatnonzero(flags & WordFlag.CAPITAL)
    breaks = np.cumsum(flags & WordFlag.BRIDGE == 0)
    linked = (np.diff(capitals) <= _MOST_LINKS + 1) & (breaks[capitals[1:] - 1] == breaks[capitals[:-1]])
    places = np.arange(len(capitals)) + np.concatenate(([0], np.cumsum(~linked)))
    letters = np.full(places[-1] + 1, ord(" "), dtype="<u4")
    letters[places] = vocabulary.initials[ids[capitals]]
    initials = letters.tobytes().decode("utf-32-le", "surrogatepass")
    firsts = np.searchsorted(article[capitals], np.arange(article[-1] + 2))
    bounds = np.append(places, places[-1] + 1)[firsts]
    found: list[tuple[int, int]] = []
    for i in short:
        word = vocabulary.words[int(keys[i]) & _WORD].replace(".", "")
        number = int(keys[i]) >> _WORD_BITS
        at = initials.find(word, bounds[number], bounds[number + 1])
        if at >= 0 and 1 < len(word) <= _LONGEST_ACRONYM:
            found.append((i, at + len(word) - 1))
    heads = np.searchsorted(places, [at for _, at in found])
    return np.array([i for i, _ in found], dtype=np.int64), ids[capitals[heads]]
