"""Match articles by path. All their paths together are few bytes beside their words, so these are searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.storage.whoosh.snapshot import Snapshot


class Paths:
    """The paths of all articles of a snapshot."""

    def __init__(self, snapshot: Snapshot, places: Sequence[tuple[str, str]]) -> None:
        """`places` are ids and paths."""
        self._size = snapshot.size
        self._docs = snapshot.docs_of([id for id, _ in places])
        self._paths = [path.casefold() for _, path in places]

    def having(self, part: str) -> NDArray[np.bool_]:
        """Select the articles that have a path with this in it, in upper or lower case: n bool."""
        sought = part.casefold()
        docs = self._docs[np.array([sought in path for path in self._paths], bool)]
        there = np.zeros(self._size, bool)
        there[docs[docs >= 0]] = True
        return there
