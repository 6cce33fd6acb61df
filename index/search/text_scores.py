"""Score articles for a clause of text: BM25, with weight for the headline and the dek on top.

(S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond, 2009. The inverse document
frequency is Whoosh's, which is never negative.)
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from index.query.clauses import Text
from index.search.matching import ClauseReader
from index.storage.postings.sorted_ints import Counts
from index.storage.whoosh.snapshot import K1

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIFT = {"headline": 1.0, "dek": 0.5}
"""What a word in these fields counts for, beside what it counts for in the body. Their lengths don't matter."""

FIELD = {
    "title": "headline",
    "outlet": "outlet",
    "by": "byline",
    "actor": "actor",
    "actor_name": "actor_name",
    "said": "said",
}


class ScoredDocs(Struct, frozen=True, eq=False):
    """Matches: n articles, ascending (intp), and their scores (n float32, above 0); None if all are equal."""

    docs: NDArray[np.intp]
    scores: NDArray[np.float32] | None = None


def text_scores(reading: ClauseReader, clause: Text) -> ScoredDocs:
    """The articles that match a clause, deleted ones too. Raises SearchStopped when nobody waits for them."""
    snapshot = reading.snapshot
    if clause.field is not None:
        counts = reading.counts(clause, FIELD[clause.field])
        return ScoredDocs(counts.docs, _scores(counts, snapshot.size, np.float32(K1)))
    counts = reading.counts(clause, "body")
    scores = _scores(counts, snapshot.size, snapshot.norms.take(counts.docs))
    for field, lift in LIFT.items():
        above = reading.counts(clause, field)
        if len(counts.docs) and len(above.docs):
            at = counts.docs.searchsorted(above.docs)
            at[at == len(counts.docs)] = 0
            # of what was only begun, this field may have taken other words
            there = counts.docs[at] == above.docs
            scores[at[there]] += lift * _scores(above, snapshot.size, np.float32(K1))[there]
    return ScoredDocs(counts.docs, scores)


def _scores(found: Counts, articles: int, norms: NDArray[np.float32] | np.float32) -> NDArray[np.float32]:
    """BM25 of each article: rare words weigh more, and often is better, but not twice as good."""
    weight = math.log(articles / (len(found.docs) + 1)) + 1 if articles else 0.0
    scores: NDArray[np.float32] = found.counts + norms
    np.divide(found.counts, scores, out=scores)
    scores *= np.float32(weight * (K1 + 1))
    return scores
