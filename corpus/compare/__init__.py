"""Compare articles: what they say in the same words, what they say otherwise, and what only one of them says.

Two articles are aligned passage by passage; three to twelve are compared by their claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from corpus.article import Article
from corpus.compare.actor_comparison import ActorCell, ActorRow, actor_rows
from corpus.compare.aligned_rows import KINDS, AlignedRow, Kind, aligned_rows
from corpus.compare.alignment import align_passages
from corpus.compare.claims import claim_pairs, cluster_claims
from corpus.compare.coverage_rows import CoverageCell, CoverageRow, SourceText, coverage_rows
from corpus.compare.figures.extraction import Figure
from corpus.compare.figures.figure_rows import FigureCell, FigureRow, figure_rows
from corpus.compare.keyness import WordUse, word_use
from corpus.compare.prepared import PreparedArticle, StemWeights, prepare_article
from corpus.compare.quotations import QuotedPiece, quotations
from corpus.compare.quote_rows import QuoteCell, QuoteRow, quote_rows
from corpus.compare.segmentation import ArticlePassage
from corpus.compare.text_reuse import ReusedText, TextReuse, text_reuse
from corpus.compare.wire_credits import WireCredit
from corpus.errors import UsageError
from corpus.text.rarity import Rarity, shipped_rarity

__all__ = [
    "ActorCell",
    "ActorRow",
    "AlignedRow",
    "ArticlePassage",
    "Comparison",
    "Coverage",
    "CoverageCell",
    "CoverageRow",
    "Figure",
    "FigureCell",
    "FigureRow",
    "Kind",
    "Lenses",
    "QuoteCell",
    "QuoteRow",
    "QuotedPiece",
    "Rarity",
    "ReusedText",
    "SourceText",
    "TextReuse",
    "WireCredit",
    "WordUse",
    "compare",
    "compare_many",
]

FEWEST, MOST = 3, 12
"""How many articles a coverage table has room for."""


class Lenses(Struct, frozen=True):
    """The lenses beside the passages. Rows have a cell for each article, in the order that was given."""

    quotes: tuple[QuoteRow, ...]
    figures: tuple[FigureRow, ...]
    actors: tuple[ActorRow, ...]
    copied: tuple[TextReuse, ...]
    words: tuple[WordUse, ...]


class Comparison(Struct, frozen=True):
    """Two articles side by side. `shared_words` is the share of the words of both, 0 to 1, that are on both sides.

    The rows are in the order of the left article, and the right article keeps its order too, except for passages that
    it has in another place.
    """

    rows: tuple[AlignedRow, ...]
    shared_words: float
    lenses: Lenses

    @property
    def counts(self) -> dict[Kind, int]:
        """The number of rows of each kind."""
        counted = Counter(row.kind for row in self.rows)
        return {kind: counted[kind] for kind in KINDS}


class Coverage(Struct, frozen=True):
    """Three to twelve articles: what is said, and by which of them."""

    rows: tuple[CoverageRow, ...]
    lenses: Lenses


def compare(
    left: Article, right: Article, rarity: Rarity | None = None, *, between: Callable[[], None] = lambda: None
) -> Comparison:
    """Lay two articles side by side. Without `rarity` words are as rare as they are in news at large.

    `between` is called again and again, since two books take seconds: what it raises ends the comparison.
    """
    known = rarity or shipped_rarity()
    weights = StemWeights(known)
    a = prepare_article(left, weights)
    between()
    b = prepare_article(right, weights)
    pairs = align_passages(a.said, b.said, between)
    between()
    found = aligned_rows(a, b, pairs)
    between()
    figures = figure_rows((a, b), {(0, 1): [(p.left, p.right) for p in pairs]})
    return Comparison(found, _shared(found, a, b), _lenses((a, b), figures, known))


def compare_many(
    articles: Sequence[Article], rarity: Rarity | None = None, *, between: Callable[[], None] = lambda: None
) -> Coverage:
    """Compare the claims of several articles. Raises UsageError for fewer than 3 of them, or more than 12.

    `between` is called again and again, since twelve books take seconds: what it raises ends the comparison.
    """
    if not FEWEST <= len(articles) <= MOST:
        raise UsageError(f"{len(articles)} articles", f"a coverage table takes {FEWEST} to {MOST}")
    known = rarity or shipped_rarity()
    weights = StemWeights(known)
    readings = []
    for article in articles:
        between()
        readings.append(prepare_article(article, weights))
    found = cluster_claims(readings, between)
    between()
    figures = figure_rows(readings, claim_pairs(found))
    between()
    lenses = _lenses(readings, figures, known)
    return Coverage(coverage_rows(readings, found, lenses.quotes, figures), lenses)


def _lenses(readings: Sequence[PreparedArticle], figures: tuple[FigureRow, ...], rarity: Rarity) -> Lenses:
    said = [quotations(reading, number) for number, reading in enumerate(readings)]
    quotes, actors = quote_rows(readings, said), actor_rows(readings, said)
    return Lenses(quotes, figures, actors, text_reuse(readings), word_use(readings, rarity))


def _shared(found: tuple[AlignedRow, ...], left: PreparedArticle, right: PreparedArticle) -> float:
    total = sum(len(said.words) for reading in (left, right) for said in reading.said)
    shared = 2 * sum(row.words for row in found)
    return min(1.0, shared / total) if total else 0.0
