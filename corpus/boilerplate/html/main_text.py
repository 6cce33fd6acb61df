"""Find the pieces of a page that its main text is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.boilerplate.html.page_blocks import PageBlock

_NOT_LETTERS = re.compile(r"[\W_]+")
_SHINGLE = 12  # letters
_STEP = 3
_COVERED = 0.6


def matching_pieces(pieces: Sequence[PageBlock], lines: Sequence[str]) -> list[bool]:
    """Return for each piece of a page whether the main text has it.

    Pieces are found by their shingles, short ones by being a line of the main text. What the main text says once only
    one piece can have said: one that is seen rather than a hidden copy, then the longest, and of equals the one nearest
    to the heart of the text. So a teaser with the headline, or with the beginning of the lead, is not taken for either.
    """
    keys = [letters_only(piece.block.text) for piece in pieces]
    line_keys = [letters_only(line) for line in lines]
    unsaid = Counter(key for key in line_keys if 0 < len(key) < _SHINGLE)
    unsaid.update(_shingles("".join(line_keys), step=1))
    likely = [i for i, key in enumerate(keys) if _is_covered(_shingles(key, _STEP) or [key], unsaid)]
    heart = _heart(likely, keys)
    found = [False] * len(pieces)
    for i in sorted(likely, key=lambda i: (_is_copy(pieces[i]), -len(keys[i]), abs(i - heart))):
        own = _shingles(keys[i], step=1) or [keys[i]]
        if _is_covered(own, unsaid):
            found[i] = True
            unsaid.subtract(own)
    return found


def _is_copy(piece: PageBlock) -> bool:
    """Return whether a piece may be there to be copied, not read."""
    return piece.place.hidden or "textarea" in piece.place.regions


def letters_only(text: str) -> str:
    """Return the letters and digits of `text`: what stays the same however a text is set."""
    return _NOT_LETTERS.sub("", text.casefold())


def _shingles(key: str, step: int) -> list[str]:
    return [key[i : i + _SHINGLE] for i in range(0, len(key) - _SHINGLE + 1, step)]


def _is_covered(own: Sequence[str], unsaid: Counter[str]) -> bool:
    return sum(unsaid[shingle] > 0 for shingle in own) >= _COVERED * len(own)


def _heart(likely: Sequence[int], keys: Sequence[str]) -> int:
    """Return the piece in the middle of what is likely: half of its letters come before."""
    half = sum(len(keys[i]) for i in likely) / 2
    for i in likely:
        half -= len(keys[i])
        if half <= 0:
            return i
    return 0
