"""Words without marks: what one article prints between quotation marks, said by another in its own voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.compare.prepared import PreparedArticle
from corpus.compare.quotations import QuotedPiece
from corpus.text.tokenize import stem

_FEWEST = 6  # words in a row
_TELLING = 3  # of them, that are more than the name of something


class UnquotedWords:
    """The words of an article, all of them in a row."""

    def __init__(self, reading: PreparedArticle) -> None:
        self._reading = reading
        self._words = [(at, word) for at, said in enumerate(reading.said) for word in said.words]
        self._places: dict[tuple[str, ...], int] | None = None

    def find(self, forms: Sequence[str]) -> QuotedPiece | None:
        """Return where the text has all these words, or six of them or more in a row."""
        if len(forms) < _FEWEST:
            return None
        places = self._runs()
        best = (0, 0)
        number = 0
        while number + _FEWEST <= len(forms):
            place = places.get(tuple(forms[number : number + _FEWEST]))
            if place is None:
                number += 1
                continue
            size = _FEWEST
            while (
                number + size < len(forms)
                and place + size < len(self._words)
                and self._words[place + size][1].form == forms[number + size]
            ):
                size += 1
            if self._tells(place, size):
                best = max(best, (size, place))
            number += size - _FEWEST + 1
        return self._piece(best[1], best[0]) if best[0] else None

    def _tells(self, place: int, size: int) -> bool:
        """Return whether the words are more than the name of something."""
        told, said = self._words[place : place + size], self._reading.said
        plain = (not (word.small or word.capital or stem(word.form) in said[at].names) for at, word in told)
        return sum(plain) >= _TELLING

    def _runs(self) -> Mapping[tuple[str, ...], int]:
        if self._places is None:
            forms = [word.form for _, word in self._words]
            runs = zip(*(forms[i:] for i in range(_FEWEST)), strict=False)
            self._places = {run: place for place, run in reversed(list(enumerate(runs)))}
        return self._places

    def _piece(self, place: int, size: int) -> QuotedPiece:
        reading = self._reading
        (first, begins), (last, ends) = self._words[place], self._words[place + size - 1]
        start = _source(reading, first, begins.start)
        end = _source(reading, last, ends.end - 1) + 1
        block = reading.article.blocks[reading.said[first].passage.block]
        text = block.text[block.from_source(start) : block.from_source(end)]
        return QuotedPiece(text, start, end, None, None)


def _source(reading: PreparedArticle, at: int, place: int) -> int:
    """Return the offset in the source of a character of a passage."""
    passage = reading.said[at].passage
    block = reading.article.blocks[passage.block]
    return block.to_source(block.from_source(passage.start) + place)
