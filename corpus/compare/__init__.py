"""Comparing articles: what they say in the same words, what they say otherwise, and what only one of them says.

Everything here is evidence from the texts; nothing is rated. Whatever is found carries offsets into the sources of its
articles, so that a screen or an export can point to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from corpus.article import Article
from corpus.compare.actor_comparison import ActorCell, ActorRow, actor_rows
from corpus.compare.aligned_rows import KINDS, Kind, Row, rows
from corpus.compare.alignment import pair
from corpus.compare.claims import claims, pairs_of
from corpus.compare.coverage_rows import CoverageCell, CoverageRow, Place, coverage_rows
from corpus.compare.figures.extraction import Figure
from corpus.compare.figures.figure_rows import FigureCell, FigureRow, figure_rows
from corpus.compare.keyness import WordUse, word_use
from corpus.compare.passages import Passage
from corpus.compare.prepared import Reading, Weights, read
from corpus.compare.quotations import Piece, sayings
from corpus.compare.quote_rows import QuoteCell, QuoteRow, quote_rows
from corpus.compare.text_reuse import Common, Copied, copied
from corpus.compare.wire_credits import Credit
from corpus.errors import UsageError
from corpus.text.rarity import Rarity, shipped

__all__ = [
    "ActorCell",
    "ActorRow",
    "Common",
    "Comparison",
    "Copied",
    "Coverage",
    "CoverageCell",
    "CoverageRow",
    "Credit",
    "Figure",
    "FigureCell",
    "FigureRow",
    "Kind",
    "Lenses",
    "Passage",
    "Piece",
    "Place",
    "QuoteCell",
    "QuoteRow",
    "Rarity",
    "Row",
    "WordUse",
    "compare",
    "compare_many",
]

FEWEST, MOST = 3, 12
"""How many articles a coverage table has room for."""


class Lenses(Struct, frozen=True):
    """What can be looked at beside the passages. Rows have a cell for each article, in the order that was given."""

    quotes: tuple[QuoteRow, ...]
    figures: tuple[FigureRow, ...]
    actors: tuple[ActorRow, ...]
    copied: tuple[Copied, ...]
    words: tuple[WordUse, ...]


class Comparison(Struct, frozen=True):
    """Two articles side by side. `shared_words` is the share of the words of both, 0 to 1, that stand on both sides.

    The rows stand in the order of the left article, and the right article keeps its order too, but for passages that it
    tells at another place.
    """

    rows: tuple[Row, ...]
    shared_words: float
    lenses: Lenses

    @property
    def counts(self) -> dict[Kind, int]:
        """How many rows there are of each kind."""
        counted = Counter(row.kind for row in self.rows)
        return {kind: counted[kind] for kind in KINDS}


class Coverage(Struct, frozen=True):
    """Three to twelve articles: what is said, and by which of them."""

    rows: tuple[CoverageRow, ...]
    lenses: Lenses


def compare(left: Article, right: Article, rarity: Rarity | None = None) -> Comparison:
    """Lay two articles side by side. Without `rarity` words are as rare as they are in news at large."""
    known = rarity or shipped()
    weights = Weights(known)
    a, b = read(left, weights), read(right, weights)
    pairs = pair(a.said, b.said)
    found = rows(a, b, pairs)
    figures = figure_rows((a, b), {(0, 1): [(p.left, p.right) for p in pairs]})
    return Comparison(found, _shared(found, a, b), _lenses((a, b), figures, known))


def compare_many(
    articles: Sequence[Article], rarity: Rarity | None = None, *, between: Callable[[], None] = lambda: None
) -> Coverage:
    """Which of several articles says what. Raises UsageError where there are fewer than 3 of them, or more than 12.

    `between` is called again and again, since twelve books take seconds: what it raises ends the comparison.
    """
    if not FEWEST <= len(articles) <= MOST:
        raise UsageError(f"{len(articles)} articles", f"a coverage table takes {FEWEST} to {MOST}")
    known = rarity or shipped()
    weights = Weights(known)
    readings = []
    for article in articles:
        between()
        readings.append(read(article, weights))
    found = claims(readings, between)
    between()
    figures = figure_rows(readings, pairs_of(found))
    between()
    lenses = _lenses(readings, figures, known)
    return Coverage(coverage_rows(readings, found, lenses.quotes, figures), lenses)


def _lenses(readings: Sequence[Reading], figures: tuple[FigureRow, ...], rarity: Rarity) -> Lenses:
    said = [sayings(reading, number) for number, reading in enumerate(readings)]
    quotes, actors = quote_rows(readings, said), actor_rows(readings, said)
    return Lenses(quotes, figures, actors, copied(readings), word_use(readings, rarity))


def _shared(found: tuple[Row, ...], left: Reading, right: Reading) -> float:
    total = sum(len(said.words) for reading in (left, right) for said in reading.said)
    shared = 2 * sum(row.words for row in found)
    return min(1.0, shared / total) if total else 0.0
