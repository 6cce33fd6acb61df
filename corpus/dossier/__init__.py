"""The dossier of an actor: names, roles over time, mentions, quotes, and the words that each outlet uses.

No scores, only counts, and behind each count the places in the texts.
"""

from corpus.dossier.dossier_builder import Gathering
from corpus.dossier.model import About, Count, Dossier, Held, InOutlet, Months, Place, Said, Saying, Seen

__all__ = [
    "About",
    "Count",
    "Dossier",
    "Gathering",
    "Held",
    "InOutlet",
    "Months",
    "Place",
    "Said",
    "Saying",
    "Seen",
]
