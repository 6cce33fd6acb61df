"""What is counted before anything is learnt: cue words, nouns of speakers, and which first names are those of men."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from bench.labelled.quotes import Labelled
from corpus.article import Span
from corpus.quotes.cue_words import DETERMINERS, FUNCTION_WORDS, SAYING
from corpus.quotes.quote_vocabulary import QuoteVocabulary

_NAMED = re.compile(
    r"\b([A-Z][a-zà-ÿ]{2,}) (?:[A-Z]\. )?[A-Z][a-zà-ÿ]+(?=([^.A-Z“\"]{0,80}?\b(he|his|him|she|her)\b)?)"
)
FEWEST_OF_A_WORD = 5
"""Occurrences, fewer of which leave a word unknown."""


def vocabulary_of(articles: Sequence[Labelled]) -> QuoteVocabulary:
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
    return QuoteVocabulary(cue_rates, noun_rates, words)


def _covered(starts: Sequence[int], spans: Sequence[Span], parts: Iterable[Span]) -> set[int]:
    """The numbers of the words that lie in one of the parts, all or in part."""
    found: set[int] = set()
    for start, end in parts:
        at = int(np.searchsorted(starts, start, side="right")) - 1
        at = max(at, 0)
        while at < len(starts) and starts[at] < end:
            if spans[at].end > start:
                found.add(at)
            at += 1
    return found


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
