"""Copy: what an article has word for word from an agency or from another article, and what is its own reporting.

Eight words in a row that two articles share are seldom chance. Quotations are left out: two reporters who heard the
same speech have not copied from each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import accumulate, groupby
from operator import or_

from msgspec import Struct

from corpus.article import Span
from corpus.compare.prepared import PreparedArticle
from corpus.compare.wire_credits import WireCredit, wire_credits

Run = tuple[str, ...]

_RUN = 8
_FEWEST_UNQUOTED = 5  # words of a run that nobody is quoted with


class ReusedText(Struct, frozen=True):
    """Words at `start` to `end` of the source that the `others` have too, articles by number."""

    start: int
    end: int
    words: int
    others: tuple[int, ...]


class TextReuse(Struct, frozen=True):
    """How much of an article is not its own.

    `share` (0 to 1) of its words are in one of the others, `shared_with` says how many of them in which; `credits` are
    its own credits; `common` are the passages, in order.
    """

    credits: tuple[WireCredit, ...]
    share: float
    shared_with: tuple[tuple[int, float], ...]
    common: tuple[ReusedText, ...]


class _Text:
    """The words of an article in a row: their forms, whether they are quoted, and which of which passage they are."""

    def __init__(self, reading: PreparedArticle) -> None:
        self.reading = reading
        self.forms = [word.form for said in reading.said for word in said.words]
        self.places = [(at, i) for at, said in enumerate(reading.said) for i in range(len(said.words))]
        self.runs = self._unquoted_runs()

    def _unquoted_runs(self) -> list[tuple[int, Run]]:
        """Return the runs of eight words of which most are not quoted, and where they begin."""
        quoted = [0, *accumulate(inside for said in self.reading.said for inside in said.inside)]
        most = _RUN - _FEWEST_UNQUOTED
        runs = zip(*(self.forms[i:] for i in range(_RUN)), strict=False)
        return [(place, run) for place, run in enumerate(runs) if quoted[place + _RUN] - quoted[place] <= most]

    def span(self, first: int, last: int) -> Span:
        """Return the span in the source of the words numbered `first` to `last`."""
        (begins, i), (ends, j) = self.places[first], self.places[last]
        start = self._source(begins, self.reading.said[begins].words[i].start)
        return Span(start, self._source(ends, self.reading.said[ends].words[j].end - 1) + 1)

    def _source(self, at: int, place: int) -> int:
        passage = self.reading.said[at].passage
        block = self.reading.article.blocks[passage.block]
        return block.to_source(block.from_source(passage.start) + place)


def text_reuse(readings: Sequence[PreparedArticle]) -> tuple[TextReuse, ...]:
    """For each article what it has in common with the others."""
    texts = [_Text(reading) for reading in readings]
    holders: dict[Run, int] = {}  # for a run the articles that hold it, a bit for each
    for number, text in enumerate(texts):
        for _, run in text.runs:
            holders[run] = holders.get(run, 0) | 1 << number
    return tuple(_copied(text, number, holders) for number, text in enumerate(texts))


def _copied(text: _Text, number: int, holders: Mapping[Run, int]) -> TextReuse:
    others = [0] * len(text.forms)
    for place, run in text.runs:
        holding = holders[run] & ~(1 << number)
        if holding:
            for i in range(place, place + _RUN):
                others[i] |= holding
    common: list[ReusedText] = []
    at = 0
    for held, same in groupby(others, bool):
        size = sum(1 for _ in same)
        if held:
            span = text.span(at, at + size - 1)
            holding = reduce(or_, others[at : at + size])
            common.append(ReusedText(span.start, span.end, size, tuple(_numbers(holding))))
        at += size
    total = max(1, len(others))
    shared = Counter(other for holding in others if holding for other in _numbers(holding))
    return TextReuse(
        wire_credits(text.reading.article),
        sum(map(bool, others)) / total,
        tuple((other, count / total) for other, count in sorted(shared.items(), key=lambda item: (-item[1], item[0]))),
        tuple(common),
    )


def _numbers(bits: int) -> Iterator[int]:
    return (number for number in range(bits.bit_length()) if bits >> number & 1)
