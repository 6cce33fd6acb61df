"""HTML cut into tags and text, with exact offsets, in time that grows with the page and no faster.

The standard library's parser takes seconds for a few kilobytes of unclosed tags and raises on some declarations, and
its behaviour differs between versions of Python; lxml gives no offsets. Tags follow the HTML standard; a tag that never
ends is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_MARKUP = re.compile(r"<(?:(?P<comment>!--)|(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)|(?P<bogus>[!?]|/(?!$)))")
_REST_OF_TAG = re.compile(r"""(?>[^>=]+|=\s*+(?>"[^"]*+"|'[^']*+')?+)*+>""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_LONGEST_ATTRIBUTES = 2000

# Nobody sees what these hold: code, drawings, and what stands in for media that can't be played.
_INVISIBLE = frozenset(
    (
        "script",
        "style",
        "title",
        "template",
        "svg",
        "iframe",
        "noembed",
        "noframes",
        "audio",
        "video",
        "canvas",
        "datalist",
    )
)
_OF_HEAD = frozenset(("html", "head", "title", "meta", "link", "base", "script", "style", "noscript", "template"))


class HtmlToken(NamedTuple):
    """A tag, or a stretch of text, from `start` to `end`. `name` is the tag's, in lower case; empty for text."""

    kind: Literal["text", "open", "close"]
    name: str
    start: int
    end: int


def html_tokens(text: str) -> Iterator[HtmlToken]:
    """Yield the tags and the visible text of a page, in order. Comments and what is invisible are passed over."""
    at = 0
    in_head = False
    never_closed: set[str] = set()
    while (found := _MARKUP.search(text, at)) is not None:
        if found.start() > at:
            yield HtmlToken("text", "", at, found.start())
        if found["comment"]:
            at = _behind(text, "-->", found.start() + 2)
        elif found["bogus"]:
            at = _behind(text, ">", found.end())
        else:
            rest = _REST_OF_TAG.match(text, found.end())
            if rest is None:
                yield HtmlToken("text", "", found.start(), len(text))
                return
            name, at = found["name"].lower(), rest.end()
            yield HtmlToken("close" if found["close"] else "open", name, found.start(), at)
            in_head = name == "head" and not found["close"] if name not in _OF_HEAD or name == "head" else in_head
            hides = name in _INVISIBLE or (in_head and name == "noscript")
            if hides and not found["close"] and name not in never_closed:
                closing = re.compile(rf"</{name}(?=[\s/>])", re.I).search(text, at)
                if closing is not None:
                    at = closing.start()
                elif name in ("script", "style"):
                    return
                else:
                    never_closed.add(name)
    if at < len(text):
        yield HtmlToken("text", "", at, len(text))


def attributes(text: str, tag: HtmlToken) -> dict[str, str]:
    """Return the attributes of a tag; of one with very many, the first."""
    start = tag.start + 1 + len(tag.name)
    found = _ATTRIBUTE.finditer(text, start, min(tag.end - 1, start + _LONGEST_ATTRIBUTES))
    return {part[1].lower(): part[2] or part[3] or part[4] or "" for part in found}


def _behind(text: str, sign: str, at: int) -> int:
    found = text.find(sign, at)
    return len(text) if found < 0 else found + len(sign)
