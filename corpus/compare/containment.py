"""Containment: how much of a claim an article says: the whole of it, a part, or the same matter otherwise.

It says the whole if its passages on it have nearly all content words of the claim, no clause of it missing, the same
figures, nobody else's name instead, and a negation only if the claim has one.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import groupby

from corpus.compare.prepared import DAYS, PassageFeatures
from corpus.text.tokenize import WordToken, stem

_NEARLY_ALL = 0.85  # of the words that tell something, by weight
_CLAUSE = 4  # such words in a row
_NEGATIONS = frozenset(["not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"])


def containment(claim: PassageFeatures, told: Sequence[PassageFeatures]) -> float:
    """Return the share, 0 to 1, by weight, of a claim's content words that are in some passages; names left out."""
    plain = {root: weight for root, weight in claim.stems.items() if root not in claim.names}
    held = sum(weight for root, weight in plain.items() if any(root in one.stems for one in told))
    return held / sum(plain.values()) if plain else 1.0


def contains_claim(claim: PassageFeatures, told: Sequence[PassageFeatures]) -> bool:
    """Return whether some passages of an article say a claim as a whole."""
    if any(one.forms == claim.forms for one in told):
        return True
    missing = claim.stems.keys() - {root for one in told for root in one.stems}
    return (
        containment(claim, told) >= _NEARLY_ALL
        and not any(root[0].isdigit() for root in missing)
        and _longest_run(claim, missing) < _CLAUSE
        and _negated(claim) == any(map(_negated, told))
        and not _others_named(claim, told)
    )


def _longest_run(claim: PassageFeatures, missing: Set[str]) -> int:
    """Return the length of the longest run of content words that are missing."""
    told = [root for word in claim.words if (root := stem(word.form)) in claim.stems]
    return max((len(list(run)) for lacks, run in groupby(told, missing.__contains__) if lacks), default=0)


def _negated(said: PassageFeatures) -> bool:
    return any(_is_negation(word) for word in said.words)


def _is_negation(word: WordToken) -> bool:
    return word.form in _NEGATIONS or word.form.endswith("n't")


def _others_named(claim: PassageFeatures, told: Sequence[PassageFeatures]) -> bool:
    """Return whether both name somebody, and nobody is the same."""
    here, there = _named(claim), {name for one in told for name in _named(one)}
    return bool(here and there) and here.isdisjoint(there)


def _named(said: PassageFeatures) -> set[str]:
    return {root for word in said.words if word.capital and (root := stem(word.form)) in said.names} - DAYS
