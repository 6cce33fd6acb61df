"""Putting the articles of an index into stories: what is new joins, what is gone leaves.

An article keeps its place for as long as its features stay the same, and little comes in before it. Where the places
are damaged or missing, all are computed again from the features, which each article has in the index.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from index.storage.whoosh.segment import ID, SEAL, sealed, unsealed
from index.storage.whoosh.snapshot import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray


class StoryAssignments(Struct, frozen=True, array_like=True):
    """The places of n articles, packed: `ids` (S12), `sums` (uint32, checksums of the features),
    `stories` and `originals` (uint32, numbers of articles here; see `corpus.stories.Stories`). `generation` is the
    commit whose articles they all are, -1 where some were not placed yet."""

    generation: int
    ids: bytes
    sums: bytes
    stories: bytes
    originals: bytes


_PLACED_AGAIN = 1_000
"""Articles: if no more of them have a later date than what is new, gone or changed, they are all placed again, in a
few seconds, so that the stories are those of an index made in one go. Of more, only what is new is placed."""

_NAME = b"stories"
_NONE = StoryAssignments(-1, b"", b"", b"", b"")


def brought_up_to_date(snapshot: Snapshot, kept: bytes, stop: threading.Event) -> bytes:
    """Places for all articles of a commit, on from those that were `kept`, or for some, where `stop` is set.

    Raises ValueError where a segment is damaged.
    """
    from corpus.stories import Stories, StoryFeatures

    places, read = unpacked(kept), msgspec.msgpack.Decoder(StoryFeatures).decode
    packed = [one for segment in snapshot.segments for one in segment.features()]
    sums = np.frombuffer(b"".join([one[:SEAL] for one in packed]), "<u4")
    docs = _still_there(snapshot, np.frombuffer(places.ids, ID))
    stays = np.zeros(len(docs), bool)
    stays[np.unique(docs, return_index=True)[1]] = True  # an index that held an article twice had it placed twice
    stays &= docs >= 0
    stays[stays] = sums[docs[stays]] == np.frombuffer(places.sums, "<u4")[stays]
    known = {doc: read(packed[doc][SEAL:]) for doc in docs[stays].tolist()}
    for doc in np.setdiff1d(np.flatnonzero(snapshot.alive), docs[stays]).tolist():
        known[doc] = read(unsealed(snapshot.ids[doc], packed[doc]))
    del packed
    in_order = sorted(known, key=lambda doc: known[doc].in_order)
    first = _first_out_of_order(docs, stays, in_order)
    if len(in_order) - first <= _PLACED_AGAIN:
        stays[first:] = False
    docs = docs[stays]
    placed = {*docs.tolist()}
    coming = [doc for doc in in_order if doc not in placed]
    stories = Stories(
        [known[doc] for doc in (*docs.tolist(), *coming)],
        _firsts(np.frombuffer(places.stories, np.uint32)[stays]),
        _firsts(np.frombuffer(places.originals, np.uint32)[stays]),
    )
    for _ in coming:
        if stop.is_set():
            break
        stories.place_next()
    docs = np.append(docs, np.array(coming, np.intp))[: len(stories.stories)]
    now = StoryAssignments(
        snapshot.generation if len(docs) == snapshot.count else -1,
        snapshot.ids[docs].tobytes(),
        sums[docs].tobytes(),
        np.array(stories.stories, np.uint32).tobytes(),
        np.array(stories.originals, np.uint32).tobytes(),
    )
    return sealed(_NAME, msgspec.msgpack.encode(now))


def _first_out_of_order(docs: NDArray[np.intp], stays: NDArray[np.bool_], in_order: Sequence[int]) -> int:
    """Count the places, from the first on, that are those which clustering all articles in order would give."""
    most = min(len(docs), len(in_order))
    same = stays[:most] & (docs[:most] == np.array(in_order[:most], np.intp))
    return most if same.all() else int(np.argmin(same))


def _still_there(snapshot: Snapshot, ids: NDArray[np.bytes_]) -> NDArray[np.intp]:
    """The live article with each id, -1 where there is none."""
    live = np.flatnonzero(snapshot.alive)
    if not len(live):
        return np.full(len(ids), -1)
    live = live[np.argsort(snapshot.ids[live])]
    docs = live[np.minimum(np.searchsorted(snapshot.ids[live], ids), len(live) - 1)]
    docs[snapshot.ids[docs] != ids] = -1
    return docs


def _firsts(numbers: NDArray[np.uint32]) -> list[int]:
    """For each the place of the first with its number: if that one is gone, the next replaces it."""
    _, first, which = np.unique(numbers, return_index=True, return_inverse=True)
    firsts: list[int] = first[which].tolist()
    return firsts


def generation_of(kept: bytes) -> int:
    """The commit whose articles all have their place in what was kept; -1 where there is none, or it is damaged."""
    return unpacked(kept).generation


def check_places(kept: bytes) -> None:
    """Raises ValueError where what was kept is damaged."""
    if kept:
        unsealed(_NAME, kept)


def unpacked(kept: bytes) -> StoryAssignments:
    """The places that were kept; none where they are damaged."""
    try:
        return msgspec.msgpack.decode(unsealed(_NAME, kept), type=StoryAssignments) if kept else _NONE
    except (ValueError, msgspec.MsgspecError):
        return _NONE
