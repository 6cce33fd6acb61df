"""The news collection beside the project: thousands of articles, to count words in and to change by program."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.json import Decoder

from bench.labelled import DATA

NEWS = DATA / "news12k.jsonl.gz"
EVENTS = DATA / "stories.jsonl.gz"


class News(Struct, frozen=True):
    """An article of a collection; `date` is ISO or empty, `event` tells which articles are on one event, if known."""

    id: str
    title: str
    body: str
    outlet: str
    date: str
    event: str = ""


def news(file: Path = NEWS, every: int = 1) -> Iterator[News]:
    """The articles of a file, or every so many of them, in order."""
    decoder = Decoder(News)
    with gzip.open(file, "rb") as lines:
        for number, line in enumerate(lines):
            if number % every == 0:
                yield decoder.decode(line)
