"""Did you mean: for a query without hits, the same with a word that the index has.

A word is meant only where it is near for its length, and in more articles than what was typed and than slips of the
pen are. A name is preferred to any other word, and among words those one edit away, then those in more articles. A
word that is in every tenth article is no short name that was mistyped, and for four letters only names are likely:
"very" is never offered for "kery". Nobody looks for "the", so it is not offered for "teh".
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from corpus.text.stems import stem
from index.errors import SearchStopped
from index.query.clauses import And, Clause, Named, Not, Or, Query, Said, Word

if TYPE_CHECKING:
    from index.actors.actor_names import ActorNames
    from index.storage.whoosh.snapshot import Snapshot

_COMMON = 0.1
_COMMON_FROM = 20
_MOSTLY = 0.3
_SHORT = 4
_LONG = 8
_RARE = 2
_SLIPS_FROM = 5
_OFFERED = 5


class Suggestion(Struct, frozen=True):
    """Another query, and how many articles it would find."""

    text: str
    total: int


def respelt(query: Query, snapshot: Snapshot, actors: ActorNames, stop: threading.Event) -> tuple[str, ...]:
    """The query with each of its unknown words spelt as the index has it: the likeliest form first.

    Raises SearchStopped between two words after `stop` is set.
    """
    texts: list[str] = [query.text]
    for word in dict.fromkeys(_words(query.clause)):
        if stop.is_set():
            raise SearchStopped
        known = _articles(snapshot, word)
        candidates = _like(word, known, snapshot, actors) if known <= _RARE else []
        if not candidates:
            if known:
                continue
            return ()
        spelt = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        texts = [spelt.sub(other, text) for text in texts[:_OFFERED] for other in candidates[:_OFFERED]]
    return tuple(text for text in texts[: 2 * _OFFERED] if text != query.text)


def _words(clause: Clause) -> Iterator[str]:
    match clause:
        case Word(text, field) if field in (None, "title"):
            yield text
        case Named(words) | Said(words):
            yield from words
        case And(clauses) | Or(clauses):
            for part in clauses:
                yield from _words(part)
        case Not(Not(inner)):
            yield from _words(inner)


def _articles(snapshot: Snapshot, word: str) -> int:
    return sum(
        int(lists.frequencies[number])
        for segment in snapshot.segments
        if (lists := segment.words.get("body"))
        for number in lists.forms_of(stem(word))
    )


def _like(word: str, known: int, snapshot: Snapshot, actors: ActorNames) -> list[str]:
    """Words with the same first letter that are in more than `known` articles, and one edit away; or two, where the
    word is long or, if it is not short, a name is meant."""
    from rapidfuzz.distance import OSA

    found = _near(word, 1 if len(word) <= _SHORT else 2, snapshot)
    named = {other: _named(other, actors) for other in found if other in actors.words}
    names = {other: articles for other, articles in named.items() if articles >= _MOSTLY * found[other]}
    least = max(known + 1, snapshot.count.bit_length() - _SLIPS_FROM)
    most = max(_COMMON_FROM, _COMMON * snapshot.count) if len(word) <= _SHORT + 1 else snapshot.count

    def may_be_meant(other: str) -> bool:
        often, far = found[other], OSA.distance(word, other) > 1
        if other in names:
            return often > known and (not far or often >= least)
        return len(word) > _SHORT and least <= often <= most and (not far or len(word) >= _LONG)

    return sorted(
        filter(may_be_meant, found),
        key=lambda other: (OSA.distance(word, other), other not in names, -names.get(other, 0), -found[other]),
    )


def _near(word: str, edits: int, snapshot: Snapshot) -> Counter[str]:
    """In how many articles each word is that has the same first letter and is so many edits away at most."""
    from rapidfuzz.distance import OSA

    from corpus.actors.ner.word_lists import FUNCTION

    found: Counter[str] = Counter()
    for segment in snapshot.segments:
        if lists := segment.words.get("body"):
            numbers = lists.starting_with(word[:1])
            often = lists.frequencies[numbers.start : numbers.stop].tolist()
            for other, count in zip(lists.words(numbers), often, strict=True):
                if abs(len(other) - len(word)) <= edits:
                    text = other.decode("utf-8", "replace")
                    near = OSA.distance(word, text, score_cutoff=edits) <= edits
                    if near and text != word and text.capitalize() not in FUNCTION:
                        found[text] += count
    return found


def _named(word: str, actors: ActorNames) -> int:
    """In how many articles the actors with this word in their names are."""
    return sum(actor.articles for actor in actors.named(word)[:_OFFERED])
