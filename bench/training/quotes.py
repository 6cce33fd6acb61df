"""Learn the weights of `corpus/quotes` on split train of the labelled quotes, and write them with their provenance.

    python -m bench.training.quotes

Three rankers, each a net of one hidden layer over the signs of a candidate, several nets side by side: who said a
quoted span; whether it is speech at all, which sees the score of the first, out of fold over articles; and indirect
speech. Cue words and nouns of speakers are counted first. Rows are kept as int8, signs seen fewer than thrice dropped.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from time import time
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bench.labelled import digest
from bench.labelled.news import NEWS, news
from bench.labelled.quotes import QUOTES, Attribution, Labelled, halves, labelled_quotes, overlap, shared
from bench.quotes import dev_figures
from corpus.quotes.attribution import best_of
from corpus.quotes.candidates import Told, candidates_of, frames_of, going_on
from corpus.quotes.indirect import Way, statements_of
from corpus.quotes.phrases import Phrase
from corpus.quotes.ranking import PARTS, WEIGHTS, Ranker
from corpus.quotes.scene import Scene
from corpus.quotes.signs import BITS, Numbers
from corpus.quotes.speech import speech_signs, speech_table
from corpus.quotes.tokens import OUTSIDE
from corpus.quotes.vocabulary import Vocabulary
from corpus.quotes.words import DETERMINERS, FUNCTION_WORDS, SAYING

_NAMED = re.compile(
    r"\b([A-Z][a-zà-ÿ]{2,}) (?:[A-Z]\. )?[A-Z][a-zà-ÿ]+(?=([^.A-Z“\"]{0,80}?\b(he|his|him|she|her)\b)?)"
)
PROVENANCE = WEIGHTS.with_name("provenance.json")
FEWEST, FEWEST_OF_A_WORD = 3, 5
FOLDS = 3
NETS, BATCH, RATE = 2, 48, 4e-3
NONE_HANDICAP, SPEECH_HANDICAP = 0.5, 0.4

Floats = NDArray[np.float32]


class Learning(NamedTuple):
    """How a ranker learns: width of its hidden layer, rounds, decay of weights, share of signs left out at random."""

    hidden: int
    rounds: int
    decay: float
    dropped: float


SPEAKER = Learning(hidden=8, rounds=12, decay=3e-5, dropped=0.2)
SPEECH = Learning(hidden=3, rounds=10, decay=1e-4, dropped=0.1)
INDIRECT = Learning(hidden=9, rounds=8, decay=5e-6, dropped=0.2)


class Group(NamedTuple):
    """Candidates for one place, of which those that are `right` are to come out on top. Of one: it is right or not."""

    signs: list[Numbers]
    right: list[bool]
    article: int


def vocabulary_of(articles: Sequence[Labelled]) -> Vocabulary:
    """Words often met, cues and nouns of speakers, by the share of a word's occurrences in cues or sources."""
    seen: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    for article in articles:
        text = article.text
        seen.update(text.lower)
        spans = [article.span(at, at + 1) for at in range(len(text))]
        starts = [span.start for span in spans]
        in_cue = _covered(starts, spans, chain.from_iterable(one.cue for one in article.attributions))
        in_source = _covered(starts, spans, chain.from_iterable(one.source for one in article.attributions))
        cues.update(text.lower[at] for at in in_cue)
        nouns.update(text.lower[at] for at in in_source - in_cue if text.words[at][0].islower())
    closed = (FUNCTION_WORDS | {"so-called"}) - {"according"}
    cue_rates = {
        word: int(5 * count / (seen[word] + 1))
        for word, count in cues.items()
        if count >= 3 and count > 0.12 * seen[word] and word not in closed and word[0].isalpha()
    }
    noun_rates = {
        word: int(5 * count / (seen[word] + 1))
        for word, count in nouns.items()
        if count >= 5 and count > 0.2 * seen[word] and word not in closed | DETERMINERS and word not in cue_rates
    }
    for word in SAYING & seen.keys():
        cue_rates.setdefault(word, 0)
        noun_rates.pop(word, None)
    words = sorted(word for word, count in seen.items() if count >= FEWEST_OF_A_WORD)
    return Vocabulary(cue_rates, noun_rates, words)


def _covered(starts: Sequence[int], spans: Sequence[Any], parts: Iterable[Any]) -> set[int]:
    found: set[int] = set()
    for start, end in parts:
        at = int(np.searchsorted(starts, start, side="right")) - 1
        at = max(at, 0)
        while at < len(starts) and starts[at] < end:
            if spans[at].end > start:
                found.add(at)
            at += 1
    return found


def fitness(article: Labelled, phrase: Phrase, cue: int | None, gold: Attribution) -> float:
    """1 where speaker and cue are those annotated, 0.5 where only the speaker is, else 0."""
    if not gold.source or not article.fits(phrase, gold.source):
        return 0
    if not gold.cue or (cue is not None and overlap(article.span(cue, cue + 1), gold.cue)):
        return 1
    return 0.5


