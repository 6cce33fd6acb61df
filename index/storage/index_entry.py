"""The entry of an article in an index: words to search, numbers to sort and count by, and the article itself.

Only words that are read are indexed. `body` holds all of them, headline and dek too, so it alone decides what is found;
`headline` and `dek` lift an article in the order. Words are indexed as written; which are forms of one word is
decided by the word lists. `actor` holds the key of each actor and the words of its name, once a mention; `said` the key
of whoever is quoted, and with it each word that was said; `actor_name` each key with each name that it was found under;
`outlet_name` the name as a whole. Article and source are two columns, so that showing one does not unpack the other.
The article is kept as it was inferred, without the user's rules, so that a rule can be taken back.
Its story is found by `features`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from corpus.article import Actor, Article, Published, Quote, Role
from corpus.source import Source
from index.storage.hashed_keys import line_keys, outlet_key
from index.terms import NAME_WORD, words

_LONGEST_NAME = 100


class IndexEntry(Struct, frozen=True):
    """An article, ready to be written to an index. Texts are their words, a line each; an empty line ends a block."""

    id: str
    name: str
    body: str
    headline: str
    dek: str
    outlet: str
    outlet_name: str
    byline: str
    actor: str
    actor_name: str
    said: str
    published: int
    words: int
    language: str
    outlet_key: int
    lines: bytes
    features: bytes
    article: bytes
    text: bytes


def entry(source: Source, article: Article, judged: Article | None = None) -> IndexEntry:
    """Make an article ready to be indexed. `judged` is the same as its user sees it: its words are those to search."""
    return repacked(
        judged or article,
        source.path,
        lines=line_keys(block.text for block in article.blocks),
        features=packed_features(judged or article),
        article=zlib.compress(msgspec.msgpack.encode(article), 3),
        text=zlib.compress(source.text.encode(), 3),
    )


def packed_features(judged: Article) -> bytes:
    """Pack the features by which an article is clustered into a story."""
    from corpus.stories.story_features import story_features

    return msgspec.msgpack.encode(story_features(judged))


def repacked(judged: Article, name: str, *, lines: bytes, features: bytes, article: bytes, text: bytes) -> IndexEntry:
    """The same for an article of which the index has all but the words."""
    body, length = _text(readable(judged))
    outlet = judged.outlet_name or ""
    named = {actor.key: _named(actor) for actor in judged.actors}
    return IndexEntry(
        id=judged.id,
        name=name,
        body=body,
        headline=_text([judged.headline.value])[0],
        dek=_text([judged.dek.value] if judged.dek else ())[0],
        outlet=_text([outlet])[0],
        outlet_name=_one_line(outlet),
        byline=_text([judged.byline.value] if judged.byline else ())[0],
        actor="\n\n".join(named[actor.key] for actor in judged.actors for _ in actor.mentions),
        actor_name=_names_as_found(judged),
        said=_said(judged.quotes, named),
        published=day_number(judged.published),
        words=length,
        language=(judged.language or "")[:3],
        outlet_key=outlet_key(outlet),
        lines=lines,
        features=features,
        article=article,
        text=text,
    )


def readable(article: Article) -> list[str]:
    """All that is read of an article, a text a block; the headline too where no block holds it."""
    blocks = article.read_blocks
    brought = not any(block.role is Role.HEADLINE for block in blocks)
    return [article.headline.value] * brought + [block.text for block in blocks]


def unpack_article(packed: bytes) -> Article:
    """An article as it was indexed. Raises zlib.error or msgspec.MsgspecError where it is damaged."""
    return msgspec.msgpack.decode(zlib.decompress(packed), type=Article)


def unpack_text(packed: bytes) -> str:
    """The text of a source. Raises zlib.error or UnicodeDecodeError where it is damaged."""
    return zlib.decompress(packed).decode()


def day_number(published: Published | None) -> int:
    """A date as the number yyyymmdd, with 00 for what is not known; 0 where nothing is."""
    if published is None:
        return 0
    year, month, day = (int(part) for part in (published.value + "-0-0").split("-")[:3])
    return year * 10_000 + month * 100 + day


def _text(texts: Iterable[str]) -> tuple[str, int]:
    """The words of some blocks, and how many there are."""
    found = [words(text) for text in texts]
    return "\n\n".join(map("\n".join, found)), sum(map(len, found))


def _names_as_found(article: Article) -> str:
    """Each actor's key with the name it has in this article, and with the words of each mention, once each."""
    found: dict[str, None] = {}
    for actor in article.actors:
        names = {actor.name: None}
        for mention in actor.mentions:
            block = article.block_at(mention.start)
            if block is not None:
                names[block.text[block.from_source(mention.start) : block.from_source(mention.end)]] = None
        key = _one_line(actor.key)
        found.update((f"{key}{NAME_WORD}{name}", None) for name in map(_short_line, names) if name)
    return "\n".join(found)


def _said(quotes: Iterable[Quote], named: Mapping[str, str]) -> str:
    """Key and name of each speaker of each quote, and with the key each word that was said."""
    blocks = []
    for quote in quotes:
        for speaker in quote.said_by:
            key = _one_line(speaker)
            said = (f"{key}{NAME_WORD}{word}" for word in words(quote.text))
            blocks.append("\n".join((named.get(speaker, key), *said)))
    return "\n\n".join(blocks)


def _named(actor: Actor) -> str:
    """The key of an actor, and the words of its name."""
    return "\n".join((_one_line(actor.key), *(NAME_WORD + word for word in words(actor.name))))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short_line(name: str) -> str:
    return _one_line(name)[:_LONGEST_NAME].strip()
