"""What the user has marked, tagged and read, as the panes show it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class UserMarks(Struct, frozen=True, eq=False):
    """Ids of articles: those marked, those read, and the tags of each. A change makes a new value."""

    marked: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    tags: Mapping[str, tuple[str, ...]] = {}
