"""What words speak for boilerplate: a logistic regression on the words and pairs of words of blocks."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from bench.training.boilerplate.material import Material
from corpus.boilerplate.classifier.block_tokens import Flags, Floats, Ints
from corpus.boilerplate.classifier.word_weights import EdgeWords, WordWeights, edge_words

FEWEST_HOSTS = 5
"""Hosts, on fewer of which a word or a pair is left out."""


class Placed(NamedTuple):
    """The words of a text: the text's number; which words of it open and close a block, and which pair; for each word
    the block that it stands in, counted over all texts, and its number among the known ones, or how many those are."""

    text: int
    edges: EdgeWords
    block: Ints
    word: Ints


class Cells(NamedTuple):
    """What is not 0 in a table of blocks × words and pairs."""

    rows: Ints
    columns: Ints
    values: Floats


def learn_words(material: Material, learning: Flags) -> WordWeights:
    """A logistic regression on the words of the blocks, those that stand on enough hosts."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    chosen = np.flatnonzero(learning).tolist()
    edge = {i: edge_words(material.read[i][0], len(material.texts[i].blocks)) for i in chosen}
    numbers = {word: number for number, word in enumerate(_common_words(material, edge))}
    size = len(numbers)
    placed = [_placed(material, i, at, numbers) for i, at in edge.items()]
    pairs, of_pairs = _pairs(material, placed, size)
    rows, columns, values = map(np.concatenate, zip(*_words(placed, size), of_pairs, strict=True))
    matrix = csr_matrix((values, (rows, columns)), shape=(material.blocks, size * 4 + len(pairs)))
    taught = material.of(learning) & material.used
    weight = material.weight[taught]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = LogisticRegression(C=1.0, max_iter=60, tol=1e-3).fit(
            matrix[taught], material.strips[taught], sample_weight=weight / weight.mean()
        )
    learnt = model.coef_[0].astype(np.float32)
    return WordWeights(
        numbers=numbers,
        weights=np.vstack((learnt[: size * 4].reshape(size, 4), np.zeros((1, 4), np.float32))),
        pairs=pairs,
        pair_weights=learnt[size * 4 :],
        bias=float(model.intercept_[0]),
    )


def _placed(material: Material, text: int, at: EdgeWords, numbers: Mapping[str, int]) -> Placed:
    known = np.array([numbers.get(word, len(numbers)) for word in material.read[text][0].distinct])
    return Placed(text, at, at.block + material.starts[text], known[at.word])


def _words(placed: Iterable[Placed], size: int) -> Iterator[Cells]:
    """Four columns a word: anywhere, first, second, last in a block."""
    for _, at, block, word in placed:
        for place, there in enumerate((np.ones(len(block), np.bool_), at.first, at.second, at.last)):
            some = there & (word < size)
            yield Cells(block[some], word[some] * 4 + place, at.scale[at.block[some]])


def _pairs(material: Material, placed: Iterable[Placed], size: int) -> tuple[Ints, Cells]:
    """The pairs of known words that stand on enough hosts, each as first × `size` + second, in order; their cells."""
    hosts = {host: number for number, host in enumerate(sorted({text.host for text in material.texts}))}
    rows: list[Ints] = []
    keys: list[Ints] = []
    on: list[Ints] = []
    for text, at, block, word in placed:
        left, right = word[at.pairs], word[at.pairs + 1]
        both = (left < size) & (right < size)
        rows.append(block[at.pairs][both])
        keys.append(left[both] * size + right[both])
        on.append(np.full(int(both.sum()), hosts[material.texts[text].host]))
    every = np.concatenate(keys)
    seen = np.unique(np.stack((every, np.concatenate(on))), axis=1)[0]
    pairs, on_hosts = np.unique(seen, return_counts=True)
    pairs = pairs[on_hosts >= FEWEST_HOSTS]
    kept = np.isin(every, pairs)
    of_pairs = np.concatenate(rows)[kept]
    lengths = np.concatenate([np.bincount(words.block, minlength=len(texts.words)) for words, texts in material.read])
    columns = size * 4 + np.searchsorted(pairs, every[kept])
    return pairs, Cells(of_pairs, columns, 1 / np.sqrt(np.clip(lengths[of_pairs], 1, 32)))


def _common_words(material: Material, edge: dict[int, EdgeWords]) -> list[str]:
    """The words that stand on enough hosts, sorted."""
    on_hosts: dict[str, set[str]] = {}
    for i, at in edge.items():
        distinct = material.read[i][0].distinct
        for number in np.unique(at.word):
            on_hosts.setdefault(distinct[number], set()).add(material.texts[i].host)
    return sorted(word for word, hosts in on_hosts.items() if len(hosts) >= FEWEST_HOSTS)
