"""The lenses of a comparison, in the order of their tabs; and what one of them shows, as a table to be exported."""

from __future__ import annotations

from corpus.compare import Comparison
from tui.pages.comparison.actors_lens import ActorsLens
from tui.pages.comparison.coverage_lens import CoverageLens
from tui.pages.comparison.figures_lens import FiguresLens
from tui.pages.comparison.lens import Compared, Lens
from tui.pages.comparison.outlet_names import outlet_of
from tui.pages.comparison.passages_lens import PassagesLens
from tui.pages.comparison.quotes_lens import QuotesLens
from tui.pages.comparison.words_lens import WordsLens
from tui.pages.glyphs import UNICODE, Glyphs
from tui.services.export import ExportTable

COLUMNS = ("text", "lens", "section", "row", "kind", "outlet", "date", "article", "start", "end", "note")


def lenses_of(compared: Compared, *, dim: bool = False, glyphs: Glyphs = UNICODE) -> tuple[Lens, ...]:
    """Passages, quotes, figures, actors and words of two articles; of more, all that is said first.

    Whole books take half a second.
    """
    found = compared.found
    common = (
        FiguresLens(compared, dim=dim, glyphs=glyphs),
        ActorsLens(compared, dim=dim, glyphs=glyphs),
        WordsLens(compared, dim=dim, glyphs=glyphs),
    )
    if isinstance(found, Comparison):
        passages = PassagesLens(compared, found, dim=dim, glyphs=glyphs)
        return passages, QuotesLens(compared, dim=dim, glyphs=glyphs), *common
    return (
        CoverageLens(compared, found, "All", "claim", "quote", "figure", dim=dim, glyphs=glyphs),
        CoverageLens(compared, found, "Passages", "claim", dim=dim, glyphs=glyphs),
        CoverageLens(compared, found, "Quotes", "quote", dim=dim, glyphs=glyphs),
        *common,
    )


def table_of(lens: Lens, *, folded: bool) -> ExportTable:
    """Return one row for each text: its article, its place in the source, and the statement about it.

    Rows that are folded or left out are not included.
    """
    rows = []
    for row in range(len(lens)):
        if lens.left_out(row) or (folded and lens.folds(row)):
            continue
        for taken in lens.taken(row):
            article = lens.articles[taken.article]
            date = article.published.value if article.published else ""
            where = (outlet_of(article), date, article.id, f"{taken.start}", f"{taken.end}")
            rows.append((taken.text, lens.title, lens.section(row), f"{row + 1}", taken.kind, *where, taken.note))
    return ExportTable(f"{lens.title} {' '.join(lens.names)}".lower(), COLUMNS, tuple(rows))
