"""Learned models: every file of weights that ships, each with its provenance beside it.

`NAME.provenance.json` says on what data a model was learned, which figures it reached on data that it has not seen,
and the command that makes it again. The code that applies a model lives with its feature; it takes the path from here.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent

BOILERPLATE = _FOLDER / "boilerplate.npz"
"""Roles of blocks: see `corpus.boilerplate.classifier.network`."""

NER = _FOLDER / "ner.npz"
"""Names in text: see `corpus.actors.ner.tagger`."""

QUOTES = _FOLDER / "quotes.npz"
"""Speakers, speech and indirect speech: see `corpus.quotes.ranker`."""

WORD_COUNTS = _FOLDER / "word_counts.txt.gz"
"""Document frequencies of English stems: see `corpus.text.rarity`."""


def provenance_of(model: Path) -> Path:
    """Return the path of the provenance file of a model."""
    return model.with_name(f"{model.name.partition('.')[0]}.provenance.json")
