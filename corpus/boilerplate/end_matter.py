"""The end of an article: stray lines among its widgets, and comments of readers that no heading announces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Block, Role
from corpus.boilerplate.blocks import count_words, ends_sentence, is_prose
from corpus.boilerplate.lines import BULLET

_LONGEST_STRAY = 12
_DASHES = "–—"  # who is quoted stands behind one, below the quote
_QUOTE = re.compile(r"[\"“”„«»]")
_ADDRESS = re.compile(r"\w://|www\.|\S@\S")
_QUOTED = re.compile(r"[\"“„«][^\"“”„»«]{0,2000}[\"”“»]")
_I = re.compile(r"\b(?:I|I[’']\w+|[Mm]y|me|[Mm]ine|[Ii]ch|[Mm]eine?|[Jj]e|[Yy]o)\b")
_YOU = re.compile(r"\b(?:you|your|yours|u|guys|folks)\b", re.I)
_ANSWERS = re.compile(
    r"(?:agreed?|disagree|exactly|well said|great (?:article|post|read|piece|story|job)|nice (?:article|"
    r"post|read)|good (?:article|post|read|point)|thanks?|thank you|lol|really\?|sorry,? but|"
    r"so true|excellent|shame|wow|yes,|no,|this is (?:so|just|why)|why (?:do|does|is|are)|genau|danke|"
    r"stimmt|bravo|merci)\b",
    re.I,
)
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|told|added|asked|according to|sagte|erklärte|déclaré|dijo|disse|ha detto)\b", re.I
)


def strip_strays(blocks: Sequence[Block]) -> list[Block]:
    """Strip short lines below the last paragraph that are between stripped ones."""
    judged = list(blocks)
    last = max((i for i, block in enumerate(blocks) if _holds_the_article(block)), default=len(blocks))
    for i in range(last + 1, len(judged)):
        block, above = judged[i], judged[i - 1]
        below = judged[i + 1] if i + 1 < len(judged) else None
        if not _is_stray(block):
            continue
        if above.stripped and (below is None or below.stripped or _is_stray(below)):
            judged[i] = block.judged(above.role, f"short line below the article, next to: {above.reason}", 0.7)
    return judged


def strip_lists(blocks: Sequence[Block]) -> list[Block]:
    """Return a list of links above the headline or below the last paragraph is navigation."""
    first = next((i for i, block in enumerate(blocks) if _holds_the_article(block)), len(blocks))
    last = max((i for i, block in enumerate(blocks) if _holds_the_article(block)), default=-1)
    judged = list(blocks)
    for i in (*range(first), *range(last + 1, len(blocks))):
        if judged[i].role is Role.BODY and _is_link_line(blocks, i):
            judged[i] = judged[i].judged(Role.NAVIGATION, "one of a list of links outside the article", 0.7)
    return judged


def mark_reader_comments(blocks: Sequence[Block]) -> list[Block]:
    """Prose at the very end that talks as a reader does, below an article that does not talk like that."""
    judged, i = list(blocks), len(blocks) - 1
    last = next((block for block in reversed(blocks) if not block.stripped), None)
    if last is None or not _sounds_like_a_reader(last):
        return judged
    told = [i for i, block in enumerate(blocks) if block.role is Role.BODY and is_prose(block)]
    article = told[:-1]
    if len(told) < 5 or sum(_says_i(blocks[k].text) for k in article) > 0.1 * len(article):
        return judged
    while i > told[4] and (judged[i].stripped or _sounds_like_a_reader(judged[i])):
        if not judged[i].stripped:
            judged[i] = judged[i].judged(
                Role.READER_COMMENT,
                f"a guess: it comes last, {_traits(judged[i].text)}, as the article never does; no heading says so",
                0.6,
            )
        i -= 1
    return judged


def _says_i(text: str) -> bool:
    return _I.search(_QUOTED.sub("", text)) is not None


def _holds_the_article(block: Block) -> bool:
    return block.role in (Role.HEADLINE, Role.CREDIT, Role.CAPTION) or (
        block.role is Role.BODY and (is_prose(block) or ends_sentence(block.text))
    )


def _is_stray(block: Block) -> bool:
    if block.role not in (Role.BODY, Role.SUBHEAD, Role.DATELINE) or _QUOTE.search(block.text):
        return False
    return count_words(block.text) <= _LONGEST_STRAY


def _is_link_line(blocks: Sequence[Block], i: int) -> bool:
    text = blocks[i].text
    if count_words(text) > 12 or ends_sentence(text):
        return False
    return (BULLET.match(text) is not None and text[0] not in _DASHES) or text.startswith(("#", "|"))


def _sounds_like_a_reader(block: Block) -> bool:
    text = block.text
    if block.role is not Role.BODY or not ("?" in text or "!" in text or text[0].islower() or _ANSWERS.match(text)):
        return False
    if _QUOTE.search(text) or _ADDRESS.search(text) or _ATTRIBUTED.search(text):
        return False
    return len(_signs(text)) >= (2 if _ANSWERS.match(text) else 3)


def _signs(text: str) -> list[str]:
    """Return the words of a text that are a reader's voice rather than a reporter's."""
    signs = []
    if _I.search(text):
        signs.append("says “I”")
    if _ANSWERS.match(text):
        signs.append("begins like an answer")
    if text.count("?") and not text.startswith(("“", '"')):
        signs.append("asks questions")
    if _YOU.search(text):
        signs.append("says “you”")
    if text.count("!") >= 1:
        signs.append("exclaims")
    if text[0].islower():
        signs.append("begins in lower case")
    return signs


def _traits(text: str) -> str:
    signs = _signs(text)
    return signs[0] if len(signs) == 1 else f"{', '.join(signs[:-1])} and {signs[-1]}"
