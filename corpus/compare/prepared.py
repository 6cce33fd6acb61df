"""An article prepared for comparison: its passages, their words, and the weight of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct

from corpus.article import Article, Role, Span
from corpus.compare.name_tokens import mentions_by_block, name_word_indices
from corpus.compare.segmentation import ArticlePassage, article_passages
from corpus.compare.stock_phrases import stock_phrase_indices
from corpus.quotes.marks import quoted_spans
from corpus.text.calendar import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from corpus.text.intervals import SpanIndex
from corpus.text.rarity import Rarity
from corpus.text.tokenize import UNTELLING, Words, stem, tokenize

# Factors on the weight of a stem (0 to 1, see `Rarity`), hand-set; `python -m bench compare` reports what moving them
# does. More for names makes passages match that only mention the same people.
FIGURE = 1.2  # the weight itself of a figure: figures are in no table of words
LEAST = 0.05  # the least weight of a content word, so that a passage of common words is not empty
QUOTED = 1.3  # of quoted words, which two articles share because somebody said them
NAME = 0.1  # of words that only name somebody
CAPITAL = 0.3  # of words that have a capital wherever they are used
CALENDAR = 0.3  # of days, months and years
DAYS = frozenset(stem(day.lower()) for day in ENGLISH_WEEKDAYS)
DAYS_AND_MONTHS = DAYS | {stem(month.lower()) for month in ENGLISH_MONTHS}  # have capitals, and are no names

Run = tuple[str, ...]


class PassageFeatures(Struct, frozen=True):
    """A passage with its words.

    `stems` are its content words, by their stems, with their weights; `names` those among them that only name somebody,
    a day of the week or a year, or are in a stock phrase; `quoted` the spans of its text in which somebody is quoted,
    `inside` which of the words are in one, `quoted_runs` the runs of three words in there that are no title.
    """

    passage: ArticlePassage
    words: Words
    stems: Mapping[str, float]
    names: frozenset[str]
    quoted: tuple[Span, ...]
    inside: tuple[bool, ...]
    quoted_runs: frozenset[Run]

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words)


class PreparedArticle(Struct, frozen=True):
    """An article and what it says, passage by passage."""

    article: Article
    said: tuple[PassageFeatures, ...]


class StemWeights(dict[str, float]):
    """The weights of stems; each is computed once."""

    def __init__(self, rarity: Rarity) -> None:
        super().__init__()
        self._rarity = rarity
        self.calendar: set[str] = set()  # the days of the week and the years among them

    def __missing__(self, root: str) -> float:
        weight = FIGURE if root[0].isdigit() else LEAST + self._rarity.weight(root)
        if root in DAYS or _is_year(root):
            self.calendar.add(root)
            weight *= CALENDAR
        self[root] = weight
        return weight


def prepare_article(article: Article, weights: StemWeights) -> PreparedArticle:
    """Make an article ready."""
    mentions = {index: SpanIndex(spans) for index, spans in mentions_by_block(article).items()}
    quotes = {index: SpanIndex(spans) for index, spans in _quotes_by_block(article).items()}
    none = SpanIndex()
    found = article_passages(article)
    told = [tokenize(passage.text) for passage in found]
    capitals = _capitals(told)
    said = []
    for passage, own in zip(found, told, strict=True):
        at = article.blocks[passage.block].from_source(passage.start)
        end = at + len(passage.text)
        quoted = tuple(
            Span(max(0, span.start - at), min(end, span.end) - at)
            for span in quotes.get(passage.block, none).within(at, end)
        )
        near = mentions.get(passage.block, none).within(at, end)
        idle = name_word_indices(own, near, at) | stock_phrase_indices(own)
        said.append(_said(passage, own, idle, capitals, quoted, weights))
    return PreparedArticle(article, tuple(said))


def _capitals(told: Sequence[Words]) -> frozenset[str]:
    """Return the stems that have a capital wherever they are used, and are used within a sentence: most of them are
    names.
    """
    capital = {stem(word.form) for own in told for word in own[1:] if word.capital}
    common = {stem(word.form) for own in told for word in own if not word.capital}
    return frozenset(capital - common - DAYS_AND_MONTHS)


def _quotes_by_block(article: Article) -> Mapping[int, Sequence[Span]]:
    indices = [index for index, block in enumerate(article.blocks) if block.role in (Role.BODY, Role.SUBHEAD)]
    found = quoted_spans([article.blocks[index].text for index in indices])
    return {index: [Span(span.start, span.end) for span in spans] for index, spans in zip(indices, found, strict=True)}


def _is_year(form: str) -> bool:
    return len(form) == 4 and form.isdecimal() and form[:2] in ("18", "19", "20")


def _insides(own: Words, quoted: Sequence[Span]) -> tuple[bool, ...]:
    """Return which words begin in one of the quoted spans, which do not overlap."""
    if not quoted:
        return (False,) * len(own)
    starts = [span.start for span in quoted]
    before = [bisect_right(starts, word.start) - 1 for word in own]
    return tuple(i >= 0 and word.start < quoted[i].end for i, word in zip(before, own, strict=True))


def _said(
    passage: ArticlePassage,
    own: Words,
    idle: frozenset[int],
    capitals: frozenset[str],
    quoted: tuple[Span, ...],
    weights: StemWeights,
) -> PassageFeatures:
    stems: dict[str, float] = {}
    names: set[str] = set()
    runs: set[Run] = set()
    insides = _insides(own, quoted)
    for number, (word, inside) in enumerate(zip(own, insides, strict=True)):
        if inside and number + 3 <= len(own):
            run = own[number : number + 3]
            if not (run[0].capital and run[1].capital and run[2].capital):
                runs.add((run[0].form, run[1].form, run[2].form))
        if word.form in UNTELLING:
            continue
        root = stem(word.form)
        weight = weights[root]
        if number in idle or root in capitals:
            names.add(root)
            weight *= CAPITAL if root in capitals and number not in idle else NAME
        elif root in weights.calendar:
            names.add(root)
        elif inside:
            weight *= QUOTED
        stems[root] = max(weight, stems.get(root, 0.0))
    return PassageFeatures(passage, own, stems, frozenset(names), quoted, insides, frozenset(runs))
