"""Label consistency: combine the mentions of one name in an article, where a single one may mislead."""

from __future__ import annotations

from collections import Counter

import numpy as np

from corpus.actors.ner.crf import Floats
from corpus.actors.ner.ner_tokens import TaggedName
from corpus.actors.ner.ranges import Numbers

_LEAST_CHANCE = np.float32(0.02)
_SAY = np.float32(1.5)
"""How much all places of a word say beside the one in question: what is best for articles not learnt from."""

_BOTH_PLACES = frozenset("LN")


class EntityTypes:
    """The types of names that labels are of, to be no name among them."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        types = sorted({label[1:] for label in labels})
        self._of = np.array([[label[1:] == type_ for type_ in types] for label in labels], np.float32)

    def said_elsewhere(self, chances: Floats, known: Numbers) -> Floats:
        """Return what speaks for each label of a word that its article has several times: the log of the mean
        probability of its type there.

        `chances` is words × labels; `known` (words) says which are the same word, -1 for none. Method: the second of
        the two stages of Krishnan and Manning (2006), but with probabilities, and no weights.
        """
        speaks = np.zeros_like(chances)
        many = np.flatnonzero((known >= 0) & (np.bincount(known + 1)[known + 1] > 1))
        which, of, count = np.unique(known[many], return_inverse=True, return_counts=True)
        total = np.zeros((len(which), self._of.shape[1]), np.float32)
        np.add.at(total, of, chances[many] @ self._of)
        speaks[many] = (_SAY * np.log(total / count[:, None] + _LEAST_CHANCE) @ self._of.T)[of]
        return speaks


def majority_types(names: list[TaggedName], paragraphs: list[list[str]]) -> list[TaggedName]:
    """Return the names, each with the type that at least two thirds of its mentions in the article have."""
    said = [" ".join(paragraphs[name.paragraph][name.start : name.end]) for name in names]
    counts = Counter(zip(said, (name.type for name in names), strict=True))
    if len(counts) == len(set(said)):
        return names
    most: dict[str, str] = {}
    for (words, type_), _ in counts.most_common():
        most.setdefault(words, type_)
    return [
        name._replace(type=type_)
        if counts[words, type_] >= 2 * counts[words, name.type] and {type_, name.type} != _BOTH_PLACES
        else name
        for name, words in zip(names, said, strict=True)
        if (type_ := most[words])
    ]
