"""Families of features, as a reader would name what can be seen of a block."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache


class Trait(Enum):
    """A family of features, as a reader would name it."""

    LENGTH = auto()
    SENTENCE = auto()
    CAPITALS = auto()
    WORDS = auto()
    PLACE = auto()
    NEIGHBOURS = auto()
    REPEATED = auto()
    OTHER = auto()


_BEGINNINGS = (
    (Trait.WORDS, ("lexical score", "words: ", "widget words", "told ", "address", "rights", "money", "since a count")),
    (Trait.REPEATED, ("same ",)),
    (Trait.NEIGHBOURS, ("chance ", "since ", "stripped", "not above a count")),
    (Trait.LENGTH, ("log words", "log chars", "length to median", "words a sentence", "sentences")),
    (Trait.CAPITALS, ("capitalised", "upper")),
    (Trait.SENTENCE, ("closed", "commas", "ends in", "begins", "letters a word", "signs", "separators")),
    (
        Trait.PLACE,
        ("place", "words above", "log from", "log to", "after ", "before ", "prose", "between", "into ", "from "),
    ),
)
_AROUND = (" near", " above", " below", " of all", "-1", "-2", "-3", "+1", "+2", "+3")
_OWN_PLACE = ("words above", "prose above", "stripped above", "stripped below")


@cache
def traits_of(names: tuple[str, ...]) -> tuple[Trait, ...]:
    """Return the trait that each feature is about."""
    return tuple(map(_trait, names))


def _trait(name: str) -> Trait:
    if name.endswith(_AROUND) and name not in _OWN_PLACE:
        return Trait.NEIGHBOURS
    return next((trait for trait, beginnings in _BEGINNINGS if name.startswith(beginnings)), Trait.OTHER)
