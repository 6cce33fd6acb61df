"""Mentions: the blocks that are read, their words, and the names in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.actors.ner.ner_tokens import TaggedName, ner_tokens
from corpus.actors.ner.word_lists import FUNCTION
from corpus.actors.titles import CALLS, OFFICES
from corpus.article import Block, Role, Span
from corpus.boilerplate.blocks import ends_sentence
from corpus.text.calendar import ENGLISH_WEEKDAYS
from corpus.text.tokenize import word_set

NAMED_IN = (Role.HEADLINE, Role.DEK, Role.BODY, Role.SUBHEAD, Role.CAPTION)
_TITLES = (Role.HEADLINE, Role.DEK, Role.SUBHEAD)
_WEEKDAYS = frozenset(ENGLISH_WEEKDAYS)
_SHOUTED = 0.7
_FEW_WORDS = 4
_GLUE = frozenset(("of", "and", "for", "-", "&", ",", ".", "'", "’", "'s", "’s", "The", "the"))

_KOREAN = word_set(
    """
    Kim Lee Yi Ri Park Pak Choi Choe Jung Jeong Chung Chong Kang Cho Jo Yoon Yun Jang Chang Lim Im Rim Han Oh Seo Suh
    So Shin Sin Kwon Hwang Ahn An Song Ryu Yoo Yu Hong Ko Koh Go Moon Mun Yang Bae Pae Baek Paik Noh Roh No Nam Ban
    """
)
"""Family names after which a given name of two syllables goes on behind its hyphen in lower case."""

Engine = Callable[[Sequence[list[list[str]]]], list[list[TaggedName]]]
"""Finds the names of articles, each given as the words of its paragraphs."""


class TokenizedBlock(NamedTuple):
    """A block with its words, and at which character of its text each begins."""

    block: Block
    words: list[str]
    starts: list[int]

    def span(self, first: int, last: int) -> Span:
        """Return the span in the source of the words from `first` to before `last`."""
        end = self.starts[last - 1] + len(self.words[last - 1])
        return Span(self.block.to_source(self.starts[first]), self.block.to_source(end - 1) + 1)

    def said(self, first: int, last: int) -> str:
        return self.block.text[self.starts[first] : self.starts[last - 1] + len(self.words[last - 1])]


class Mention(NamedTuple):
    """A name in a text: its words from `first` to before `last`, and its type: P, O, L, N, or M for none of these."""

    text: TokenizedBlock
    first: int
    last: int
    type: str

    @property
    def name(self) -> str:
        return self.text.said(self.first, self.last)

    @property
    def span(self) -> Span:
        return self.text.span(self.first, self.last)


def tokenized_blocks(blocks: Sequence[Block]) -> tuple[list[TokenizedBlock], list[TokenizedBlock]]:
    """Return the blocks to find names in; and those where any word may have a capital, as in headlines of some
    outlets.
    """
    told: list[TokenizedBlock] = []
    shouted: list[TokenizedBlock] = []
    for block in blocks:
        if block.role in NAMED_IN:
            text = TokenizedBlock(block, *ner_tokens(block.text))
            (shouted if _is_shouted(text) else told).append(text)
    return told, shouted


def mentions_in(texts: Sequence[TokenizedBlock], tagged: Iterable[TaggedName]) -> Iterator[Mention]:
    """Yield the names that were tagged in `texts`, in order, without titles, articles and possessives."""
    for paragraph, start, end, type_ in tagged:
        text = texts[paragraph]
        first, last = _trimmed(text.words, start, end, type_)
        if first < last:
            yield Mention(text, first, last, type_)


def _trimmed(words: list[str], first: int, last: int, type_: str) -> tuple[int, int]:
    while last > first and (words[last - 1] in _GLUE or not words[last - 1][0].isalnum()):
        last -= 1
    while first < last and (words[first] in _GLUE or not words[first][0].isalnum() or words[first] in FUNCTION):
        first += 1
    if type_ == "P":
        start = first
        while start < last and (
            words[start] in CALLS or words[start] in OFFICES or words[start] in ("of", "State", ".")
        ):
            start += 1
        first = start
        if last - first == 2 and words[last - 1][0].isdigit():
            return first, first  # “Ferry 12” is a ship
        while last > first and (words[last - 1][0].isdigit() or words[last - 1] in _WEEKDAYS):
            last -= 1
        if last - first == 2 and words[first] in _KOREAN and words[last : last + 1] == ["-"]:
            last += 2 * (last + 1 < len(words) and words[last + 1].isalpha())
    return first, last


def _is_shouted(text: TokenizedBlock) -> bool:
    """Return whether nearly every word has a capital; a short line of names alone has too, but reads as well."""
    if ends_sentence(text.block.text):
        return False
    long = [word for word in text.words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(not word[0].islower() for word in long)
    few = _FEW_WORDS if text.block.role in _TITLES else 2 * _FEW_WORDS
    return len(long) >= few and capitals > _SHOUTED * len(long)
