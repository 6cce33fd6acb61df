"""Plain text and Markdown: one article a file."""

from __future__ import annotations

from corpus.readers.decode import decode
from corpus.readers.formats import is_page
from corpus.readers.html_pages import read_html
from corpus.safety import make_safe
from corpus.source import Problem, Source, article_id


def read_text(raw: bytes, name: str) -> Source | Problem:
    """Return the article that `raw` is; a page that was saved under a text's name is read as the page it is."""
    text = make_safe(decode(raw))
    if not text.strip():
        return Problem(name, "empty")
    if is_page(text):
        return read_html(raw, name)
    return Source(article_id(raw), name, "text", text)
