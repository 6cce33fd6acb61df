"""Actors: the names in an article, counted; a surname joined to the full name that it belongs to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from corpus.actors.joining import Words, join_names
from corpus.actors.names import Name, names_in
from corpus.article import Actor, Block, Role, Span

_TOLD_IN = (Role.BODY, Role.CAPTION)
_TITLED_IN = (Role.HEADLINE, Role.DEK, Role.SUBHEAD)
_LOWER_WORD = re.compile(r"\b[a-zß-öø-ÿ][\w-]+")
_ANY_WORD = re.compile(r"[^\W\d_][\w-]*")
_SLUG = re.compile(r"[\W_]+")
_NOUNS_CAPITALISED = 0.27
_SHOUTED = 0.6


def find_actors(blocks: Sequence[Block]) -> tuple[Actor, ...]:
    """The actors of an article, the most mentioned first. Mentions are offsets in the source, in reading order.

    Names are found in body and captions; in headlines, where any word may have a capital, only those are looked for.
    """
    told = [block for block in blocks if block.role in _TOLD_IN]
    lower = {word for block in told for word in _LOWER_WORD.findall(block.text)}
    found = [
        (block, name) for block in told if not _is_shouted(block.text) for name in _trimmed(names_in(block.text), lower)
    ]
    found = _likely(found, lower, nouns_capitalised=_share_of_capitals(told) > _NOUNS_CAPITALISED)
    shown = join_names(Counter(name.words for _, name in found))
    mentions: defaultdict[Words, list[Span]] = defaultdict(list)
    for block, name in found:
        mentions[shown[name.words]].append(_span(block, name.start, name.end))
    for block in blocks:
        if block.role in _TITLED_IN or (block.role in _TOLD_IN and _is_shouted(block.text)):
            for words, start, end in _known_in(block.text, shown):
                mentions[shown[words]].append(_span(block, start, end))
    actors = [
        Actor(_key(words), " ".join(words), None, None, tuple(sorted(spans))) for words, spans in mentions.items()
    ]
    return tuple(sorted(_of_one_key(actors), key=lambda actor: (-len(actor.mentions), actor.mentions[0])))


def _trimmed(names: Iterable[Name], lower: set[str]) -> Iterable[Name]:
    """Without a first word that only has its capital from the sentence: the article has it in lower case as well."""
    for name in names:
        if name.first and len(name.words) > 1 and name.words[0].lower() in lower:
            start = name.start + len(name.words[0]) + 1
            yield Name(name.words[1:], start, name.end, first=False)
        else:
            yield name


def _likely(found: list[tuple[Block, Name]], lower: set[str], *, nouns_capitalised: bool) -> list[tuple[Block, Name]]:
    """Single words stay where they are a name for sure: capitalised in mid-sentence, or part of a longer name."""
    inside = {name.words for _, name in found if not name.first}
    surnames = {name.words[-1] for _, name in found if len(name.words) > 1}
    return [
        (block, name)
        for block, name in found
        if len(name.words) > 1
        or name.words[0] in surnames
        or (not nouns_capitalised and name.words in inside and name.words[0].lower() not in lower)
    ]


def _share_of_capitals(blocks: Sequence[Block]) -> float:
    words = [word for block in blocks[:12] for word in _ANY_WORD.findall(block.text)]
    return sum(word[0].isupper() for word in words) / max(1, len(words))


def _is_shouted(text: str) -> bool:
    words = _ANY_WORD.findall(text)
    return len(words) > 5 and sum(word[0].isupper() for word in words) > _SHOUTED * len(words)


def _known_in(text: str, shown: dict[Words, Words]) -> Iterable[tuple[Words, int, int]]:
    """Known names in `text`, the longest first, none inside another."""
    taken: list[Span] = []
    for words in sorted(shown, key=lambda words: -sum(map(len, words))):
        name = " ".join(words)
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            alone = not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
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
