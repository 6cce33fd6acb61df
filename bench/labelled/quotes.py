"""The labelled quotes beside the checkout: articles with who says what with which cue."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bench.labelled import DATA
from corpus.article import Block, Role, Span
from corpus.quotes.cue_words import SAYING
from corpus.quotes.noun_phrases import NounPhrase
from corpus.quotes.quote_text import QuoteText

QUOTES = DATA / "quotes.jsonl.gz"
_MARK = re.compile(r"''|[\"“”„«»]")
_OPENING = re.compile(r"(?<![^\s(\[—–-])(?:''|[\"“”„«»])")
_FOUND = 0.9


class Attribution(NamedTuple):
    """Who says what: spans of the text. `direct`: the content holds a quotation mark."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    direct: bool


class Labelled:
    """An article with its attributions. `text` is its paragraphs, read; `at` the offset of each in `raw`."""

    def __init__(self, row: dict[str, object]) -> None:
        self.id = str(row["id"])
        self.train = row["split"] == "train"
        self.raw = str(row["text"])
        self.attributions = [self._attribution(one) for one in row["attributions"]]  # type: ignore[attr-defined]
        self.paragraphs: list[str] = []
        self.at: list[int] = []
        start = 0
        for line in self.raw.split("\n"):
            if line.strip():
                self.paragraphs.append(line)
                self.at.append(start)
            start += len(line) + 1
        self.text = QuoteText(self.paragraphs)

    def _attribution(self, row: dict[str, list[list[int]] | None]) -> Attribution:
        source, cue, content = (
            tuple(Span(start, end) for start, end in row[part] or ()) for part in ("source", "cue", "content")
        )
        if source and cue and self.raw[source[0].start : source[0].end] in SAYING:
            source, cue = cue, source
        doubled = any("''" in self.raw[start:end] for start, end in content)
        return Attribution(source, cue, content, bool(row["direct"]) or doubled)

    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs as blocks of the body."""
        return tuple(
            Block(Role.BODY, text, at, at + len(text), (number, number), "", 1.0, ((0, at),))
            for number, (text, at) in enumerate(zip(self.paragraphs, self.at, strict=True), 1)
        )

    def span(self, first: int, end: int) -> Span:
        """Where words `first` to `end` stand in `raw`."""
        text = self.text
        last = end - 1
        return Span(
            self.at[text.paragraph[first]] + text.starts[first], self.at[text.paragraph[last]] + text.end_of(last)
        )

    def words_in(self, spans: Iterable[Span]) -> str:
        return " … ".join(self.raw[span.start : span.end] for span in spans)

    def behind(self, quoted: Span) -> Attribution | None:
        """The direct attribution that a quoted span belongs to, the shortest of several."""
        hits = [
            one
            for one in self.attributions
            if one.direct and overlap(quoted, one.content) >= _FOUND * (quoted.end - quoted.start)
        ]
        return min(hits, key=lambda one: length(one.content), default=None)

    def quoted_parts(self) -> list[Span]:
        """What stands in quotation marks in the contents of direct attributions, marks read inside each alone."""
        parts = {part for one in self.attributions if one.direct for part in self._parts(one)}
        return sorted(parts)

    def joined_parts(self) -> list[Span]:
        """The same, those that stand in one pair of marks joined: annotators cut long quotes into sentences."""
        joined: list[Span] = []
        for part in self.quoted_parts():
            if joined and part.start - joined[-1].end <= 3 and not _MARK.search(self.raw, joined[-1].end, part.start):
                joined[-1] = Span(joined[-1].start, max(part.end, joined[-1].end))
            else:
                joined.append(part)
        return joined

    def _parts(self, one: Attribution) -> Iterator[Span]:
        """A content may begin behind its opening mark, between the halves of one, or in the midst of a quote.

        A mark opens where white space stands before it, inside another quote too; else it closes.
        """
        for start, end in one.content:
            ahead = _OPENING.search(self.raw, max(0, start - 2), start + 1)
            begins = ahead.start() if ahead and ahead.end() >= start else start
            marks = list(_MARK.finditer(self.raw, begins, end))
            opens = [mark.start() == begins or bool(_OPENING.match(self.raw, mark.start())) for mark in marks]
            opened, depth = start, int(bool(marks) and not opens[0])
            for mark, is_opening in zip(marks, opens, strict=True):
                if is_opening and not depth:
                    opened = mark.end()
                depth += 1 if is_opening else -min(depth, 1)
                if not depth and mark.start() - opened > 1:
                    yield Span(opened, mark.start())
            if depth and end - opened > 1:
                yield Span(opened, end)

    def indirect(self) -> list[Attribution]:
        """Attributions without quotation marks, with a source and a cue of saying."""
        return [
            one
            for one in self.attributions
            if not one.direct and one.source and SAYING.intersection(self.words_in(one.cue).lower().split())
        ]

    def fits(self, phrase: NounPhrase, spans: Sequence[Span]) -> bool:
        """Whether the phrase overlaps the annotated source."""
        return overlap(self.span(phrase.first, phrase.end), spans) > 0


def labelled_quotes(split: str) -> list[Labelled]:
    """The articles of a split: “train” or “dev”."""
    with gzip.open(QUOTES, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Labelled(row) for row in rows if row["split"] == split]


def overlap(span: Span, spans: Iterable[Span]) -> int:
    """How many characters of `span` are in one of `spans`."""
    return sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in spans)


def length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def is_found(span: Span, others: Iterable[Span]) -> bool:
    """Whether one of `others` is the same span by nine tenths of the longer."""
    return any(
        overlap(span, [other]) >= _FOUND * max(span.end - span.start, other.end - other.start) for other in others
    )


def shared(span: Span, content: Sequence[Span]) -> float:
    """What the span and the content have in common, of all that either covers: 0 to 1."""
    common = overlap(span, content)
    return common / max(1, span.end - span.start + length(content) - common)


def halves(span: Span, content: Sequence[Span]) -> bool:
    """Whether that is half at least."""
    return shared(span, content) >= 0.5
