"""Train the classifier of boilerplate on the labelled texts, and write its weights with where they come from.

    python -m bench.training.boilerplate --write

Without `--write` it says what the shipped weights were trained on, and whether that is the file that is there. Needs
the extra `bench`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from bench.labelled import digest
from bench.labelled.texts import TEXTS, Labelled, labelled_texts, score
from bench.training.boilerplate.classifier import calibration_error, out_of_fold, train
from bench.training.boilerplate.material import FOLDS, SEED, Material, folds_of
from corpus.boilerplate.classifier.block_tokens import Flags
from corpus.boilerplate.classifier.decisions import decide_text
from corpus.boilerplate.classifier.network import Classifier
from corpus.boilerplate.phrase_families import phrase_table
from corpus.models import BOILERPLATE as WEIGHTS
from corpus.models import provenance_of
from tui.config import load

PROVENANCE = provenance_of(WEIGHTS)


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
        np.array([block.stripped for block in decide_text(text.blocks, chances)])
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
