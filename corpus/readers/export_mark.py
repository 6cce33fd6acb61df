"""The mark that wireside's own exports carry, so that one that is kept among articles is never read as one."""

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


def is_export(head: bytes) -> bool:
    """Return whether a file that begins so was exported by wireside."""
    return _MARKED.match(head.removeprefix(b"\xef\xbb\xbf")) is not None
