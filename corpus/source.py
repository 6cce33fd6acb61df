"""A source: one article as it was read from a file, decoded and made safe, before any inference."""

from __future__ import annotations

from hashlib import blake2b
from typing import Literal

from msgspec import Struct

from corpus.article import Published, Verdict


class StatedMetadata(Struct, frozen=True):
    """The metadata that a file states about its article, each value with the field it is from. Text files state
    none.
    """

    headline: Verdict | None = None
    byline: Verdict | None = None
    outlet: Verdict | None = None
    published: Published | None = None
    language: str | None = None
    url: str | None = None


class ParsedPage(Struct, frozen=True):
    """The texts that parsers find in a page: `main`, the lines of its main text, and `stated`, those of its metadata.

    Both are empty if the page has none, or is too much to parse.
    """

    main: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()


class Source(Struct, frozen=True):
    """One article in one file.

    `path` is how the user sees it: a file, or `file#3` for the third article of a file of many. `text` is the decoded
    file, for JSON the decoded body. It is safe to show: see `corpus.safety`.

    A file of HTML has the form "page", and states its metadata once it is parsed (`page`); "html" is the body of an
    article that is marked up, whose metadata came from elsewhere.
    """

    id: str
    path: str
    form: Literal["text", "html", "page"]
    text: str
    brought: StatedMetadata = StatedMetadata()
    page: ParsedPage | None = None


class Problem(Struct, frozen=True):
    """A file, or a line of one, that could not be read, and why, in a few words."""

    path: str
    reason: str


def article_id(raw: bytes) -> str:
    """Return the id of an article: the first 12 hex digits of BLAKE2b over its raw bytes."""
    return blake2b(raw).hexdigest()[:12]
