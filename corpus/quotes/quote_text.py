"""The read text of an article as words: in paragraphs and sentences, and which of them are in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, compress, count
from typing import NamedTuple

from corpus.quotes.cue_words import ABBREVIATIONS
from corpus.quotes.marks import quoted_spans

_TOKEN = re.compile(r"(\w+(?:(?:[.&’'-]\w+)+(?:(?<=\.[A-Z])\.)?)?|``|''|\S)")
_SENTENCE_ENDS = frozenset(".!?…")
_OPENING_MARKS = frozenset(("“", "„", "«", "‘", "‹", "``"))
MARKS = frozenset("\"“”„‟«»'‘’‚‹›`″") | {"``", "''"}
SINGLE_MARKS = frozenset("'‘’‚‹›`")
_BRACKETS = frozenset(").]")
OUTSIDE = -1
_LONGEST_SENTENCE = 100
_MOST_QUOTED = 4_000


class QuotedWords(NamedTuple):
    """Words `first` to `end` (not included) are in quotation marks.

    `before` is the mark in front or, if that is missing, the word; `after` the word behind the closing mark.
    """

    first: int
    end: int
    before: int
    after: int
    runs_on: bool
    repaired: bool


class QuoteText:
    """Paragraphs, read as words and signs numbered through. Lists have one item a word.

    `words`, `lower`: the word; `starts`: its offset in its paragraph; `paragraph`, `sentence`: numbers; `inside`: the
    number of the quoted span that it belongs to, its marks included, or OUTSIDE. `sentences` are (first, end) words.
    """

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.paragraph: list[int] = []
        self.sentence: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        self.quoted: list[QuotedWords] = []
        self.paragraph_starts: list[int] = []
        for number, (paragraph, spans) in enumerate(zip(paragraphs, quoted_spans(paragraphs), strict=True)):
            first = len(self.words)
            self.paragraph_starts.append(first)
            pieces = _TOKEN.split(paragraph)
            words = pieces[1::2]
            self.words += words
            self.starts += list(accumulate(map(len, pieces)))[:-1:2]
            self.paragraph += [number] * (len(self.words) - first)
            self._cut_sentences(paragraph, first)
            for span in spans:
                start = bisect_left(self.starts, span.start, first)
                end = bisect_left(self.starts, span.end, start)
                if end > start and len(self.quoted) < _MOST_QUOTED:
                    before = start - 1 if start > first and self.words[start - 1] in MARKS else start
                    after = end + 1 if end < len(self.words) and self.words[end] in MARKS else end
                    self.quoted.append(QuotedWords(start, end, before, after, span.runs_on, span.repaired))
        self.paragraph_starts.append(len(self.words))
        self.lower = list(map(str.lower, self.words))
        self.inside = [OUTSIDE] * len(self.words)
        for number, quote in enumerate(self.quoted):
            self.inside[quote.before : quote.after] = [number] * (quote.after - quote.before)

    def __len__(self) -> int:
        return len(self.words)

    def end_of(self, word: int) -> int:
        """Return the offset in its paragraph behind `word`."""
        return self.starts[word] + len(self.words[word])

    def _cut_sentences(self, paragraph: str, first: int) -> None:
        words, starts = self.words, self.starts
        cut = first
        behind = first
        stops = compress(count(first), map(_SENTENCE_ENDS.__contains__, words[first:]))
        for at in stops:
            if at < behind or (words[at] == "." and self._abbreviates(at, first)):
                continue
            behind = at + 1
            while behind < len(words):
                word = words[behind]
                if word in MARKS:
                    if word in _OPENING_MARKS or paragraph[starts[behind] - 1].isspace():
                        break
                elif word not in _BRACKETS:
                    break
                behind += 1
            if behind < len(words) and (words[behind] in MARKS or not words[behind][0].islower()):
                self._add_sentence(cut, behind)
                cut = behind
        self._add_sentence(cut, len(words))

    def _add_sentence(self, first: int, end: int) -> None:
        """Sentences longer than any that is meant as one are cut, so that their cues and phrases stay few."""
        for start in range(first, end, _LONGEST_SENTENCE):
            stop = min(end, start + _LONGEST_SENTENCE)
            self.sentence += [len(self.sentences)] * (stop - start)
            self.sentences.append((start, stop))

    def _abbreviates(self, full_stop: int, first: int) -> bool:
        if full_stop == first:
            return False
        word = self.words[full_stop - 1]
        return word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper())
