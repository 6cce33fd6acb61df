"""The location of a corpus's index: in the user's cache folder, one folder a corpus."""

from __future__ import annotations

import re
from hashlib import blake2b
from os import fsencode
from pathlib import Path


def index_folder(corpus: Path, cache: Path) -> Path:
    """The folder for the index of `corpus` below `cache`: its name, and 12 hex digits of its resolved path."""
    resolved = corpus.resolve()
    name = re.sub(r"[^\w.-]+", "-", resolved.name).strip("-.")[:40] or "corpus"
    return cache / f"{name}-{blake2b(fsencode(resolved)).hexdigest()[:12]}"
