"""Front matter: headline, dek, byline, date and agency line, recognised by their position before the lead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from corpus.article import Block, Role
from corpus.boilerplate.blocks import count_words, ends_sentence, is_prose
from corpus.boilerplate.line_kinds import has_date, is_agency_line, is_byline, is_date_line, is_name_line, names_people

_WORD = re.compile(r"\w{4,}")
_COMMON = re.compile(r"\b[^\W\d_A-ZÀ-Þ]{4,}")
_LONGEST_HEADLINE = 28
_TELLING_PARAGRAPHS, _PARAGRAPHS_OF_NAMES = 4, 12
_ENDS_A_SENTENCE = re.compile(r"[^\W\d_A-Z]{4}\.[”\"’']?$")
_LONGEST_DEK = 60
_MANY = 6
_BREADCRUMBS = re.compile(r"\S\s[>›»|•·/]\s\S.*\S\s[>›»|•·/]\s\S")
_UNSURE_ROLES = {Role.RELATED, Role.PROMO, Role.PLAYER, Role.SHARE, Role.NEWSLETTER, Role.DIALOG, Role.COMMENT_WIDGET}


def name_front_matter(blocks: Sequence[Block], known: str | None) -> list[Block]:
    """Return the blocks above the lead, named; `known` is the headline that the file brought, if it did."""
    named = [_byline_anywhere(block) for block in blocks]
    lead = _lead(named, 0)
    at = _headline(named, min(lead, len(named)), known)
    if at is not None:
        named[at] = _headline_of(named[at], named, known)
    top = 0 if at is None else at + 1
    lead = _lead(named, top)
    told = _LeadWords(named[lead : lead + _PARAGRAPHS_OF_NAMES])
    for i in range(top - 1):
        named[i] = _above_headline(named[i], told)
    for i in range(top, min(lead, len(named))):
        named[i] = _above_lead(named[i], told, below_headline=at is not None)
    if at is not None and lead < len(named):
        named[lead] = _perhaps_dek(named, at, lead)
    return named


def _lead(blocks: Sequence[Block], start: int) -> int:
    """Return the number of the first paragraph, from `start` on; 1 past it if only short lines are left."""
    for i in range(start, len(blocks)):
        if blocks[i].role is Role.BODY and is_prose(blocks[i]):
            return i
    return start + 1 if start == 0 else start


def _above_headline(block: Block, told: _LeadWords) -> Block:
    if block.role is not Role.BODY or count_words(block.text) > 8:
        return block
    if _BREADCRUMBS.search(block.text):
        return block.judged(Role.NAVIGATION, "breadcrumbs, above the headline", 0.8)
    if names_people(block.text) and not told.shared(block):
        return block.judged(Role.BYLINE, "a name alone above the headline", 0.5)
    return (
        block.judged(Role.NAVIGATION, "short line above the headline", 0.6) if count_words(block.text) <= 4 else block
    )


def _byline_anywhere(block: Block) -> Block:
    if block.role not in (Role.BODY, Role.CREDIT) or len(block.text) > 160:
        return block
    if is_byline(block.text):
        return block.judged(Role.BYLINE, "“by” and a name", 0.9)
    if is_date_line(block.text):
        return block.judged(Role.DATELINE, "a line with the date", 0.85)
    return block


def _headline(blocks: Sequence[Block], lead: int, known: str | None) -> int | None:
    """Return which block is the headline: the one that the file names, else the first line above the lead that is like
    one.
    """
    if known is not None:
        key = _key(known)
        for i, block in enumerate(islice(blocks, lead + 3)):
            if block.role is Role.BODY or block.role in _UNSURE_ROLES:
                own = _key(block.text)
                if own and (own == key or (len(own) > 25 and (own.startswith(key) or key.startswith(own)))):
                    return i
        return None
    told = _LeadWords(blocks[lead : lead + _TELLING_PARAGRAPHS])
    likely: list[tuple[int, int]] = []  # place, words
    for i, block in enumerate(islice(blocks, lead)):
        words = count_words(block.text)
        unsure = block.role in _UNSURE_ROLES and words >= 5
        if not _may_be_headline(block.text, words) or not (block.role is Role.BODY or unsure):
            continue
        if block.role is not Role.BODY and told.shared(block) < 3:
            continue
        likely.append((i, words))
    if len(likely) < _MANY and lead > 0 and _names_the_subject(blocks[0], told, [blocks[i] for i, _ in likely]):
        return 0
    if not likely:
        return _first_line(blocks, lead)
    if len(likely) >= _MANY:
        return max(likely, key=lambda one: (min(told.shared(blocks[one[0]]), 2), one[1] >= 4, -one[0]))[0]
    return next((i for i, words in likely if words >= 4 or told.shared(blocks[i]) >= 2), likely[0][0])


def _names_the_subject(first: Block, told: _LeadWords, others: Sequence[Block]) -> bool:
    """Return whether a first line that could be a name is a headline: the article mentions it, but none of the other
    lines that could be the headline. An author is seldom mentioned in the text.
    """
    if first.role is not Role.BODY or not is_name_line(first.text) or is_agency_line(first.text):
        return False
    shared = told.shared(first)
    return shared > 0 and all(told.shared(other) <= shared for other in others)


class _LeadWords:
    """Words of the first paragraphs, computed only if needed."""

    def __init__(self, paragraphs: Sequence[Block]) -> None:
        self.paragraphs = paragraphs

    @cached_property
    def words(self) -> set[str]:
        return set(_WORD.findall(" ".join(block.text for block in self.paragraphs).lower()))

    @cached_property
    def common(self) -> set[str]:
        """The words that are there without a capital."""
        return set(_COMMON.findall(" ".join(block.text for block in self.paragraphs)))

    def is_no_name(self, text: str) -> bool:
        """Return whether half of the words of a text are words like any other."""
        words = _WORD.findall(text.lower())
        return 2 * sum(word in self.common for word in words) >= max(1, len(words))

    def shared(self, block: Block) -> int:
        """Return how many words of a block come again."""
        return len(self.words.intersection(_WORD.findall(block.text.lower())))


def _may_be_headline(text: str, words: int) -> bool:
    """Not too long, no sentence with its full stop, no label or address, and not only names or an agency."""
    if not 2 <= words <= _LONGEST_HEADLINE or "://" in text or (text.endswith(":") and words <= 2) or text[0] == "(":
        return False
    if _ENDS_A_SENTENCE.search(text) or _BREADCRUMBS.search(text):
        return False
    return not (is_name_line(text) and words <= 6) and not is_agency_line(text)


def _first_line(blocks: Sequence[Block], lead: int) -> int | None:
    """Return the lead itself, if it comes first and is a long headline rather than a paragraph."""
    if lead == 0 and blocks and blocks[0].role is Role.BODY:
        words = count_words(blocks[0].text)
        return 0 if words <= _LONGEST_HEADLINE and not ends_sentence(blocks[0].text) else None
    return None


def _headline_of(block: Block, blocks: Sequence[Block], known: str | None) -> Block:
    if known is not None:
        return block.judged(Role.HEADLINE, "the headline that the file states", 0.97)
    if block is blocks[0]:
        return block.judged(Role.HEADLINE, "first line, above the first paragraph", 0.9)
    return block.judged(Role.HEADLINE, "first line above the first paragraph that looks like a headline", 0.75)


def _above_lead(block: Block, told: _LeadWords, *, below_headline: bool) -> Block:
    text = block.text
    where = "between headline and first paragraph" if below_headline else "above the first paragraph"
    if block.role in (Role.BODY, Role.CREDIT) and is_agency_line(text):
        return block.judged(Role.BYLINE, f"an agency alone, {where}", 0.85)
    if block.role is not Role.BODY:
        return block
    words = count_words(text)
    if words <= 12 and names_people(text) and not told.is_no_name(text):
        return block.judged(Role.BYLINE, f"a name alone, {where}", 0.6 if below_headline else 0.5)
    if words <= 10 and not ends_sentence(text) and has_date(text):
        return block.judged(Role.DATELINE, f"a short line with a date, {where}", 0.7)
    if below_headline and 6 <= words <= _LONGEST_DEK:
        return block.judged(Role.DEK, f"sentence {where}", 0.75)
    return block


def _perhaps_dek(blocks: Sequence[Block], headline: int, lead: int) -> Block:
    """Return the blocks with the first paragraph as a dek, if a byline or a date is on the next line, and paragraphs
    below that.
    """
    block = blocks[lead]
    above, below = blocks[headline + 1 : lead], blocks[lead + 1 : lead + 2]
    signed = [one for one in below if one.role in (Role.BYLINE, Role.DATELINE) and one.lines[0] > block.lines[1]]
    goes_on = any(one.role is Role.BODY and is_prose(one) for one in blocks[lead + 2 :])
    if (
        signed
        and goes_on
        and count_words(block.text) <= _LONGEST_DEK
        and all(one.role is not Role.BYLINE for one in above)
    ):
        return block.judged(Role.DEK, "between the headline and the byline", 0.8)
    return block


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
