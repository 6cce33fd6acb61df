"""Versions of one text: what another one has that this one has not, and the other way about."""

from __future__ import annotations

from typing import NamedTuple

from corpus.article import Article, Role
from corpus.text.tokenize import tokenize


class VersionDiff(NamedTuple):
    """The number of paragraphs that another version adds, and that it leaves out. A reworded one counts as both."""

    more: int
    fewer: int


def version_diff(one: Article, other: Article) -> VersionDiff:
    """Return the paragraphs in the body of `other` that `one` lacks, compared by their words, and the number that are
    missing there.
    """
    here, there = _paragraphs(one), _paragraphs(other)
    return VersionDiff(len(there - here), len(here - there))


def _paragraphs(article: Article) -> set[tuple[str, ...]]:
    told = (tuple(word.form for word in tokenize(block.text)) for block in article.blocks if block.role is Role.BODY)
    return {paragraph for paragraph in told if paragraph}
