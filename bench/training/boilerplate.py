"""Train the classifier of boilerplate on the labelled texts, and write its weights with where they come from.

    python -m bench.training.boilerplate --write

Without `--write` it says what the shipped weights were trained on, and whether that is the file that is there. Needs
the extra `bench`. What a later step sees of an earlier one is always out of fold, over hosts: a word score or a first
verdict on a text comes from a model that saw no text of that host.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Sequence
from importlib.metadata import version
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from bench.labelled import digest
from bench.labelled.texts import SKIP, STRIP, TEXTS, Labelled, labelled_texts, score
from corpus.boilerplate.learned import decide
from corpus.boilerplate.learned.features import features_of, seen_around
from corpus.boilerplate.learned.lexical import Edges, Lexicon, edges
from corpus.boilerplate.learned.network import SPREAD, WEIGHTS, Calibration, Classifier, Network, chance
from corpus.boilerplate.learned.spans import spans_of
from corpus.boilerplate.learned.tokens import Flags, Floats, Ints, read_characters, read_words
from corpus.boilerplate.phrases import phrase_table
from tui.config import load

PROVENANCE = WEIGHTS.with_name("provenance.json")
SEED = 0
FOLDS = 5
FEWEST_HOSTS = 5
UNCALIBRATED = Calibration(np.array([0.0, 1.0, 0.0, 0.0, 0.0]))
NETS, NETS_FOR_NEIGHBOURS, HIDDEN, ROUNDS = 6, 1, 32, 4


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
            (read_words([block.text for block in text.blocks]), read_characters([block.text for block in text.blocks]))
            for text in texts
        ]
        self.logs = np.log1p(np.concatenate([characters.words for _, characters in self.read]))
        self.used = self.labels != SKIP
        self.weight = np.log1p(self.words) / np.sqrt(np.array(sizes)[self.text])
        self.strips = self.labels == STRIP

    def of(self, texts: Flags) -> Flags:
        """Which blocks are of the chosen texts."""
        return np.asarray(texts[self.text], np.bool_)

    def lexical(self, lexicon: Lexicon) -> Floats:
        return np.concatenate([lexicon.score(words, len(characters.words)) for words, characters in self.read])

    def features(self, lexical: Floats) -> Floats:
        """Blocks × features."""
        return np.concatenate(
            [
                features_of(text.blocks, spans_of([end - start]), *read, lexical[start:end].astype(np.float32)).rows.T
                for text, read, start, end in zip(self.texts, self.read, self.starts[:-1], self.starts[1:], strict=True)
            ]
        )

    def around(self, chances: Floats) -> Floats:
        """What the second net is told besides."""
        return np.concatenate(
            [
                seen_around(
                    chances[start:end].astype(np.float32), np.expm1(self.logs[start:end]), spans_of([end - start])
                ).rows.T
                for start, end in zip(self.starts[:-1], self.starts[1:], strict=True)
            ]
        )


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
        glimpse[held_out] = chance(net.log_odds(table[held_out].T))
    first = _network(material, table, taught, NETS)
    others = ~material.of(learning)
    if others.any():
        glimpse[others] = chance(first.log_odds(table[others].T))
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


def calibration_error(material: Material, chances: Floats, bins: int = 15) -> float:
    """How far in the mean a chance is from the share of blocks with such a chance that are boilerplate (ECE)."""
    told, strips = chances[material.used], material.strips[material.used]
    at = np.minimum((told * bins).astype(int), bins - 1)
    off = np.bincount(at, told, bins) - np.bincount(at, strips, bins)
    return float(np.abs(off).sum() / len(told))


def _lexicon_and_scores(material: Material, learning: Flags, inner: Ints) -> tuple[Lexicon, Floats]:
    scores = np.empty(material.blocks)
    for fold in range(FOLDS):
        held_out = material.of(inner == fold)
        scores[held_out] = material.lexical(learn_words(material, learning & (inner != fold)))[held_out]
    lexicon = learn_words(material, learning)
    others = ~material.of(learning)
    scores[others] = material.lexical(lexicon)[others]
    return lexicon, scores


def learn_words(material: Material, learning: Flags) -> Lexicon:
    """A logistic regression on the words of the blocks, those that stand on enough hosts."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    chosen = [int(i) for i in np.flatnonzero(learning)]
    edge = {i: edges(material.read[i][0], len(material.texts[i].blocks)) for i in chosen}
    known = _common_words(material, edge)
    numbers = {word: number for number, word in enumerate(known)}
    size = len(numbers)
    rows: list[Ints] = []
    columns: list[Ints] = []
    values: list[Floats] = []
    pair_rows: list[Ints] = []
    pair_keys: list[Ints] = []
    pair_hosts: list[Ints] = []
    hosts = {host: number for number, host in enumerate(sorted({text.host for text in material.texts}))}
    for i, at in edge.items():
        row_of = np.array([numbers.get(word, size) for word in material.read[i][0].distinct])[at.word]
        block = at.block + material.starts[i]
        for place, there in enumerate((np.ones(len(block), np.bool_), at.first, at.second, at.last)):
            some = there & (row_of < size)
            rows.append(block[some])
            columns.append(row_of[some] * 4 + place)
            values.append(at.scale[at.block[some]])
        left, right = row_of[at.pairs], row_of[at.pairs + 1]
        both = (left < size) & (right < size)
        pair_rows.append(block[at.pairs][both])
        pair_keys.append(left[both] * size + right[both])
        pair_hosts.append(np.full(int(both.sum()), hosts[material.texts[i].host]))
    keys = np.concatenate(pair_keys)
    seen = np.unique(np.stack((keys, np.concatenate(pair_hosts))), axis=1)[0]
    pairs, on_hosts = np.unique(seen, return_counts=True)
    pairs = pairs[on_hosts >= FEWEST_HOSTS]
    kept = np.isin(keys, pairs)
    of_pairs = np.concatenate(pair_rows)[kept]
    lengths = np.concatenate([np.bincount(read[0].block, minlength=len(read[1].words)) for read in material.read])
    rows.append(of_pairs)
    columns.append(size * 4 + np.searchsorted(pairs, keys[kept]))
    values.append(1 / np.sqrt(np.clip(lengths[of_pairs], 1, 32)))
    matrix = csr_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))),
        shape=(material.blocks, size * 4 + len(pairs)),
    )
    taught = material.of(learning) & material.used
    weight = material.weight[taught]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = LogisticRegression(C=1.0, max_iter=60, tol=1e-3).fit(
            matrix[taught], material.strips[taught], sample_weight=weight / weight.mean()
        )
    learnt = model.coef_[0].astype(np.float32)
    return Lexicon(
        numbers=numbers,
        weights=np.vstack((learnt[: size * 4].reshape(size, 4), np.zeros((1, 4), np.float32))),
        pairs=pairs,
        pair_weights=learnt[size * 4 :],
        bias=float(model.intercept_[0]),
    )


