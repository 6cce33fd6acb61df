"""Figures: each number of an article with what it is a number of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import islice

from msgspec import Struct

from corpus.compare.numbers import Kind, numbers
from corpus.compare.reading import Reading, Said
from corpus.compare.words import SMALL_WORDS, Words, stem

MOST = 1_500
"""How many figures of an article are looked at; what has more is a table."""
_NOUN_WORDS = 3
_AROUND = 9  # words on each side that tell what a number is about
_SMALL_COUNT = 1_000
_MATTERS = {
    "killed": "kill die dead death fatal slain massacr",
    "wounded": "wound injur hurt",
    "arrested": "arrest detain",
    "displaced": "displac flee fled refuge uproot",
    "missing": "miss unaccount",
    "jobless": "unemploy jobless laid",
}
_MATTER_OF = {root: matter for matter, roots in _MATTERS.items() for root in roots.split()}
_LIVES = frozenset({"life", "live"})  # of what was lost


class Figure(Struct, frozen=True):
    """A number as an article has it: `text` stands at `start` to `end` of the source, unit and hedge included.

    `value` is in `unit` (see `numbers`); `noun` is what is counted, in the article's words, or empty.
    """

    kind: Kind
    value: float
    unit: str
    hedge: str | None
    noun: str
    text: str
    start: int
    end: int


class Found(Struct, frozen=True):
    """A figure with what it is compared by. `at` is the number of its passage, `before` and `after` the words beside
    it, `nouns` the stems of what is counted, `around` the stems near it with what they weigh. `loose`: a small number
    that counts nothing, most often part of a name; alone it says nothing."""

    figure: Figure
    article: int
    at: int
    nouns: frozenset[str]
    matters: frozenset[str]
    around: Mapping[str, float]
    before: str
    after: str
    loose: bool


def figures(reading: Reading, number: int) -> list[Found]:
    """The first `MOST` figures of an article, the one numbered `number`, in order."""
    found = (figure for at, said in enumerate(reading.said) for figure in _of_passage(reading, said, at, number))
    return list(islice(found, MOST))


def _of_passage(reading: Reading, said: Said, at: int, article: int) -> Iterator[Found]:
    text = said.passage.text
    block = reading.article.blocks[said.passage.block]
    begins = block.from_source(said.passage.start)
    starts = [word.start for word in said.words]
    for number in numbers(text):
        first, last = bisect_left(starts, number.start), bisect_left(starts, number.end)
        noun = _noun(text, said.words, last) if number.kind in ("count", "percent", "money", "measure") else ()
        near = {*range(max(0, first - _AROUND), first), *range(last, min(len(starts), last + _AROUND))}
        around = {
            root: said.stems[root] for i in near if (root := stem(said.words[i].form)) in said.stems and root.isalpha()
        }
        matters = {_MATTER_OF[root] for root in around if root in _MATTER_OF}
        if _LIVES & around.keys() and number.kind == "count":
            matters.add("killed")
        words = " ".join(text[said.words[i].start : said.words[i].end] for i in noun)
        start, end = block.to_source(begins + number.start), block.to_source(begins + number.end - 1) + 1
        yield Found(
            Figure(
                number.kind,
                number.value,
                number.unit,
                number.hedge,
                words,
                text[number.start : number.end],
                start,
                end,
            ),
            article,
            at,
            frozenset(stem(said.words[i].form) for i in noun),
            frozenset(matters),
            around,
            said.words[first - 1].form if first else "",
            said.words[last].form if last < len(said.words) else "",
            not noun and not matters and number.kind == "count" and number.value < _SMALL_COUNT and not number.hedge,
        )


def _noun(text: str, words: Words, at: int) -> tuple[int, ...]:
    """The words that follow a number without a stop or a small word: what is counted, by and large."""
    noun: list[int] = []
    for i in range(at, min(len(words), at + _NOUN_WORDS + 2)):
        gap = text[words[i - 1].end : words[i].start] if i else " "
        if i == at and words[i].form in ("of", "more", "other", "the"):
            continue
        if words[i].form in SMALL_WORDS or (gap.strip(" -") and i > at) or words[i].form[0].isdigit():
            break
        if gap.strip(" -") or len(noun) == _NOUN_WORDS:
            break
        noun.append(i)
    return tuple(noun)
