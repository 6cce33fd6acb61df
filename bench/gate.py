"""The gate: what is reached on fixed parts of the labelled data, beside the floors below which it must not fall.

    python -m bench.gate [--write [--lower]]

`--write` raises the floors in `tests/gate/floors.json` to what is reached; one goes down only with `--lower`. The
shipped classifier learnt from the texts among these, so the figures hold what is reached, and do not tell how
well it does on others: for that, see `bench.boilerplate`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from bench.actors import names_of_seen
from bench.compare import compare_reach
from bench.labelled import digest
from bench.labelled.actors import COREF, joined_names
from bench.labelled.names import NAMES, labelled_articles
from bench.labelled.news import EVENTS, NEWS
from bench.labelled.pages import PAGES, our_text, pages
from bench.labelled.quotes import QUOTES
from bench.labelled.texts import TEXTS, labelled_texts, score
from bench.quotes import quotes_reach
from bench.stories import stories_reach
from corpus.boilerplate.classifier.decisions import classify_text
from corpus.boilerplate.classifier.network import shipped_classifier
from corpus.boilerplate.phrase_families import phrase_table
from corpus.settings import CorpusSettings
from tui.config import load

FLOORS = Path(__file__).parents[1] / "tests" / "gate" / "floors.json"
_EVERY_TEXT, _EVERY_PAGE, _EVERY_ARTICLE = 6, 16, 8
_SLACK = 0.001


def texts_reach(settings: CorpusSettings) -> dict[str, float]:
    """Shares on part of the labelled texts; the higher, the better."""
    reached: dict[str, float] = {}
    texts = labelled_texts(phrase_table(settings.boilerplate), _EVERY_TEXT)
    for kind, half_cleaned in (("half-cleaned", True), ("whole pages", False)):
        chosen = [text for text in texts if text.half_cleaned is half_cleaned]
        stripped = classify_text([text.blocks for text in chosen])
        judged = [np.array([block.stripped for block in blocks]) for blocks in stripped]
        found = score(chosen, judged)
        reached |= {
            f"{kind}: word F1": found.f1,
            f"{kind}: article words kept": 1 - found.lost,
            f"{kind}: boilerplate words stripped": 1 - found.left,
            f"{kind}: texts that lose less than 15 words": 1 - found.texts_that_lose,
        }
    return reached


def pages_reach(settings: CorpusSettings) -> dict[str, float]:
    """Shares on some of the labelled pages."""
    scores = np.array([page.score(our_text(page, settings, shipped_classifier())) for page in pages(_EVERY_PAGE)])
    precision, recall, missed, wanted = scores.T
    p, r = precision.mean(), recall.mean()
    return {"word F1": float(2 * p * r / (p + r)), "article words kept": float(1 - missed.sum() / wanted.sum())}


def names_reach(settings: CorpusSettings) -> dict[str, float]:
    """F1 of names on some of the labelled articles."""
    return names_of_seen([article for article in labelled_articles() if article.worldwide][::_EVERY_ARTICLE])


def actors_reach(settings: CorpusSettings) -> dict[str, float]:
    """B-cubed F1 of names joined over the outlets of an event."""
    return {f"{type_}: B-cubed F1": one.f1 for type_, one in joined_names(settings.actors).items()}


MEASURES: Mapping[str, tuple[Path, Callable[[CorpusSettings], dict[str, float]]]] = {
    "boilerplate of texts": (TEXTS, texts_reach),
    "boilerplate of pages": (PAGES, pages_reach),
    "names": (NAMES, names_reach),
    "actors": (COREF, actors_reach),
    "quotes": (QUOTES, quotes_reach),
    "compare": (NEWS, compare_reach),
    "stories": (EVENTS, stories_reach),
}
"""Each measure with the file it is made on."""


def falls_short(reached: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """What is below its floor by more than rounding: what is reached, and the floor."""
    return {name: (reached[name], floor) for name, floor in floors.items() if reached[name] < floor - _SLACK}


def main(write: bool, lower: bool) -> int:
    """Print what is reached beside the floors, write them where asked; 1 where something falls short."""
    settings = load(environment={}).corpus_settings
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    short = False
    for name, (data, measure) in MEASURES.items():
        if not data.is_file():
            print(f"{name}: no {data.name} here")
            continue
        before = kept.get(name, {}).get("floors", {})
        reached = measure(settings)
        short = short or bool(falls_short(reached, before))
        for what, value in reached.items():
            print(f"{name}, {what:<52}{value:>8.4f}   floor {before.get(what, 0):.4f}")
        floors = {
            what: round(value if lower else max(value, before.get(what, 0)), 4) for what, value in reached.items()
        }
        kept[name] = {"data": data.name, "sha256": digest(data), "floors": floors}
    if write:
        FLOORS.parent.mkdir(exist_ok=True)
        FLOORS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return int(short and not (write and lower))


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv[1:], "--lower" in sys.argv[1:]))