def speaker_groups(article: Labelled, scene: Scene, number: int) -> Iterator[Group]:
    """The candidates of each quoted span that has a speaker; the last one that told is the annotated one."""
    frames = frames_of(scene)
    candidates = candidates_of(scene, frames)
    told: Told | None = None
    for at, quote in enumerate(scene.text.quoted):
        gold = article.behind(article.span(quote.first, quote.end))
        if gold is None or not gold.source:
            continue
        low, high = candidates.starts[at : at + 2]
        cues = [None if cue == OUTSIDE else int(cue) for cue in candidates.cue[low:high]]
        phrases = [scene.phrase_list[phrase] for phrase in candidates.phrase[low:high]]
        signs = [*candidates.signs[low:high]]
        if told is not None:
            cues.append(told.cue)
            phrases.append(told.phrase)
            signs += [*going_on(scene, at, frames, told)]
        fit = [fitness(article, phrase, cue, gold) for phrase, cue in zip(phrases, cues, strict=True)]
        best = max(fit, default=0)
        if best:
            yield Group(signs, [one == best for one in fit], number)
            told = Told(at, cues[fit.index(best)], phrases[fit.index(best)])


def speech_groups(article: Labelled, scene: Scene, number: int, rankers: Sequence[Ranker]) -> Iterator[Group]:
    """`rankers`: one a fold; each article is judged by one that has not seen it."""
    frames = frames_of(scene)
    candidates = candidates_of(scene, frames)
    ranker = rankers[number % len(rankers)]
    scores = ranker.scores(candidates.signs).tolist()
    table = speech_table(scene, frames)
    told: Told | None = None
    for at, quote in enumerate(scene.text.quoted):
        right = article.behind(article.span(quote.first, quote.end)) is not None
        best = best_of(scene, at, frames, candidates, scores, told, ranker)
        signs = speech_signs(scene, table[at], best.score, best.cue, best.phrase, best.goes_on)
        yield Group([signs[0]], [right], number)
        if right and best.phrase is not None:
            told = Told(at, best.cue, best.phrase)


def fit_of(article: Labelled, scene: Scene, way: Way) -> float:
    """How much of the content the statement has, where that is half at least, with cue and source; else 0."""
    content = article.span(way.first, way.end)
    at = article.span(way.cue, way.cue + 1)
    phrase = scene.phrase_list[way.phrase]
    return max(
        (
            shared(content, one.content)
            for one in article.attributions
            if one.source and overlap(at, one.cue) and article.fits(phrase, one.source) and halves(content, one.content)
        ),
        default=0,
    )


def indirect_groups(article: Labelled, scene: Scene, number: int) -> Iterator[Group]:
    """Right are the statements that fit best, or nearly as well."""
    ways = statements_of(scene)
    for at, (low, high) in enumerate(pairwise(ways.starts)):
        fits = [fit_of(article, scene, way) for way in ways.ways[low:high]]
        best = max(fits, default=0)
        right = [best > 0 and one > best - 0.03 for one in fits]
        yield Group([*ways.signs[low:high], ways.none[at]], [*right, not best], number)


class Trained(NamedTuple):
    signs: Numbers
    rows: Floats
    bias: Floats
    outer: Floats

    def ranker(self) -> Ranker:
        return Ranker(self.signs, self.rows, self.bias, self.outer)

    def handicap(self, signs: Numbers, score: float) -> None:
        """Lower by `score` what the first of `signs`, which all candidates of its kind have, speaks for them."""
        self.rows[np.searchsorted(self.signs, signs[0]), 0] -= score


def fit(groups: Sequence[Group], learning: Learning, nets: int = NETS) -> Trained:
    """Nets side by side, by Adam on the log of the chance that the right candidates have together."""
    counts = np.zeros(1 << BITS, np.int64)
    for group in groups:
        counts[np.unique(np.concatenate(group.signs))] += 1
    names = np.flatnonzero(counts >= FEWEST)
    numbers = np.full(1 << BITS, -1)
    numbers[names] = np.arange(len(names))
    lengths: list[int] = []
    columns: list[int] = []
    for signs in chain.from_iterable(group.signs for group in groups):
        found = numbers[signs]
        known = found[found >= 0].tolist()
        lengths.append(len(known))
        columns += known
    bounds = np.concatenate(([0], np.cumsum(lengths)))
    table = sparse.csr_matrix(
        (np.ones(len(columns), np.float32), np.array(columns, np.int32), bounds), (len(lengths), len(names))
    )
    right = np.array(list(chain.from_iterable(group.right for group in groups)), bool)
    sizes = np.array([len(group.signs) for group in groups])
    trained = [_net(table, right, sizes, learning, seed) for seed in range(nets)]
    rows = np.concatenate(
        [np.mean([rows[:, :1] for rows, _, _ in trained], axis=0), *(rows[:, 1:] for rows, _, _ in trained)], axis=1
    )
    bias = np.concatenate([bias for _, bias, _ in trained])
    outer = np.concatenate([outer for _, _, outer in trained]) / nets
    return Trained(names, rows.astype(np.float32), bias.astype(np.float32), outer.astype(np.float32))


