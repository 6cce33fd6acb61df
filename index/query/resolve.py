"""Resolve the people, stories and notes in a query into clauses that an index can be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from index.notebook import Notebook
from index.query.clauses import (
    Among,
    And,
    Clause,
    Copies,
    InStory,
    Named,
    Not,
    Noted,
    Or,
    Said,
    Word,
)
from index.terms import NAME_WORD

if TYPE_CHECKING:
    from index.actors.actor_names import AskedActor

_MOST_KEYS = 200


class Notes(Struct, frozen=True):
    """The user's notes: ids of articles that were read, are marked, and have a tag (in lower case)."""

    read: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()
    tagged: Mapping[str, frozenset[str]] = {}


def notes_of(notebook: Notebook) -> Notes:
    """Read the notes in a notebook. Raises NotebookError if it can't be read."""
    tagged: dict[str, set[str]] = {}
    for id, tags in notebook.tags().items():
        for tag in tags:
            tagged.setdefault(tag, set()).add(id)
    return Notes(
        notebook.read_ids(), frozenset(notebook.marked()), {tag: frozenset(ids) for tag, ids in tagged.items()}
    )


class ActorLookup(Protocol):
    """From the words of a name to what finds all actors named so, those in most articles first."""

    def __call__(self, name: tuple[str, ...], *, prefix: bool = False) -> tuple[AskedActor, ...]: ...


class StoryLookup(Protocol):
    """Looks up articles by story-id prefix, and near-duplicates."""

    def ids_with(self, name: str) -> frozenset[str]: ...

    def ids_of_copies(self) -> frozenset[str]: ...


def resolved(clause: Clause, notes: Notes, actors: ActorLookup, stories: Callable[[], StoryLookup]) -> Clause:
    """The clause without Named, Said, Noted, InStory and Copies."""
    match clause:
        case InStory(name):
            return Among(stories().ids_with(name))
        case Copies():
            return Among(stories().ids_of_copies())
        case And(clauses):
            return And(tuple(resolved(part, notes, actors, stories) for part in clauses))
        case Or(clauses):
            return Or(tuple(resolved(part, notes, actors, stories) for part in clauses))
        case Not(inner):
            return Not(resolved(inner, notes, actors, stories))
        case Noted("read"):
            return Among(notes.read)
        case Noted("marked"):
            return Among(notes.marked)
        case Noted(_, tag):
            return Among(notes.tagged.get(tag, frozenset()))
        case Named(words, prefix):
            asked = actors(words, prefix=prefix)[:_MOST_KEYS]
            return _one_of([_named_so(one) if one.name else Word(one.key, "actor", exact=True) for one in asked])
        case Said():
            return _said(clause, actors)
        case _:
            return clause


def _said(clause: Said, actors: ActorLookup) -> Clause:
    """Take as many of the words as somebody is named by; the rest are words of their quotes.

    Where all of them are a name, the last may be what the others said, too: "republican" of "Republican Ada Lunde".
    """
    choices: list[Clause] = []
    fewest = len(clause.words) if clause.name else 1
    for count in range(len(clause.words), fewest - 1, -1):
        name, rest = clause.words[:count], clause.words[count:]
        asked = actors(name, prefix=clause.prefix and not rest)[:_MOST_KEYS]
        for one in asked:
            said = _with_words(one.key, rest, clause.prefix) if rest else Word(one.key, "said", exact=True)
            choices.append(And((said, _named_so(one))) if one.name else said)
        if rest and asked:
            break
    return _one_of(choices)


def _named_so(asked: AskedActor) -> Word:
    return Word(f"{asked.key}{NAME_WORD}{asked.name}", "actor_name", exact=True)


def _with_words(key: str, rest: tuple[str, ...], prefix: bool) -> Clause:
    *whole, last = (f"{key}{NAME_WORD}{word}" for word in rest)
    spoken = (*(Word(one, "said") for one in whole), Word(last, "said", prefix=prefix))
    return And(spoken) if len(spoken) > 1 else spoken[0]


def _one_of(choices: Sequence[Clause]) -> Clause:
    return Or(tuple(choices)) if len(choices) > 1 else choices[0] if choices else Among(frozenset())
