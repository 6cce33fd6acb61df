"""JSON for terminals and files: what could steer a terminal or turn text around is escaped, and still the same JSON."""

from __future__ import annotations

import re

# DEL and C1, direction marks and overrides, line and paragraph separators, and what ends a line to some programs
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def harmless(encoded: str) -> str:
    """Return encoded JSON with control and bidi characters as \\uXXXX; they only occur in its strings."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded)
