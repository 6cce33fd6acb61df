"""Actors beside each other: who is in which article, as what, and whose words it quotes.

One and the same actor may have a longer name in one article than in another, or be spelt otherwise: names of one last
word are taken together where no article has two of them, and their first names do not contradict each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct

from corpus.article import Actor, Span
from corpus.compare.disjoint_sets import DisjointSets
from corpus.compare.prepared import PreparedArticle
from corpus.compare.quotations import Quotation

Spoken = Counter[str | None]
"""By the key of the speaker, None where nobody knows."""

_ALIKE_LETTERS = 3  # of two first names, from the beginning: "Sergei" and "Sergey"


class ActorCell(Struct, frozen=True):
    """An actor in one article: its name, kind and role there, where it is named (in the source), how many quotes it
    has, how many quoted words are its own, and what share of all quoted words of the article these are, 0 to 1."""

    name: str
    kind: str | None
    role: str | None
    mentions: tuple[Span, ...]
    quotes: int
    words: int
    share: float


class ActorRow(Struct, frozen=True):
    """An actor under its fullest name, and a cell for each article, None where it is not named."""

    name: str
    cells: tuple[ActorCell | None, ...]


def actor_rows(readings: Sequence[PreparedArticle], said: Sequence[Sequence[Quotation]]) -> tuple[ActorRow, ...]:
    """Return the actors of all articles: those of most articles first, then the most mentioned. `said` are the sayings
    of each article.
    """
    found = [(number, actor) for number, reading in enumerate(readings) for actor in reading.article.actors]
    spoken = [_spoken(sayings) for sayings in said]
    rows = []
    for members in _of_one(found):
        cells: list[ActorCell | None] = [None] * len(readings)
        for number, actor in (found[at] for at in members):
            cells[number] = _cell(actor, *spoken[number])
        names = (found[at][1].name for at in members)
        rows.append(ActorRow(max(names, key=lambda name: (len(name), name)), tuple(cells)))
    return tuple(sorted(rows, key=_prominence))


def _of_one(found: Sequence[tuple[int, Actor]]) -> DisjointSets:
    """Actors, each with the number of its article, in groups of one key, or of one last word where that is safe."""
    groups = DisjointSets(len(found))
    by_key: dict[str, int] = {}
    by_surname: defaultdict[str, list[int]] = defaultdict(list)
    for at, (_, actor) in enumerate(found):
        groups.join(by_key.setdefault(actor.key, at), at)
        by_surname[actor.name.split()[-1].casefold() if actor.name.split() else ""].append(at)
    for bearers in by_surname.values():
        if len({found[at][0] for at in bearers}) == len(bearers):
            for one, other in combinations(bearers, 2):
                if _may_be_one(found[one][1], found[other][1]):
                    groups.join(one, other)
    return groups


def _spoken(sayings: Sequence[Quotation]) -> tuple[Spoken, Spoken]:
    """Of each speaker of an article the quotes and the quoted words."""
    quotes, words = Spoken(), Spoken()
    for saying in sayings:
        quotes[saying.speaker] += 1
        words[saying.speaker] += len(saying.words)
    return quotes, words


def _cell(actor: Actor, quotes: Spoken, words: Spoken) -> ActorCell:
    own, total = words[actor.key], words.total()
    return ActorCell(
        actor.name,
        actor.kind,
        actor.role,
        actor.mentions,
        max(actor.quotes, quotes[actor.key]),
        own,
        own / total if total else 0.0,
    )


def _prominence(row: ActorRow) -> tuple[int, int]:
    told = [cell for cell in row.cells if cell is not None]
    return -len(told), -sum(len(cell.mentions) for cell in told)


def _may_be_one(one: Actor, other: Actor) -> bool:
    """Return whether two names of one last word may be of one actor."""
    if one.kind and other.kind and one.kind != other.kind:
        return False
    a, b = one.name.casefold().split()[:-1], other.name.casefold().split()[:-1]
    if not a or not b:
        return one.kind != "place" and other.kind != "place"
    shorter = min(_ALIKE_LETTERS, len(a[0].rstrip(".")), len(b[0].rstrip(".")))
    return a[0][:shorter] == b[0][:shorter]
