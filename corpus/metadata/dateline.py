"""The dateline: where and when the article was filed, as its first paragraph says before it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from corpus.article import Block, Evidence, Role, Verdict
from corpus.boilerplate.name_patterns import AGENCIES, DATE
from corpus.metadata.date.patterns import WrittenDate, find_dates
from corpus.metadata.evidence import line_of, with_evidence

_CAPITALS = r"[A-ZÀ-ÖØ-ÞА-Я][A-ZÀ-ÖØ-ÞА-Я.’'-]+"
_PLACE = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}"
_REGION = r"(?:,\s(?!\w+day\b)(?:[A-Z][\w.’'-]+)(?:\s[A-Z][\w.’'-]+){0,2})"
_WHEN = rf"(?:,?\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?(?:,?\s(?:{DATE}|\d{{1,2}}\s?[A-Z][a-z]+\.?))?"
_DASH = r"(?:--+|[–—―]|\s-\s|-\s)"
_FILED = re.compile(
    rf"(?P<place>{_PLACE}{_REGION}?){_WHEN},?\s?(?:\((?P<agency>[^)]{{2,40}})\)|(?:{AGENCIES}))?\s?{_DASH}\s?(?=\S)"
)
_FILED_BY_AGENCY = re.compile(
    rf"(?P<place>[A-ZÀ-Þ][\w.’'-]+(?:[ /][A-ZÀ-Þ][\w.’'-]+){{0,3}}{_REGION}?)(?:,?\s{DATE})?,?\s"
    rf"\((?P<agency>(?:{AGENCIES})(?:/[\w. ]+)?)\)\s?(?:{_DASH}|:|\.|(?=[A-Z]))"
)
_LONGEST = 120
_NO_PLACE = re.compile(
    r"(?:BREAKING|UPDATED?|EXCLUSIVE|CORRECTION|WATCH|NOTE|EDITOR'?S|READ|VIDEO|LIVE|OPINION|ANALYSIS|NEWS|"
    r"PHOTOS?|ADVERTISEMENT|FILE|Q|A|I|THE|A)\b"
)


class Dateline(NamedTuple):
    """A dateline: the block that it opens, its words, the place, the day and the agency if it names them."""

    block: Block
    words: str
    place: str
    day: WrittenDate | None
    agency: str | None
    verdict: Verdict


def find_dateline(blocks: Sequence[Block]) -> Dateline | None:
    """Return the dateline, or None."""
    for block in islice((block for block in blocks if block.role is Role.BODY), 3):
        filed, reason, confidence = _FILED.match(block.text, 0, _LONGEST), "capitals and a dash open", 0.95
        if filed is None or _NO_PLACE.match(block.text):
            filed, reason, confidence = _FILED_BY_AGENCY.match(block.text, 0, _LONGEST), "place and agency open", 0.9
        if filed is not None:
            words, place = filed[0].strip(), filed["place"].rstrip(", ")
            day = next(find_dates(words), None)
            said = "place and day" if day else "place"
            evidence = Evidence(True, place, line_of(block), f"“{words}”", f"{said} before the first sentence")
            verdict = with_evidence(Verdict(place, f"{reason} {line_of(block)}", confidence), evidence)
            return Dateline(block, words, place, day, filed["agency"], verdict)
    return None
