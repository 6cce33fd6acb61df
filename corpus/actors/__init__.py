"""Actors: the names in an article, counted; a surname joined to the full name that it belongs to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from corpus.actors.joining import Words, join_names, short_forms
from corpus.actors.names import Name, names_in
from corpus.article import Actor, Block, Role, Span
from corpus.boilerplate.blocks import is_closed

_TOLD_IN = (Role.BODY, Role.CAPTION)
_TITLED_IN = (Role.HEADLINE, Role.DEK, Role.SUBHEAD)
_ANY_WORD = re.compile(r"[^\W\d_][\w-]*")
_SLUG = re.compile(r"[\W_]+")
_GERMAN = frozenset({"der", "die", "das", "und", "nicht", "ist", "auch", "eine"})
_AFTER_FROM = frozenset({"von", "van", "zu"})
_SHOUTED = 0.8
_MOST_TITLES = 60

Found = tuple[Block, Name]


def find_actors(blocks: Sequence[Block]) -> tuple[Actor, ...]:
    """The actors of an article, the most mentioned first. Mentions are offsets in the source, in reading order.

    Names are found in body and captions; in headlines, where any word may have a capital, only those are looked for.
    """
    told: list[Block] = []
    titles = [block for block in blocks if block.role in _TITLED_IN]
    lower: set[str] = set()
    for block in blocks:
        if block.role not in _TOLD_IN:
            continue
        own = _ANY_WORD.findall(block.text)
        small = [word for word in own if word[0].islower()]
        if _is_shouted(block.text, len(own), len(own) - len(small)):
            titles.append(block)
            continue
        told.append(block)
        lower.update(small)
    found = [(block, name) for block in told for name in _trimmed(names_in(block.text), lower)]
    found = _split_neighbours(_likely(found, lower, german=len(lower & _GERMAN) > 2))
    shown = join_names(Counter(name.words for _, name in found))
    mentions: defaultdict[Words, list[Span]] = defaultdict(list)
    for block, name in found:
        mentions[shown[name.words]].append(_span(block, name.start, name.end))
    known = {**short_forms(shown), **shown}
    for block in titles[:_MOST_TITLES]:
        for words, start, end in _known_in(block.text, known):
            mentions[known[words]].append(_span(block, start, end))
    actors = [Actor(_key(name), " ".join(name), None, None, tuple(sorted(spans))) for name, spans in mentions.items()]
    return tuple(sorted(_of_one_key(actors), key=lambda actor: (-len(actor.mentions), actor.mentions[0])))


def _is_shouted(text: str, words: int, capitals: int) -> bool:
    """Whether nearly every word has a capital, as in the headlines of some outlets."""
    return words > 5 and capitals > _SHOUTED * words and not is_closed(text)


def _trimmed(names: Iterable[Name], lower: set[str]) -> Iterator[Name]:
    """Without a first word that only has its capital from the sentence: the article has it in lower case as well."""
    for name in names:
        if name.first and len(name.words) > 1 and name.words[0].lower() in lower:
            yield Name(name.words[1:], name.start + len(name.words[0]) + 1, name.end, first=False)
        else:
            yield name


def _likely(found: list[Found], lower: set[str], *, german: bool) -> list[Found]:
    """Single words stay where they are a name for sure: capitalised in mid-sentence, or part of a longer name.

    In German, where every noun has a capital, only the latter, and “Rat der Stadt” is no name at all.
    """
    if german:
        found = [(block, name) for block, name in found if not _joins_nouns(name.words)]
    inside = {name.words for _, name in found if not name.first}
    surnames = {name.words[-1] for _, name in found if len(name.words) > 1}
    return [
        (block, name)
        for block, name in found
        if len(name.words) > 1
        or name.words[0] in surnames
        or (not german and name.words in inside and name.words[0].lower() not in lower)
    ]


def _joins_nouns(words: Words) -> bool:
    return any(word in ("der", "den", "des") and before not in _AFTER_FROM for before, word in pairwise(words))


def _split_neighbours(found: list[Found]) -> list[Found]:
    """Two names that only stand side by side, as in “told Aldane Halvera's envoy”, are two."""
    alone = {name.words[0] for _, name in found if len(name.words) == 1}
    surnames = Counter(name.words[-1] for _, name in found if len(name.words) > 1)
    split: list[Found] = []
    for block, name in found:
        if len(name.words) == 2 and surnames[name.words[0]] and name.words[1] in alone:
            left, right = name.words
            split.append((block, Name((left,), name.start, name.start + len(left), name.first)))
            split.append((block, Name((right,), name.end - len(right), name.end, first=False)))
        else:
            split.append((block, name))
    return split


def _known_in(text: str, shown: dict[Words, Words]) -> Iterator[tuple[Words, int, int]]:
    """Known names in `text`, the longest first, none inside another."""
    taken: list[Span] = []
    for words in sorted(shown, key=lambda words: -sum(map(len, words))):
        name = " ".join(words)
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            alone = not (text[max(0, at - 1) : at].isalnum() or text[end : end + 1].isalnum())
            if alone and all(end <= span.start or at >= span.end for span in taken):
                taken.append(Span(at, end))
                yield words, at, end
            at = text.find(name, end)


def _of_one_key(actors: Iterable[Actor]) -> Iterable[Actor]:
    """Actors whose names differ in nothing but signs, as one."""
    by_key: dict[str, Actor] = {}
    for actor in actors:
        other = by_key.get(actor.key)
        if other is not None:
            most = max(other, actor, key=lambda one: len(one.mentions))
            actor = Actor(actor.key, most.name, None, None, tuple(sorted((*other.mentions, *actor.mentions))))
        by_key[actor.key] = actor
    return by_key.values()


def _span(block: Block, start: int, end: int) -> Span:
    return Span(block.to_source(start), block.to_source(end - 1) + 1)


def _key(words: Words) -> str:
    return "name:" + _SLUG.sub("-", " ".join(words).casefold()).strip("-")
