"""HTML pages: the whole page is the text, and what it says of itself comes along as metadata."""

from __future__ import annotations

import re

from corpus.article import Published, Verdict
from corpus.readers.dates import read_date
from corpus.readers.decode import decode_page
from corpus.readers.page_tree import Element, page_tree
from corpus.safety import make_safe, make_safe_line
from corpus.source import Brought, Problem, Source, article_id

_STATED, _INFERRED, _CHANGED = 0.93, 0.8, 0.6
_HOST_ONLY = 0.7
_SHORTEST_HEADLINE = 10
_LANGUAGE = re.compile(r"\s*([a-z]{2,3})(?:[-_].*)?\s*", re.I | re.A)
# Without bounds of its own, the search leaves out dates before 1995 and, by the clock, those to come.
_DATE_CONFIG = {"original_date": True, "extensive_search": False, "min_date": "1800-01-01", "max_date": "2200-12-31"}
_BARS = re.compile(r"\s+[|·•»–—-]\s+")
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+")


def read_html(raw: bytes, name: str) -> Source | Problem:
    """The article that the page `raw` is."""
    text = make_safe(decode_page(raw))
    if not text.strip():
        return Problem(name, "empty")
    return Source(article_id(raw), name, "html", text, page_says(text))


def page_says(text: str) -> Brought:
    """What a page says of itself, in its meta elements, its JSON-LD, its headings and its address."""
    tree = page_tree(text)
    if tree is None:
        return Brought()
    from trafilatura.metadata import extract_metadata

    try:
        said = extract_metadata(tree, date_config=dict(_DATE_CONFIG))
    except Exception:  # a page can break any of the parsers behind this; then it says nothing
        return Brought()
    metas = _metas(tree)
    outlet = make_safe_line(said.sitename or "")
    return Brought(
        headline=_headline(tree, make_safe_line(said.title or ""), outlet, metas),
        byline=_verdict(make_safe_line(said.author or "").replace("; ", ", "), metas),
        outlet=_outlet(outlet, said.url or "", metas),
        published=_published(said.date, metas),
        language=_language(tree),
        url=make_safe_line(said.url) if said.url else None,
    )


def _metas(tree: Element) -> dict[str, str]:
    """The names of the page's meta elements by what they say."""
    return {
        make_safe_line(meta.get("content")).casefold(): make_safe_line(meta.get("property") or meta.get("name"))
        for meta in tree.iter("meta")
        if meta.get("content") and (meta.get("property") or meta.get("name"))
    }


def _verdict(value: str, metas: dict[str, str]) -> Verdict | None:
    if not value:
        return None
    name = metas.get(value.casefold())
    return Verdict(value, f'page metadata "{name}"', _STATED) if name else Verdict(value, "page metadata", _INFERRED)


def _headline(tree: Element, title: str, outlet: str, metas: dict[str, str]) -> Verdict | None:
    """The title without the outlet's name behind it."""
    headings = (" ".join("".join(heading.itertext()).split()) for heading in tree.iter("h1"))
    for heading in headings:
        if len(heading) >= _SHORTEST_HEADLINE and title.casefold().startswith(heading.casefold()):
            return Verdict(make_safe_line(heading), "page metadata, and the page's main heading", 0.97)
    bars = list(_BARS.finditer(title))
    if bars and outlet and title[bars[-1].end() :].casefold() == outlet.casefold():
        return Verdict(title[: bars[-1].start()], "page metadata, without the outlet's name", _INFERRED)
    return _verdict(title, metas)


def _outlet(outlet: str, url: str, metas: dict[str, str]) -> Verdict | None:
    if outlet and _HOST.fullmatch(outlet) and outlet.casefold() in url.casefold():
        return Verdict(outlet, "host of the page's address", _HOST_ONLY)
    return _verdict(outlet, metas)


def _published(written: str | None, metas: dict[str, str]) -> Published | None:
    when = read_date(written)
    if when is None:
        return None
    names = sorted((name for said, name in metas.items() if said.startswith(when.value)), key=_tells_of_a_change)
    if not names:
        return Published(when.value, when.precision, "page metadata", _INFERRED)
    confidence = _CHANGED if _tells_of_a_change(names[0]) else _STATED
    return Published(when.value, when.precision, f'page metadata "{names[0]}"', confidence)


def _tells_of_a_change(name: str) -> bool:
    return "modif" in name.lower() or "update" in name.lower()


def _language(tree: Element) -> str | None:
    found = _LANGUAGE.fullmatch(tree.get("lang") or tree.get("xml:lang") or "")
    return found[1].lower() if found else None
