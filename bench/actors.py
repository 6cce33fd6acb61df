"""Names and actors on labelled data, in one run: our tagger beside others, and how well one actor's names are joined.

    python -m bench.actors [--spacy MODEL]

The shipped tagger learnt from these articles; what it does on others is measured over five folds by
`bench.training.names`, and stands in `provenance.json` beside the weights. The floor is what one gets by taking every
run of capitals for a name; spaCy is measured where it is installed with the model named.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence

from bench.labelled.actors import joined_names
from bench.labelled.names import LabelledArticle, Name, Reached, labelled_articles, score, table, tagged
from bench.labelled.news import news
from corpus.actors.find_actors import find_all_actors
from corpus.actors.mentions import Engine
from corpus.actors.ner.ner_tokens import TOKEN, TaggedName
from corpus.actors.ner.spacy_engine import spacy_engine
from corpus.actors.ner.tagger import shipped_tagger
from corpus.actors.ner.word_lists import DAYS, FUNCTION
from corpus.boilerplate.blocks import text_blocks
from corpus.errors import UsageError
from corpus.models import NER, provenance_of
from corpus.settings import ActorSettings
from tui.config import load

_EVERY_ARTICLE = 5
_SPEED_ARTICLES, _WORDS, _TOGETHER = 300, 500, 16


def every_capital(articles: Sequence[list[list[str]]]) -> list[list[TaggedName]]:
    """The floor: runs of capitals, one word a place, more a person."""
    return [_runs(paragraphs) for paragraphs in articles]


def _runs(paragraphs: list[list[str]]) -> list[TaggedName]:
    found: list[TaggedName] = []
    for i, words in enumerate(paragraphs):
        start = None
        for k, word in enumerate([*words, "."]):
            named = word[:1].isupper() and word not in FUNCTION and word not in DAYS
            if named and start is None:
                start = k
            elif not named and start is not None:
                found.append(TaggedName(i, start, k, "P" if k - start > 1 else "L"))
                start = None
    return found


def names_reached(engine: Engine, articles: Sequence[LabelledArticle]) -> dict[str, Reached]:
    """Exact span and type of what an engine finds."""
    pairs: list[tuple[list[Name], list[Name]]] = list(tagged(engine, articles))
    return score(pairs)


def milliseconds(settings: ActorSettings) -> float:
    """Processor time an article of 500 words, 16 at a time: names, kinds, roles, joined names."""
    texts = []
    for article in news():
        words = list(TOKEN.finditer(article.body[:12_000]))
        if len(words) > _WORDS:
            texts.append(text_blocks(article.body[: words[_WORDS].start()]))
        if len(texts) == 2 * _SPEED_ARTICLES:
            break
    find_all_actors(texts[:_SPEED_ARTICLES], settings)
    began = time.process_time()
    for start in range(_SPEED_ARTICLES, len(texts), _TOGETHER):
        find_all_actors(texts[start : start + _TOGETHER], settings)
    return 1000 * (time.process_time() - began) / _SPEED_ARTICLES


def names_of_seen(articles: Sequence[LabelledArticle]) -> dict[str, float]:
    """What the shipped tagger does on some of the articles that it learnt from."""
    return {f"{name}: F1": one.f1 for name, one in names_reached(shipped_tagger(), articles).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacy", default="en_core_web_sm", help="the model of spaCy to measure")
    chosen = parser.parse_args()
    articles = [article for article in labelled_articles() if article.worldwide][::_EVERY_ARTICLE]
    print("every run of capitals", table(names_reached(every_capital, articles)), sep="\n")
    try:
        print(f"spaCy, {chosen.spacy}", table(names_reached(spacy_engine(chosen.spacy), articles)), sep="\n")
    except UsageError as error:
        print(f"spaCy not measured: {error}")
    told = json.loads(provenance_of(NER).read_text(encoding="utf-8"))["exact_span_and_type"]
    print("ours, on articles not learnt from (five folds)", table({k: Reached(**v) for k, v in told.items()}), sep="\n")
    settings = load(environment={}).corpus_settings.actors
    print("names of one actor over five outlets, B-cubed")
    for type_, one in joined_names(settings).items():
        print(f"{type_:<16}P {one.precision:.3f}  R {one.recall:.3f}  F1 {one.f1:.3f}")
    spent = milliseconds(settings)
    print(f"{spent:.2f} ms an article of {_WORDS} words, {1000 / spent:.0f} articles/s")


if __name__ == "__main__":
    main()
