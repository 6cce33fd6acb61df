"""A budget for parsers: the part of a page that they are given. Past that, some of them take minutes and gigabytes.

A budget of seconds would treat the same page in two ways, on an idle machine and on a busy one, so what is counted is
what costs time: characters, tags, tags in a row with no paragraph among them, attributes of one tag. The count is
coarse on purpose: whatever looks like a tag is one, also in scripts and comments, since parsers disagree about where
these end.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

# The largest of some hundred pages of news have 1.5 million characters, 3,400 tags, 400 of them in a row, and what
# looks like a tag with 350 attributes.
MAX_CHARACTERS = 5_000_000
MAX_TAGS = 20_000
MAX_IN_A_ROW = 1_500  # trafilatura's time grows with their square: 0.3 s for so many
MAX_ATTRIBUTES = 2_000  # libxml2's time grows with their square: 3 ms for so many

_TAG = re.compile(r"<([a-zA-Z][\w:-]*+)(?=[\s/>])")
_REST_OF_TAG = re.compile(r"""(?>[^>=]+|=\s*+(?>"[^"]*+"|'[^']*+')?+)*+>""")
_ATTRIBUTE = re.compile(r"""[^\s=/>"']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_NOT_IN_A_TAG = re.compile(r"-->|</[a-zA-Z]")  # a quotation mark in a comment or a script must not hide what follows
_ENDS_A_ROW = frozenset().union(
    ("article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form"),
    ("h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "li", "main", "nav", "ol", "p", "pre", "section", "table"),
    ("td", "th", "tr", "ul"),
)


@lru_cache(maxsize=1)
def over_budget(page: str) -> str | None:
    """Return what a page has too much of to be parsed, in a few words, or None if it can be."""
    if len(page) > MAX_CHARACTERS:
        return f"more than {MAX_CHARACTERS:,} characters"
    in_a_row = 0
    for tags, tag in enumerate(_TAG.finditer(page), start=1):
        in_a_row = 0 if tag[1].lower() in _ENDS_A_ROW else in_a_row + 1
        if tags > MAX_TAGS:
            return f"more than {MAX_TAGS:,} tags"
        if in_a_row > MAX_IN_A_ROW:
            return f"more than {MAX_IN_A_ROW:,} tags in one paragraph"
    return f"a tag with more than {MAX_ATTRIBUTES:,} attributes" if _has_a_wide_tag(page) else None


def _has_a_wide_tag(page: str) -> bool:
    at = stop = 0
    for tag in _TAG.finditer(page):
        start = tag.end()
        if start < at:
            continue
        if stop < start:
            found = _NOT_IN_A_TAG.search(page, start)
            stop = found.start() if found else len(page)
        rest = _REST_OF_TAG.match(page, start, stop)
        at = rest.end() if rest else stop
        attributes = _ATTRIBUTE.finditer(page, start, at) if at - start > MAX_ATTRIBUTES else iter(())
        if next(islice(attributes, MAX_ATTRIBUTES, None), None) is not None:
            return True
    return False
