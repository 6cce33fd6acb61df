"""The mark of wireside's own exports and `--json` lines, so that those kept among articles are never read as articles.

A JSON object has it as a key, wherever it stands among the others."""

from __future__ import annotations

import re

MARK = "wireside export"
REASON = "a wireside export, not an article"
_MARKED = re.compile(
    rb"\s*+(?:"
    rb"<!-- wireside export\b"  # Markdown
    rb"|(?:\[\s*)?\{\s*\"wireside export\"\s*:"  # JSON
    rb"|[^\r\n]*[,;\t]\"?wireside export\"?[\r\n]"  # CSV: the last column
    rb")"
)

_PRINTED = re.compile(rb"\s*\{\s*\"wireside export\"\s*:\s*true\b")


def is_export(head: bytes) -> bool:
    """Return whether a file that begins so was exported by wireside."""
    return _MARKED.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def is_printed(head: bytes) -> bool:
    """Return whether a file begins with a line of `--json`, after which lines of others may follow."""
    return _PRINTED.match(head.removeprefix(b"\xef\xbb\xbf")) is not None
