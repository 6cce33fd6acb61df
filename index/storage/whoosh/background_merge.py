"""Merging beside the writing: some segments become one in a thread, while articles go on being added.

It is put together in a folder of its own, and counts when the writer takes it in, between two commits. Until then it
can be given up at any moment, and nothing is lost by that.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

from whoosh.codec.base import Segment
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import SegmentWriter

from index.errors import decoding
from index.storage.whoosh.codec import Codec
from index.storage.whoosh.fields import schema
from index.storage.whoosh.file_storage import OwnerOnly
from index.storage.whoosh.posting_merger import Merger, MergeStopped
from index.storage.whoosh.segment import INDEX_NAME

_ASIDE = "merging"
_LOOK_AGAIN = 0.1  # seconds


class BackgroundMerge:
    """One merge of a few segments of `storage`, under way."""

    def __init__(self, storage: OwnerOnly, few: Sequence[Segment]) -> None:
        self._storage, self._few = storage, {one.segment_id(): one for one in few}
        self._aside = forget_merging(Path(storage.folder))
        self._enough = threading.Event()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._merge, name="merging", daemon=True)
        self._thread.start()

    @property
    def under_way(self) -> bool:
        return self._thread.is_alive()

    def wait(self, stop: threading.Event) -> None:
        """Wait for its end, or until `stop` is set."""
        while self.under_way and not stop.is_set():
            self._thread.join(_LOOK_AGAIN)

    def give_up(self) -> None:
        """End it; what it made is gone."""
        self._enough.set()
        self._thread.join()
        forget_merging(Path(self._storage.folder))

    def take_in(self) -> bool:
        """Put what it made in the place of the few, as a commit of its own; nobody may be writing meanwhile.

        False where articles of the few were taken out since it began: then all stays as it is. Raises what went wrong.
        """
        if self._error:
            raise self._error
        with decoding("the table of contents"):
            contents = TOC.read(self._storage, INDEX_NAME)
        now = {one.segment_id(): one for one in contents.segments}
        if any(now[id].deleted_count() != one.deleted_count() for id, one in self._few.items()):
            return False
        made = TOC.read(self._aside, INDEX_NAME).segments
        for segment in made:
            for name in segment.list_files(self._aside):
                Path(self._aside.folder, name).rename(Path(self._storage.folder, name))
        segments = [one for id, one in now.items() if id not in self._few] + made
        generation = contents.generation + 1
        TOC(contents.schema, segments, generation).write(self._storage, INDEX_NAME)
        clean_files(self._storage, INDEX_NAME, generation, segments)
        forget_merging(Path(self._storage.folder))
        return True

    def _merge(self) -> None:
        try:
            self._aside.create()
            TOC.create(self._aside, schema(), INDEX_NAME)
            index = FileIndex(self._aside, indexname=INDEX_NAME)
            writer = SegmentWriter(index, _lk=False, codec=Codec(), compound=False)
            writer.commit(mergetype=Merger(self._storage, [*self._few.values()], self._enough))
        except MergeStopped:
            pass
        except Exception as error:  # raised again where it is taken in
            self._error = error


def forget_merging(build: Path) -> OwnerOnly:
    """Remove what an earlier merge left; where the next one is put together."""
    shutil.rmtree(build / _ASIDE, ignore_errors=True)
    return OwnerOnly(str(build / _ASIDE))
