"""Articles from JSON: one, a list, or one a line. What the fields say of an article comes along as metadata."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from math import isfinite
from typing import IO, Literal, NamedTuple, cast

from corpus.article import Published, Verdict
from corpus.readers.decode import decode
from corpus.readers.export_mark import MARK, REASON
from corpus.readers.formats import is_markup
from corpus.readers.json_slices import WRAPPERS, slices
from corpus.readers.safe_open import Unreadable, as_utf8, too_large
from corpus.readers.timestamps import read_timestamp
from corpus.safety import make_safe, make_safe_line
from corpus.settings import Fields, ReadingSettings
from corpus.source import Problem, Source, StatedMetadata, article_id

MOST_TOLD = 20
_LINES_BETWEEN, _LONG_LINE = 256, 1 << 16
_SAID_CONFIDENCE = 0.95
_TELLING_KEYS = ("name", "title", "text", "rendered", "value", "$date")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.I | re.A)
_URL = re.compile(r"\s*https?://", re.I)
_DEEPEST = 8
_DECODER = json.JSONDecoder(strict=False)


def read_json(raw: bytes, name: str, reading: ReadingSettings) -> Iterator[Source | Problem]:
    """Yield the articles of a JSON file that is at hand as a whole."""
    text = decode(raw).lstrip()
    if not text:
        yield Problem(name, "empty")
        return
    value: object = None
    try:
        value = None if text.startswith("[") else _parse(text)
    except Unreadable as error:
        if not text.startswith("{"):
            yield Problem(name, error.reason)
            return
    if isinstance(value, dict) and not (_holds_articles(value) and _said(value, reading.fields.body) is None):
        yield _source(value, raw, name, reading.fields)
    elif value is None or isinstance(value, dict):
        yield from read_json_stream(as_utf8(io.BytesIO(raw)), name, reading, wrapped=value is not None)
    else:
        yield Problem(name, "no article in it")


def read_json_stream(
    stream: IO[bytes],
    name: str,
    reading: ReadingSettings,
    *,
    wrapped: bool = True,
    after_each: Callable[[], None] = lambda: None,
) -> Iterator[Source | Problem]:
    """Yield the articles of a JSON list, or of a list in an object, one after the other; `name#3` is the third.

    Of the items that are no articles, `MOST_TOLD` are reported one by one, and the others are counted.
    """
    number, no_articles = 0, 0
    may_be_article = _naming(reading.fields.body).search
    for number, piece in enumerate(slices(stream, reading.max_bytes, wrapped=wrapped), start=1):
        if isinstance(piece, Unreadable):
            yield Problem(f"{name}#{number}", piece.reason)
            after_each()
            continue
        if no_articles >= MOST_TOLD and not may_be_article(piece):
            no_articles += 1
        else:
            article = _article(piece, f"{name}#{number}", reading.fields)
            no_articles += isinstance(article, Problem)
            if no_articles <= MOST_TOLD or isinstance(article, Source):
                yield article
                after_each()
        if number % _LINES_BETWEEN == 0 or len(piece) > _LONG_LINE:
            after_each()
    if no_articles > MOST_TOLD:
        yield Problem(name, f"{no_articles - MOST_TOLD:,} more items are not articles")
    if number == 0:
        yield Problem(name, "no article in it")


def read_json_lines(
    stream: IO[bytes], name: str, reading: ReadingSettings, *, after_each: Callable[[], None] = lambda: None
) -> Iterator[Source | Problem]:
    """Yield the articles of a file with one JSON object a line; `name#3` is the one of the third line.

    Of the lines that are no articles, the first `MOST_TOLD` are reported one by one, and the others are counted. Lines
    that wireside printed itself are counted apart; articles between them are read.
    """
    ahead = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        yield from _of_lines(ahead, name, reading, after_each)
    finally:
        if ahead is not stream:
            ahead.detach()  # else the stream would be closed with it


def _of_lines(
    stream: io.BufferedReader, name: str, reading: ReadingSettings, after_each: Callable[[], None]
) -> Iterator[Source | Problem]:
    number, no_articles, exported, seen = 0, 0, 0, False
    may_be_article = _naming(reading.fields.body).search
    while line := stream.readline(reading.max_bytes + 2):
        number += 1
        if len(line) > reading.max_bytes and len(line.rstrip(b"\r\n")) > reading.max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
                after_each()
            yield Problem(f"{name}#{number}", too_large(reading.max_bytes))
            seen = True
        elif no_articles >= MOST_TOLD and not may_be_article(line):
            no_articles += not line.isspace()
        elif not line.isspace():
            article = _article(line.rstrip(b"\r\n"), f"{name}#{number}", reading.fields)
            if isinstance(article, Problem) and article.reason == REASON:
                exported += 1
            else:
                seen = True
                no_articles += isinstance(article, Problem)
                if no_articles <= MOST_TOLD or isinstance(article, Source):
                    yield article
            after_each()
        else:
            number += _skip_blank_lines(stream, after_each)
        if number % _LINES_BETWEEN == 0 or len(line) > _LONG_LINE:
            after_each()
    if no_articles > MOST_TOLD:
        yield Problem(name, f"{no_articles - MOST_TOLD:,} more lines are not articles")
    if exported:
        yield Problem(name, f"{exported:,} of its lines are wireside exports, not articles" if seen else REASON)
    elif not seen:
        yield Problem(name, "empty")


def _skip_blank_lines(stream: io.BufferedReader, after_each: Callable[[], None]) -> int:
    """Skip blank lines a buffer at a time, and return how many; files can have millions of them."""
    skipped = 0
    while buffer := stream.peek():
        blank = len(buffer) - len(buffer.lstrip())
        end = buffer.rfind(b"\n", 0, blank) + 1
        if not end:
            break
        skipped += buffer.count(b"\n", 0, end)
        stream.read(end)
        after_each()
    return skipped


@cache
def _naming(fields: tuple[str, ...]) -> re.Pattern[bytes]:
    """Finds something in any JSON that has one of the fields: the name of one, or a way to write it otherwise."""
    keys = {field for name in fields for field in (name, name.partition(".")[0])}
    plain = all(key.isascii() for key in keys)
    return re.compile(b"|".join([rb"\\", *(re.escape(f'"{key}"'.encode()) for key in keys)]) if plain else b"")


def _article(piece: bytes, name: str, fields: Fields) -> Source | Problem:
    try:
        value = _parse(decode(piece))
    except Unreadable as error:
        return Problem(name, error.reason)
    if not isinstance(value, dict):
        return Problem(name, "not a JSON object")
    return _source(value, piece, name, fields)


def _parse(text: str) -> object:
    """Return the value that `text` holds; raises Unreadable."""
    try:
        value: object = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"broken JSON: {error.msg.lower()} at character {error.pos + 1:,}") from error
    except RecursionError as error:
        raise Unreadable("JSON nested too deep") from error
    except ValueError as error:
        raise Unreadable("broken JSON: a number with too many digits") from error
    return value


def _holds_articles(record: dict[str, object]) -> bool:
    lists = (value for key in WRAPPERS if isinstance(value := record.get(key), list))
    return any(isinstance(item, dict) for items in lists for item in items)


class _Said(NamedTuple):
    field: str
    text: str

    @property
    def reason(self) -> str:
        return f'field "{self.field}"'

    @property
    def line(self) -> str:
        """The text as a title is written: in one line, its HTML entities resolved."""
        return make_safe_line(unescape(self.text))


def _source(record: dict[str, object], raw: bytes, name: str, fields: Fields) -> Source | Problem:
    if MARK in record:
        return Problem(name, REASON)
    said = _said(record, fields.body, "\n\n")
    if said is None:
        return Problem(name, f"no text in any of the fields {', '.join(fields.body)}")
    body = make_safe(said.text)
    form: Literal["text", "html"] = "html" if is_markup(body) else "text"
    return Source(article_id(raw), name, form, body, _brought(record, fields))


def _brought(record: dict[str, object], fields: Fields) -> StatedMetadata:
    language = _said(record, fields.language)
    code = _LANGUAGE.fullmatch(language.text.strip()) if language else None
    url = _said(record, fields.url)
    return StatedMetadata(
        headline=_verdict(_said(record, fields.headline)),
        byline=_verdict(_said(record, fields.byline)),
        outlet=_verdict(_said(record, fields.outlet)),
        published=_published(record, fields.published),
        language=code[1].lower() if code else None,
        url=url.line if url and _URL.match(url.text) else None,
    )


def _verdict(said: _Said | None) -> Verdict | None:
    return Verdict(said.line, said.reason, _SAID_CONFIDENCE) if said and said.line else None


def _published(record: dict[str, object], names: tuple[str, ...]) -> Published | None:
    for name in names:
        value = _at(record, name)
        when = read_timestamp(_as_text(value) if isinstance(value, dict | list) else value)
        if when is not None:
            return Published(when.value, when.precision, f'field "{make_safe_line(name)}"', _SAID_CONFIDENCE)
    return None


def _said(record: dict[str, object], names: tuple[str, ...], between: str = ", ") -> _Said | None:
    """Return the value of the first of the fields that has one."""
    for name in names:
        text = _as_text(_at(record, name), between)
        if text.strip():
            return _Said(name, text)
    return None


def _at(record: dict[str, object], name: str) -> object:
    """Return the value of a field; `a.b` is the field of that name, or else field `b` of the object in `a`."""
    value: object = record
    if name in record or "." not in name:
        return record.get(name)
    for key in name.split("."):
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _as_text(value: object, between: str = ", ", depth: int = 0) -> str:
    """Return the words of a value: a string, the items of a list, what an object has for a name."""
    match value:
        case str():
            return value
        case bool():
            return ""
        case float() if not isfinite(value):
            return ""
        case int() | float():
            return str(value)
        case list() if depth < _DEEPEST:
            return between.join(text for item in value if (text := _as_text(item, between, depth + 1)).strip())
        case dict() if depth < _DEEPEST:
            texts = (_as_text(value.get(key), between, depth + 1) for key in _TELLING_KEYS)
            return next((text for text in texts if text.strip()), "")
        case _:
            return ""
