"""The stories of a commit, read: which articles are on one event, as `index.stories.clustering` has put them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from index.storage.whoosh.segment import unsealed
from index.storage.whoosh.snapshot import Snapshot
from index.stories.clustering import unpacked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.stories import Story, StoryFeatures


class StoryCounts(NamedTuple):
    """The number of other articles on an article's story, and of those with the same text."""

    on_story: int
    same_text: int


class StoriesKept:
    """The stories of a commit, as far as they are known.

    Arrays of n articles: `story` and `original` (int64, -1 where nothing is known) are numbers that are the same for
    all articles of one story, and of one text.
    """

    def __init__(self, snapshot: Snapshot, kept: bytes) -> None:
        places = unpacked(kept)
        self.snapshot = snapshot
        self._ids = np.append(np.frombuffer(places.ids, "S12"), b"")
        order = np.argsort(self._ids[:-1])
        at = np.append(order, -1)[np.searchsorted(self._ids[:-1], snapshot.ids, sorter=order)]
        at[self._ids[at] != snapshot.ids] = -1
        self._at = at
        self.story = self._numbers(places.stories)[at]
        self.original = self._numbers(places.originals)[at]

    @staticmethod
    def _numbers(packed: bytes) -> NDArray[np.int64]:
        return np.append(np.frombuffer(packed, np.uint32).astype(np.int64), -1)

    def of(self, docs: NDArray[np.intp], fewest: int, most: int | None) -> tuple[Story, ...]:
        """The stories of some articles that have `fewest` articles or more, those with most of these first, of as many
        the newest; at most `most` of them."""
        numbers, hits = np.unique(self.story[docs], return_counts=True)
        large = (numbers >= 0) & (self._sizes[numbers] >= fewest)
        numbers, hits = numbers[large], hits[large]
        order = np.lexsort((-self._newest[numbers], -hits))[:most]
        return tuple(self._told(number) for number in numbers[order].tolist())

    def with_article(self, doc: int) -> Story | None:
        """The story of an article."""
        number = int(self.story[doc])
        return self._told(number) if number >= 0 else None

    def near(self, id: str, most: int = 5) -> tuple[Story, ...]:
        """The stories, also of one article, that are near the one with this article, the likest first."""
        from corpus.stories import StoryFeatures
        from corpus.stories.nearby import nearby_articles

        number = int(self.story[self.snapshot.named(id)])
        if number < 0:
            return ()
        with self.snapshot.lock:
            packed = [one for segment in self.snapshot.segments for one in segment.features()]
        read = msgspec.msgpack.Decoder(StoryFeatures).decode
        outside = np.flatnonzero((self.story >= 0) & (self.story != number) & self.snapshot.alive)
        inside = self._by_story[slice(*np.searchsorted(self.story[self._by_story], [number, number + 1]))]
        ids = self.snapshot.ids
        here, there = ([read(unsealed(ids[doc], packed[doc])) for doc in docs.tolist()] for docs in (inside, outside))
        stories = dict.fromkeys(int(self.story[outside[at]]) for at in nearby_articles(here, there))
        return tuple(self._told(story) for story in list(stories)[:most])

    def others(self, doc: int) -> StoryCounts:
        """Count the other articles on the story of an article."""
        number = int(self.story[doc])
        if number < 0:
            return StoryCounts(0, 0)
        begin, end = np.searchsorted(self.story[self._by_story], [number, number + 1])
        same = self.original[self._by_story[begin:end]] == self.original[doc]
        return StoryCounts(int(end - begin) - 1, int(same.sum()) - 1)

    def ids_with(self, name: str) -> frozenset[str]:
        """The ids of all articles of the stories with an article whose id begins so."""
        ids = self.snapshot.sorted_ids
        begin, end = np.searchsorted(ids, [name.encode(), name.encode() + b"g"])
        numbers = np.unique(self.story[np.isin(self.snapshot.ids, ids[begin:end])])
        wanted = np.isin(self.story, numbers[numbers >= 0]) & self.snapshot.alive
        return frozenset(id.decode() for id in self.snapshot.ids[wanted].tolist())

    def ids_of_copies(self) -> frozenset[str]:
        """The ids of all articles that repeat the text of another."""
        copies = (self.original >= 0) & (self.original != self._at) & self.snapshot.alive
        return frozenset(id.decode() for id in self.snapshot.ids[copies].tolist())

    def folded(self, docs: NDArray[np.intp]) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
        """Of n articles those that are the first with their text (n bool), and how many follow each (n)."""
        texts = np.where(self.original[docs] >= 0, self.original[docs], -2 - docs)
        _, first, which, counts = np.unique(texts, return_index=True, return_inverse=True, return_counts=True)
        kept = np.zeros(len(docs), bool)
        kept[first] = True
        return kept, counts[which] - 1

    @cached_property
    def _by_story(self) -> NDArray[np.intp]:
        """All live articles of stories, story by story."""
        known = np.flatnonzero((self.story >= 0) & self.snapshot.alive)
        return known[np.argsort(self.story[known], kind="stable")]

    @cached_property
    def _sizes(self) -> NDArray[np.intp]:
        return np.bincount(self.story[self._by_story], minlength=len(self._ids))

    @cached_property
    def _newest(self) -> NDArray[np.int32]:
        newest = np.zeros(len(self._ids), np.int32)
        np.maximum.at(newest, self.story[self._by_story], self.snapshot.published[self._by_story])
        return newest

    def _told(self, number: int) -> Story:
        from corpus.stories import story_of

        begin, end = np.searchsorted(self.story[self._by_story], [number, number + 1])
        docs = self._by_story[begin:end].tolist()
        return story_of(self._id(number), [(self._features(doc), self._repeated(doc)) for doc in docs])

    def _repeated(self, doc: int) -> str | None:
        original = int(self.original[doc])
        return None if original == self._at[doc] else self._id(original)

    def _id(self, number: int) -> str:
        return bytes(self._ids[number]).decode("ascii", "replace")

    def _features(self, doc: int) -> StoryFeatures:
        from corpus.stories import StoryFeatures

        segment, there = self.snapshot.place(doc)
        with self.snapshot.lock:
            packed = segment.features_of(there)
        return msgspec.msgpack.decode(packed, type=StoryFeatures)
