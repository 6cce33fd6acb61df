"""Cut a page into blocks: all the text that it shows, piece by piece, each with its offsets in the source.

The elements around a piece (`<nav>`, a class that says "share", links) are kept with it, for the passes that give it a
role.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from corpus.article import Block, Role
from corpus.boilerplate.html.element_path import NOWHERE, ElementPath
from corpus.boilerplate.html.html_tokens import HtmlToken, attributes, html_tokens
from corpus.safety import UNSEEN, make_safe_line

_BLOCK_TAGS = frozenset().union(
    ("address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog"),
    ("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
    ("h6", "header", "hgroup", "html", "label", "legend", "li", "main", "menu", "nav", "noscript", "ol", "optgroup"),
    ("option", "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot"),
    ("th", "thead", "tr", "ul"),
)
_BREAKS = _BLOCK_TAGS | {"hr"}
_IRREGULAR = re.compile(r"\s{2,}|[^\S ]|\xad|&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")

# An element that ends where one of these begins, and the elements beyond which that does not reach.
_ENDED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "option": (frozenset(("option",)), frozenset(("select",))),
}
_ENDS_PARAGRAPH = (frozenset(("p",)), frozenset(("button", "td", "th", "table", "caption")))
_FARTHEST_END = 16


class PageBlock(NamedTuple):
    """A block, the elements around it, and the share of its characters that are links."""

    block: Block
    place: ElementPath
    linked: float


def split_page(text: str) -> Iterator[PageBlock]:
    """Yield the blocks of a page, in order, without roles yet, with the elements around each."""
    page = _Page(text)
    for token in html_tokens(text):
        if token.kind == "text":
            page.show(token.start, token.end)
        elif token.name == "a":
            page.link(token)
        elif token.name == "br":
            if page.breaks_twice(token):
                yield from page.cut()
        elif token.name in _BREAKS:
            yield from page.cut()
            page.turn(token)
    yield from page.cut()


class _Page:
    """The state of cutting a page: the open elements, and the block that is being put together."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._newlines = [found.start() for found in re.finditer("\n", text)]
        self._open: list[tuple[str, ElementPath]] = []
        self._open_by_name: Counter[str] = Counter()
        self._in_link = False
        self._begin()

    def _begin(self) -> None:
        self._shown: list[str] = []
        self._runs: list[tuple[int, int]] = []
        self._length = 0
        self._start = self._end = 0
        self._space_at: int | None = None
        self._broken = False
        self._linked = 0

    def cut(self) -> Iterator[PageBlock]:
        """Yield the block that ends here, if there is one."""
        if self._length:
            shown = "".join(self._shown)
            lines = bisect_left(self._newlines, self._start) + 1, bisect_left(self._newlines, self._end) + 1
            place = self._open[-1][1] if self._open else NOWHERE
            reason = "text of the page"
            block = Block(Role.BODY, shown, self._start, self._end, lines, reason, 0.5, tuple(self._runs))
            yield PageBlock(block, place, self._linked / self._length)
        self._begin()

    def turn(self, tag: HtmlToken) -> None:
        """Go into an element, or out of it."""
        if tag.kind == "close":
            if self._open_by_name[tag.name]:
                while self._pop() != tag.name:
                    pass
            return
        if self._open_by_name["p"]:
            self._end_implied(_ENDS_PARAGRAPH)
        if tag.name in _ENDED_BY:
            self._end_implied(_ENDED_BY[tag.name])
        if tag.name in _BLOCK_TAGS:
            around = self._open[-1][1] if self._open else NOWHERE
            self._open.append((tag.name, around.inside(tag.name, attributes(self._text, tag))))
            self._open_by_name[tag.name] += 1

    def link(self, tag: HtmlToken) -> None:
        opens = tag.kind == "open"
        if opens and self._text[max(0, tag.start - 4) : tag.start].lower() == "</a>":
            self._space(tag.start)  # links that touch are told apart by style only
        self._in_link = opens

    def breaks_twice(self, tag: HtmlToken) -> bool:
        """Return whether this `<br>` is the second in a row, which ends a paragraph."""
        self._space(tag.start)
        again, self._broken = self._broken, True
        return again

    def show(self, start: int, end: int) -> None:
        """Take the text between two tags into the block: white space collapsed, entities resolved."""
        at = start
        for found in _IRREGULAR.finditer(self._text, start, end):
            self._plain(at, found.start())
            at = found.end()
            if found[0][0] == "&":
                self._entity(unescape(found[0]) or "\ufffd", found)
            elif found[0] != UNSEEN:
                self._space(found.start())
        self._plain(at, end)

    def _plain(self, start: int, end: int) -> None:
        """Text without entities, in which all white space is single spaces."""
        if start < end and self._text[start] == " ":
            self._space(start)
            start += 1
        if start < end:
            bare = end - 1 if self._text[end - 1] == " " else end
            self._words(self._text[start:bare], start, bare)
            if bare < end:
                self._space(bare)

    def _entity(self, resolved: str, found: re.Match[str]) -> None:
        if resolved[0].isspace():
            self._space(found.start())
        shown = make_safe_line(resolved)
        if shown:
            self._words(shown, found.start(), found.end())
        if resolved[-1].isspace():
            self._space(found.start())

    def _words(self, words: str, start: int, end: int) -> None:
        if self._length and self._space_at is not None:
            self._add(" ", self._space_at)
        elif not self._length:
            self._start = start
        self._add(words, start)
        self._space_at, self._broken, self._end = None, False, end
        if self._in_link:
            self._linked += len(words)

    def _space(self, at: int) -> None:
        """Add a space at `at`, unless there is one before it already."""
        if self._space_at is None:
            self._space_at = at

    def _add(self, shown: str, at: int) -> None:
        if not self._runs or self._runs[-1][1] + self._length - self._runs[-1][0] != at:
            self._runs.append((self._length, at))
        self._shown.append(shown)
        self._length += len(shown)

    def _end_implied(self, ended: tuple[frozenset[str], frozenset[str]]) -> None:
        names, bounds = ended
        for back in range(1, min(len(self._open), _FARTHEST_END) + 1):
            name = self._open[-back][0]
            if name in names:
                for _ in range(back):
                    self._pop()
                return
            if name in bounds:
                return

    def _pop(self) -> str:
        name, _ = self._open.pop()
        self._open_by_name[name] -= 1
        return name
