"""Figures: each number of an article with what it is a number of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from corpus.article import Article
from corpus.compare.figures.quantities import DIGIT, NUMBER_STEMS, Kind, Quantity, find_quantities
from corpus.compare.figures.subjects import subject_of
from corpus.compare.prepared import DAYS, PassageFeatures, PreparedArticle
from corpus.text.tokenize import stem

MOST = 1_500
"""How many figures of an article are looked at; what has more is a table."""
_AROUND = 9  # words on each side that tell what a number is about
_SMALL_COUNT = 1_000
_TINY = 10  # up to which a count in letters is most often an ordinary word: "two sides"


class Figure(Struct, frozen=True):
    """A number in an article: `text` is at `start` to `end` of the source, unit and hedge included.

    `value` is in `unit` (see `quantities`); `about` is what it counts, in words of the article; `day` is the day that
    its passage names, if it names only one, in its words.
    """

    kind: Kind
    value: float
    unit: str
    hedge: str | None
    about: str
    day: str | None
    text: str
    start: int
    end: int


class FigureMention(Struct, frozen=True):
    """A figure with what it is compared by. `at` is the number of its passage, `before` and `after` the words beside
    it, `nouns` the stems of what is counted and `matter` what became of it (see `subjects`), `around` the stems near it
    with what they weigh, `year` that of a date, as near to the article's as can be where none is written.

    `loose`: a small number that counts nothing, most often part of a name; alone it says nothing. Nor does one that is
    `tiny`: a small count in letters ("two sides")."""

    figure: Figure
    article: int
    at: int
    nouns: frozenset[str]
    matter: str | None
    around: Mapping[str, float]
    before: str
    after: str
    year: str
    loose: bool
    tiny: bool


def extract_figures(reading: PreparedArticle, number: int) -> list[FigureMention]:
    """Return the first `MOST` figures of an article, the one numbered `number`, in order."""
    found = (figure for at, said in enumerate(reading.said) for figure in _of_passage(reading, said, at, number))
    return list(islice(found, MOST))


def _of_passage(reading: PreparedArticle, said: PassageFeatures, at: int, article: int) -> Iterator[FigureMention]:
    text = said.passage.text
    if not DIGIT.search(text) and NUMBER_STEMS.isdisjoint(said.stems):
        return
    block = reading.article.blocks[said.passage.block]
    begins = block.from_source(said.passage.start)
    starts = [word.start for word in said.words]
    told = list(find_quantities(text))
    day = _one_day(text, said, told)
    for number in told:
        first, last = bisect_left(starts, number.start), bisect_left(starts, number.end)
        subject = subject_of(text, said.words, first, last, number, english=reading.article.language in ("en", None))
        near = {*range(max(0, first - _AROUND), first), *range(last, min(len(starts), last + _AROUND))}
        around = {
            root: said.stems[root] for i in near if (root := stem(said.words[i].form)) in said.stems and root.isalpha()
        }
        shown = text[number.start : number.end]
        counts = number.kind == "count" and not number.hedge and not subject.matter
        yield FigureMention(
            Figure(
                number.kind,
                number.value,
                number.unit,
                number.hedge,
                subject.label,
                day if number.kind not in ("date", "year") else None,
                shown,
                block.to_source(begins + number.start),
                block.to_source(begins + number.end - 1) + 1,
            ),
            article,
            at,
            subject.nouns,
            subject.matter,
            around,
            said.words[first - 1].form if first else "",
            said.words[last].form if last < len(said.words) else "",
            _year(number, reading.article),
            loose=counts and not subject.nouns and number.value < _SMALL_COUNT,
            tiny=_is_tiny(number, shown) and not subject.matter,
        )


def _one_day(text: str, said: PassageFeatures, told: Sequence[Quantity]) -> str | None:
    """Return the day of the week, or else the date, that a passage names, where it names no other."""
    weekdays = {text[word.start : word.end] for word in said.words if word.capital and stem(word.form) in DAYS}
    dates = {text[number.start : number.end] for number in told if number.kind == "date"}
    days = weekdays or dates
    return days.pop() if len(days) == 1 else None


def _is_tiny(number: Quantity, shown: str) -> bool:
    if number.hedge or any(character.isdigit() for character in shown):
        return False
    return number.value <= (_TINY if number.kind == "count" else 1) and number.kind in ("count", "measure")


def _year(number: Quantity, article: Article) -> str:
    """Return the year of a date; where the text has none, that of the day of this name nearest to the article's."""
    if number.kind != "date" or not number.unit.startswith("--"):
        return number.unit[:4] if number.kind == "date" else ""
    published = article.published.value if article.published else ""
    if not published[:4].isdigit():
        return ""
    month = int(published[5:7]) if published[5:7].isdigit() else int(number.value) // 100
    apart = int(number.value) // 100 - month
    return str(int(published[:4]) + (apart < -6) - (apart > 6))
