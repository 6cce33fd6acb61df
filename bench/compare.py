"""How well two articles are laid side by side: articles of a news collection beside themselves, changed by program.

    python -m bench.compare [--pairs 500]

In the other version passages are moved, dropped, and added from another article; quotes are cut, figures changed, and
words replaced; all of it is remembered. A pair of passages is right where the one was made of the other; a quote or a
figure is found where the two versions stand in one row and are said to differ; a row of two that were not made one of
the other, or that says they differ where they don't, is false.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from bench.labelled.news import NEWS, News, news
from corpus.article import Article, Block, Role, Verdict
from corpus.compare import Comparison, compare, compare_many
from corpus.compare.segmentation import article_passages
from corpus.quotes.marks import quoted_spans
from corpus.settings import CorpusSettings
from corpus.text.tokenize import SMALL_WORDS, tokenize

_PASSAGES = range(12, 60)
_LONG, _SHORT = 2000, 800
_FIGURE = re.compile(r"(?<![\w.,/$€£:-])\d{2,3}(?:,\d{3})*(?![\w/:-]|[.,]\d)")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"\b{_MONTH} \d\d?\b|\b\d\d? {_MONTH}")
_FEWEST_WORDS = 5
_PLAIN = re.compile(r"\b(?!(?:million|billion|trillion|thousand|hundred|percent|half)\b)[a-z]{4,12}\b")


class Change(Struct, frozen=True):
    """A passage of the changed version: the number of the passage it was made of, or None where it was added, and the
    words of it that were a quote, or a figure, before and after."""

    origin: int | None
    text: str
    cut: tuple[str, str] | None = None
    figure: tuple[str, str] | None = None


class Totals(Struct):
    """Counted over all pairs."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    cuts: int = 0
    cuts_found: int = 0
    false_cuts: int = 0
    quotes_told: int = 0
    figures: int = 0
    figures_found: int = 0
    false_figures: int = 0
    figures_kept: int = 0


def article_of(paragraphs: Sequence[str], id: str = "0") -> Article:
    blocks, at = [], 0
    for line, text in enumerate(paragraphs, 1):
        blocks.append(Block(Role.BODY, text, at, at + len(text), (line, line), "", 1.0, ((0, at),)))
        at += len(text) + 2
    return Article(id, (), Verdict("", "", 1.0), None, None, None, None, None, "en", tuple(blocks))


def split(article: News) -> list[str]:
    """The passages of an article, each a paragraph of its own, none twice."""
    paragraphs = [" ".join(line.split()) for line in article.body.split("\n") if line.strip()]
    return list(dict.fromkeys(passage.text for passage in article_passages(article_of(paragraphs))))


