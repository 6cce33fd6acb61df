"""Keys of lines: what a site puts into all its articles differs only in counts, dates and case."""

from __future__ import annotations

import re

_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")


def line_key(text: str) -> str:
    """Return a line as it is compared: white space collapsed, lower case, `#` for every number."""
    return _FIGURES.sub("#", " ".join(text.casefold().split()))