def _net(
    table: Any, right: NDArray[np.bool_], sizes: NDArray[np.int_], learning: Learning, seed: int
) -> tuple[Floats, Floats, Floats]:
    random = np.random.default_rng(seed)
    hidden, rounds, decay, dropped = learning
    rows = (random.normal(size=(table.shape[1], hidden + 1)) * 0.05).astype(np.float32)
    rows[:, 0] = 0
    values = [rows, np.full(hidden, 0.1, np.float32), (random.normal(size=hidden) * 0.3).astype(np.float32)]
    moments = [(np.zeros_like(value), np.zeros_like(value)) for value in values]
    starts = np.cumsum(sizes) - sizes
    tick = 0
    total = rounds * -(-len(sizes) // BATCH)
    for _ in range(rounds):
        order = random.permutation(len(sizes))
        for low in range(0, len(order), BATCH):
            chosen = order[low : low + BATCH]
            picked = np.concatenate([np.arange(starts[one], starts[one] + sizes[one]) for one in chosen])
            part = table[picked]
            part.data = (random.random(len(part.data)) > dropped).astype(np.float32) / (1 - dropped)
            slopes = _slopes(values, part, right[picked], sizes[chosen])
            tick += 1
            rate = RATE * (1 - tick / (total + 1))
            for value, slope, (mean, spread) in zip(values, slopes, moments, strict=True):
                slope = slope + decay * len(chosen) * value
                mean += 0.1 * (slope - mean)
                spread += 0.002 * (slope * slope - spread)
                value -= rate * (mean / (1 - 0.9**tick)) / (np.sqrt(spread / (1 - 0.998**tick)) + 1e-6)
    return values[0], values[1], values[2]


def _slopes(values: list[Floats], table: Any, right: NDArray[np.bool_], sizes: NDArray[np.int_]) -> list[Floats]:
    rows, bias, outer = values
    sums = table @ rows
    inner = np.maximum(sums[:, 1:] + bias, 0)
    scores = sums[:, 0] + inner @ outer
    if sizes.max() == 1:
        slope = 1 / (1 + np.exp(-scores)) - right
    else:
        starts = np.cumsum(sizes) - sizes
        group = np.repeat(np.arange(len(sizes)), sizes)
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        every = np.add.reduceat(odds, starts)
        good = np.add.reduceat(odds * right, starts) + 1e-30
        slope = odds / every[group] - odds * right / good[group]
    slope = (slope / len(sizes)).astype(np.float32)
    behind = (slope[:, None] * outer) * (inner > 0)
    down = np.concatenate((slope[:, None], behind), axis=1)
    return [np.asarray(table.T @ down), behind.sum(axis=0), inner.T @ slope]


def first_names_of(bodies: Iterable[str]) -> dict[str, float]:
    """Of first names the share of men, 1 or 0, by the pronoun that follows soon after “First Last”."""
    seen: dict[str, list[int]] = {}
    for body in bodies:
        for match in _NAMED.finditer(body):
            counts = seen.setdefault(match[1], [0, 0, 0])
            counts[2] += 1
            if match[2]:
                counts[match[3] in ("he", "his", "him")] += 1
    return {
        name: float(men > women)
        for name, (women, men, every) in sorted(seen.items())
        if women + men >= 4 and women + men > 0.025 * every and not 0.2 < men / (women + men) < 0.8
    }


def write(vocabulary: Vocabulary, parts: dict[str, Trained], first_names: dict[str, float]) -> None:
    """The weights, and beside them where they come from."""
    kept: dict[str, NDArray[Any]] = {}
    words = json.dumps(
        {
            "cues": dict(vocabulary.cues),
            "nouns": dict(vocabulary.nouns),
            "words": list(vocabulary.words),
            "first_names": first_names,
        },
        separators=(",", ":"),
    )
    kept["words"] = np.frombuffer(words.encode(), np.uint8)
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
    scenes = [Scene(article.text, vocabulary) for article in articles]
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
    indirect = fit(ways, INDIRECT)
    indirect.handicap(ways[0].signs[-1], NONE_HANDICAP)
    print(f"indirect: {len(indirect.signs)} signs, {time() - begun:.0f} s")
    first_names = first_names_of(article.body for article in news())
    print(f"{len(first_names)} first names, {time() - begun:.0f} s")
    write(vocabulary, dict(zip(PARTS, (speaker, speech, indirect), strict=True)), first_names)
    print(f"{WEIGHTS.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
