"""Whoosh's pool of postings, filled with whole texts and emptied in batches for our codec."""

from __future__ import annotations

from collections.abc import Iterator

from whoosh.writing import PostingPool

from index.storage.postings.accumulator import Batch, FieldAccumulator

_BYTES_A_WORD = 48  # memory of a word of the text while a batch is sorted: token, document, position, two sort keys


class BatchPool(PostingPool):
    """The words of the articles of a batch. `bytes` estimates the memory that sorting them takes."""

    def __init__(self) -> None:
        self.bytes = 0
        self._fields: dict[str, FieldAccumulator] = {}

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Add what `WordsField` makes of a text."""
        name, _, doc, _, text = item
        field = self._fields.get(name)
        if field is None:
            field = self._fields[name] = FieldAccumulator()
        self.bytes += _BYTES_A_WORD * field.add(doc, text.decode("utf-8", "surrogatepass"))

    def iter_postings(self) -> Iterator[Batch]:
        for name in sorted(self._fields):
            yield self._fields.pop(name).batch(name)

    def cleanup(self) -> None:
        """Discard everything."""
        self._fields.clear()
