"""What an index keeps of an article: words to search, numbers to sort and count by, and the article itself.

Only words that are read are indexed. `body` holds all of them, the headline too, so it alone decides what is found;
`headline` lifts an article in the order. Words are indexed as they stand; which are forms of one word is decided by
the word lists. Article and source are two columns, so that showing one does not unpack the other. The article is kept
as it was inferred, without the user's rules, so that a rule can be taken back.
"""

from __future__ import annotations

import zlib
from array import array
from collections import defaultdict
from collections.abc import Generator, Iterable

import msgspec
from msgspec import Struct
from whoosh.columns import FixedBytesColumn, NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Format

from corpus.article import Article, Published, Role
from corpus.source import Source
from index.recurrence import line_keys, outlet_key
from index.words import words

BETWEEN_BLOCKS = 16
"""Places between two blocks, so that no phrase reaches from one into the next."""

Occurrences = list[tuple[bytes, int, float, bytes]]
"""A word, twice how often it is there (as count and as weight), and its places as uint32."""


class Entry(Struct, frozen=True):
    """An article, ready to be written to an index."""

    id: str
    name: str
    body: Occurrences
    headline: Occurrences
    outlet: Occurrences
    byline: Occurrences
    published: int
    words: int
    language: str
    outlet_key: int
    lines: bytes
    article: bytes
    text: bytes


class Places(Format):
    """What Whoosh wants to know of how places are kept: nothing. The codec keeps them."""


class Words(FieldType):
    """A field of words that were counted beforehand, where the articles were described."""

    def __init__(self) -> None:
        self.format = Places()
        self.scorable = self.stored = self.unique = False

    def index(self, value: Occurrences, **_: object) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        yield from value


def schema() -> Schema:
    """The fields of an index."""
    return Schema(
        body=Words(),
        headline=Words(),
        outlet=Words(),
        byline=Words(),
        id=COLUMN(FixedBytesColumn(12)),
        published=COLUMN(NumericColumn("i")),
        words=COLUMN(NumericColumn("I")),
        language=COLUMN(FixedBytesColumn(3)),
        outlet_key=COLUMN(NumericColumn("Q")),
        lines=COLUMN(VarBytesColumn()),
        article=COLUMN(VarBytesColumn()),
        text=COLUMN(VarBytesColumn()),
    )


def entry(source: Source, article: Article, judged: Article | None = None) -> Entry:
    """Make an article ready to be indexed. `judged` is the same as its user sees it: its words are those to search."""
    return repacked(
        judged or article,
        source.path,
        lines=line_keys(block.text for block in article.blocks),
        article=zlib.compress(msgspec.msgpack.encode(article), 3),
        text=zlib.compress(source.text.encode(), 3),
    )


def repacked(judged: Article, name: str, *, lines: bytes, article: bytes, text: bytes) -> Entry:
    """The same for an article of which the index has all but the words."""
    body, length = _occurrences(readable(judged))
    outlet = judged.outlet.value if judged.outlet else ""
    return Entry(
        id=judged.id,
        name=name,
        body=body,
        headline=_occurrences([judged.headline.value])[0],
        outlet=_occurrences([outlet])[0],
        byline=_occurrences([judged.byline.value] if judged.byline else ())[0],
        published=day_number(judged.published),
        words=length,
        language=(judged.language or "")[:3],
        outlet_key=outlet_key(outlet),
        lines=lines,
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


def _occurrences(texts: Iterable[str]) -> tuple[Occurrences, int]:
    """The words of some blocks, and how many there are."""
    places: dict[str, list[int]] = defaultdict(list)
    begin = length = 0
    for text in texts:
        found = words(text)
        for place, word in enumerate(found, begin):
            places[word].append(place)
        begin += len(found) + BETWEEN_BLOCKS
        length += len(found)
    packed: Occurrences = [(word.encode(), len(at), len(at), array("I", at).tobytes()) for word, at in places.items()]
    return packed, length
