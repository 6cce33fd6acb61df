"""Learn the weights of `corpus/quotes` on split train of the labelled quotes, and write them with their provenance.

    python -m bench.training.quotes

Three rankers, each a net of one hidden layer over the signs of a candidate, several nets side by side: who said a
quoted span; whether it is speech at all, which sees the score of the first, out of fold over articles; and indirect
speech. Cue words and nouns of speakers are counted first. Rows are kept as int8, signs seen fewer than thrice dropped.
"""

from __future__ import annotations

import json
from time import time

import numpy as np
from msgspec.json import encode
from numpy.typing import NDArray

from bench.labelled import digest
from bench.labelled.news import NEWS, news
from bench.labelled.quotes import QUOTES, labelled_quotes
from bench.quotes import dev_figures
from bench.training.quotes.groups import indirect_groups, speaker_groups, speech_groups
from bench.training.quotes.nets import Learning, Trained, fit
from bench.training.quotes.vocabulary import first_names_of, vocabulary_of
from corpus.models import QUOTES as WEIGHTS
from corpus.models import provenance_of
from corpus.quotes.discourse import Discourse
from corpus.quotes.quote_vocabulary import QuoteVocabulary
from corpus.quotes.ranker import PARTS, RankerWords

PROVENANCE = provenance_of(WEIGHTS)
FOLDS = 3
NONE_HANDICAP, SPEECH_HANDICAP = 0.5, 0.4
"""What is taken off the score of “nothing is said here”, and off that of speech, in log-odds."""

SPEAKER = Learning(hidden=8, rounds=12, decay=3e-5, dropped=0.2)
SPEECH = Learning(hidden=3, rounds=10, decay=3e-5, dropped=0.1)
INDIRECT = Learning(hidden=9, rounds=8, decay=5e-6, dropped=0.2)


def write(vocabulary: QuoteVocabulary, parts: dict[str, Trained], first_names: dict[str, float]) -> None:
    """The weights, and beside them where they come from."""
    words = RankerWords(dict(vocabulary.cues), dict(vocabulary.nouns), list(vocabulary.words), first_names)
    kept: dict[str, NDArray[np.generic]] = {"words": np.frombuffer(encode(words), np.uint8)}
    for name, part in parts.items():
        strong = np.abs(part.rows).max(axis=1) > 0.02
        rows = part.rows[strong]
        scale = np.abs(rows).max(axis=0) / 127
        kept[f"{name}_signs"] = part.signs[strong].astype(np.uint32)
        kept[f"{name}_rows"] = np.round(rows / scale).astype(np.int8)
        kept[f"{name}_scale"] = scale.astype(np.float32)
        kept[f"{name}_bias"], kept[f"{name}_outer"] = part.bias, part.outer
    np.savez_compressed(WEIGHTS, **kept)  # type: ignore[arg-type]
    about = {
        "weights": WEIGHTS.name,
        "weights_sha256": digest(WEIGHTS),
        "data": {QUOTES.name: digest(QUOTES), NEWS.name: digest(NEWS)},
        "licence": "quotes: published for training, none stated; news (first names alone): Apache-2.0",
        "made_by": "python -m bench.training.quotes",
        "signs": {name: len(part.signs) for name, part in parts.items()},
        "cues": len(vocabulary.cues),
        "nouns": len(vocabulary.nouns),
        "first_names": len(first_names),
        "split_dev": {name: round(value, 4) for name, value in dev_figures().items()},
    }
    PROVENANCE.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    begun = time()
    articles = labelled_quotes("train")
    vocabulary = vocabulary_of(articles)
    scenes = [Discourse(article.text, vocabulary) for article in articles]
    read = [one for one in zip(articles, scenes, range(len(articles)), strict=True) if one[1].text.quoted]
    print(
        f"{len(articles)} articles, {len(vocabulary.cues)} cues, {len(vocabulary.nouns)} nouns, {time() - begun:.0f} s"
    )
    groups = [group for one in read for group in speaker_groups(*one)]
    print(f"{len(groups)} quoted spans with a speaker, {time() - begun:.0f} s")
    folds = [
        fit([group for group in groups if group.article % FOLDS != fold], SPEAKER, nets=1).ranker()
        for fold in range(FOLDS)
    ]
    speaker = fit(groups, SPEAKER)
    print(f"speaker: {len(speaker.signs)} signs, {time() - begun:.0f} s")
    verdicts = [group for one in read for group in speech_groups(*one, folds)]
    speech = fit(verdicts, SPEECH, nets=3)
    speech.handicap(verdicts[0].signs[0], SPEECH_HANDICAP)
    print(f"speech: {len(speech.signs)} signs, {time() - begun:.0f} s")
    numbered = zip(articles, scenes, range(len(articles)), strict=True)
    ways = [group for one in numbered for group in indirect_groups(*one)]
    indirect = fit(ways, INDIRECT, nets=4)
    indirect.handicap(ways[0].signs[-1], NONE_HANDICAP)
    print(f"indirect: {len(indirect.signs)} signs, {time() - begun:.0f} s")
    first_names = first_names_of(article.body for article in news())
    print(f"{len(first_names)} first names, {time() - begun:.0f} s")
    write(vocabulary, dict(zip(PARTS, (speaker, speech, indirect), strict=True)), first_names)
    print(f"{WEIGHTS.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
