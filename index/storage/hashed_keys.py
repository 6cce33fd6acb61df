"""8-byte keys of lines and outlets: BLAKE2b of the folded text, so that a key is the same in every index."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from hashlib import blake2b

from corpus.overrides.line_key import line_key


def line_keys(texts: Iterable[str]) -> bytes:
    """Return the keys of the lines of an article, each once, ascending, packed as native uint64."""
    return array("Q", sorted({key_of(text) for text in texts})).tobytes()


def key_of(text: str) -> int:
    """Return the key of one line."""
    return key_of_folded(line_key(text))


def key_of_folded(line: str) -> int:
    """Return the key of a line that `line_key` has folded."""
    return int.from_bytes(blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def outlet_key(name: str) -> int:
    """Return the key of an outlet, whatever its case and blanks; 0 for none."""
    plain = " ".join(name.casefold().split())
    return int.from_bytes(blake2b(plain.encode(), digest_size=8).digest()) if plain else 0
