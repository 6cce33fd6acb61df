"""Similarity of actors: which keys found in articles may be the same actor, in groups, each with the reason in words.

Time grows with the keys: each is only compared with those in its own bucket.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from corpus.actors.dictionary.lookup import ActorDictionary
from corpus.actors.name_forms import plain, slug, sound, without_articles
from corpus.article import Kind

_FAR_MORE = 3
"""Times as many articles."""
_FEW = 2
"""Articles."""
_NEARLY_ALL = 0.8
_MOST_MIDDLES = 40
"""People of one first and one last name who are looked at."""


class ActorRecord(Struct, frozen=True, gc=False):
    """A key found in articles: its names, the one shown first, and the number of articles that have it."""

    key: str
    names: tuple[str, ...]
    articles: int = 1

    @property
    def kind(self) -> Kind:
        return kind_of(self.key)


def kind_of(key: str) -> Kind:
    """Return the kind that a key begins with: `person:ruan-aldane`."""
    kind = key.partition(":")[0]
    return "person" if kind == "person" else "organisation" if kind == "organisation" else "place"


Heard = Mapping[str, tuple[str, ...]]
"""The names of keys as they sound, without Arabic articles, word by word."""
Groups = Iterable[tuple[Sequence[str], str]]


def sound_groups(*keys: Iterable[str]) -> Heard:
    """Return the people's, and names of one word."""
    heard: dict[str, tuple[str, ...]] = {}
    for key in chain(*keys):
        kind, _, name = key.partition(":")
        if kind == "person" or name.count("-") < 2:
            heard[key] = tuple(map(sound, without_articles(name.replace("-", " ")).split()))
    return heard


def same_name_groups(left: dict[str, ActorRecord], found: dict[str, ActorRecord], book: ActorDictionary) -> Groups:
    """Return a name that is taken for a person here and an organisation or a place there: what it mostly is.

    One word is what it mostly is only where that is a place, and nobody's surname, in the dictionary or the corpus.
    """
    by_name: defaultdict[str, list[ActorRecord]] = defaultdict(list)
    for key, one in left.items():
        by_name[key.partition(":")[2]].append(one)
    several = {name: same for name, same in by_name.items() if len(same) > 1}
    if not several:
        return
    last_names = {key.rpartition("-")[2] for key, one in found.items() if one.kind == "person" and "-" in key}
    for name, same in several.items():
        same.sort(key=lambda one: -one.articles)
        most, *others = same
        if "-" not in name and (most.kind != "place" or name in last_names or sound(name) in book.surnames):
            continue
        if most.articles >= _FAR_MORE * sum(one.articles for one in others):
            yield [one.key for one in same], f"the same name, mostly recognised as a {most.kind}"


def person_groups(heard: Heard, found: dict[str, ActorRecord]) -> Groups:
    """Full names that sound the same; and one with a middle name more, where only one has, and nobody has another."""
    alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    ends: defaultdict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for key, words in heard.items():
        if len(words) > 1 and key.startswith("person:"):
            if words not in alike:
                ends[words[0], words[-1]].append(words)
            alike[words].append(key)
    for keys in alike.values():
        if len(keys) > 1:
            yield keys, "sounds the same"
    for same_ends in ends.values():
        short = [words for words in same_ends if len(words) == 2]
        long = [words for words in same_ends if len(words) > 2][:_MOST_MIDDLES]
        if short and len(long) == 1 and _may_have(long[0][1], alike[short[0]], found):
            yield [*alike[short[0]], *alike[long[0]]], "the same with a middle name"


def _may_have(middle: str, keys: Iterable[str], found: dict[str, ActorRecord]) -> bool:
    """Return whether no name found for these keys has another middle name."""
    names = (plain(name).split() for key in keys if key in found for name in found[key].names)
    return all(len(words) < 3 or sound(words[1])[:1] == middle[0] for words in names)


def surname_groups(
    left: dict[str, ActorRecord],
    found: dict[str, ActorRecord],
    heard: Heard,
    book: ActorDictionary,
    home: dict[str, str],
) -> Groups:
    """Return a surname that articles use without the full name is of him whom alone the dictionary has, unless others
    bear it in more articles, or who bears it in nearly all articles that have the full name.
    """
    alone = {key: words[0] for key, words in heard.items() if len(words) == 1 and key in left}
    bearers: dict[str, Counter[str]] = {name: Counter() for name in alone.values()}
    firsts: dict[str, Counter[str]] = {name: Counter() for name in alone.values()}
    for key, words in heard.items():
        if len(words) > 1 and key.startswith("person:") and key in found:
            for whole, name in ((bearers, words[-1]), (firsts, words[0])):
                if name in whole:
                    whole[name][find_root(key, home)] += found[key].articles
    for key, name in alone.items():
        if find_root(key, home) != key:
            continue
        one = left[key]
        of_name = bearers[name] or firsts[name]
        ((most, articles),) = of_name.most_common(1) or [("", 0)]
        if one.kind != "person":
            own = key.partition(":")[2]
            if not most.endswith(f"-{own}") or all(name.isupper() for name in one.names):
                continue
            if articles >= _FAR_MORE * one.articles and articles >= _NEARLY_ALL * of_name.total():
                yield [most, key], "recognised as something else, but a surname"
        elif (only := book.only_bearer(name)) and of_name.total() - of_name[only] <= max(_FEW, of_name[only]):
            yield [only, key], "the only one of this name in the dictionary"
        elif articles and articles >= _NEARLY_ALL * of_name.total():
            yield [most, key], "nearly all others of this name in the corpus"


def acronym_groups(found: dict[str, ActorRecord]) -> Groups:
    """Return an acronym that one full name alone goes by in some article."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for one in found.values():
        if one.kind == "organisation":
            for name in one.names[1:]:
                if name.isupper() and len(name) > 1:
                    owners[f"organisation:{slug(name)}"].add(one.key)
    for short, full in owners.items():
        full.discard(short)
        if short in found and len(full) == 1:
            yield [*full, short], "introduced as its short name"


def nickname_groups(found: dict[str, ActorRecord]) -> Groups:
    """Return a short and a long first name before one surname that some article has for one person."""
    for one in found.values():
        if one.kind == "person":
            words = one.key.split("-")
            for name in one.names[1:]:
                other = f"person:{slug(name)}"
                told = other.split("-")
                if other in found and told[0] != words[0] and told[-1] == words[-1]:
                    yield [one.key, other], "an article has both for one"


def plural_groups(found: dict[str, ActorRecord]) -> Groups:
    """“Strait Democrat” and “Strait Democrats”."""
    for key, one in found.items():
        if one.kind == "organisation" and "-" in key and f"{key}s" in found:
            yield [key, f"{key}s"], "the same in the plural"


def find_root(key: str, home: Mapping[str, str]) -> str:
    """Return the key that a key has been put under so far; `home` is the next one up for each."""
    while key in home and home[key] != key:
        key = home[key]
    return key
