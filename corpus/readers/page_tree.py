"""Parse a page with lxml as trafilatura does, within the budget, and without warnings on stderr."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Protocol

from corpus.readers.page_budget import over_budget


class Element(Protocol):
    """The part of an lxml element that is used."""

    def get(self, name: str, default: str = "") -> str: ...

    def iter(self, *tags: str) -> Iterator[Element]: ...

    def itertext(self, *, with_tail: bool = ...) -> Iterator[str]: ...


def page_tree(text: str) -> Element | None:
    """Return the tree of a page, or None if lxml makes nothing of it or it is over the budget."""
    if over_budget(text):
        return None
    _hush()
    from trafilatura.utils import load_html

    try:
        tree: Element | None = load_html(text)
    except Exception:  # lxml and trafilatura raise all kinds on broken pages, and none of it is the user's doing
        return None
    return tree


def _hush() -> None:
    """Keep libraries from printing warnings about pages on stderr."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability", "charset_normalizer"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
            logger.propagate = False
