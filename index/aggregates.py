"""Aggregates over all articles of a commit, kept in the manifest: paths, line counts, actors, stories. Each is read
when it is first needed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from index.actors.actor_map import as_now, kept_table
from index.actors.actor_names import ActorNames
from index.actors.actor_table import STAMP, ActorTable
from index.building.line_statistics import Recurrence, recurrence_of
from index.errors import IndexDamaged, doubled, trouble_with
from index.storage.whoosh.segment import SEAL
from index.storage.whoosh.snapshot import checksum_of_contents
from index.stories.clustering import check_places
from index.stories.story_lookup import StoriesKept

if TYPE_CHECKING:
    from corpus.actors.linking.corrections import Correction
    from corpus.source import Problem
    from index.storage.manifest import About, Manifest
    from index.storage.whoosh.snapshot import Snapshot


class Told(NamedTuple):
    """Of which commit the lines were counted, and the marks of the map of actors and of the stories."""

    counted: int
    actors: bytes
    stories: bytes


class Aggregates:
    """The aggregates of the articles of a snapshot. Safe to use from several threads.

    Raises DamagedData and sqlite3.Error where the manifest is damaged.
    """

    def __init__(self, manifest: Manifest, snapshot: Snapshot) -> None:
        self._asking = threading.RLock()
        self._begin(manifest, snapshot)

    def _begin(self, manifest: Manifest, snapshot: Snapshot) -> None:
        self._manifest = manifest
        self._snapshot = snapshot
        self._told = self._told_now()
        self._counts: Recurrence | None = None
        self._stories: StoriesKept | None = None
        self._actors: tuple[tuple[Correction, ...], ActorNames] | None = None

    def turn_to(self, manifest: Manifest, snapshot: Snapshot) -> None:
        """Tell of a newer commit from now on."""
        with self._asking:
            self._manifest.close()
            self._begin(manifest, snapshot)

    @property
    def outdated(self) -> bool:
        """Return True if a run has since stored newer aggregates of the same articles."""
        with self._asking:
            return self._told_now() != self._told

    def _told_now(self) -> Told:
        manifest = self._manifest
        return Told(manifest.about().counted, manifest.stamp("actors", STAMP), manifest.stamp("stories", SEAL))

    @property
    def counts(self) -> Recurrence | None:
        """Return how often lines recur, None if they were not counted."""
        with self._asking:
            if self._counts is None:
                self._counts = recurrence_of(self._manifest)
            return self._counts

    @property
    def stories(self) -> StoriesKept:
        """Return the stories of the articles."""
        with self._asking:
            if self._stories is None:
                self._stories = self.stories_in(self._snapshot)
            return self._stories

    def stories_in(self, snapshot: Snapshot) -> StoriesKept:
        """The same for the articles of an earlier commit."""
        with self._asking:
            return StoriesKept(snapshot, self._manifest.kept("stories"))

    def actors(self, corrections: tuple[Correction, ...]) -> ActorNames:
        """Return the actors of the articles, with the user's corrections applied."""
        with self._asking:
            if self._actors is None:
                kept, generation = kept_table(self._manifest)
                now = partial(_table_now, self._snapshot, kept, generation)
                self._actors = corrections, ActorNames(kept, now, corrections)
            elif self._actors[0] != corrections:
                self._actors = corrections, self._actors[1].with_corrections(corrections)
            return self._actors[1]

    def paths(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The names of all places where each article is, sorted."""
        with self._asking:
            return self._manifest.paths(ids)

    def places(self) -> list[tuple[str, str]]:
        """The id of each article and the name of each place where it is."""
        with self._asking:
            return self._manifest.places()

    def ids_at(self, place: str) -> tuple[str, ...]:
        """The ids of the articles in the file of this name, or of the one at a place in it ("news.jsonl#3")."""
        inside = f"{place}#"
        return tuple(dict.fromkeys(id for id, name in self.places() if name == place or name.startswith(inside)))

    def places_version(self) -> int:
        """Another number whenever they may have changed."""
        with self._asking:
            return self._manifest.version()

    def about(self) -> tuple[About, tuple[Problem, ...]]:
        """The state of the index, and what could not be read."""
        with self._asking:
            return self._manifest.about(), self._manifest.problems()

    def check(self) -> None:
        """Look at every byte. Raises IndexDamaged, or what else damage raises."""
        with self._asking:
            about, snapshot = self._manifest.about(), self._snapshot
            same = about.generation == snapshot.generation
            if same and checksum_of_contents(snapshot.build, snapshot.generation) != about.contents:
                raise IndexDamaged(f"the index in {snapshot.build.parent} is damaged: its table of contents")
            ids = snapshot.sorted_ids
            if doubles := int((ids[1:] == ids[:-1]).sum()):
                raise doubled(snapshot.build.parent, doubles)
            self._manifest.check()
            check_places(self._manifest.kept("stories"))

    def close(self) -> None:
        """Let go of the manifest. Closing twice is fine."""
        with self._asking:
            self._manifest.close()


def _table_now(snapshot: Snapshot, kept: ActorTable, generation: int) -> ActorTable:
    """The table for a snapshot, from the one of a `generation`. Raises IndexDamaged, whenever it is asked for."""
    if generation == snapshot.generation:
        return kept
    with trouble_with(snapshot.build.parent):
        return as_now(snapshot, kept)
