"""One actor, many names, across a corpus: which keys found in articles are the same, and why.

A key stays as it was found; the map beside it tells whose it is, so that a merge, split or rename counts at once. Names
are joined where the dictionary says so, where an article introduced an acronym, and where two ways to write a person's
name sound the same. Time grows with the keys: each is compared with those in its own bucket only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from corpus.actors.book import Book, book_of
from corpus.actors.corrections import Correction, corrected
from corpus.actors.forms import plain, slug, sound, without_articles
from corpus.article import Kind
from corpus.settings import NO_BOOK, ActorBook

AS_FOUND = "as found"
_FAR_MORE = 3
_FEW = 2
_NEARLY_ALL = 0.8
_MOST_MIDDLES = 40


class Found(Struct, frozen=True, gc=False):
    """A key found in articles: its names as found, the name shown first, and in how many articles it stands."""

    key: str
    names: tuple[str, ...]
    articles: int = 1

    @property
    def kind(self) -> Kind:
        return _kind(self.key)


class OneActor(Struct, frozen=True, gc=False):
    """An actor of the corpus: its key, the name to show, its kind, the keys found that are its, and why each is."""

    key: str
    name: str
    kind: Kind
    found: tuple[str, ...]
    why: tuple[str, ...]


class ActorMap(Struct, frozen=True):
    """Whose each key found is. `actors` by their keys; a key that is in neither is an actor of its own."""

    actors: Mapping[str, OneActor]
    of_found: Mapping[str, str]

    def actor(self, key: str) -> str | None:
        """The key of the actor that a key found is of; None where the user said that it is none."""
        return self.of_found.get(key, key) or None


def one_actor(found: Iterable[Found], book: ActorBook = NO_BOOK, corrections: Sequence[Correction] = ()) -> ActorMap:
    """The actors that the keys found in a corpus are of. Pure; the order of `found` doesn't matter."""
    joined = _joined(_once(found), book)
    return _mapped(corrected(joined, corrections))


def _once(found: Iterable[Found]) -> dict[str, Found]:
    """One for each key, in the order of the keys."""
    by_key: dict[str, Found] = {}
    for one in found:
        other = by_key.get(one.key)
        if other is not None:
            one = Found(one.key, tuple(dict.fromkeys((*other.names, *one.names))), other.articles + one.articles)
        by_key[one.key] = one
    return dict(sorted(by_key.items()))


def _joined(found: dict[str, Found], book: ActorBook) -> dict[str, OneActor]:
    """Actors by key; the key of an actor is that of the dictionary, else that of its most frequent name."""
    known = book_of(book)
    listed = {entry.key: entry.name for entry in known.names.values()}
    home, why = _in_dictionary(found, known)
    left = {key: one for key, one in found.items() if key not in home}
    heard = _heard(found, home)
    for group, reason in (*_kinds(left), *_people(heard, found), *_introduced(left), *_both(left), *_plurals(left)):
        _join(group, reason, found, listed, home, why)
    for group, reason in _surnames(left, found, heard, known, home):
        _join(group, reason, found, listed, home, why)
    actors: dict[str, OneActor] = {}
    for root, keys in _grouped(found, home).items():
        first = root if root in listed or root in found else keys[0]
        name = listed.get(root) or (found[first].names or (first.partition(":")[2],))[0]
        actors[first] = OneActor(
            first, name, _kind(first), tuple(keys), tuple([why.get(key, AS_FOUND) for key in keys])
        )
    return actors


def _grouped(found: dict[str, Found], home: dict[str, str]) -> dict[str, list[str]]:
    """The keys under each root, those in most articles first."""
    groups: dict[str, list[str]] = {}
    for key in found:
        groups.setdefault(_root(key, home), []).append(key)
    for keys in groups.values():
        if len(keys) > 1:
            keys.sort(key=lambda key: (-found[key].articles, key))
    return groups


def _in_dictionary(found: dict[str, Found], book: Book) -> tuple[dict[str, str], dict[str, str]]:
    """The keys whose name the dictionary has: under which key, and why."""
    home: dict[str, str] = {}
    why: dict[str, str] = {}
    spelt = {slug(form) for form in book.names}
    for key, one in found.items():
        if key.partition(":")[2] not in spelt:
            continue
        name = one.names[0] if one.names else key.partition(":")[2]
        entry = book.named(plain(name), name)
        if entry is not None and (entry.kind == one.kind or entry.kind != "place"):
            home[key] = entry.key
            why[key] = AS_FOUND if key == entry.key else f"the dictionary has {name} under {entry.name}"
    return home, why


def _root(key: str, home: dict[str, str]) -> str:
    while key in home and home[key] != key:
        key = home[key]
    return key