def changed(own: Sequence[str], other: Sequence[str], vocabulary: Sequence[str], rng: random.Random) -> list[Change]:
    """The article as another desk might print it."""
    made: list[Change] = []
    for origin, text in enumerate(own):
        if rng.random() < 0.12:
            continue
        made.append(_edited(origin, text, vocabulary, rng))
    for _ in range(max(1, len(own) // 12)):
        made.insert(rng.randrange(len(made) + 1), made.pop(rng.randrange(len(made))))
    for text in rng.sample(list(other), min(len(other), max(2, len(own) // 8))):
        made.insert(rng.randrange(len(made) + 1), Change(None, text))
    return made


def _edited(origin: int, text: str, vocabulary: Sequence[str], rng: random.Random) -> Change:
    quoted = [span for span in quoted_spans([text])[0] if len(text[span.start : span.end].split()) >= 9]
    if quoted and rng.random() < 0.5:
        span = rng.choice(quoted)
        inside = text[span.start : span.end]
        told = inside.split()
        kept = rng.randint(5, max(5, len(told) * 2 // 3))
        first = rng.choice([0, len(told) - kept])
        cut = " ".join(told[first : first + kept]).rstrip(",.;")
        return Change(origin, text[: span.start] + cut + text[span.end :], cut=(inside, cut))
    days = [found.span() for found in _DAY.finditer(text)]  # changed blindly, they are no days any more
    figures = [found for found in _FIGURE.finditer(text) if not any(a <= found.start() < b for a, b in days)]
    figures = figures if len(text.split()) >= _FEWEST_WORDS else []
    if figures and rng.random() < 0.5:
        match = rng.choice(figures)
        new = str(int(match[0].replace(",", "")) + rng.choice([-9, -4, 3, 7, 16]))
        new = f"{int(new):,}" if "," in match[0] else new
        return Change(origin, text[: match.start()] + new + text[match.end() :], figure=(match[0], new))
    if rng.random() < 0.5:
        plain = list(_PLAIN.finditer(text))
        for match in sorted(rng.sample(plain, len(plain) // 5), key=lambda match: -match.start()):
            text = text[: match.start()] + rng.choice(vocabulary) + text[match.end() :]
    return Change(origin, text)


def count(totals: Totals, own: Sequence[str], made: Sequence[Change], comparison: Comparison) -> None:
    """Add up what was found in one pair of versions."""
    left, right = list(_starts(own)), list(_starts([change.text for change in made]))
    wanted = {(change.origin, number) for number, change in enumerate(made) if change.origin is not None}
    found = {
        (bisect_right(left, row.left.start) - 1, bisect_right(right, row.right.start) - 1)
        for row in comparison.rows
        if row.left and row.right
    }
    totals.right += len(wanted & found)
    totals.found += len(found)
    totals.wanted += len(wanted)
    _count_quotes(totals, own, made, comparison)
    _count_figures(totals, made, comparison)


def _starts(texts: Sequence[str]) -> Iterator[int]:
    at = 0
    for text in texts:
        yield at
        at += len(text) + 2


def _count_quotes(totals: Totals, own: Sequence[str], made: Sequence[Change], comparison: Comparison) -> None:
    """A row is right where its pieces are of passages made one of the other, and its form says what was done."""
    left, right = list(_starts(own)), list(_starts([change.text for change in made]))
    cuts = {number for number, change in enumerate(made) if change.cut}
    for row in comparison.lenses.quotes:
        one, other = row.cells
        if one is None or other is None:
            continue
        origins = {bisect_right(left, piece.start) - 1 for piece in one.pieces}
        numbers = {bisect_right(right, piece.start) - 1 for piece in other.pieces}
        same = [_bare(piece.text) for piece in one.pieces] == [_bare(piece.text) for piece in other.pieces]
        totals.quotes_told += 1
        made_of = {made[number].origin for number in numbers}
        if same != (one.form == other.form) or not (same or origins & made_of):
            totals.false_cuts += 1
        elif not same:
            totals.cuts_found += len(cuts & numbers)
    totals.cuts += len(cuts)


def _count_figures(totals: Totals, made: Sequence[Change], comparison: Comparison) -> None:
    wanted = {change.figure for change in made if change.figure}
    said = set()
    for row in comparison.lenses.figures:
        one, other = row.cells
        if one is None or other is None:
            continue
        if row.agreement == "agree":
            totals.figures_kept += 1
            continue
        pairs = {(_digits(a.text), _digits(b.text)) for a in one.figures for b in other.figures}
        told = {pair for pair in wanted if pair in pairs}
        said |= told
        totals.false_figures += not told
    totals.figures += len(wanted)
    totals.figures_found += len(said)


def _bare(text: str) -> str:
    return " ".join(word.form for word in tokenize(text))


def _digits(text: str) -> str:
    found = re.search(r"\d[\d,]*", text)
    return found[0].rstrip(",") if found else text


def measure(pairs: int) -> Iterator[tuple[str, float]]:
    """All figures, named."""
    rng = random.Random(4)
    every = max(1, 12_000 // (2 * pairs))
    articles = [own for article in news(NEWS, every) if len(own := split(article)) in _PASSAGES][: pairs + 1]
    vocabulary = sorted({m for own in articles[:40] for text in own for m in _PLAIN.findall(text)} - SMALL_WORDS)
    totals = Totals()
    for own, other in pairwise(articles):
        made = changed(own, other, vocabulary, rng)
        count(totals, own, made, compare(article_of(own), article_of([change.text for change in made])))
    precision, recall = totals.right / totals.found, totals.right / totals.wanted
    yield "pairs", float(len(articles) - 1)
    yield "passages: precision", precision
    yield "passages: recall", recall
    yield "passages: F1", 2 * precision * recall / (precision + recall)
    yield "cut quotes: found", totals.cuts_found / max(1, totals.cuts)
    yield "cut quotes: not false", 1 - totals.false_cuts / max(1, totals.quotes_told)
    yield "changed figures: found", totals.figures_found / max(1, totals.figures)
    yield "changed figures: not false", 1 - totals.false_figures / max(1, totals.figures + totals.figures_kept)
    yield "cut quotes", float(totals.cuts)
    yield "changed figures", float(totals.figures)


def times() -> Iterator[tuple[str, float]]:
    """CPU time, in ms, for two articles of 2,000 words, and for twelve of 800: the median of some."""
    articles = [article.body.split(" ") for article in news(NEWS, 12)]
    long = [_of_words(told, _LONG) for told in articles if len(told) >= _LONG][:12]
    short = [_of_words(told, _SHORT) for told in articles if len(told) >= _SHORT][:12]
    compare(long[0], long[1])
    spent = []
    for one, other in pairwise(long):
        begun = time.process_time()
        compare(one, other)
        spent.append(1000 * (time.process_time() - begun))
    yield "ms for two of 2,000 words", sorted(spent)[len(spent) // 2]
    begun = time.process_time()
    compare_many(short)
    yield "ms for twelve of 800 words", 1000 * (time.process_time() - begun)


def _of_words(told: Sequence[str], size: int) -> Article:
    text = " ".join(told[:size])
    return article_of([line for line, _ in groupby(text.split("\n")) if line.strip()])


def compare_reach(settings: CorpusSettings) -> dict[str, float]:
    """Shares over sixty pairs, for the gate."""
    return {name: value for name, value in measure(60) if ":" in name}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pairs", type=int, default=500, help="how many pairs of versions")
    for name, value in (*measure(parser.parse_args().pairs), *times()):
        print(f"{name:<32}{value:>12.4f}")