def _common_words(material: Material, edge: dict[int, Edges]) -> list[str]:
    """The words that stand on enough hosts, sorted."""
    on_hosts: dict[str, set[str]] = {}
    for i, at in edge.items():
        distinct = material.read[i][0].distinct
        for number in np.unique(at.word):
            on_hosts.setdefault(distinct[number], set()).add(material.texts[i].host)
    return sorted(word for word, hosts in on_hosts.items() if len(hosts) >= FEWEST_HOSTS)


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


def save(classifier: Classifier, file: Path) -> None:
    """Write the weights as plain arrays, the large ones with half the precision."""
    arrays: dict[str, NDArray[np.generic]] = {
        "calibration": classifier.calibration.weights.astype(np.float32),
        "words": np.frombuffer("\n".join(classifier.lexicon.numbers).encode(), np.uint8),
        "word_weights": classifier.lexicon.weights[:-1].astype(np.float16),
        "pairs": classifier.lexicon.pairs.astype(np.int32),
        "pair_weights": classifier.lexicon.pair_weights.astype(np.float16),
        "lexical_bias": np.array(classifier.lexicon.bias, np.float32),
    }
    for stage, net in (("first", classifier.first), ("second", classifier.second)):
        arrays |= {
            f"{stage}_mean": net.mean,
            f"{stage}_scale": net.scale,
            f"{stage}_inner": net.inner.astype(np.float16),
            f"{stage}_inner_bias": net.inner_bias,
            f"{stage}_outer": net.outer,
            f"{stage}_outer_bias": np.array(net.outer_bias, np.float32),
        }
    written = BytesIO()
    np.savez_compressed(written, allow_pickle=False, **arrays)
    file.write_bytes(written.getvalue())


def _figures(texts: Sequence[Labelled], judged: Sequence[Flags], chosen: Sequence[int]) -> dict[str, object]:
    found = score([texts[i] for i in chosen], [judged[i] for i in chosen])
    return {"word_f1": round(found.f1, 4)} | {name: round(v, 4) for name, v in found._asdict().items()}


def main(write: bool) -> None:
    """Train on all texts, or say what the shipped weights were trained on."""
    if not write:
        kept = json.loads(PROVENANCE.read_text(encoding="utf-8"))
        same = TEXTS.is_file() and digest(TEXTS) == kept["data_sha256"]
        print(f"weights of {kept['made_by']}, from {kept['data']}: {'the file that is there' if same else 'not here'}")
        return
    texts = labelled_texts(phrase_table(load(environment={}).corpus_settings.boilerplate))
    material = Material(texts)
    learnt = out_of_fold(material)
    classifier, _ = train(material, np.ones(len(texts), np.bool_))
    classifier = replace(classifier, calibration=learnt.calibration)
    save(classifier, WEIGHTS)
    judged = [
        np.array([block.stripped for block in decide(text.blocks, chances)])
        for text, chances in zip(texts, learnt.chances, strict=True)
    ]
    fold = folds_of(texts)
    figures = {}
    for kind, half_cleaned in (("half-cleaned", True), ("whole pages", False)):
        chosen = [i for i, text in enumerate(texts) if text.half_cleaned is half_cleaned]
        figures[kind] = _figures(texts, judged, chosen) | {
            "by_fold": [_figures(texts, judged, [i for i in chosen if fold[i] == number]) for number in range(FOLDS)]
        }
    provenance = {
        "weights": WEIGHTS.name,
        "weights_sha256": digest(WEIGHTS),
        "data": TEXTS.name,
        "data_sha256": digest(TEXTS),
        "licence": "MIT (texts of fundus and of the article extraction benchmark), CC BY 4.0 (texts of WCXB)",
        "texts": len(texts),
        "hosts": len({text.host for text in texts}),
        "made_by": "python -m bench.training.boilerplate --write",
        "seed": SEED,
        "scikit_learn": version("scikit-learn"),
        "words": len(classifier.lexicon.numbers),
        "pairs": len(classifier.lexicon.pairs),
        "five_folds_over_hosts": figures,
        "calibration_error": round(calibration_error(material, np.concatenate(learnt.chances)), 4),
        "features": [int(net.inner.shape[1]) for net in (classifier.first, classifier.second)],
    }
    PROVENANCE.write_text(json.dumps(provenance, indent=2) + "\n", encoding="utf-8")
    print(f"{WEIGHTS.stat().st_size / 1000:.0f} kB of weights from {len(texts)} texts")


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
