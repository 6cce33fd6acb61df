"""Transcripts and interviews: paragraphs that begin with who speaks, and a colon.

“TOSK: We will not close the port.” A list of facts looks the same (“Date: …”), so the names in front must come again,
there must be two of them, and one must be of an actor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from corpus.quotes.noun_phrases import NounPhrase
from corpus.quotes.quote_text import QuoteText

_LONGEST_LABEL = 6
_FEWEST_TURNS = 3
_INSIDE_LABELS = frozenset((".", ",", "(", ")", "of", "the", "’s", "-"))


class Turn(NamedTuple):
    """Words `first` to `end`, the rest of a paragraph, are said by `phrase`, its beginning."""

    phrase: NounPhrase
    first: int
    end: int


def find_turns(text: QuoteText, is_actor: Callable[[NounPhrase], bool]) -> list[Turn]:
    """Return the turns of a transcript, in order; none where the text is something else."""
    turns = [turn for number in range(len(text.paragraph_starts) - 1) if (turn := _turn(text, number))]
    if len(turns) < _FEWEST_TURNS:
        return []
    labels = Counter(" ".join(text.words[turn.phrase.first : turn.phrase.end]) for turn in turns)
    if len(labels) < 2 or max(labels.values()) < 2 or not any(is_actor(turn.phrase) for turn in turns):
        return []
    return turns


def _turn(text: QuoteText, paragraph: int) -> Turn | None:
    first, end = text.paragraph_starts[paragraph : paragraph + 2]
    colon = next((at for at in range(first + 1, min(first + _LONGEST_LABEL + 1, end)) if text.words[at] == ":"), None)
    if colon is None or colon + 1 >= end or not text.words[first][0].isupper():
        return None
    if not all(word[0].isupper() or word in _INSIDE_LABELS for word in text.words[first:colon]):
        return None
    return Turn(NounPhrase(first, colon, "name"), colon + 1, end)
