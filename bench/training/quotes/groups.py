"""What the rankers learn from: candidates for one place together, with the annotators' word on which are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bench.labelled.quotes import Attribution, Labelled, halves, overlap, shared
from corpus.quotes.attribution import best_speaker
from corpus.quotes.discourse import Discourse
from corpus.quotes.feature_sheet import Numbers
from corpus.quotes.indirect import indirect_readings
from corpus.quotes.indirect_features import IndirectReading
from corpus.quotes.noun_phrases import NounPhrase
from corpus.quotes.quote_text import OUTSIDE
from corpus.quotes.ranker import Ranker
from corpus.quotes.speaker_candidates import PreviousQuote, continuation_features, span_frames, speaker_candidates
from corpus.quotes.speech_features import speech_features, speech_table


class Group(NamedTuple):
    """Candidates for one place, of which those that are `right` are to come out on top. Of one: it is right or not."""

    signs: list[Numbers]
    right: list[bool]
    article: int


def fitness(article: Labelled, phrase: NounPhrase, cue: int | None, gold: Attribution) -> float:
    """1 where speaker and cue are those annotated, 0.5 where only the speaker is, else 0."""
    if not gold.source or not article.fits(phrase, gold.source):
        return 0
    if not gold.cue or (cue is not None and overlap(article.span(cue, cue + 1), gold.cue)):
        return 1
    return 0.5


def speaker_groups(article: Labelled, scene: Discourse, number: int) -> Iterator[Group]:
    """The candidates of each quoted span that has a speaker; the last one that told is the annotated one."""
    frames = span_frames(scene)
    candidates = speaker_candidates(scene, frames)
    told: PreviousQuote | None = None
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
            signs += [*continuation_features(scene, frames, [at], [told])]
        fit = [fitness(article, phrase, cue, gold) for phrase, cue in zip(phrases, cues, strict=True)]
        best = max(fit, default=0)
        if best:
            yield Group(signs, [one == best for one in fit], number)
            told = PreviousQuote(at, cues[fit.index(best)], phrases[fit.index(best)])


def speech_groups(article: Labelled, scene: Discourse, number: int, rankers: Sequence[Ranker]) -> Iterator[Group]:
    """`rankers`: one a fold; each article is judged by one that has not seen it."""
    frames = span_frames(scene)
    candidates = speaker_candidates(scene, frames)
    ranker = rankers[number % len(rankers)]
    scores = ranker.scores(candidates.signs).tolist()
    table = speech_table(scene, frames)
    told: PreviousQuote | None = None
    for at, quote in enumerate(scene.text.quoted):
        right = article.behind(article.span(quote.first, quote.end)) is not None
        further = ranker.scores(continuation_features(scene, frames, [at], [told])).tolist()
        best = best_speaker(scene, at, candidates, scores, told, further[0] if told else None)
        signs = speech_features(scene, table[[at]], [best])
        yield Group([signs[0]], [right], number)
        if right and best.phrase is not None:
            told = PreviousQuote(at, best.cue, best.phrase)


def fit_of(article: Labelled, scene: Discourse, way: IndirectReading) -> float:
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


def indirect_groups(article: Labelled, scene: Discourse, number: int) -> Iterator[Group]:
    """Right are the statements that fit best, or nearly as well."""
    ways = indirect_readings(scene)
    for at, (low, high) in enumerate(pairwise(ways.starts)):
        fits = [fit_of(article, scene, way) for way in ways.ways[low:high]]
        best = max(fits, default=0)
        right = [best > 0 and one > best - 0.03 for one in fits]
        yield Group([*ways.signs[low:high], ways.none[at]], [*right, not best], number)
