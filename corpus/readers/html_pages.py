"""HTML pages: the whole page is the text; parsing it gives its metadata and its main text.

Reading does not parse a page, since that takes ten times as long; whoever describes it does, once. Trafilatura and lxml
are imported then, so that reading text does not pay for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from msgspec.structs import replace

from corpus.article import Published, Verdict
from corpus.readers.decode import decode_page
from corpus.readers.formats import is_page
from corpus.readers.linked_data import StatedArticle, linked_data
from corpus.readers.page_metadata import is_outlet, pick_authors, pick_headline
from corpus.readers.page_tree import Element, page_tree
from corpus.readers.timestamps import read_timestamp
from corpus.safety import make_safe, make_safe_line
from corpus.source import ParsedPage, Problem, Source, StatedMetadata, article_id

_STATED, _INFERRED, _CHANGED = 0.93, 0.8, 0.6
_HOST_ONLY = 0.7
_OUTLET_ALONE = 0.4
_LANGUAGE = re.compile(r"\s*([a-z]{2,3})(?:[-_].*)?\s*", re.I | re.A)
# Without bounds of its own, the search leaves out dates before 1995 and, by the clock, those to come.
_DATE_CONFIG = {"original_date": True, "extensive_search": False, "min_date": "1800-01-01", "max_date": "2200-12-31"}
_LINKED = 'page metadata "{}", in JSON-LD'
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+")


def read_html(raw: bytes, name: str) -> Source | Problem:
    """Return the article that the page `raw` is."""
    text = make_safe(decode_page(raw))
    if not text.strip():
        return Problem(name, "empty")
    return Source(article_id(raw), name, "page", text)


def parse_page(source: Source) -> Source:
    """Return the source with its page parsed; with the metadata that it states, if it is a whole page.

    A text, or a source whose page is parsed already, is returned as it is.
    """
    if source.form == "text" or source.page is not None:
        return source
    whole = source.form == "page"
    tree = page_tree(source.text) if whole or is_page(source.text) else None
    linked = linked_data(source.text)
    brought = _page_says(tree, [one for one in linked if one.is_article]) if whole else source.brought
    main = main_text(tree) if tree is not None and is_page(source.text) else ()
    stated = max((one.text for one in linked), key=len, default="")
    return replace(source, brought=brought, page=ParsedPage(main, tuple(stated.split("\n"))))


def main_text(tree: Element) -> tuple[str, ...]:
    """Return the lines of a page's main text; none if trafilatura finds nothing, or fails."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    try:
        document = bare_extraction(tree, include_comments=False)
    except Exception:  # a page can break any of the parsers behind this; then it is judged by its tags
        return ()
    return tuple(document.text.split("\n")) if isinstance(document, Document) and document.text else ()


def _page_says(tree: Element | None, articles: Sequence[StatedArticle]) -> StatedMetadata:
    """Return what a page states about its article, in meta elements, JSON-LD, headings and its address."""
    if tree is None:
        return _linked_data_says(articles)
    from trafilatura.metadata import extract_metadata

    try:
        said = extract_metadata(tree, date_config=dict(_DATE_CONFIG))
    except Exception:  # a page can break any of the parsers behind this; then it says nothing
        return StatedMetadata()
    metas = _metas(tree)
    outlet = make_safe_line(said.sitename or "")
    return StatedMetadata(
        headline=_headline(tree, make_safe_line(said.title or ""), articles, outlet, metas),
        byline=_byline(make_safe_line(said.author or ""), articles, outlet, metas),
        outlet=_outlet(outlet, said.url or "", metas),
        published=_stated_date(articles) or _published(said.date, metas),
        language=_language(tree),
        url=make_safe_line(said.url) if said.url else None,
    )


def _linked_data_says(articles: Sequence[StatedArticle]) -> StatedMetadata:
    """Return what the JSON-LD of a page states, for one whose elements can't be read."""
    headline = next((said for thing in articles if (said := make_safe_line(thing.headline))), "")
    return StatedMetadata(
        headline=Verdict(headline, _LINKED.format("headline"), _STATED) if headline else None,
        byline=_byline("", articles, "", {}),
        published=_stated_date(articles),
    )


def _metas(tree: Element) -> dict[str, str]:
    """Return the names of the page's meta elements by what they say."""
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


def _headline(
    tree: Element, title: str, articles: Sequence[StatedArticle], outlet: str, metas: dict[str, str]
) -> Verdict | None:
    """Return the main heading that says what a title says, or the title, without the outlet's name behind it."""
    headings = [make_safe_line("".join(heading.itertext())) for heading in tree.iter("h1")]
    titles = [make_safe_line("".join(element.itertext())) for element in islice(tree.iter("title"), 1)]
    said = [made for thing in articles[:1] if (made := make_safe_line(thing.headline))]
    stated = [one for one in (*said, title, *titles) if one]
    value, is_heading = pick_headline(headings, stated, outlet)
    if is_heading:
        return Verdict(value, "page metadata, and the page's main heading", 0.97)
    if value in said:
        return Verdict(value, _LINKED.format("headline"), _STATED)
    if value != title and value:
        return Verdict(value, "page metadata, without the outlet's name", _INFERRED)
    return _verdict(value, metas)


def _byline(author: str, articles: Sequence[StatedArticle], outlet: str, metas: dict[str, str]) -> Verdict | None:
    """Return the authors of the article as its JSON-LD says, else as its meta elements or its byline do.

    An outlet that names itself as the author says little: a byline in the text says more.
    """
    stated = next((thing.authors for thing in articles if thing.authors), ())
    authors = pick_authors([make_safe_line(one) for one in stated], outlet)
    if authors and not is_outlet(authors[0], outlet):
        return Verdict(", ".join(authors), _LINKED.format("author"), _STATED)
    found = _verdict(author.replace("; ", ", "), metas)
    others = pick_authors([author], outlet)
    if found and others and not is_outlet(others[0], outlet):
        return replace(found, value=", ".join(others))
    alone = authors or others
    return Verdict(alone[0], "page metadata, where the outlet is the author", _OUTLET_ALONE) if alone else None


def _stated_date(articles: Sequence[StatedArticle]) -> Published | None:
    for thing in articles:
        if (when := read_timestamp(thing.published or None)) is not None and when.precision == "day":
            return Published(when.value, when.precision, _LINKED.format("datePublished"), 0.95)
    return None


def _outlet(outlet: str, url: str, metas: dict[str, str]) -> Verdict | None:
    if outlet and _HOST.fullmatch(outlet) and outlet.casefold() in url.casefold():
        return Verdict(outlet, "host of the page's address", _HOST_ONLY)
    return _verdict(outlet, metas)


def _published(written: str | None, metas: dict[str, str]) -> Published | None:
    when = read_timestamp(written)
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
