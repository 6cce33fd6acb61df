"""How well names that mean one actor are joined: `actor_coref.jsonl.gz`, per event over its five outlets.

Every gold mention with a capital gets the actor that is found where it stands, named or by an office, or none but
itself; scored by B-cubed (Bagga and Baldwin 1998). “By name” leaves out mentions whose only capitals are those of
titles and countries. The gold files officials and agencies under their country, which is not copied here.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bench.labelled import DATA
from bench.labelled.names import plain_text
from corpus.actors.dictionary.lookup import ActorDictionary, dictionary_of
from corpus.actors.find_actors import find_actors
from corpus.actors.linking.canonicalize import link_actors
from corpus.actors.linking.similarity import ActorRecord
from corpus.actors.name_forms import plain
from corpus.actors.ner.word_lists import FUNCTION
from corpus.actors.titles import CALLS, HEADS, OFFICES
from corpus.article import Actor, Block, Role
from corpus.settings import ActorSettings

COREF = DATA / "actor_coref.jsonl.gz"
TYPES = ("ACTOR", "COUNTRY", "GROUP")
_BREAK = "\\n"
NO_NAMES = FUNCTION | CALLS | HEADS | OFFICES


class Gold(NamedTuple):
    """A mention: the article, where it stands in its text, its words, whose it is."""

    article: int
    start: int
    end: int
    words: str
    entity: str
    type: str

    def named(self, book: ActorDictionary) -> bool:
        """Whether a word with a capital is more than a title or a country, as in “the Halveran president”."""
        words = " ".join(word if word[0].isupper() and word not in NO_NAMES else "|" for word in self.words.split())
        of_country = book.people.keys() | book.names.keys() | book.capitals.keys() | book.seats.keys()
        return any(plain(run) not in of_country for run in words.split("|") if run.strip())


class Joined(NamedTuple):
    """B-cubed of the mentions of some types, the mean over events."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def joined_names(settings: ActorSettings) -> dict[str, Joined]:
    """Reached on each type of actor."""
    scores: defaultdict[str, list[Joined]] = defaultdict(list)
    book = dictionary_of(settings.book)
    for texts, gold in _events():
        keys = event_keys(texts, gold, settings)
        for type_ in TYPES:
            some = [(mention, key) for mention, key in zip(gold, keys, strict=True) if mention.type == type_]
            named = [(mention, key) for mention, key in some if mention.named(book)] if type_ == "ACTOR" else []
            for label, pairs in ((type_, some), (f"{type_}, by name", named)):
                if pairs:
                    scores[label].append(b_cubed([(mention.entity, key) for mention, key in pairs]))
    return {
        type_: Joined(sum(one.precision for one in found) / len(found), sum(one.recall for one in found) / len(found))
        for type_, found in scores.items()
    }


def event_keys(texts: Sequence[list[Block]], gold: Sequence[Gold], settings: ActorSettings) -> list[str]:
    """The actor of each gold mention."""
    actors = [find_actors(blocks, settings) for blocks in texts]
    found = [ActorRecord(one.key, (one.name,)) for article in actors for one in article]
    whose = link_actors(found, settings.book)
    keys = []
    for mention in gold:
        key = _at(actors[mention.article], mention)
        keys.append(whose.actor(key) or key if key else f"text:{mention.words.lower().removeprefix('the ')}")
    return keys


def b_cubed(pairs: Sequence[tuple[str, str]]) -> Joined:
    """Of (gold, found) clusters of each mention."""
    gold: defaultdict[str, set[int]] = defaultdict(set)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for i, (one, other) in enumerate(pairs):
        gold[one].add(i)
        found[other].add(i)
    shared = [(len(gold[one] & found[other]), len(gold[one]), len(found[other])) for one, other in pairs]
    n = len(pairs)
    return Joined(sum(both / b for both, _, b in shared) / n, sum(both / a for both, a, _ in shared) / n)


def _at(actors: Iterable[Actor], mention: Gold) -> str | None:
    """The actor named in a mention, a person before others, and of several the last; a title right before a name is
    that person's."""
    reach = mention.end + 2 * (mention.words.split()[-1] in HEADS)
    inside = [
        (actor.kind == "person", span.start, actor.key)
        for actor in actors
        for span in (*actor.mentions, *actor.by_office)
        if span.start < (reach if actor.kind == "person" else mention.end) and mention.start < span.end
    ]
    return max(inside)[2] if inside else None


def _events() -> Iterable[tuple[list[list[Block]], list[Gold]]]:
    """Articles as blocks, a sentence a line, with their mentions; event by event."""
    texts: defaultdict[str, list[list[Block]]] = defaultdict(list)
    gold: defaultdict[str, list[Gold]] = defaultdict(list)
    with gzip.open(COREF, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            article = len(texts[row["event"]])
            blocks, places = _blocks(row["sentences"])
            for mention in row["mentions"]:
                first, last = mention["start"], mention["end"]
                words = row["sentences"][mention["sentence"]][first:last]
                if mention["type"] in TYPES and any(word[0].isupper() for word in words):
                    here = places[mention["sentence"]]
                    where = article, here[first][0], here[last - 1][1]
                    gold[row["event"]].append(Gold(*where, " ".join(words), mention["entity"], mention["type"]))
            texts[row["event"]].append(blocks)
    return [(texts[event], gold[event]) for event in texts]


def _blocks(sentences: Iterable[list[str]]) -> tuple[list[Block], list[list[tuple[int, int]]]]:
    """Sentences as blocks; and for each where its words stand, an empty place for what only breaks the line."""
    blocks: list[Block] = []
    places: list[list[tuple[int, int]]] = []
    at = 0
    for n, sentence in enumerate(sentences, 1):
        text, spans = plain_text([word for word in sentence if word != _BREAK])
        told = iter(spans)
        found = [next(told) if word != _BREAK else (0, 0) for word in sentence]
        places.append([(at + start, at + end) for start, end in found])
        if text:
            blocks.append(Block(Role.BODY, text, at, at + len(text), (n, n), "", 1.0, ((0, at),)))
        at += len(text) + 1
    return blocks, places
