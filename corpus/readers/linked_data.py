"""The JSON-LD of a page, which states its article for machines: headline, authors, dates, the whole text.

Pages hold broken JSON, lists in lists, and data on everything but the article; what can't be read is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec import DecodeError, Struct
from msgspec.json import decode

_SCRIPT = re.compile(r"""<script\b[^>]{0,300}?\btype\s*=\s*["']?application/ld\+json[^>]{0,200}>""", re.I)
_END = re.compile(r"</script", re.I)
_TAG = re.compile(r"<[^<>]{0,500}>")
_BREAK = re.compile(r"<(?:/?p|/?div|/?li|/?h[1-6]|br)\b[^<>]{0,500}>|\r?\n", re.I)
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_KIND = re.compile(r"(?:Article|Posting|Report|Review|WebPage|Blog)$")
_MOST_THINGS = 2000
_DEEPEST = 12


class StatedArticle(Struct, frozen=True):
    """An article as its page describes it; what it does not say is empty."""

    kind: str
    headline: str
    authors: tuple[str, ...]
    published: str
    text: str

    @property
    def is_article(self) -> bool:
        return not self.kind.endswith(("WebPage", "Blog"))


def linked_data(page: str) -> tuple[StatedArticle, ...]:
    """Return the articles, and pages, that the JSON-LD of a page describes, articles first."""
    found = [thing for parsed in _parsed(page) for thing in _things(parsed)]
    return tuple(sorted(found, key=lambda thing: not thing.is_article))


def _parsed(page: str) -> Iterator[object]:
    for script in _SCRIPT.finditer(page):
        end = _END.search(page, script.end())
        if end is None:
            return
        written = page[script.end() : end.start()].strip()
        try:
            yield decode(_CONTROLS.sub(" ", written))
        except (DecodeError, RecursionError):
            continue


def _things(parsed: object) -> Iterator[StatedArticle]:
    """Yield all that is described in a piece of JSON, however deep, that is an article."""
    nodes = _nodes(parsed)
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    for node in nodes:
        kinds = node.get("@type")
        kind = next((k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)), "")
        if _KIND.search(kind):
            yield StatedArticle(
                kind,
                _words(node.get("headline") or node.get("name")),
                tuple(_names(node.get("author"), named)),
                _words(node.get("datePublished")),
                _text(node.get("articleBody")),
            )


def _nodes(parsed: object) -> list[dict[str, object]]:
    nodes: list[dict[str, object]] = []
    level: list[object] = [parsed]
    for _ in range(_DEEPEST):
        inner: list[object] = []
        for value in level[:_MOST_THINGS]:
            if isinstance(value, dict):
                nodes.append(value)
                inner += value.values()
            elif isinstance(value, list):
                inner += value
        level = inner
    return nodes


def _names(author: object, named: dict[object, dict[str, object]]) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        if isinstance(one, dict):
            known = one if "name" in one else named.get(one.get("@id"), {})
            name = known.get("name")
            yield from (_words(part) for part in (name if isinstance(name, list) else [name]) if _words(part))
        elif _words(one):
            yield _words(one)


def _words(value: object) -> str:
    return " ".join(_TAG.sub(" ", unescape(value)).split()) if isinstance(value, str) else ""


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return "\n".join(line for part in _BREAK.split(unescape(value)) if (line := _words(part)))
