"""What is told of each block to the classifier: its own looks, where it stands, what stands around it.

Features are rows of a table, blocks its columns, until the very end: a row is made for all blocks of some articles at
once, and NumPy is at its best with few and long operations.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.article import Block, Role
from corpus.boilerplate.classifier.article_spans import Spans, spans_of
from corpus.boilerplate.classifier.block_tokens import (
    Characters,
    Flags,
    Floats,
    Ints,
    Sign,
    Words,
    read_characters,
    read_words,
)
from corpus.boilerplate.classifier.context import surroundings
from corpus.boilerplate.classifier.feature_table import FARTHEST, Band, band, together
from corpus.boilerplate.classifier.position import FAR, LONG_WORDS, at_most, find_heart, find_prose, standing
from corpus.boilerplate.classifier.word_kinds import WordKind
from corpus.boilerplate.classifier.word_overlap import shared_words
from corpus.boilerplate.classifier.word_weights import Lexicon

NEAR = (-3, -2, -1, 1, 2, 3)
_ROLES = tuple(Role)
_ROLE_NUMBER = {role: number for number, role in enumerate(_ROLES)}
_STRIPPED = np.array([role.stripped for role in _ROLES])
_HEADLINE = _ROLE_NUMBER[Role.HEADLINE]
_LINKS = np.array([role is Role.RELATED for role in _ROLES])
_COMMENTS = np.array([role in (Role.COMMENT_WIDGET, Role.READER_COMMENT) for role in _ROLES])
_WIDGETS = slice(int(WordKind.SHARE), int(WordKind.CREDIT))
_FUNCTION = int(WordKind.FUNCTION)
_ENDERS = np.isin(np.arange(len(Sign)), (Sign.STOP, Sign.EXCLAMATION, Sign.QUESTION))
_KIND_NAMES = (*(f"words: {kind.name.lower()}" for kind in WordKind if kind), "widget words")
_RULE_NAMES = (
    *(f"rule: {role}" for role in _ROLES),
    *("stripped", "sure", "from headline", "stripped above", "stripped below"),
    *("since stripped", "since links", "since comments"),
)
_CHANCE_NAMES = tuple(f"chance {number}" for number in range(16))
_CLOSERS = np.isin(np.arange(len(Sign)), (Sign.QUOTE, Sign.APOSTROPHE, Sign.CLOSING))


def features(articles: Sequence[Sequence[Block]], lexicon: Lexicon) -> Band:
    """All that is told of the blocks of some articles, of which each has at least one, in one row."""
    blocks = [block for article in articles for block in article]
    texts = [block.text for block in blocks]
    words, characters = read_words(texts), read_characters(texts)
    return features_of(blocks, spans_of([*map(len, articles)]), words, characters, lexicon.score(words, len(blocks)))


def features_of(blocks: Sequence[Block], spans: Spans, words: Words, characters: Characters, lexical: Floats) -> Band:
    """The same, where words, characters and what the words say are known."""
    kinds = _kinds(words, len(blocks))
    closed = _closed(characters)
    prose = find_prose(characters.words, closed, kinds.rows[_FUNCTION - 1], spans)
    begin, end = find_heart(characters.words, prose, spans)
    roles = np.fromiter([_ROLE_NUMBER[block.role] for block in blocks], np.int64, len(blocks))
    rules = _rules(blocks, roles, spans)
    stripped = rules.rows[len(_ROLES)]
    looks = _looks(characters, closed, lexical)
    near: dict[str, NDArray[np.generic] | float] = {
        "log words": looks.rows[0],
        "closed": closed,
        "lexical": lexical,
        "capitalised": looks.rows[2],
        "function": kinds.rows[_FUNCTION - 1],
        "widget": kinds.rows[-1],
        "stripped": stripped,
    }
    in_heart = (spans.at >= begin) & (spans.at <= end) & (characters.words >= LONG_WORDS)
    return together(
        looks,
        kinds,
        standing(blocks, characters.words, prose, begin, end, spans),
        shared_words([block.text for block in blocks], words, prose, in_heart, roles == _HEADLINE, spans),
        rules,
        surroundings(characters, kinds.rows, lexical, closed, stripped, spans),
        _around(near, spans),
    )


def seen_around(chances: Floats, words: Floats, spans: Spans) -> Band:
    """What the second net is told: the `chances` of the first for a block, its neighbours, and all above and below."""
    beside = np.append(chances, 0.5)[spans.beside(range(-4, 5))]
    rows = np.empty((len(_CHANCE_NAMES), spans.blocks), np.float32)
    rows[:9] = beside
    weight = np.stack((np.ones(spans.blocks), np.log1p(words)))
    weighted = chances * weight
    sums, weights = spans.summed(weighted), spans.summed(weight)
    rows[9:13:2] = (sums - weighted) / np.maximum(weights - weight, 1e-6)
    rows[10:14:2] = (spans.total(weighted) - sums) / np.maximum(spans.total(weight) - weights, 1e-6)
    first, last = spans.at == 0, spans.at == spans.of - 1
    rows[13] = spans.highest(np.where(first, 0.0, beside[3]))
    rows[14] = spans.lowest(np.where(first, 1.0, beside[3]))
    rows[15] = spans.lowest_below(np.where(last, 1.0, beside[5]))
    return Band(_CHANCE_NAMES, rows)


def _looks(characters: Characters, closed: Flags, lexical: Floats) -> Band:
    """What a block looks like by itself."""
    signs, count = characters.counts, characters.words
    n = len(count)
    some = np.maximum(count, 1)
    chars = np.maximum(signs.sum(axis=0) - 1, 1)
    letters = np.maximum(signs[Sign.LOWER] + signs[Sign.UPPER] + signs[Sign.UNSPACED], 1)
    first, last = characters.first, characters.last
    return band(
        {
            "log words": np.log1p(count),
            "log chars": np.log1p(chars),
            "capitalised": characters.capitalised / some,
            "letters a word": letters / some,
            "closed": closed,
            "lexical score": lexical,
            "ends in colon": last == Sign.COLON,
            "ends in arrow": last == Sign.SEPARATOR,
            "ends in bracket": last == Sign.CLOSING,
            "ends in question": last == Sign.QUESTION,
            "begins lower": first == Sign.LOWER,
            "begins like an item": (first == Sign.SEPARATOR) | (first == Sign.DASH),
            "begins with quote": first == Sign.QUOTE,
            "begins with digit": first == Sign.DIGIT,
            "begins with bracket": first == Sign.OPENING,
            "upper": signs[Sign.UPPER] / letters,
            "unspaced": signs[Sign.UNSPACED] / letters,
            "digits": signs[Sign.DIGIT] / chars,
            "signs": 1 - (letters + signs[Sign.DIGIT] + signs[Sign.SPACE]) / chars,
            "separators": np.minimum(signs[Sign.SEPARATOR], 9),
            "address": np.minimum(signs[Sign.ADDRESS], 1),
            "money": np.minimum(signs[Sign.MONEY], 1),
            "rights": np.minimum(signs[Sign.RIGHTS], 1),
            "sentences": np.minimum(characters.sentences, 9),
            "words a sentence": count / np.maximum(characters.sentences, 1),
            "commas": signs[Sign.COMMA] / some,
            "colons": np.minimum(signs[Sign.COLON], 5),
            "quotes": np.minimum(signs[Sign.QUOTE], 5),
            "questions": np.minimum(signs[Sign.QUESTION], 3),
            "exclaims": np.minimum(signs[Sign.EXCLAMATION], 3),
            "brackets": np.minimum(signs[Sign.OPENING], 3),
        },
        n,
    )


def _kinds(words: Words, n: int) -> Band:
    """The share of each kind of words, and of all that widgets are made of."""
    size = len(WordKind)
    counts = np.bincount(words.kinds[words.word] * n + words.block, minlength=n * size).reshape(size, n)
    shares = counts / np.maximum(counts.sum(axis=0), 1)
    rows = np.vstack((shares[1:], shares[_WIDGETS].sum(axis=0))).astype(np.float32)
    return Band(_KIND_NAMES, rows)


def _closed(characters: Characters) -> Flags:
    """Whether a block ends as a sentence does."""
    ended = _ENDERS[characters.last] | (_CLOSERS[characters.last] & _ENDERS[characters.before_last])
    return np.asarray(ended, np.bool_)


def _rules(blocks: Sequence[Block], roles: Ints, spans: Spans) -> Band:
    """What the rules before made of a block, of those above and below it."""
    n, at = spans.blocks, spans.at
    stripped = _STRIPPED[roles]
    rows = np.zeros((len(_ROLES) + 8, n), np.float32)
    rows[roles, np.arange(n)] = 1
    more = rows[len(_ROLES) :]
    above = spans.summed(stripped)
    headline = (spans.first(roles == _HEADLINE) - spans.begins)[spans.article]
    more[0] = stripped
    more[1] = np.where(stripped, np.fromiter([block.confidence for block in blocks], np.float64, n), 0.0)
    more[2] = np.where(headline < spans.of, at_most(at - headline), FAR + 10)
    more[3] = above / (at + 1)
    more[4] = (spans.total(stripped) - above + stripped) / (spans.of - at)
    for row, some in zip(more[5:], (stripped, _LINKS[roles], _COMMENTS[roles]), strict=True):
        row[:] = np.minimum(spans.above(some), FARTHEST)
    return Band(_RULE_NAMES, rows)


def _around(near: dict[str, NDArray[np.generic] | float], spans: Spans) -> Band:
    """Some features of the blocks above and below."""
    own = np.full((len(near), spans.blocks + 1), -1.0, np.float32)
    own[:, :-1] = band(near, spans.blocks).rows
    rows = own[:, spans.beside(NEAR)].swapaxes(0, 1).reshape(len(NEAR) * len(near), spans.blocks)
    return Band(_names_around(tuple(near)), rows)


@cache
def _names_around(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name} {far:+}" for far in NEAR for name in names)
