"""Credits: where an article says that it is not all its own: an agency's name, or who else reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from corpus.article import Article, Block, Role

_AGENCY = (
    r"Reuters|Agence France[- ]Presse|AFP|(?:The )?Associated Press|AP|Bloomberg(?: News)?|Xinhua|TASS|ITAR-TASS"
    r"|Interfax|dpa|Deutsche Presse-Agentur|ANSA|EFE|PTI|Press Trust of India|IANS|ANI|UPI|United Press International"
    r"|PA Media|Press Association|(?:The )?Canadian Press|Kyodo(?: News)?|Yonhap|Anadolu(?: Agency)?|Agencies"
    r"|(?:[A-Z]\w+ ){1,2}(?:Wire|News Agency|News Service|Newswire)"
)
_IN_BRACKETS = re.compile(rf"[(\[]\s*({_AGENCY})\s*[)\]]")
_ALONE = re.compile(
    rf"\W*(?:(?:By|From|Source:?|©|Copyright(?: \d{{4}})?)\s+)?(?:[A-Z][\w.-]+ [A-Z][\w.-]+,\s+)?({_AGENCY})\b[\s\W]*"
    rf"(?:in [A-Z][\w ]+)?"
)
_AT_THE_END = re.compile(
    rf"\s((?:[A-Z][\w.-]+ ){{1,3}}[A-Z]?[\w.-]*,? ?(?:{_AGENCY}))\s*/?\s*$|\s[–—-]\s?({_AGENCY})\W*$"
)
_REPORTING = re.compile(
    r"(?:With )?(?:[Aa]dditional reporting|Reporting|Writing|[Ff]iles|Contributions?)(?: and \w+)? (?:by|from)"
    r" ([^;()]{3,120})"
)
_NAMES = re.compile(rf"\b({_AGENCY})\b")
_MOST_WORDS = 14


class WireCredit(Struct, frozen=True):
    """A credit to others: `source` is the agency or reporter; `text`, at `start` to `end` of the source, gives the
    credit.
    """

    source: str
    text: str
    start: int
    end: int


def wire_credits(article: Article) -> tuple[WireCredit, ...]:
    """Return the credits of an article, in order, each source once. Credits of photographs are none of its words."""
    found: dict[str, WireCredit] = {}
    for block in article.blocks:
        if block.role in (Role.BYLINE, Role.CREDIT, Role.DATELINE, Role.BODY, Role.DEK) or not block.stripped:
            for source, start, end in _in_block(block):
                credit = WireCredit(
                    source, block.text[start:end].strip(), block.to_source(start), block.to_source(end - 1) + 1
                )
                found.setdefault(source.casefold(), credit)
    return tuple(found.values())


def _in_block(block: Block) -> Iterator[tuple[str, int, int]]:
    text = block.text
    if block.role is Role.CAPTION or block.role is Role.HEADLINE or "Photo" in text[:200]:
        return
    for match in _IN_BRACKETS.finditer(text) if "(" in text or "[" in text else ():
        yield match[1], *match.span()
    short = len(text) < 200 and len(text.split()) <= _MOST_WORDS
    if short and block.role in (Role.BYLINE, Role.CREDIT, Role.DATELINE):
        for match in _NAMES.finditer(text):
            yield match[1], 0, len(text)
    elif short and (whole := _ALONE.fullmatch(text)):
        yield whole[1], 0, len(text)
    tail = max(0, len(text) - 120)
    if (last := _AT_THE_END.search(text, tail)) and (name := _NAMES.search(last[0])):
        yield name[1], last.start() + 1, last.end()
    if reporting := _REPORTING.search(text) if short else _REPORTING.match(text, len(text) - len(text.lstrip("([ "))):
        yield reporting[1].strip(" .)"), *reporting.span()
