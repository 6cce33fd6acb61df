"""A conditional random field learns names from labelled articles, and is kept in a byte a weight."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.labelled.names import LabelledArticle
from corpus.actors.ner.feature_hashing import Hashes
from corpus.actors.ner.lexicon import Facts, Lexicon
from corpus.actors.ner.tagger import TaggerWeights
from corpus.actors.ner.tagger_vocabulary import TaggerVocabulary
from corpus.actors.ner.token_features import TokenFeatures, neighbour_hashes, neighbour_ids, own_hashes, token_features

_ITERATIONS, _C1, _C2 = 80, 0.1, 0.3
LABELS = ("O", *(f"{part}{type_}" for type_ in "POLNM" for part in "BI"))


def train(articles: Sequence[LabelledArticle], facts: dict[str, Facts]) -> TaggerWeights:
    """A conditional random field on labelled articles."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": _C1, "c2": _C2, "max_iterations": _ITERATIONS})
    vocabulary = TaggerVocabulary(Lexicon(facts))
    for article in articles:
        for items, labels in sequences(article, vocabulary):
            trainer.append(items, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "names.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    rows: dict[int, NDArray[np.float32]] = {}
    for (name, label), weight in info.state_features.items():
        rows.setdefault(int(name), np.zeros(len(LABELS), np.float32))[LABELS.index(label)] = weight
    transitions = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[LABELS.index(before), LABELS.index(after)] = weight
    hashes = np.array(sorted(rows), dtype=np.uint32)
    return TaggerWeights(LABELS, hashes, np.array([rows[int(one)] for one in hashes]), transitions, facts)


def sequences(article: LabelledArticle, vocabulary: TaggerVocabulary) -> Iterable[tuple[list[list[str]], list[str]]]:
    """The stretches of an article as lists of features and labels."""
    found = token_features([article.words], vocabulary)
    begins = found.begins.tolist()
    gold = np.zeros(max(begins, default=0) + max(map(len, article.words), default=0) + 3, dtype=np.int64)
    for begin, paragraph in zip(begins, article.paragraphs, strict=True):
        for start, end, type_ in paragraph.names:
            gold[begin + start : begin + end] = LABELS.index("I" + type_)
            gold[begin + start] = LABELS.index("B" + type_)
    rows = list(expanded(found, vocabulary))
    at = 0
    for start, end in zip(found.ranges.starts.tolist(), found.ranges.ends.tolist(), strict=True):
        labels = [LABELS[i] for i in gold[start:end].tolist()]
        if labels[0][0] == "I":
            for i, label in enumerate(labels):
                if label[0] != "I":
                    break
                labels[i] = "O"
        yield rows[at : at + end - start], labels
        at += end - start


def expanded(found: TokenFeatures, vocabulary: TaggerVocabulary) -> Iterable[list[str]]:
    """The features of each word, written out."""
    told = _texts(found.told.hashes, np.bincount(found.told.of, minlength=len(found.told.keys)).tolist())
    words = np.unique(found.words)
    own = dict(zip(words.tolist(), _texts(*own_hashes(vocabulary, words)), strict=True))
    numbers = neighbour_ids(found.neighbours, vocabulary)
    different = np.unique(numbers[found.neighbours >= 0])
    beside = dict(zip(different.tolist(), _texts(*neighbour_hashes(vocabulary, different)), strict=True))
    rows = (found.words.tolist(), numbers.tolist(), found.several.tolist(), found.known.tolist())
    for word, neighbours, several, known in zip(*rows, strict=True):
        row = own[word] + [str(h) for h in several if h]
        row += chain.from_iterable(beside.get(neighbour, ()) for neighbour in neighbours)
        yield row + told[known] if known >= 0 else row


def _texts(hashes: Hashes, counts: list[int]) -> list[list[str]]:
    written = map(str, hashes.tolist())
    return [list(islice(written, n)) for n in counts]


def rounded(weights: TaggerWeights) -> tuple[NDArray[np.int8], float, NDArray[np.bool_]]:
    """Weights in 8 bits, those of one step as none; their scale; and which features keep any."""
    scale = float(np.abs(weights.weights).max()) / 127
    small = np.round(weights.weights / scale).astype(np.int8)
    small[np.abs(small) <= 1] = 0
    return small, scale, np.asarray(small.any(axis=1))


def save(weights: TaggerWeights, path: Path) -> None:
    small, scale, kept = rounded(weights)
    words = sorted(weights.facts)
    np.savez_compressed(
        path,
        labels=np.array(weights.labels),
        steps=np.diff(weights.hashes[kept], prepend=np.uint32(0)),
        weights=small[kept].T.copy(),
        scale=np.float32(scale),
        transitions=weights.transitions.astype(np.float16),
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        facts=np.array([weights.facts[word] for word in words], dtype=np.uint16).T.copy(),
    )
