"""Masks: the words of a passage that only name somebody.

Two articles on one event name the same people in every other sentence, with the same titles; that alone does not make
two sentences say the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from corpus.article import Article, Span
from corpus.text.tokenize import Words

_MOST_WORDS_OF_A_TITLE = 6
_INSIDE_TITLES = frozenset({"of", "for", "the", "and", "state", "foreign", "defence", "defense", "prime", "vice"})
_TITLE_WORDS = """
    mr mrs ms miss dr sir lord lady dame president minister secretary chancellor premier senator sen representative rep
    congressman congresswoman governor gov mayor general gen colonel col major captain capt admiral lieutenant sergeant
    judge justice prosecutor attorney ambassador envoy spokesman spokeswoman spokesperson director chief chairman
    chairwoman chair leader commissioner professor prof king queen prince princess pope bishop archbishop sheikh imam
    ayatollah deputy former acting interim speaker counsel officer counterpart candidate mp
"""
_TITLES = frozenset(_TITLE_WORDS.split())


def mentions_by_block(article: Article) -> Mapping[int, Sequence[Span]]:
    """For each block, by its index, where actors are named in its text, in order."""
    spans = sorted(span for actor in article.actors for span in actor.mentions)
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for span in spans:
        index = article.block_number_at(span.start)
        if index is not None:
            block = article.blocks[index]
            found[index].append(Span(block.from_source(span.start), block.from_source(span.end)))
    return found


def name_word_indices(words: Words, mentions: Sequence[Span], at: int) -> frozenset[int]:
    """Return the indices of the words that name an actor, and of those that give their title right before the name.

    `at` is where the passage begins in the text of its block.
    """
    found: set[int] = set()
    for span in mentions:
        first = bisect_right(words, span.start - at, key=lambda word: word.end)
        number = first
        while number < len(words) and words[number].start < span.end - at:
            found.add(number)
            number += 1
        if number > first:
            found.update(_title(words, first))
    return frozenset(found)


def _title(words: Words, first: int) -> range:
    """Return the words of a title that ends right before the word numbered `first`."""
    begins = number = first
    while number > max(0, first - _MOST_WORDS_OF_A_TITLE):
        number -= 1
        if words[number].form in _TITLES:
            begins = number
        elif words[number].form not in _INSIDE_TITLES:
            break
    return range(begins, first)
