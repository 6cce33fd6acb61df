"""The articles in the files of a command line, one after the other, `-` being standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.article import Article
from corpus.pipeline import describe, read_articles
from corpus.readers import read_bytes
from corpus.settings import CorpusSettings, ReadingSettings
from corpus.source import Problem, Source

STDIN = "-"


def articles_in(file: str, settings: CorpusSettings) -> Iterator[Article | Problem]:
    """The articles in `file`, named as it was given, and what was against reading any."""
    if file == STDIN:
        for source in _read_stdin(settings.reading):
            yield source if isinstance(source, Problem) else describe(source, settings)
    elif Path(file).is_dir():
        yield Problem(file, "a folder, which `wireside index` takes")
    else:
        for read in read_articles(Path(file), file, settings):
            yield read if isinstance(read, Problem) else read[1]


def _read_stdin(reading: ReadingSettings) -> Iterator[Source | Problem]:
    data = sys.stdin.buffer.read(reading.max_bytes + 1) if sys.stdin else b""
    if len(data) > reading.max_bytes:
        yield Problem(STDIN, f"over {reading.max_bytes:,} bytes, give it as a file")
    else:
        yield from read_bytes(data, STDIN, reading)
