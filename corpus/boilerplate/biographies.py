"""Author biographies: a paragraph below an article about somebody whom the article does not mention."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Block, Role
from corpus.boilerplate.blocks import count_words, is_prose

_MOST_PARAGRAPHS = 2
_FEWEST_ABOVE = 3  # paragraphs
_FEWEST_WORDS, _MOST_WORDS = 5, 100
_CALLING = (
    r"(?:(?:senior|staff|chief|deputy|managing|contributing|executive|associate|political|foreign|freelance|digital|"
    r"national|assistant|adjunct|visiting|investigative|former|award-winning|independent|news|politics|opinion|business)"
    r"[\s-])*(?:reporter|correspondent|editor|writer|columnist|author|journalist|professor|lecturer|fellow|blogger|host|"
    r"contributor|producer|economist|analyst|director|researcher|scholar|critic|commentator|faculty|novelist)\b"
)
_IS_A = re.compile(
    r"[•*—–\s]{0,3}(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,3})(?:,? [A-Z]{2,4}®?)?(?:\s\([^()]{1,60}\))?,?\s"
    rf"(?:(?:is|was)\s(?:[\w’'.&-]+\s){{0,9}}?{_CALLING}"
    r"|(?:covers|writes (?:about|on|for)|reports on|has (?:covered|written (?:about|for)|worked (?:as|for))|"
    r"joined)\s\w"
    r"|(?:teaches|directs|edits)\s\w)"
)


def mark_biographies(blocks: Sequence[Block]) -> list[Block]:
    """Strip paragraphs below the last one of the article that introduce somebody whom it never mentions."""
    marked = list(blocks)
    paragraphs = [i for i, block in enumerate(blocks) if block.role is Role.BODY and is_prose(block)]
    article = paragraphs[:-_MOST_PARAGRAPHS]
    if len(article) < _FEWEST_ABOVE:
        return marked
    for i in range(len(blocks) - 1, article[-1], -1):
        block = blocks[i]
        if block.role not in (Role.BODY, Role.SUBHEAD):
            continue
        name = _whose(block)
        if name is not None and not any(_surname(name) in blocks[k].text for k in (*article, *range(article[-1], i))):
            marked[i] = block.judged(Role.PROMO, f"says who {name} is, who is not mentioned in the article", 0.8)
        elif is_prose(block):
            break
    return marked


def _whose(block: Block) -> str | None:
    """Of whom a block is a biography; None where it is none."""
    if not _FEWEST_WORDS <= count_words(block.text) <= _MOST_WORDS:
        return None
    found = _IS_A.match(block.text)
    return found["name"] if found else None


def _surname(name: str) -> str:
    return name.rsplit(" ", 1)[-1]
