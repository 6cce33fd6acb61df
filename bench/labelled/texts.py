"""The labelled texts of `boilerplate.jsonl.gz` as blocks with labels, and how well a verdict on them does.

A text is put together from its lines, and read as any text is. A block is labelled where four fifths of it have one
label, which is not "skip". Scores are of lines: one is stripped where more than half of it is. What is told apart by
name (byline, dateline, caption, credit) is no part of the text that is compared, and is not lost either.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.labelled import DATA
from corpus.article import Block, Role
from corpus.boilerplate.blocks import count_words
from corpus.boilerplate.passes import judge_by_rules
from corpus.boilerplate.phrase_families import PhraseTable

TEXTS = DATA / "boilerplate.jsonl.gz"
HALF_CLEANED = frozenset(("container", "traf", "read", "np4k", "bp", "just"))
KEEP, STRIP, SKIP = 0, 1, -1
TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
"""A word, or a sign of a script that puts no spaces between words."""

_LABELS = {"keep": KEEP, "strip": STRIP, "skip": SKIP}
_MUCH = 15
_APART = frozenset((Role.BYLINE, Role.DATELINE, Role.CAPTION, Role.CREDIT))

Ints = NDArray[np.integer]


class Line(NamedTuple):
    """A labelled line: its place in the text, its label, its words and, lower case, its tokens."""

    start: int
    end: int
    label: int
    words: int
    tokens: tuple[str, ...]


class Labelled(NamedTuple):
    """A labelled text. `labels` and `words` go with `blocks`, which the rules alone have judged."""

    name: str
    host: str
    half_cleaned: bool
    text: str
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    labels: Ints
    words: Ints


class Score(NamedTuple):
    """Precision, recall and F1 of 4-word shingles, in the mean over texts; shares of words; the share of texts that
    lose much."""

    precision: float
    recall: float
    lost: float
    left: float
    texts_that_lose: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def labelled_texts(phrases: PhraseTable, every: int = 1, file: Path = TEXTS) -> list[Labelled]:
    """The texts of the file, or each so-manieth of them."""
    with gzip.open(file, "rt", encoding="utf-8", newline="\n") as rows:
        return [_labelled(json.loads(row), phrases) for number, row in enumerate(rows) if number % every == 0]


def _labelled(row: dict[str, object], phrases: PhraseTable) -> Labelled:
    pieces: list[str] = []
    lines: list[Line] = []
    at = 0
    blocks_of_row = row["blocks"]
    assert isinstance(blocks_of_row, list)
    for block in blocks_of_row:
        shown = re.sub(r"[\n\u2028]", " ", block["text"])
        before = "\n" * (block["gap"] if lines else 0) + " " * block["indent"]
        start = at + len(before)
        tokens = tuple(TOKEN.findall(shown.lower()))
        lines.append(Line(start, start + len(shown), _LABELS[block["label"]], count_words(shown), tokens))
        pieces += [before, shown, "\n"]
        at = start + len(shown) + 1
    text = "".join(pieces)
    blocks = judge_by_rules(text, phrases)
    return Labelled(
        name=f"{row['id']} {row['view']}",
        host=str(row["host"]),
        half_cleaned=row["view"] in HALF_CLEANED,
        text=text,
        lines=tuple(lines),
        blocks=blocks,
        labels=np.array([_label(block, lines) for block in blocks]),
        words=np.array([count_words(block.text) for block in blocks]),
    )


def _label(block: Block, lines: Sequence[Line]) -> int:
    covered: Counter[int] = Counter()
    for line in lines:
        if line.start < block.end and block.start < line.end:
            covered[line.label] += min(line.end, block.end) - max(line.start, block.start)
    label, characters = covered.most_common(1)[0]
    return label if characters >= 0.8 * covered.total() else SKIP


def score(texts: Iterable[Labelled], stripped: Iterable[NDArray[np.bool_]]) -> Score:
    """How well the blocks of `texts` were judged; `stripped` goes with them, one flag a block."""
    exact: list[tuple[float, float]] = []
    words = {KEEP: 0, STRIP: 0}
    wrong = {KEEP: 0, STRIP: 0}
    losing = 0
    for labelled, flags in zip(texts, stripped, strict=True):
        gone = np.cumsum(_characters(labelled, flags))
        gold: list[str] = []
        kept: list[str] = []
        lost = 0
        hidden = _mostly(labelled.lines, gone)
        apart = _mostly(labelled.lines, np.cumsum(_characters(labelled, [b.role in _APART for b in labelled.blocks])))
        for line, strips, told_apart in zip(_scored_once(labelled.lines, hidden), hidden, apart, strict=True):
            if line.label == SKIP:
                continue
            words[line.label] += line.words
            if line.label == KEEP:
                gold += line.tokens
                lost += line.words if strips else 0
            elif not strips and not told_apart:
                wrong[STRIP] += line.words
            if not strips and not told_apart:
                kept += line.tokens
        wrong[KEEP] += lost
        losing += lost >= _MUCH
        exact.append(overlap(kept, gold))
    precision, recall = np.mean(exact, axis=0)
    return Score(
        precision=float(precision),
        recall=float(recall),
        lost=wrong[KEEP] / max(1, words[KEEP]),
        left=wrong[STRIP] / max(1, words[STRIP]),
        texts_that_lose=losing / len(exact),
    )


def _characters(labelled: Labelled, flags: Iterable[bool | np.bool_]) -> Ints:
    """1 for each character of a flagged block, after a 0; their running sum counts those before a place."""
    ones = np.zeros(len(labelled.text) + 1, np.int64)
    for block in (block for block, flag in zip(labelled.blocks, flags, strict=True) if flag):
        ones[block.start + 1 : block.end + 1] = 1
    return ones


def _mostly(lines: Sequence[Line], counted: Ints) -> list[bool]:
    """Whether more than half of each line is counted."""
    return [int(counted[line.end] - counted[line.start]) > (line.end - line.start) / 2 for line in lines]


def _scored_once(lines: Sequence[Line], hidden: Sequence[bool]) -> list[Line]:
    """The lines, where of those that say the same, one of them article, only one is scored: a copy that stays, if any
    does. Labels tell which copy was aligned to the article, not which one is better kept."""
    copies: dict[tuple[str, ...], list[int]] = {}
    for i, line in enumerate(lines):
        if line.tokens:
            copies.setdefault(line.tokens, []).append(i)
    scored = list(lines)
    for same in copies.values():
        if len(same) > 1 and any(lines[i].label == KEEP for i in same):
            one = next((i for i in same if not hidden[i]), same[0])
            for i in same:
                scored[i] = lines[i]._replace(label=KEEP if i == one else SKIP)
    return scored


def overlap(found: Sequence[str], gold: Sequence[str]) -> tuple[float, float]:
    """Precision and recall of the 4-word shingles of two texts, as multisets."""
    ours, theirs = shingles(found), shingles(gold)
    both = sum((ours & theirs).values())
    return both / max(1, ours.total()), both / max(1, theirs.total())


def shingles(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    if len(tokens) < 4:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))
