"""The dossier of an actor: names, roles over time, mentions, quotes, and the words that each outlet uses.

No scores, only counts, and behind each count the places in the texts.
"""

from corpus.dossier.dossier_builder import DossierBuilder
from corpus.dossier.model import (
    ActorQuote,
    ArticleSummary,
    CoMention,
    DatedRole,
    Dossier,
    MonthlyMentions,
    Occurrence,
    OutletCounts,
    OutletQuote,
    WordCount,
)

__all__ = [
    "ActorQuote",
    "ArticleSummary",
    "CoMention",
    "DatedRole",
    "Dossier",
    "DossierBuilder",
    "MonthlyMentions",
    "Occurrence",
    "OutletCounts",
    "OutletQuote",
    "WordCount",
]
