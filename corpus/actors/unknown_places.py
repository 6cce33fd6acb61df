"""Places that are in no list, such as a country in the news for the first time, and that were tagged as people.

A country does what people do: it says, wants and agrees. Other words of its article distinguish it from a surname.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence

from corpus.actors.mentions import Mention
from corpus.actors.titles import CALLS, HEADS
from corpus.text.tokenize import word_set

_WITHIN = word_set("in In into Into across Across throughout Throughout outside Outside inside Inside within Within")
_OF_STATES = word_set(
    """
    government parliament army navy naval military ministry minister ministries president premier capital treasury
    embassy ambassador borders coast coastguard economy constitution currency waters territory citizens population
    delegation negotiator negotiators board Government Parliament Army Navy Ministry President Prime
    """
)
_TITLES = CALLS | HEADS
_NEAR = 3
_ONE_IN = 4
"""Of so many mentions, one must tell that a place is meant."""


def infer_places(
    names: Sequence[str], mentions: Sequence[Mention], types: Mapping[str, str], known: Container[str]
) -> set[str]:
    """Return those of the `names` of type P that the article shows to be places.

    It shows so by “in Halvera”, “Halvera's ministry of trade”, “the government of Halvera”, by a people after it, the
    Halverans, or by “and” between it and a place that is as little `known`. None is part of a full name, or follows a
    title.
    """
    people: set[str] = set()
    alone: defaultdict[str, list[Mention]] = defaultdict(list)
    for name, mention in zip(names, mentions, strict=True):
        if types[name] != "P":
            continue
        words = mention.text.words
        if mention.last - mention.first > 1:
            people.update(words[mention.first : mention.last])
        elif mention.first and words[mention.first - 1] in _TITLES:
            people.add(name)
        else:
            alone[name].append(mention)
    shown = {
        name: sum(map(_is_place, found)) + _has_people(name, types)
        for name, found in alone.items()
        if name not in people and name not in known
    }
    if not shown:
        return set()
    places = {name for name, times in shown.items() if _ONE_IN * times >= len(alone[name])}
    like = places | {name for name, type_ in types.items() if type_ == "L" and name not in known}
    beside = Counter(_partner(mention) for name, mention in zip(names, mentions, strict=True) if name in like)
    return {name for name, times in shown.items() if _ONE_IN * (times + beside[name]) >= len(alone[name])}


def pairs_of_places(types: Mapping[str, str]) -> set[str]:
    """Return those names that were tagged as one organisation and are two places, of which one is also named alone:
    “Halvera and Ostrene agree”.
    """
    pairs = {name: name.split(" and ") for name, type_ in types.items() if type_ == "O" and name.count(" ") == 2}
    return {name for name, both in pairs.items() if len(both) == 2 and "L" in map(types.get, both)}


def place_pair(pair: Mention) -> list[Mention]:
    """Return the two places of a pair."""
    at = pair.text.words.index("and", pair.first, pair.last)
    return [Mention(pair.text, pair.first, at, "L"), Mention(pair.text, at + 1, pair.last, "L")]


def _is_place(mention: Mention) -> bool:
    """Return whether the words around a name show that it is a place."""
    words, first, last = mention.text.words, mention.first, mention.last
    after = words[last] if last < len(words) else ""
    if after in ("'s", "’s"):
        return not _OF_STATES.isdisjoint(words[last + 1 : last + 1 + _NEAR])
    if not first or after[:1].isupper():
        return False
    return words[first - 1] in _WITHIN or (words[first - 1] == "of" and words[max(0, first - 2)] in _OF_STATES)


def _has_people(name: str, others: Mapping[str, str]) -> bool:
    """Return whether one of the other names is that of the people of a place: Halveran, Ostrenian, Kellese."""
    if name[-1] not in "aeoy":
        return name + "ese" in others
    return name + "n" in others or any(name[:-1] + ending in others for ending in ("an", "ian", "ese"))


def _partner(mention: Mention) -> str:
    """Return the word on the other side of an “and”."""
    words, first, last = mention.text.words, mention.first, mention.last
    if first > 1 and words[first - 1] == "and":
        return words[first - 2]
    return words[last + 1] if words[last : last + 1] == ["and"] and last + 1 < len(words) else ""
