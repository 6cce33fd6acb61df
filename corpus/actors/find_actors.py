"""The actors of an article: who and what acts in it, under which names, where, and as what.

Names are found by a tagger, or by a model of spaCy's; names that mean one actor are joined by rules and the actor
dictionary; a place that only is a place counts for less than one that acts.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.actors.coreference import ActorMentions, group_mentions
from corpus.actors.dictionary.lookup import ActorDictionary, dictionary_of
from corpus.actors.mentions import Engine, Mention, TokenizedBlock, mentions_in, tokenized_blocks
from corpus.actors.ner.ner_tokens import TaggedName
from corpus.actors.ner.tagger import shipped_tagger
from corpus.actors.offices import office_mentions
from corpus.actors.roles import role_of
from corpus.actors.second_pass import known_mentions, missed_surnames
from corpus.article import Actor, Block
from corpus.settings import PLAIN_ACTORS, ActorSettings

_MOST_TOLD = 6
_PLACE_ALONE = 0.25
_MOST_TEXTS = 60


def find_actors(blocks: Sequence[Block], settings: ActorSettings = PLAIN_ACTORS) -> tuple[Actor, ...]:
    """Return the actors of an article, those with the most weight first; mentions are offsets in the source, in reading
    order.

    Only blocks that are read are looked at. Where nearly all words of a block have capitals, as in some headlines, only
    names are found there that the rest of the article has. Raises UsageError where spaCy is asked for and not there.
    """
    return find_all_actors([blocks], settings)[0]


def find_all_actors(
    articles: Sequence[Sequence[Block]], settings: ActorSettings = PLAIN_ACTORS
) -> list[tuple[Actor, ...]]:
    """Return the actors of each of several articles; a dozen at a time is quicker than one by one."""
    texts = [tokenized_blocks(blocks) for blocks in articles]
    tagged = _engine_of(settings)([[text.words for text in told] for told, _ in texts])
    book = dictionary_of(settings.book)
    return [_actors(*one, book) for one in zip(articles, texts, tagged, strict=True)]


def _engine_of(settings: ActorSettings) -> Engine:
    """Return the engine that finds the names."""
    if settings.engine == "wireside":
        return shipped_tagger()
    # An optional dependency, which takes seconds to import.
    from corpus.actors.ner.spacy_engine import spacy_engine

    return spacy_engine(settings.model)


def _actors(
    blocks: Sequence[Block],
    texts: tuple[list[TokenizedBlock], list[TokenizedBlock]],
    tagged: Sequence[TaggedName],
    book: ActorDictionary,
) -> tuple[Actor, ...]:
    told, shouted = texts
    gathered = group_mentions(list(mentions_in(told, tagged)), book)
    for one, more in zip(gathered, missed_surnames(told, gathered), strict=True):
        one.mentions.extend(more)
    in_titles = known_mentions(shouted[:_MOST_TEXTS], gathered)
    by_office = office_mentions(told, gathered, book)
    people = [mention for one in gathered if one.kind == "person" for mention in one.mentions]
    surnames = {mention.text.words[mention.last - 1] for mention in people}
    order = {id(block): i for i, block in enumerate(blocks)}
    actors = []
    for one, more, offices in zip(gathered, in_titles, by_office, strict=True):
        spans = sorted({mention.span for mention in (*one.mentions, *more)})
        told_of = sorted(one.mentions, key=lambda mention: (order[id(mention.text.block)], mention.first))
        role = role_of(_telling(told_of), surnames) if one.kind == "person" else None
        office_spans = tuple(mention.span for mention in offices)
        actor = Actor(one.key, one.name, one.kind, role, tuple(spans), by_office=office_spans)
        actors.append((_weight(one, len(more)), actor))
    actors.sort(key=lambda weighed: (-weighed[0], weighed[1].mentions))
    return tuple(actor for _, actor in actors)


def _telling(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions that may have a role beside them: the first few, full names before surnames."""
    full = [mention for mention in mentions if mention.last - mention.first > 1]
    return [*full[:_MOST_TOLD], *(mention for mention in mentions[:_MOST_TOLD] if mention.last - mention.first == 1)]


def _weight(actor: ActorMentions, in_titles: int) -> float:
    """Mentions; those where a place only is a place count for a quarter."""
    named = len(actor.mentions)
    if actor.kind != "place":
        return named + in_titles
    return actor.acting + _PLACE_ALONE * (named - actor.acting) + in_titles * (actor.acting / max(1, named))
