"""What is told of each block to the classifier: its own looks, where it stands, what stands around it.

Features are rows of a table, blocks its columns, until the very end: a row is made for all blocks of an article at
once, and NumPy is at its best with few and long operations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from corpus.article import Block, Role
from corpus.boilerplate.learned.bands import Band, band, since, together
from corpus.boilerplate.learned.lexical import Lexicon
from corpus.boilerplate.learned.surroundings import surroundings
from corpus.boilerplate.learned.tokens import Characters, Flags, Floats, Ints, Sign, Words, read_characters, read_words
from corpus.boilerplate.learned.word_kinds import WordKind

NEAR = (-3, -2, -1, 1, 2, 3)
_FAR = 30
_PROSE_WORDS, _PROSE_FUNCTION, _LONG_WORDS = 18, 0.22, 12
_TELLING_LETTERS, _CLOSE = 4, 3
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


def features(blocks: Sequence[Block], lexicon: Lexicon) -> Band:
    """All that is told of the blocks of an article, of which there is at least one."""
    texts = [block.text for block in blocks]
    words, characters = read_words(texts), read_characters(texts)
    return features_of(blocks, words, characters, lexicon.score(words, len(blocks)))


def features_of(blocks: Sequence[Block], words: Words, characters: Characters, lexical: Floats) -> Band:
    """The same, where words, characters and what the words say are known."""
    kinds = _kinds(words, len(blocks))
    closed = _closed(characters)
    prose = _prose(characters.words, closed, kinds.rows[_FUNCTION - 1])
    heart = _heart(characters.words, prose)
    rules = _rules(blocks)
    looks = _looks(characters, closed, lexical)
    near: dict[str, NDArray[np.generic] | float] = {
        "log words": looks.rows[0],
        "closed": closed,
        "lexical": lexical,
        "capitalised": looks.rows[2],
        "function": kinds.rows[_FUNCTION - 1],
        "widget": kinds.rows[-1],
        "stripped": rules.rows[len(_ROLES)],
    }
    return together(
        looks,
        kinds,
        _standing(blocks, characters.words, prose, heart),
        _shared_words(blocks, words, prose, characters.words, heart),
        rules,
        surroundings(characters, kinds.rows, lexical, closed, rules.rows[len(_ROLES)]),
        _around(near, len(blocks)),
    )


def seen_around(chances: Floats, words: Floats) -> Band:
    """What the second net is told: the `chances` of the first for a block, its neighbours, and all above and below."""
    n = len(chances)
    padded = np.full(n + 8, 0.5)
    padded[4:-4] = chances
    shifted = [padded[4 + far : 4 + far + n] for far in range(-4, 5)]
    before = np.concatenate(([0.0], chances[:-1]))
    after = np.concatenate((chances[1:], [1.0]))
    rows = [*shifted]
    for weight in (np.ones(n), np.log1p(words)):
        sums, weights = np.cumsum(chances * weight), np.cumsum(weight)
        rows.append((sums - chances * weight) / np.maximum(weights - weight, 1e-6))
        rows.append((sums[-1] - sums) / np.maximum(weights[-1] - weights, 1e-6))
    rows.append(np.maximum.accumulate(before))
    rows.append(np.minimum.accumulate(np.concatenate(([1.0], chances[:-1]))))
    rows.append(np.minimum.accumulate(after[::-1])[::-1])
    return Band(_CHANCE_NAMES, np.array(rows, np.float32))


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


def _prose(count: Floats, closed: Flags, function: Floats) -> Flags:
    prose = (count >= _PROSE_WORDS) & closed & (function > _PROSE_FUNCTION)
    return prose if prose.any() else count >= _LONG_WORDS


def _standing(blocks: Sequence[Block], count: Floats, prose: Flags, heart: tuple[int, int]) -> Band:
    """Where a block stands in the text and beside its prose."""
    n = len(blocks)
    at = np.arange(n)
    where = np.flatnonzero(prose)
    first, last = (where[0], where[-1]) if len(where) else (0, n)
    above = np.concatenate(([-99], np.maximum.accumulate(np.where(prose, at, -99))[:-1]))
    below = np.concatenate((np.minimum.accumulate(np.where(prose, at, n + 99)[::-1])[::-1][1:], [n + 99]))
    begin, end = heart
    lines = np.array([block.lines for block in blocks])
    gap = np.minimum(np.maximum(lines[:, 0] - np.concatenate(([0], lines[:-1, 1])) - 1, 0), 3)
    words = np.cumsum(count)
    median = float(sorted(count[where].tolist())[len(where) // 2]) if len(where) else 1.0
    return band(
        {
            "place": at / n,
            "words above": (words - count) / max(1.0, float(words[-1])),
            "log from top": np.log1p(at),
            "log to end": np.log1p(n - at),
            "after prose": np.minimum(at - above, _FAR),
            "before prose": np.minimum(below - at, _FAR),
            "prose": prose,
            "between": (at >= first) & (at <= last),
            "into heart": _at_most(at - begin),
            "from heart": _at_most(end - at),
            "prose above": np.cumsum(prose) / max(1, len(where)),
            "log prose": log1p(len(where)),
            "prose of all": len(where) / n,
            "log blocks": log1p(n),
            "length to median": count / max(1.0, median),
            "run": np.minimum(np.minimum(below, n) - np.maximum(above, -1) - 1, 40),
            "gap": gap,
            "gap below": np.concatenate((gap[1:], [3])),
            "gaps of all": float((gap > 0).mean()),
        },
        n,
    )


def _at_most(blocks: Ints) -> Ints:
    """Distances, none of them farther than what counts as far."""
    return np.minimum(np.maximum(blocks, -_FAR), _FAR)


def _heart(count: Floats, prose: Flags) -> tuple[int, int]:
    """The first and the last block of the stretch with the most words of prose and the fewest short lines."""
    sums = np.concatenate(([0.0], np.cumsum(np.where(prose, count, np.minimum(count, 6) - 7))))
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    begin = int(np.argmax(sums == lowest[end]))
    return begin, max(begin, end - 1)


def _shared_words(blocks: Sequence[Block], words: Words, prose: Flags, count: Floats, heart: tuple[int, int]) -> Band:
    """Whose words come again: telling ones in the prose and in the headline, first and last ones and whole texts
    in other blocks."""
    n, size = len(blocks), len(words.distinct)
    lengths = np.fromiter(map(len, words.distinct), np.int64, size)
    telling = ((lengths >= _TELLING_LETTERS) & (words.kinds != _FUNCTION))[words.word]
    pairs = np.unique(words.block[telling] * size + words.word[telling])
    block, word = np.divmod(pairs, size)
    in_prose = prose[block]
    elsewhere = np.bincount(word[in_prose], minlength=size)[word] - in_prose
    begin, end = heart
    in_heart = (block >= begin) & (block <= end) & (count >= _LONG_WORDS)[block]
    told_there = np.bincount(word[in_heart], minlength=size)[word] - in_heart
    own = np.maximum(np.bincount(block, minlength=n), 1)
    headline = next((i for i, one in enumerate(blocks) if one.role is Role.HEADLINE), -1)
    in_headline = np.zeros(size, np.bool_)
    in_headline[word[block == headline]] = True
    once = np.bincount(word, minlength=size) == 1
    flags = np.array(
        (
            elsewhere > 0,
            told_there > 0,
            told_there > 2,
            _near_itself(block, word),
            elsewhere > 1,
            once[word],
            in_headline[word],
        )
    )
    ends = np.concatenate(([0], np.cumsum(np.bincount(block, minlength=n))))
    sums = np.zeros((len(flags), len(word) + 1))
    np.cumsum(flags, axis=1, out=sums[:, 1:])
    shares = (sums[:, ends[1:]] - sums[:, ends[:-1]]) / own
    texts = Counter([one.text for one in blocks])
    firsts, lasts = _ends(words, n)
    return band(
        {
            "told in prose": shares[0],
            "told in heart": shares[1],
            "told often in heart": shares[2],
            "told near": shares[3],
            "told often": shares[4],
            "told once": shares[5],
            "told in headline": shares[6],
            "same text": np.log1p([texts[one.text] - 1 for one in blocks]),
            "same first": np.log1p(np.bincount(firsts, minlength=size)[firsts] - 1),
            "same last": np.log1p(np.bincount(lasts, minlength=size)[lasts] - 1),
        },
        n,
    )


def _near_itself(block: Ints, word: Ints) -> Flags:
    """Which pairs of block and word have the same word in one of the next three blocks, or the last three."""
    order = np.argsort(word, kind="stable")
    close = (np.diff(word[order]) == 0) & (np.diff(block[order]) <= _CLOSE)
    flags = np.zeros(len(word), np.bool_)
    flags[order[:-1][close]] = True
    flags[order[1:][close]] = True
    return flags


def _ends(words: Words, n: int) -> tuple[Ints, Ints]:
    """The first and the last word of each block; number 0 where it has none."""
    firsts, lasts = np.zeros(n, np.int64), np.zeros(n, np.int64)
    lasts[words.block] = words.word
    firsts[words.block[::-1]] = words.word[::-1]
    return firsts, lasts


def _rules(blocks: Sequence[Block]) -> Band:
    """What the rules before made of a block, of those above and below it."""
    n = len(blocks)
    at = np.arange(n)
    roles = np.fromiter([_ROLE_NUMBER[block.role] for block in blocks], np.int64, n)
    stripped = _STRIPPED[roles]
    headline = int(np.argmax(roles == _HEADLINE))
    rows = np.zeros((len(_ROLES) + 8, n), np.float32)
    rows[roles, at] = 1
    more = rows[len(_ROLES) :]
    more[0] = stripped
    more[1] = np.where(stripped, np.fromiter([block.confidence for block in blocks], np.float64, n), 0.0)
    more[2] = _at_most(at - headline) if roles[headline] == _HEADLINE else _FAR + 10
    more[3] = np.cumsum(stripped) / (at + 1)
    more[4] = np.cumsum(stripped[::-1])[::-1] / (n - at)
    for row, some in zip(more[5:], (stripped, _LINKS[roles], _COMMENTS[roles]), strict=True):
        row[:] = since(some)
    return Band(_RULE_NAMES, rows)


def _around(near: dict[str, NDArray[np.generic] | float], blocks: int) -> Band:
    """Some features of the blocks above and below."""
    own = band(near, blocks).rows
    padded = np.full((len(own), blocks + 6), -1.0, np.float32)
    padded[:, 3:-3] = own
    rows = np.concatenate([padded[:, 3 + far : 3 + far + blocks] for far in NEAR])
    return Band(_names_around(tuple(near)), rows)


@cache
def _names_around(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name} {far:+}" for far in NEAR for name in names)
