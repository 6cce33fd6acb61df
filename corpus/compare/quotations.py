"""Quotations: the words between quotation marks in an article, piece by piece, with the speaker and the verb."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from corpus.article import Quote, Span
from corpus.compare.prepared import PreparedArticle
from corpus.text.tokenize import Words

MOST = 1_500
"""How many pieces of an article are looked at; a long book has fewer."""


class QuotedPiece(Struct, frozen=True):
    """Words in one pair of quotation marks: `text`, at `start` to `end` of the source, the marks left out.

    `speaker` is the name of the speaker as the article has it and `cue` the verb, if they are known.
    """

    text: str
    start: int
    end: int
    speaker: str | None
    cue: str | None


class Quotation(Struct, frozen=True):
    """A piece, the number of its article (from 0), its words, the place in the source of each of them, and the key of
    the speaker, if it is known.
    """

    piece: QuotedPiece
    article: int
    words: Words
    places: tuple[Span, ...]
    speaker: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words)


def quotations(reading: PreparedArticle, number: int) -> list[Quotation]:
    """Return the first `MOST` sayings of an article, the one numbered `number`, in order."""
    article = reading.article
    quotes = sorted(article.quotes, key=lambda quote: quote.start)
    starts = [quote.start for quote in quotes]
    names = {actor.key: actor.name for actor in article.actors}
    found: list[Quotation] = []
    for said in reading.said:
        if len(found) >= MOST:
            break
        block = article.blocks[said.passage.block]
        begins = block.from_source(said.passage.start)
        begin = [word.start for word in said.words] if said.quoted else []
        for span in said.quoted:
            words = said.words[bisect_left(begin, span.start) : bisect_left(begin, span.end)]
            if not words:
                continue
            places = tuple(
                Span(block.to_source(begins + word.start), block.to_source(begins + word.end - 1) + 1) for word in words
            )
            start, end = places[0].start, places[-1].end
            quote = _quote_at(quotes, starts, start)
            piece = QuotedPiece(
                said.passage.text[words[0].start : words[-1].end],
                start,
                end,
                names.get(quote.speaker or "", quote.speaker_text) if quote else None,
                quote.cue if quote else None,
            )
            found.append(Quotation(piece, number, words, places, quote.speaker if quote else None))
    return found[:MOST]


def _quote_at(quotes: Sequence[Quote], starts: Sequence[int], offset: int) -> Quote | None:
    """Return the quote that holds the character at `offset`."""
    number = bisect_right(starts, offset + 1) - 1
    return quotes[number] if number >= 0 and offset <= quotes[number].end else None
