"""The dateline: where the article was filed from, as its first paragraph says before it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from corpus.article import Block, Role, Verdict
from corpus.boilerplate.terms import AGENCIES, DATE

_CAPITALS = r"[A-ZÀ-ÖØ-ÞА-Я][A-ZÀ-ÖØ-ÞА-Я.’'-]+"
_PLACE = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}"
_REGION = r"(?:,\s(?!\w+day\b)(?:[A-Z][\w.’'-]+)(?:\s[A-Z][\w.’'-]+){0,2})"
_DASH = r"(?:--+|[–—―]|\s-\s|-\s)"
_FILED = re.compile(
    rf"(?P<place>{_PLACE}{_REGION}?)(?:,?\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|,?\s{DATE}|"
    rf",?\s\d{{1,2}}\s?[A-Z][a-z]+\.?)?,?\s?(?:\((?P<agency>[^)]{{2,40}})\)|(?:{AGENCIES}))?\s?{_DASH}\s?\S"
)
_FILED_BY_AGENCY = re.compile(
    rf"(?P<place>[A-ZÀ-Þ][\w.’'-]+(?:[ /][A-ZÀ-Þ][\w.’'-]+){{0,3}}{_REGION}?)(?:,?\s{DATE})?,?\s"
    rf"\((?:{AGENCIES})(?:/[\w. ]+)?\)\s?(?:{_DASH}|:|\.|(?=[A-Z]))"
)
_LONGEST = 120
_NO_PLACE = re.compile(
    r"(?:BREAKING|UPDATED?|EXCLUSIVE|CORRECTION|WATCH|NOTE|EDITOR'?S|READ|VIDEO|LIVE|OPINION|ANALYSIS|NEWS|"
    r"PHOTOS?|ADVERTISEMENT|FILE|Q|A|I|THE|A)\b"
)


def find_dateline(blocks: Sequence[Block]) -> Verdict | None:
    """The place before the lead, as it is written there, or None."""
    for block in islice((block for block in blocks if block.role is Role.BODY), 3):
        if (filed := _FILED.match(block.text, 0, _LONGEST)) and not _NO_PLACE.match(block.text):
            return Verdict(filed["place"].rstrip(", "), f"capitals and a dash open line {block.lines[0]}", 0.95)
        if filed := _FILED_BY_AGENCY.match(block.text, 0, _LONGEST):
            return Verdict(filed["place"], f"place and agency open line {block.lines[0]}", 0.9)
    return None
