"""From files to sources: articles as they were found, decoded, safe to show, and not yet judged.

Whatever can't be read is a Problem with its reason, and the rest goes on: nothing here raises for what a file holds.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from corpus.readers.decode import SAMPLE, decode, is_binary
from corpus.readers.export_mark import REASON, is_export, is_printed
from corpus.readers.formats import Format, format_of, is_page
from corpus.readers.html_pages import read_html
from corpus.readers.json_articles import read_json, read_json_lines, read_json_stream
from corpus.readers.plain_text import read_text
from corpus.readers.safe_open import OpenedFile, Unreadable, as_utf8, failure_reason, read_up_to, too_large, unpack
from corpus.readers.walk import FoundFile, walk
from corpus.safety import make_safe_name
from corpus.settings import ReadingSettings
from corpus.source import Problem, Source

__all__ = ["FoundFile", "read", "read_bytes", "walk"]

_DAMAGE = (OSError, EOFError, zlib.error, Unreadable)
_JSON = re.compile(r'\s*(?:\{\s*"|\[\s*\{)')


def read(
    path: Path, name: str, reading: ReadingSettings, progress: Callable[[int], None] | None = None
) -> Iterator[Source | Problem]:
    """Yield the articles of a file, in order; `name` is how it is shown, and `name#3` the third article of a file of
    many.

    A file of many articles that is larger than `max_bytes` is streamed. `progress` is called after each article with
    the bytes of the file, as it is on the disk, that have been read.
    """
    name = make_safe_name(name)
    try:
        with OpenedFile(path, reading.max_bytes) as opened:

            def report() -> None:
                if progress is not None:
                    progress(opened.consumed)

            yield from _articles(opened.stream, format_of(path.name), name, reading, report)
            if opened.changed:
                yield Problem(name, "it changed while it was read")
            report()
    except _DAMAGE as error:
        yield Problem(name, failure_reason(error))


def read_bytes(data: bytes, name: str, reading: ReadingSettings) -> Iterator[Source | Problem]:
    """Yield the articles in `data`, from standard input for instance; what it looks like decides how it is read."""
    try:
        stream = unpack(io.BytesIO(data), reading.max_bytes)
        yield from _articles(stream, None, make_safe_name(name), reading, lambda: None)
    except _DAMAGE as error:
        yield Problem(make_safe_name(name), failure_reason(error))


def _articles(
    stream: IO[bytes], form: Format | None, name: str, reading: ReadingSettings, report: Callable[[], None]
) -> Iterator[Source | Problem]:
    head = stream.read(SAMPLE)
    stream.seek(0)
    if not head:
        yield Problem(name, "empty")
    elif is_export(head) and not (form == "jsonl" and is_printed(head)):
        yield Problem(name, REASON)
    elif is_binary(head):
        yield Problem(name, "binary, not text")
    elif form == "jsonl":
        yield from read_json_lines(as_utf8(stream), name, reading, after_each=report)
    else:
        raw = read_up_to(stream, reading.max_bytes + 1)
        form = form or _look(head)
        if len(raw) <= reading.max_bytes:
            yield from _of_whole(raw, form, name, reading)
        elif form == "json":
            stream.seek(0)
            yield from read_json_stream(as_utf8(stream), name, reading, after_each=report)
        else:
            yield Problem(name, too_large(reading.max_bytes))


def _of_whole(raw: bytes, form: Format, name: str, reading: ReadingSettings) -> Iterator[Source | Problem]:
    match form:
        case "json":
            yield from read_json(raw, name, reading)
        case "html":
            yield read_html(raw, name)
        case _:
            yield read_text(raw, name)


def _look(head: bytes) -> Format:
    """Return the format that a text without a known ending looks like."""
    text = decode(head)
    return "json" if _JSON.match(text) else "html" if is_page(text) else "text"
