"""Which names in one article are one actor: a surname and its full name, an acronym and what it stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from corpus.actors.forms import plain, sound, without_articles

Words = tuple[str, ...]

_LINKS = frozenset(("of", "for", "the", "and", "de", "du", "des", "la", "in", "on", "&"))
_SUFFIXES = frozenset(
    ("inc", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "llc", "group", "ag", "sa")
)
_JUNIOR = frozenset(("jr", "sr", "ii", "iii", "iv"))
_MOST_NAMESAKES = 60


def join_people(counts: Mapping[str, int]) -> dict[str, str]:
    """For each name of a person, plain form, the fullest name that he is called; names as found are the keys.

    A surname, or a first name that nobody else has, goes with the full name that has it; where two have it, it stays
    alone.
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
    groups: defaultdict[str, set[str]] = defaultdict(set)
    firsts: defaultdict[str, set[str]] = defaultdict(set)
    for surname, namesakes in by_surname.items():
        for group in _same_person(namesakes[:_MOST_NAMESAKES]):
            best = max(group, key=lambda one: (len(one[1]), counts[one[0]], one[0]))[0]
            for name, words in group:
                shown[name] = best
                firsts[sound(words[0])].add(best)
            groups[surname].add(best)
        for name, _ in namesakes[_MOST_NAMESAKES:]:
            shown[name] = name
    for name in single:
        words = _person_words(name)
        heard = sound(words[0]) if words else ""
        owners = groups.get(heard) or firsts.get(heard) or {name}
        shown[name] = next(iter(owners)) if len(owners) == 1 else name
    return shown


def _person_words(name: str) -> Words:
    """The words of a person's name, compared without Arabic articles and “Jr.”."""
    words = without_articles(plain(name)).split()
    while len(words) > 2 and words[-1] in _JUNIOR:
        words.pop()
    return tuple(words)


def _same_person(namesakes: Iterable[tuple[str, Words]]) -> list[list[tuple[str, Words]]]:
    """Names of one surname, grouped: those whose first names agree."""
    groups: list[list[tuple[str, Words]]] = []
    for one in sorted(namesakes, key=lambda one: (-len(one[1]), one[0])):
        group = next((group for group in groups if any(_agree(one[1], other) for _, other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _agree(one: Words, other: Words) -> bool:
    """Whether first names are the same, sound the same, one is an initial, or all of one stand in the other."""
    a, b = one[0], other[0]
    if sound(a) == sound(b):
        return True
    if len(a) <= 2 or len(b) <= 2:
        return a[0] == b[0]
    return set(map(sound, one)) <= set(map(sound, other)) or set(map(sound, other)) <= set(map(sound, one))


def join_organisations(counts: Counter[str], introduced: Mapping[str, str]) -> dict[str, str]:
    """For each name of an organisation the fullest. `introduced` gives acronyms that stand in brackets after a name."""
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
    """The name without what companies add to it."""
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return " ".join(words)
