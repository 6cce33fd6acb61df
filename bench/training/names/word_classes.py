"""Words grouped by the company they keep in unlabelled news: what a tagger can know of words it never saw labelled.

Method: positive pointwise mutual information of words and their neighbours at ±1 and ±2, reduced by a truncated
singular value decomposition (Levy and Goldberg 2014), grouped by k-means; and how often a word follows a title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from corpus.actors.ner.ner_tokens import TOKEN
from corpus.actors.ner.word_lists import SAYING, TITLES

_CONTEXT_WORDS, _DIMENSIONS, _SEED = 3000, 64, 0
_PLACING = frozenset(("in", "at", "from", "near", "across", "outside"))
_OWNING = frozenset(("the", "The"))
_STEPS = np.array((0.01, 0.05, 0.15, 0.4))

Facts = tuple[int, ...]


def word_classes(texts: Iterable[str], least: int, most: int, groups: tuple[int, ...]) -> dict[str, Facts]:
    """For each word seen `least` times, at most `most` words: its group in each grouping, then five levels of 0 to 4:
    how often it has a capital inside a sentence, follows a title, follows “in”, stands before “said”, follows “the”."""
    from sklearn.cluster import MiniBatchKMeans

    rows: list[str] = []
    for text in texts:
        rows += ["#" if word[0].isdigit() else word for word in TOKEN.findall(text)]
        rows += ["\n", "\n"]
    count = Counter(rows)
    words = [word for word, n in count.most_common(most) if n >= least]
    vectors = _company(rows, words, count)
    found = [
        MiniBatchKMeans(k, batch_size=4096, n_init=2, max_iter=40, random_state=_SEED).fit_predict(vectors)
        for k in groups
    ]
    levels = _levels(rows, count)
    return {
        word: (*(int(group[i]) + 1 for group in found), *levels(word))
        for i, word in enumerate(words)
        if word[0].isalpha()
    }


def _company(rows: list[str], words: list[str], count: Counter[str]) -> NDArray[np.float32]:
    """What stands around each of `words` in the running text `rows`: words × dimensions, each of length 1."""
    from scipy.sparse import csr_matrix
    from sklearn.utils.extmath import randomized_svd

    low = Counter[str]()
    for word, n in count.items():
        low[word.lower()] += n
    size, context = len(words), _CONTEXT_WORDS
    word_ids = {word: i for i, word in enumerate(words)}
    context_ids = {word: i for i, (word, _) in enumerate(low.most_common(context))}
    at = np.array([word_ids.get(word, size) for word in rows], dtype=np.int64)
    near = np.array([context_ids.get(word.lower(), context) for word in rows], dtype=np.int64)
    wide = 4 * (context + 1)
    seen = csr_matrix((size + 1, wide), dtype=np.float32)
    pairs = ((at[1:], near[:-1]), (at[:-1], near[1:]), (at[2:], near[:-2]), (at[:-2], near[2:]))
    for k, (left, right) in enumerate(pairs):
        cells, times = np.unique(left * wide + right + k * (context + 1), return_counts=True)
        seen = seen + csr_matrix((times.astype(np.float32), (cells // wide, cells % wide)), shape=(size + 1, wide))
    table = seen[:size].tocoo()
    by_word, by_context = np.asarray(table.sum(1)).ravel(), np.asarray(table.sum(0)).ravel() ** 0.75
    told = np.log(table.data * by_context.sum() / (by_word[table.row] * by_context[table.col]))
    table.data = np.maximum(told, 0).astype(np.float32)
    bases, strength, _ = randomized_svd(table.tocsr(), _DIMENSIONS, n_iter=3, random_state=_SEED)
    vectors = bases * np.sqrt(strength)
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9))


def _levels(rows: list[str], count: Counter[str]) -> Callable[[str], Facts]:
    inside, small, titled, placed, saying, owned = (Counter[str]() for _ in range(6))
    for before, word, after in zip(rows, rows[1:], rows[2:], strict=False):
        if word[0].isupper():
            inside[word.lower()] += before.islower() or before == ","
            titled[word] += before in TITLES
            placed[word] += before in _PLACING
            saying[word] += after in SAYING
            owned[word] += before in _OWNING
        elif word[0].islower():
            small[word] += 1

    def of(word: str) -> Facts:
        low = word.lower()
        capital = round(4 * inside[low] / (inside[low] + small[low] + 0.5))
        shares = (counter[word] / (count[word] + 2) for counter in (titled, placed, saying, owned))
        return (capital, *(int(np.searchsorted(_STEPS, share)) for share in shares))

    return of
