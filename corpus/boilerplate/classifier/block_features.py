"""Features of blocks for the classifier: of the block itself, its position, and its surroundings.

Features are rows of a table, blocks its columns, until the very end: a row is computed for all blocks of several
articles at once, since NumPy is fastest with few and long operations.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.article import Block, Role
from corpus.boilerplate.classifier.article_spans import ArticleSpans, article_spans
from corpus.boilerplate.classifier.block_tokens import (
    BlockWords,
    CharacterClass,
    CharacterCounts,
    Flags,
    Floats,
    Ints,
    block_words,
    count_characters,
)
from corpus.boilerplate.classifier.context import context_features
from corpus.boilerplate.classifier.feature_table import FARTHEST, FeatureTable, feature_table, stack_tables
from corpus.boilerplate.classifier.position import (
    FAR,
    LONG_WORDS,
    cap_distance,
    find_heart,
    find_prose,
    position_features,
)
from corpus.boilerplate.classifier.word_kinds import WordKind
from corpus.boilerplate.classifier.word_overlap import word_overlap
from corpus.boilerplate.classifier.word_weights import WordWeights

NEAR = (-3, -2, -1, 1, 2, 3)
_ROLES = tuple(Role)
_ROLE_NUMBER = {role: number for number, role in enumerate(_ROLES)}
_STRIPPED = np.array([role.stripped for role in _ROLES])
_HEADLINE = _ROLE_NUMBER[Role.HEADLINE]
_LINKS = np.array([role is Role.RELATED for role in _ROLES])
_COMMENTS = np.array([role in (Role.COMMENT_WIDGET, Role.READER_COMMENT) for role in _ROLES])
_WIDGETS = slice(int(WordKind.SHARE), int(WordKind.CREDIT))
_FUNCTION = int(WordKind.FUNCTION)
_ENDERS = np.isin(
    np.arange(len(CharacterClass)), (CharacterClass.STOP, CharacterClass.EXCLAMATION, CharacterClass.QUESTION)
)
_KIND_NAMES = (*(f"words: {kind.name.lower()}" for kind in WordKind if kind), "widget words")
_RULE_NAMES = (
    *(f"rule: {role}" for role in _ROLES),
    *("stripped", "sure", "from headline", "stripped above", "stripped below"),
    *("since stripped", "since links", "since comments"),
)
_CHANCE_NAMES = tuple(f"chance {number}" for number in range(16))
_CLOSERS = np.isin(
    np.arange(len(CharacterClass)), (CharacterClass.QUOTE, CharacterClass.APOSTROPHE, CharacterClass.CLOSING)
)


def block_features(articles: Sequence[Sequence[Block]], lexicon: WordWeights) -> FeatureTable:
    """Return the features of the blocks of several articles in one row; each article has at least one."""
    blocks = [block for article in articles for block in article]
    texts = [block.text for block in blocks]
    words, characters = block_words(texts), count_characters(texts)
    return block_features_from(
        blocks, article_spans([*map(len, articles)]), words, characters, lexicon.score(words, len(blocks))
    )


def block_features_from(
    blocks: Sequence[Block], spans: ArticleSpans, words: BlockWords, characters: CharacterCounts, lexical: Floats
) -> FeatureTable:
    """Return the features of blocks whose words, characters and word weights are given."""
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
    return stack_tables(
        looks,
        kinds,
        position_features(blocks, characters.words, prose, begin, end, spans),
        word_overlap([block.text for block in blocks], words, prose, in_heart, roles == _HEADLINE, spans),
        rules,
        context_features(characters, kinds.rows, lexical, closed, stripped, spans),
        _around(near, spans),
    )


def neighbour_chances(chances: Floats, words: Floats, spans: ArticleSpans) -> FeatureTable:
    """Return the extra features of the second net: the `chances` that the first gave to a block, to its neighbours, and
    to all above and below.
    """
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
    return FeatureTable(_CHANCE_NAMES, rows)


def _looks(characters: CharacterCounts, closed: Flags, lexical: Floats) -> FeatureTable:
    """Return the features of a block by itself."""
    signs, count = characters.counts, characters.words
    n = len(count)
    some = np.maximum(count, 1)
    chars = np.maximum(signs.sum(axis=0) - 1, 1)
    letters = np.maximum(signs[CharacterClass.LOWER] + signs[CharacterClass.UPPER] + signs[CharacterClass.UNSPACED], 1)
    first, last = characters.first, characters.last
    return feature_table(
        {
            "log words": np.log1p(count),
            "log chars": np.log1p(chars),
            "capitalised": characters.capitalised / some,
            "letters a word": letters / some,
            "closed": closed,
            "lexical score": lexical,
            "ends in colon": last == CharacterClass.COLON,
            "ends in arrow": last == CharacterClass.SEPARATOR,
            "ends in bracket": last == CharacterClass.CLOSING,
            "ends in question": last == CharacterClass.QUESTION,
            "begins lower": first == CharacterClass.LOWER,
            "begins like an item": (first == CharacterClass.SEPARATOR) | (first == CharacterClass.DASH),
            "begins with quote": first == CharacterClass.QUOTE,
            "begins with digit": first == CharacterClass.DIGIT,
            "begins with bracket": first == CharacterClass.OPENING,
            "upper": signs[CharacterClass.UPPER] / letters,
            "unspaced": signs[CharacterClass.UNSPACED] / letters,
            "digits": signs[CharacterClass.DIGIT] / chars,
            "signs": 1 - (letters + signs[CharacterClass.DIGIT] + signs[CharacterClass.SPACE]) / chars,
            "separators": np.minimum(signs[CharacterClass.SEPARATOR], 9),
            "address": np.minimum(signs[CharacterClass.ADDRESS], 1),
            "money": np.minimum(signs[CharacterClass.MONEY], 1),
            "rights": np.minimum(signs[CharacterClass.RIGHTS], 1),
            "sentences": np.minimum(characters.sentences, 9),
            "words a sentence": count / np.maximum(characters.sentences, 1),
            "commas": signs[CharacterClass.COMMA] / some,
            "colons": np.minimum(signs[CharacterClass.COLON], 5),
            "quotes": np.minimum(signs[CharacterClass.QUOTE], 5),
            "questions": np.minimum(signs[CharacterClass.QUESTION], 3),
            "exclaims": np.minimum(signs[CharacterClass.EXCLAMATION], 3),
            "brackets": np.minimum(signs[CharacterClass.OPENING], 3),
        },
        n,
    )


def _kinds(words: BlockWords, n: int) -> FeatureTable:
    """Return the share of each kind of words, and of all that widgets are made of."""
    size = len(WordKind)
    counts = np.bincount(words.kinds[words.word] * n + words.block, minlength=n * size).reshape(size, n)
    shares = counts / np.maximum(counts.sum(axis=0), 1)
    rows = np.vstack((shares[1:], shares[_WIDGETS].sum(axis=0))).astype(np.float32)
    return FeatureTable(_KIND_NAMES, rows)


def _closed(characters: CharacterCounts) -> Flags:
    """Return whether a block ends as a sentence does."""
    ended = _ENDERS[characters.last] | (_CLOSERS[characters.last] & _ENDERS[characters.before_last])
    return np.asarray(ended, np.bool_)


def _rules(blocks: Sequence[Block], roles: Ints, spans: ArticleSpans) -> FeatureTable:
    """Return as features what the rules decided on a block, and on those above and below it."""
    n, at = spans.blocks, spans.at
    stripped = _STRIPPED[roles]
    rows = np.zeros((len(_ROLES) + 8, n), np.float32)
    rows[roles, np.arange(n)] = 1
    more = rows[len(_ROLES) :]
    above = spans.summed(stripped)
    headline = (spans.first(roles == _HEADLINE) - spans.begins)[spans.article]
    more[0] = stripped
    more[1] = np.where(stripped, np.fromiter([block.confidence for block in blocks], np.float64, n), 0.0)
    more[2] = np.where(headline < spans.of, cap_distance(at - headline), FAR + 10)
    more[3] = above / (at + 1)
    more[4] = (spans.total(stripped) - above + stripped) / (spans.of - at)
    for row, some in zip(more[5:], (stripped, _LINKS[roles], _COMMENTS[roles]), strict=True):
        row[:] = np.minimum(spans.above(some), FARTHEST)
    return FeatureTable(_RULE_NAMES, rows)


def _around(near: dict[str, NDArray[np.generic] | float], spans: ArticleSpans) -> FeatureTable:
    """Some features of the blocks above and below."""
    own = np.full((len(near), spans.blocks + 1), -1.0, np.float32)
    own[:, :-1] = feature_table(near, spans.blocks).rows
    rows = own[:, spans.beside(NEAR)].swapaxes(0, 1).reshape(len(NEAR) * len(near), spans.blocks)
    return FeatureTable(_names_around(tuple(near)), rows)


@cache
def _names_around(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name} {far:+}" for far in NEAR for name in names)
