"""The fields of an index as Whoosh's schema. Whoosh pickles it, so renaming a class here needs a new FORMAT."""

from __future__ import annotations

from collections.abc import Generator

from whoosh.columns import FixedBytesColumn, NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Format


class UnusedFormat(Format):
    """A placeholder for Whoosh's format of positions, which Whoosh asks for; our codec stores positions itself."""


class WordsField(FieldType):
    """A field of words that were separated earlier, where the article was described.

    Whoosh expects a token a word; this yields one token whose value is the whole text, for `PostingPool` to split.
    """

    def __init__(self) -> None:
        self.format = UnusedFormat()
        self.scorable = self.stored = self.unique = False

    def index(self, value: str, **_: object) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        yield b"", 1, 1.0, value.encode("utf-8", "surrogatepass")


def schema() -> Schema:
    """Return the fields of an index: words to search, and columns to sort, count and show."""
    return Schema(
        body=WordsField(),
        headline=WordsField(),
        dek=WordsField(),
        outlet=WordsField(),
        outlet_name=WordsField(),
        byline=WordsField(),
        actor=WordsField(),
        actor_name=WordsField(),
        said=WordsField(),
        id=COLUMN(FixedBytesColumn(12)),
        published=COLUMN(NumericColumn("i")),
        words=COLUMN(NumericColumn("I")),
        language=COLUMN(FixedBytesColumn(3)),
        outlet_key=COLUMN(NumericColumn("Q")),
        lines=COLUMN(_bytes_column()),
        features=COLUMN(_bytes_column()),
        article=COLUMN(_bytes_column()),
        text=COLUMN(_bytes_column()),
    )


def _bytes_column() -> VarBytesColumn:
    # with offsets a column of any size is opened at once
    return VarBytesColumn(write_offsets_cutoff=0)
