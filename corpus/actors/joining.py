"""Which names in one article are one actor: a surname and the full name that it belongs to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from corpus.actors.words import COMPASS, PARTICLES

Words = tuple[str, ...]

_ARTICLE = re.compile(r"^(?:[Aa]l|[Ee]l)-")
_SOUNDS_ALIKE = str.maketrans("yj", "ii")
_PLACES_BEGIN = COMPASS | {
    *("New", "Old", "Greater", "Upper", "Lower", "Port", "Fort", "Saint", "St.", "St", "San", "Santa"),
    *("Mount", "Lake", "Cape", "Los", "Las", "El", "La"),
}


def join_names(counts: Counter[Words]) -> dict[Words, Words]:
    """For each name the one that it is shown under. Two people of one surname stay apart, and so does that surname."""
    full: defaultdict[str, list[Words]] = defaultdict(list)
    for words in counts:
        if len(words) > 1:
            full[surname(words)].append(words)
    shown: dict[Words, Words] = {}
    for namesakes in full.values():
        for group in _same_person(namesakes):
            best = max(group, key=lambda words: (counts[words], len(words)))
            longest = max(group, key=len)
            name = longest if _is_initialled(longest, best) else best
            shown.update((words, name) for words in group)
    for words in counts:
        if len(words) == 1:
            people = {shown[one] for one in full.get(surname(words), ()) if _has_surname(one)}
            shown[words] = people.pop() if len(people) == 1 else words
    return shown


def short_forms(shown: dict[Words, Words]) -> dict[Words, Words]:
    """The surnames by which a headline may call those whom the text calls by their full names."""
    people: defaultdict[str, set[Words]] = defaultdict(set)
    for words, name in shown.items():
        if len(words) > 1 and _has_surname(words):
            people[words[-1]].add(name)
    return {(last,): names.pop() for last, names in people.items() if len(names) == 1}


def surname(words: Words) -> str:
    """What a person is called by later on, without an Arabic article, in lower case."""
    return _ARTICLE.sub("", words[-1]).casefold()


def _has_surname(words: Words) -> bool:
    """Whether the last word can stand for the whole: not in “Friends of …” or “North …”."""
    return words[0] not in _PLACES_BEGIN and not {"of", "for"}.intersection(words) and words[-1] not in PARTICLES


def _same_person(namesakes: Iterable[Words]) -> list[list[Words]]:
    """Names of one surname, grouped: those whose first names agree, one of them perhaps an initial."""
    groups: list[list[Words]] = []
    for words in sorted(namesakes, key=len, reverse=True):
        group = next((group for group in groups if any(_agree(words, other) for other in group)), None)
        if group is None:
            groups.append([words])
        else:
            group.append(words)
    return groups


def _agree(one: Words, other: Words) -> bool:
    a, b = (words[0].casefold().translate(_SOUNDS_ALIKE) for words in (one, other))
    return a == b or (a.endswith(".") and b.startswith(a[0])) or (b.endswith(".") and a.startswith(b[0]))


def _is_initialled(longer: Words, shorter: Words) -> bool:
    """Whether `longer` is `shorter` with a middle initial, as in “Ruan K. Aldane”."""
    return len(longer) == len(shorter) + 1 and longer[0] == shorter[0] and longer[1].endswith(".")
