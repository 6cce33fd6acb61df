"""Formats of files: those of the known endings, and what a text without one looks like."""

from __future__ import annotations

import re
from typing import Literal

Format = Literal["text", "html", "json", "jsonl"]

_ENDING = re.compile(r"\.(txt|text|md|html?|jsonl?)(?:\.gz)?$", re.I)
_FORMATS: dict[str, Format] = {"htm": "html", "html": "html", "json": "json", "jsonl": "jsonl"}
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_MARKUP = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|figure|table|tr|td)(?:\s[^<>]*)?/?>", re.I
)


def format_of(file_name: str) -> Format | None:
    """Return the format of the ending of `file_name`, or None for an unknown ending."""
    found = _ENDING.search(file_name)
    return _FORMATS.get(found[1].lower(), "text") if found else None


def is_page(text: str) -> bool:
    """Return whether `text` begins as an HTML page does."""
    return _PAGE.match(text, 0, 4096) is not None


def is_markup(text: str) -> bool:
    """Return whether `text` is a page or a piece of one: tags separate its paragraphs."""
    if "<" not in text:
        return False
    if is_page(text):
        return True
    tags = _MARKUP.finditer(text)
    return next(tags, None) is not None and next(tags, None) is not None
