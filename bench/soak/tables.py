"""All that an index keeps, in a form that two indexes of the same folder can be compared by."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from index.actors.actor_map import kept_table
from index.building.line_statistics import recurrence_of
from index.storage.folders import current_build
from index.storage.index_entry import unpack_article, unpack_text
from index.storage.manifest import Manifest
from index.storage.whoosh.segment import ID
from index.storage.whoosh.snapshot import Snapshot
from index.stories.clustering import unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

Tables = dict[str, object]
"""By name; equal for equal indexes, whatever the order in which articles came and how many segments there are."""


def tables(folder: Path) -> Tables:
    """Return all kept tables of the build in use, each article by its id."""
    build = current_build(folder)
    assert build is not None
    with closing(Manifest(build)) as manifest:
        snapshot = Snapshot(build, manifest.about(), {})
        try:
            return {**_of_manifest(manifest), **_of_articles(snapshot), "words": _words(snapshot)}
        finally:
            for segment in snapshot.segments:
                segment.close()


def differences(some: Mapping[str, object], others: Mapping[str, object]) -> list[str]:
    """Return the names of the tables that are not equal."""
    return [name for name in some if some[name] != others[name]]


def _of_manifest(manifest: Manifest) -> Tables:
    about, counts = manifest.about(), recurrence_of(manifest)
    table, generation = kept_table(manifest)
    return {
        "files": manifest.files(),
        "places": sorted(manifest.places()),
        "problems": manifest.problems(),
        "state": (about.complete, about.counted == about.generation == generation),
        "rules": manifest.kept("rules"),
        "line counts": counts.pack() if counts and manifest.count() else b"",
        "actors": (table.rows.found(), table.actors),
        "stories": _stories(manifest.kept("stories"), about.generation),
    }


def _stories(kept: bytes, generation: int) -> tuple[bool, dict[str, tuple[list[str], str]]]:
    """By article the articles of its story, and the one whose text it repeats."""
    places = unpacked(kept)
    ids = [id.decode() for id in np.frombuffer(places.ids, ID).tolist()]
    stories = np.frombuffer(places.stories, np.uint32).tolist()
    originals = np.frombuffer(places.originals, np.uint32).tolist()
    members: defaultdict[int, list[str]] = defaultdict(list)
    for id, story in zip(ids, stories, strict=True):
        members[story].append(id)
    first = {number: ids[originals.index(number)] for number in originals}
    return places.generation == generation, {
        id: (sorted(members[story]), first[original])
        for id, story, original in zip(ids, stories, originals, strict=True)
    }


def _of_articles(snapshot: Snapshot) -> Tables:
    """By article all columns. Under which of its paths it was read is left out: that depends on which came first."""
    articles: dict[bytes, list[object]] = defaultdict(list)
    for doc in np.flatnonzero(snapshot.alive).tolist():
        segment, there = snapshot.place(doc)
        articles[snapshot.ids[doc]].append(
            (
                replace(unpack_article(segment.article(there)), paths=()),
                unpack_text(segment.text(there)),
                segment.lines_of(there),
                segment.features_of(there),
                int(snapshot.published[doc]),
                float(snapshot.lengths[doc]),
                bytes(snapshot.languages[doc]),
                int(snapshot.outlet_keys[doc]),
            )
        )
    return {"articles": dict(articles)}


def _words(snapshot: Snapshot) -> dict[tuple[str, bytes], list[tuple[bytes, int, tuple[int, ...]]]]:
    """By field and word the articles that have it, how often, and at which places."""
    found: defaultdict[tuple[str, bytes], list[tuple[bytes, int, tuple[int, ...]]]] = defaultdict(list)
    for base, segment in zip(snapshot.bases, snapshot.segments, strict=True):
        for field, lists in segment.words.items():
            for number, word in enumerate(lists.words(range(len(lists)))):
                docs, counts, places = segment.words.postings(field, number, number + 1)
                ends = np.cumsum(counts, dtype=np.int64)
                for doc, count, end in zip(docs.tolist(), counts.tolist(), ends.tolist(), strict=True):
                    if snapshot.alive[base + doc]:
                        at = tuple(places[end - count : end].tolist())
                        found[field, bytes(word)].append((snapshot.ids[base + doc], count, at))
    return {key: sorted(each) for key, each in found.items()}
