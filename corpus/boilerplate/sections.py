"""Sections: a heading such as “More to Read” strips what is below it. What ends a section matters most."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Block, Role
from corpus.boilerplate.blocks import blank_lines_before, count_words, ends_sentence, is_prose

_LONGEST_HEAD = 6
_LONGEST_ITEM = 25
_MOST_ITEMS = 12
_OWN_LINK = re.compile(r":\s*\w")
_BUTTON = re.compile(
    r"\W*(?:read|learn|find out|see|view|show|watch|click|weiterlesen|mehr (?:infos|lesen|informationen))\b", re.I
)
_COMMENT_TRACE = re.compile(
    r"\b(?:reply|replies|antworten|répondre|responder|rispondi|says|said|wrote|schrieb|upvotes?|likes?|"
    r"report abuse|permalink|flag|ago|vor \d+|il y a|hace)\b|\d{1,2}:\d\d",
    re.I,
)


def close_sections(blocks: Sequence[Block]) -> list[Block]:
    """Give what is below a heading of links or of comments the role of that heading."""
    judged = list(blocks)
    space = list(blank_lines_before(blocks))
    prose_after = _prose_words_from(blocks)
    in_all = prose_after[0] if blocks else 0
    i = 0
    while i < len(judged):
        block = judged[i]
        if block.role is Role.RELATED and _is_head(block) and not (prose_after[i] and _BUTTON.match(block.text)):
            i = _links_under(judged, space, i, last=prose_after[i] == 0)
        elif (
            block.role is Role.COMMENT_WIDGET and _is_head(block) and _opens_comments(judged, i, in_all, prose_after[i])
        ):
            _comments_under(judged, i)
            break
        else:
            i += 1
    return judged


def _is_head(block: Block) -> bool:
    """Return whether a block announces others: short, and without a link of its own behind a colon."""
    return len(block.text) <= 60 and count_words(block.text) <= _LONGEST_HEAD and not _OWN_LINK.search(block.text)


def _prose_words_from(blocks: Sequence[Block]) -> list[int]:
    """For each block the words of running text from it to the end."""
    words = [0]
    for block in reversed(blocks):
        words.append(words[-1] + (count_words(block.text) if block.role is Role.BODY and is_prose(block) else 0))
    return words[:0:-1]


def _links_under(blocks: list[Block], space: Sequence[int], head: int, *, last: bool) -> int:
    """Judge the links under the heading at `head`; returns where the section ends."""
    reason = f"below “{blocks[head].text.strip(' :-–—•*#>|')}”"
    end = head + 1
    while end < len(blocks) and end - head <= _MOST_ITEMS and (blocks[end].stripped or _may_be_link(blocks[end])):
        if blocks[end].role is Role.RELATED and _is_head(blocks[end]):
            break
        if end > head + 1 and space[head + 1] == 0 and space[end] > 0 and not last:
            break
        end += 1
    items = end
    if not last and items - 1 > head and items < len(blocks) and _may_be_subhead(blocks[items - 1].text):
        items -= 1
    for i in range(head + 1, items):
        if not blocks[i].stripped:
            blocks[i] = blocks[i].judged(Role.RELATED, reason, 0.85 if last else 0.75)
    return end


def _may_be_subhead(text: str) -> bool:
    """Return whether a line right above a paragraph may rather belong to that than to the links above."""
    return count_words(text) <= 3 or text.endswith(("?", ":")) or text.isupper()


def _may_be_link(block: Block) -> bool:
    if block.role in (Role.SUBHEAD, Role.DATELINE, Role.BYLINE):
        return True
    if block.role is not Role.BODY:
        return False
    words = count_words(block.text)
    return words <= _LONGEST_ITEM and not (ends_sentence(block.text) and words > 9 and not block.text.endswith("?"))


def _opens_comments(blocks: Sequence[Block], head: int, in_all: int, after: int) -> bool:
    """Return whether comments follow: there is little prose below, or it bears the traces of comments."""
    before = in_all - after
    if before < 60:
        return False
    below = blocks[head + 1 : head + 13]
    traces = sum(len(block.text) <= 80 and _COMMENT_TRACE.search(block.text) is not None for block in below)
    return after == 0 or traces >= (1 if after <= 0.15 * before else 3)


def _comments_under(blocks: list[Block], head: int) -> None:
    reason = f"below “{blocks[head].text.strip(' :-–—•*#>|')}”"
    for i in range(head + 1, len(blocks)):
        block = blocks[i]
        if block.role is Role.BODY or block.role in (Role.SUBHEAD, Role.DATELINE, Role.BYLINE):
            role = Role.READER_COMMENT if is_prose(block) or ends_sentence(block.text) else Role.COMMENT_WIDGET
            blocks[i] = block.judged(role, reason, 0.8)
