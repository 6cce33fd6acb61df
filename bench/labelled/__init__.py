"""The data that quality is measured on and weights learn from: a module a file, all beside the checkout, none in it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

DATA = Path(__file__).parents[3] / "shared" / "data"


def digest(file: Path) -> str:
    """SHA-256 of a file, in hex."""
    return sha256(file.read_bytes()).hexdigest()