def _join(
    group: Sequence[str],
    reason: str,
    found: dict[str, Found],
    known: Mapping[str, str],
    home: dict[str, str],
    why: dict[str, str],
) -> None:
    """Put a group of keys under the one that the dictionary has, else the most frequent; two of the dictionary's stay
    two."""
    roots = sorted({_root(key, home) for key in group}, key=lambda key: (key not in known, -_articles(found, key), key))
    for root in roots[1:]:
        if root not in known:
            home[root] = roots[0]
            why.setdefault(root, reason)


def _kind(key: str) -> Kind:
    kind = key.partition(":")[0]
    return "person" if kind == "person" else "organisation" if kind == "organisation" else "place"


def _articles(found: dict[str, Found], key: str) -> int:
    return found[key].articles if key in found else 0


Heard = Mapping[str, tuple[str, ...]]
"""The names of keys as they sound, without Arabic articles, word by word."""
Groups = Iterable[tuple[Sequence[str], str]]


def _heard(*keys: Iterable[str]) -> Heard:
    """The people's, and names of one word."""
    heard: dict[str, tuple[str, ...]] = {}
    for key in chain(*keys):
        kind, _, name = key.partition(":")
        if kind == "person" or name.count("-") < 2:
            heard[key] = tuple(map(sound, without_articles(name.replace("-", " ")).split()))
    return heard


def _kinds(found: dict[str, Found]) -> Groups:
    """A name of several words that is taken for a person here and an organisation there: what it mostly is."""
    by_name: defaultdict[str, list[Found]] = defaultdict(list)
    for key, one in found.items():
        name = key.partition(":")[2]
        if "-" in name:
            by_name[name].append(one)
    for same in by_name.values():
        if len(same) > 1:
            same.sort(key=lambda one: -one.articles)
            if same[0].articles >= _FAR_MORE * sum(one.articles for one in same[1:]):
                yield [one.key for one in same], f"the same name, mostly taken for a {same[0].kind}"


def _people(heard: Heard, found: dict[str, Found]) -> Groups:
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


def _may_have(middle: str, keys: Iterable[str], found: dict[str, Found]) -> bool:
    """Whether no name found for these keys has another middle name."""
    names = (plain(name).split() for key in keys if key in found for name in found[key].names)
    return all(len(words) < 3 or sound(words[1])[:1] == middle[0] for words in names)


def _surnames(
    left: dict[str, Found], found: dict[str, Found], heard: Heard, book: Book, home: dict[str, str]
) -> Groups:
    """A surname that articles use without the full name is of him whom alone the dictionary has, unless others bear it
    in more articles, or who bears it in nearly all articles that have the full name."""
    alone = {key: words[0] for key, words in heard.items() if len(words) == 1 and key in left}
    bearers: dict[str, Counter[str]] = {name: Counter() for name in alone.values()}
    firsts: dict[str, Counter[str]] = {name: Counter() for name in alone.values()}
    for key, words in heard.items():
        if len(words) > 1 and key.startswith("person:") and key in found:
            for whole, name in ((bearers, words[-1]), (firsts, words[0])):
                if name in whole:
                    whole[name][_root(key, home)] += found[key].articles
    for key, name in alone.items():
        if _root(key, home) != key:
            continue
        one = left[key]
        of_name = bearers[name] or firsts[name]
        ((most, articles),) = of_name.most_common(1) or [("", 0)]
        if one.kind != "person":
            own = key.partition(":")[2]
            if not most.endswith(f"-{own}") or all(name.isupper() for name in one.names):
                continue
            if articles >= _FAR_MORE * one.articles and articles >= _NEARLY_ALL * of_name.total():
                yield [most, key], "taken for something else, but a surname"
        elif (only := book.only_bearer(name)) and of_name.total() - of_name[only] <= max(_FEW, of_name[only]):
            yield [only, key], "the only one of this name in the dictionary"
        elif articles and articles >= _NEARLY_ALL * of_name.total():
            yield [most, key], "nearly all others of this name in the corpus"


def _introduced(found: dict[str, Found]) -> Groups:
    """An acronym that one full name alone goes by in some article."""
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


def _both(found: dict[str, Found]) -> Groups:
    """A short and a long first name before one surname that some article has for one person."""
    for one in found.values():
        if one.kind == "person":
            words = one.key.split("-")
            for name in one.names[1:]:
                other = f"person:{slug(name)}"
                told = other.split("-")
                if other in found and told[0] != words[0] and told[-1] == words[-1]:
                    yield [one.key, other], "an article has both for one"


def _plurals(found: dict[str, Found]) -> Groups:
    """“Strait Democrat” and “Strait Democrats”."""
    for key, one in found.items():
        if one.kind == "organisation" and "-" in key and f"{key}s" in found:
            yield [key, f"{key}s"], "the same in the plural"


def _mapped(actors: dict[str, OneActor]) -> ActorMap:
    of_found = {key: actor.key for actor in actors.values() for key in actor.found}
    of_found.update((key, "") for actor in actors.values() if actor.key == "" for key in actor.found)
    return ActorMap({key: actor for key, actor in actors.items() if key}, of_found)
