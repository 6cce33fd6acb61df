"""Match names within one article: a surname with its full name, an acronym with what it abbreviates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from corpus.actors.dictionary.lookup import NO_ACTORS, ActorDictionary
from corpus.actors.name_forms import plain, sound, without_articles
from corpus.actors.nicknames import is_same_first_name

Words = tuple[str, ...]

_LINKS = frozenset(("of", "for", "the", "and", "de", "du", "des", "la", "in", "on", "&"))
_SUFFIXES = frozenset(
    ("inc", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "llc", "group", "ag", "sa")
)
_JUNIOR = frozenset(("jr", "sr", "ii", "iii", "iv"))
_MOST_NAMESAKES = 60
_FAR_MORE = 3
_MOSTLY_ALONE = 4


def join_people(counts: Mapping[str, int], book: ActorDictionary = NO_ACTORS) -> dict[str, str]:
    """For each name of a person the fullest that he is called by; names as found are the keys.

    A surname, or a first name that nobody else has, goes with the full name that has it. Where two have it, it goes
    with the one whom alone the dictionary has, or who is named far more, else it stays alone. So it does where it is
    named far more than the only one who has it, and the dictionary has another. A first name of two is nobody's: "".
    """
    by_surname: defaultdict[str, list[tuple[str, Words]]] = defaultdict(list)
    single: list[str] = []
    for name in counts:
        words = _person_words(name)
        if len(words) > 1:
            by_surname[sound(words[-1])].append((name, words))
        else:
            single.append(name)
    shown: dict[str, str] = {}
    named: Counter[str] = Counter()
    owners: defaultdict[str, set[str]] = defaultdict(set)
    firsts: defaultdict[str, set[str]] = defaultdict(set)
    for surname, namesakes in by_surname.items():
        for group in _same_person(namesakes[:_MOST_NAMESAKES]):
            best = max(group, key=lambda one: (len(one[1]), counts[one[0]], one[0]))[0]
            for name, words in group:
                shown[name] = best
                named[best] += counts[name]
                firsts[sound(words[0])].add(best)
            owners[surname].add(best)
        shown.update((name, name) for name, _ in namesakes[_MOST_NAMESAKES:])
    for name in single:
        words = _person_words(name)
        heard = sound(words[0]) if words else ""
        people = owners.get(heard) or firsts.get(heard) or set()
        alone = "" if len(people) > 1 and heard not in owners else name
        shown[name] = _owner(people, named, counts[name], book, book.only_bearer(heard)) or alone
    return shown


def _owner(people: set[str], named: Counter[str], times: int, book: ActorDictionary, bearer: str | None) -> str | None:
    """Return which of the people of one surname it refers to when it is alone, `times` in all."""
    known = [name for name in people if bearer is not None and book.key_of(name) == bearer]
    if known:
        return known[0]
    if len(people) < 2:
        one = next(iter(people), None)
        return None if one is not None and bearer is not None and times > _MOSTLY_ALONE * named[one] else one
    most = max(sorted(people), key=lambda name: named[name])
    others = sum(named[name] for name in people) - named[most]
    return most if named[most] >= _FAR_MORE * others else None


def _person_words(name: str) -> Words:
    """Return the words of a person's name, compared without Arabic articles and “Jr.”."""
    words = without_articles(plain(name)).split()
    while len(words) > 2 and words[-1] in _JUNIOR:
        words.pop()
    return tuple(words)


def _is_junior(name: str) -> bool:
    return plain(name).rpartition(" ")[2] in _JUNIOR


def _same_person(namesakes: Iterable[tuple[str, Words]]) -> list[list[tuple[str, Words]]]:
    """Names of one surname, grouped: those whose first names agree."""
    groups: list[list[tuple[str, Words]]] = []
    for one in sorted(namesakes, key=lambda one: (-len(one[1]), one[0])):
        group = next((group for group in groups if any(_agree(one, other) for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _agree(named: tuple[str, Words], other_named: tuple[str, Words]) -> bool:
    """Return whether first names match: the same, the same sound, one short for the other or an initial, or all of one
    in the other; different initials between make them two people.
    """
    if _is_junior(named[0]) != _is_junior(other_named[0]):
        return False
    one, other = named[1], other_named[1]
    a, b = one[0], other[0]
    if min(len(one), len(other)) > 2 and min(len(one[1]), len(other[1])) <= 2 and one[1][0] != other[1][0]:
        return False
    if is_same_first_name(a, b):
        return True
    if len(a) <= 2 or len(b) <= 2:
        return a[0] == b[0]
    return set(map(sound, one)) <= set(map(sound, other)) or set(map(sound, other)) <= set(map(sound, one))


def join_organisations(counts: Counter[str], introduced: Mapping[str, str]) -> dict[str, str]:
    """Return for each name of an organisation the fullest. `introduced` gives acronyms in brackets after a name."""
    shown = {name: name for name in counts}
    initials: defaultdict[str, set[str]] = defaultdict(set)
    cores: defaultdict[str, list[str]] = defaultdict(list)
    for name in counts:
        words = plain(name).split()
        main = [word for word in words if word not in _LINKS]
        if len(main) > 1:
            initials["".join(word[0] for word in main)].add(name)
            initials["".join(word[0] for word in words)].add(name)
        cores[_core(words)].append(name)
    for names in cores.values():
        fullest = max(names, key=lambda name: (counts[name], -len(name), name))
        shown.update((name, fullest) for name in names)
    for name in counts:
        if name in introduced and introduced[name] in shown:
            shown[name] = shown[introduced[name]]
        elif name.isupper() and len(name) > 1:
            full = {shown[one] for one in initials.get(plain(name), ())}
            if len(full) == 1:
                shown[name] = full.pop()
    return {name: shown[full] for name, full in shown.items()}


def _core(words: list[str]) -> str:
    """Return the name without what companies add to it."""
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return " ".join(words)
