"""The classifier learns: words, then a net on the features of a block, then one that knows the first's verdicts around.

What a later step sees of an earlier one is always out of fold, over hosts: a word score or a first verdict on a text
comes from a model that saw no text of that host.
"""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from bench.training.boilerplate.material import FOLDS, SEED, Material, folds_of
from bench.training.boilerplate.words import learn_words
from corpus.boilerplate.classifier.block_tokens import Flags, Floats, Ints
from corpus.boilerplate.classifier.network import SPREAD, Calibration, Classifier, Network, sigmoid
from corpus.boilerplate.classifier.word_weights import WordWeights

UNCALIBRATED = Calibration(np.array([0.0, 1.0, 0.0, 0.0, 0.0]))
NETS, NETS_FOR_NEIGHBOURS, HIDDEN, ROUNDS = 6, 1, 32, 4


def train(material: Material, learning: Flags) -> tuple[Classifier, Floats]:
    """A classifier that learns from some of the texts, and the log-odds that it gives to each block of all of them.

    On the texts that it learnt from, those are of no worth, and nothing is calibrated yet.
    """
    inner = folds_of(material.texts, SEED + 1)
    lexicon, lexical = _lexicon_and_scores(material, learning, inner)
    table = material.features(lexical)
    taught = material.of(learning) & material.used
    glimpse = np.empty(material.blocks)
    for fold in range(FOLDS):
        held_out = material.of(inner == fold)
        net = _network(material, table, taught & ~held_out, NETS_FOR_NEIGHBOURS)
        glimpse[held_out] = sigmoid(net.log_odds(table[held_out].T))
    first = _network(material, table, taught, NETS)
    others = ~material.of(learning)
    if others.any():
        glimpse[others] = sigmoid(first.log_odds(table[others].T))
    table = np.hstack((table, material.around(glimpse)))
    second = _network(material, table, taught, NETS)
    return Classifier(lexicon, first, second, UNCALIBRATED), second.log_odds(table.T).astype(np.float64)


class OutOfFold(NamedTuple):
    """For each host the classifier that saw none of its texts, for each text what that gives to its blocks, and the
    calibration that fits all of it."""

    classifiers: dict[str, Classifier]
    chances: list[Floats]
    calibration: Calibration


def out_of_fold(material: Material) -> OutOfFold:
    """Train anew for each fold over hosts; a fold is calibrated on the verdicts on the others."""
    fold = folds_of(material.texts)
    raw: list[Classifier] = []
    log_odds = np.empty(material.blocks)
    for number in range(FOLDS):
        classifier, judged = train(material, fold != number)
        of_fold = material.of(fold == number)
        log_odds[of_fold] = judged[of_fold]
        raw.append(classifier)
    chances = np.empty(material.blocks)
    classifiers: dict[str, Classifier] = {}
    for number, classifier in enumerate(raw):
        of_fold = material.of(fold == number)
        calibration = _calibration(material, log_odds, ~of_fold)
        chances[of_fold] = calibration.chances(log_odds[of_fold], material.logs[of_fold])
        calibrated = replace(classifier, calibration=calibration)
        classifiers |= {text.host: calibrated for text, own in zip(material.texts, fold, strict=True) if own == number}
    whole = _calibration(material, log_odds, np.ones(material.blocks, np.bool_))
    return OutOfFold(classifiers, np.split(chances, material.starts[1:-1]), whole)


def _calibration(material: Material, log_odds: Floats, some: Flags) -> Calibration:
    from sklearn.linear_model import LogisticRegression

    taught = some & material.used
    terms = Calibration.terms(log_odds, material.logs)[1:, taught].T
    model = LogisticRegression(C=100.0, max_iter=1000).fit(
        terms, material.strips[taught], sample_weight=np.sqrt(material.words[taught] + 1)
    )
    return Calibration(np.concatenate((model.intercept_, model.coef_[0])))


def _lexicon_and_scores(material: Material, learning: Flags, inner: Ints) -> tuple[WordWeights, Floats]:
    scores = np.empty(material.blocks)
    for fold in range(FOLDS):
        held_out = material.of(inner == fold)
        scores[held_out] = material.lexical(learn_words(material, learning & (inner != fold)))[held_out]
    lexicon = learn_words(material, learning)
    others = ~material.of(learning)
    scores[others] = material.lexical(lexicon)[others]
    return lexicon, scores


def _network(material: Material, table: Floats, taught: Flags, nets: int) -> Network:
    from sklearn.neural_network import MLPClassifier
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(table[taught])
    evened = np.clip(scaler.transform(table[taught]), -SPREAD, SPREAD)
    weight = material.weight[taught] / material.weight[taught].mean()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        learnt = [
            MLPClassifier(
                (HIDDEN,), alpha=1.0, learning_rate_init=2e-3, batch_size=256, max_iter=ROUNDS, random_state=number
            ).fit(evened, material.strips[taught], sample_weight=weight)
            for number in range(nets)
        ]
    return Network(
        mean=scaler.mean_.astype(np.float32),
        scale=(1 / scaler.scale_).astype(np.float32),
        inner=np.hstack([net.coefs_[0] for net in learnt]).T.astype(np.float32),
        inner_bias=np.concatenate([net.intercepts_[0] for net in learnt]).astype(np.float32),
        outer=np.concatenate([net.coefs_[1][:, 0] for net in learnt]).astype(np.float32) / nets,
        outer_bias=float(np.mean([net.intercepts_[1][0] for net in learnt])),
    )


def calibration_error(material: Material, chances: Floats, bins: int = 15) -> float:
    """How far in the mean a chance is from the share of blocks with such a chance that are boilerplate (ECE)."""
    told, strips = chances[material.used], material.strips[material.used]
    at = np.minimum((told * bins).astype(int), bins - 1)
    off = np.bincount(at, told, bins) - np.bincount(at, strips, bins)
    return float(np.abs(off).sum() / len(told))
