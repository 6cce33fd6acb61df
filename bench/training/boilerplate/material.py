"""The labelled texts as one long row of blocks, and the folds over their hosts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from random import Random

import numpy as np

from bench.labelled.texts import SKIP, STRIP, Labelled
from corpus.boilerplate.classifier.article_spans import article_spans
from corpus.boilerplate.classifier.block_features import block_features_from, neighbour_chances
from corpus.boilerplate.classifier.block_tokens import Flags, Floats, Ints, block_words, count_characters
from corpus.boilerplate.classifier.word_weights import WordWeights

FOLDS = 5
SEED = 0


def folds_of(texts: Sequence[Labelled], seed: int = SEED) -> Ints:
    """The fold of each text: all texts of a host are in one."""
    hosts = sorted({text.host for text in texts})
    Random(seed).shuffle(hosts)
    fold = {host: number % FOLDS for number, host in enumerate(hosts)}
    return np.array([fold[text.host] for text in texts])


class Material:
    """The texts as one long row of blocks, with all that does not depend on what is learnt."""

    def __init__(self, texts: Sequence[Labelled]) -> None:
        self.texts = texts
        sizes = [len(text.blocks) for text in texts]
        self.starts = np.array([0, *accumulate(sizes)])
        self.text = np.repeat(np.arange(len(texts)), sizes)
        self.blocks = len(self.text)
        self.labels = np.concatenate([text.labels for text in texts])
        self.words = np.concatenate([text.words for text in texts])
        self.read = [
            (
                block_words([block.text for block in text.blocks]),
                count_characters([block.text for block in text.blocks]),
            )
            for text in texts
        ]
        self.logs = np.log1p(np.concatenate([characters.words for _, characters in self.read]))
        self.used = self.labels != SKIP
        self.weight = np.log1p(self.words) / np.sqrt(np.array(sizes)[self.text])
        self.strips = self.labels == STRIP

    def of(self, texts: Flags) -> Flags:
        """Which blocks are of the chosen texts."""
        return np.asarray(texts[self.text], np.bool_)

    def lexical(self, lexicon: WordWeights) -> Floats:
        return np.concatenate([lexicon.score(words, len(characters.words)) for words, characters in self.read])

    def features(self, lexical: Floats) -> Floats:
        """Blocks × features."""
        return np.concatenate(
            [
                block_features_from(
                    text.blocks, article_spans([end - start]), *read, lexical[start:end].astype(np.float32)
                ).rows.T
                for text, read, start, end in zip(self.texts, self.read, self.starts[:-1], self.starts[1:], strict=True)
            ]
        )

    def around(self, chances: Floats) -> Floats:
        """What the second net is told besides."""
        return np.concatenate(
            [
                neighbour_chances(
                    chances[start:end].astype(np.float32), np.expm1(self.logs[start:end]), article_spans([end - start])
                ).rows.T
                for start, end in zip(self.starts[:-1], self.starts[1:], strict=True)
            ]
        )
