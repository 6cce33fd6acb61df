"""JSON: one article, a list, one a line; what the fields say; what is broken."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from functools import partial
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.readers import read, read_bytes
from corpus.readers.json_articles import MOST_TOLD, read_json_lines
from corpus.readers.json_slices import slices
from corpus.readers.safe_open import OpenedFile, Unreadable, unpack
from corpus.settings import CorpusSettings, ReadingSettings
from corpus.source import Problem, Source, StatedMetadata, article_id

if TYPE_CHECKING:
    from tests.conftest import LinearTime

FERRY = {"title": "Ferry stays in port", "body": "The ferry stays in port, Ruan Aldane said.", "date": "2031-03-14"}
BRIDGE = {"headline": "A second bridge", "text": "Halvera votes for a bridge.", "published": "April 2031"}


@pytest.fixture
def reading(settings: CorpusSettings) -> ReadingSettings:
    return settings.reading


def read_file(folder: Path, name: str, raw: bytes | str, reading: ReadingSettings) -> list[Source | Problem]:
    (folder / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(read(folder / name, name, reading))


def sources(items: list[Source | Problem]) -> list[Source]:
    assert all(isinstance(item, Source) for item in items), items
    return [item for item in items if isinstance(item, Source)]


def test_one_article_is_named_by_the_whole_file(tmp_path: Path, reading: ReadingSettings) -> None:
    raw = json.dumps(FERRY, indent=2).encode() + b"\n"
    (source,) = sources(read_file(tmp_path, "ferry.json", raw, reading))
    assert (source.path, source.id, source.form) == ("ferry.json", article_id(raw), "text")
    assert source.text == FERRY["body"]


@pytest.mark.parametrize("name", ["many.json", "many.JSON.gz"])
def test_articles_of_a_list_are_named_by_their_exact_bytes(tmp_path: Path, reading: ReadingSettings, name: str) -> None:
    pieces = [json.dumps(FERRY, indent=3).encode(), json.dumps(BRIDGE, ensure_ascii=False).encode()]
    raw = b"\xef\xbb\xbf [" + b" ,\n".join(pieces) + b"]\n"
    found = sources(read_file(tmp_path, name, gzip.compress(raw) if name.endswith("gz") else raw, reading))
    assert [source.path for source in found] == [f"{name}#1", f"{name}#2"]
    assert [source.id for source in found] == [article_id(piece) for piece in pieces]


@pytest.mark.parametrize("key", ["articles", "results", "data"])
def test_a_list_in_an_object_is_found(tmp_path: Path, reading: ReadingSettings, key: str) -> None:
    raw = json.dumps({"status": "ok", "tags": [1, [2]], key: [FERRY, BRIDGE], "more": [{"a": 1}]})
    assert [source.text for source in sources(read_file(tmp_path, "many.json", raw, reading))] == [
        FERRY["body"],
        BRIDGE["text"],
    ]


def test_an_article_may_have_a_list_of_its_own(tmp_path: Path, reading: ReadingSettings) -> None:
    raw = json.dumps({**FERRY, "items": [{"text": "a picture"}]})
    assert len(sources(read_file(tmp_path, "ferry.json", raw, reading))) == 1


def test_objects_one_after_the_other_are_read_under_a_json_name(tmp_path: Path, reading: ReadingSettings) -> None:
    raw = json.dumps(FERRY, indent=1) + "\n" + json.dumps(BRIDGE)
    assert len(sources(read_file(tmp_path, "lines.json", raw, reading))) == 2


def test_lines_are_named_by_number_and_bytes(tmp_path: Path, reading: ReadingSettings) -> None:
    lines = [json.dumps(FERRY).encode(), b"", json.dumps(BRIDGE).encode()]
    found = sources(read_file(tmp_path, "news.jsonl", b"\r\n".join(lines), reading))
    assert [(source.path, source.id) for source in found] == [
        ("news.jsonl#1", article_id(lines[0])),
        ("news.jsonl#3", article_id(lines[2])),
    ]


def test_a_line_is_one_line_whatever_separators_its_text_holds(tmp_path: Path, reading: ReadingSettings) -> None:
    raw = json.dumps({**FERRY, "body": "one\u2028two\x85three"}, ensure_ascii=False)
    (source,) = sources(read_file(tmp_path, "news.jsonl", raw + "\n", reading))
    assert source.text == "one two three"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32-be"])
def test_lines_in_utf16_are_read(tmp_path: Path, reading: ReadingSettings, encoding: str) -> None:
    raw = (json.dumps(FERRY) + "\n" + json.dumps(BRIDGE) + "\n").encode(encoding)
    assert len(sources(read_file(tmp_path, "news.jsonl", raw, reading))) == 2


def test_broken_lines_are_problems_and_the_rest_goes_on(tmp_path: Path, reading: ReadingSettings) -> None:
    deep = '{"body":' + "[" * 200_000 + "]" * 200_000 + "}"
    lines = ["{", "[1, 2]", '{"title": "no body"}', '{"body": 1' + "1" * 5000 + "}", deep, json.dumps(FERRY)]
    *problems, last = read_file(tmp_path, "news.jsonl", "\n".join(lines), reading)
    assert isinstance(last, Source)
    reasons = [problem.reason for problem in problems if isinstance(problem, Problem)]
    assert reasons[0].startswith("broken JSON: ")
    assert reasons[1] == "not a JSON object"
    assert reasons[2].startswith("no text in any of the fields body, text")
    assert reasons[3] == "broken JSON: a number with too many digits"
    assert reasons[4] == "JSON nested too deep"


def test_a_broken_article_in_a_list_does_not_spoil_the_next(tmp_path: Path, reading: ReadingSettings) -> None:
    raw = "[" + json.dumps(FERRY)[:-1] + ", oops}," + json.dumps(BRIDGE) + "]"
    problem, source = read_file(tmp_path, "many.json", raw, reading)
    assert isinstance(problem, Problem)
    assert problem.path == "many.json#1"
    assert isinstance(source, Source)


@pytest.mark.parametrize("raw", ["[]", "[1, 2]", '"words"', "17", '{"articles": []}', "nonsense", "[", "{", '{"a":"'])
def test_json_without_an_article_is_a_problem(tmp_path: Path, reading: ReadingSettings, raw: str) -> None:
    (problem,) = read_file(tmp_path, "odd.json", raw, reading)
    assert isinstance(problem, Problem)


def test_a_long_line_is_a_problem_and_the_next_is_read(tmp_path: Path, reading: ReadingSettings) -> None:
    small = replace(reading, max_bytes=200)
    raw = json.dumps({"body": "x" * 100_000}) + "\n" + json.dumps(FERRY)
    problem, source = read_file(tmp_path, "news.jsonl", raw, small)
    assert problem == Problem("news.jsonl#1", "larger than 200 bytes")
    assert isinstance(source, Source)


@pytest.mark.parametrize("wrapped", ["[%s]", '{"n": 2, "articles": [%s]}'])
def test_a_large_list_is_streamed(tmp_path: Path, reading: ReadingSettings, wrapped: str) -> None:
    small = replace(reading, max_bytes=200)
    pieces = [json.dumps(FERRY), json.dumps({"body": "y" * 300}), json.dumps(BRIDGE)] * 50
    found = read_file(tmp_path, "many.json", wrapped % ",".join(pieces), small)
    assert len(found) == 150
    assert {item.reason for item in found if isinstance(item, Problem)} == {"larger than 200 bytes"}
    assert {item.id for item in found if isinstance(item, Source)} == {article_id(pieces[i].encode()) for i in (0, 2)}


def test_an_endless_string_takes_no_memory(tmp_path: Path, reading: ReadingSettings) -> None:
    small = replace(reading, max_bytes=1000)
    found = read_file(tmp_path, "odd.json", '[{"body": "' + "z" * 1_000_000, small)
    assert found
    assert all(isinstance(item, Problem) for item in found)


def test_a_gzip_bomb_is_left_alone(tmp_path: Path, reading: ReadingSettings) -> None:
    small = replace(reading, max_bytes=100_000)
    bomb = gzip.compress(b"\n" * 30_000_000)
    for name in ("bomb.jsonl.gz", "bomb.json.gz", "bomb.txt.gz"):
        problem = read_file(tmp_path, name, bomb, small)[-1]
        assert isinstance(problem, Problem)
    (problem,) = read_file(tmp_path, "bomb.jsonl.gz", gzip.compress(b'{"body": "' + b"x" * 30_000_000), small)
    assert isinstance(problem, Problem)
    assert "gzip bomb" in problem.reason


def test_a_bomb_is_noticed_by_its_bytes_before_they_are_looked_at(tmp_path: Path, reading: ReadingSettings) -> None:
    small = replace(reading, max_bytes=100_000)
    for number, (name, unit) in enumerate(product(("bomb.jsonl", "bomb.json", "bomb.txt"), (b"\n", b"{},", b"[{}"))):
        packed = gzip.compress(unit * 3_000_000)
        (tmp_path / f"{number}.gz").write_bytes(packed)
        with (
            OpenedFile(tmp_path / f"{number}.gz", small.max_bytes) as opened,
            pytest.raises(Unreadable, match="gzip bomb"),
        ):
            list(iter(partial(opened.stream.read, 4096), b""))
        assert opened.stream.raw.tell() < 4_000_000  # type: ignore[attr-defined]
        (problem,) = read_bytes(packed, name, small)
        assert isinstance(problem, Problem)
        assert "gzip bomb" in problem.reason


def test_a_bomb_is_noticed_before_its_lines_are_read(reading: ReadingSettings) -> None:
    stream = unpack(io.BytesIO(gzip.compress(b"\n" * 30_000_000)), reading.max_bytes)
    with pytest.raises(Unreadable, match="gzip bomb"):
        stream.readline()


def test_a_swelling_beginning_makes_no_bomb(reading: ReadingSettings) -> None:
    raw = b" " * 3_000_000 + "".join(chr(97 + i * i * i % 25) for i in range(300_000)).encode()
    stream = unpack(io.BytesIO(gzip.compress(raw)), reading.max_bytes)
    assert stream.read() == raw


def test_what_is_unpacked_can_be_read_again_from_its_beginning(reading: ReadingSettings) -> None:
    raw = "".join(chr(97 + i * i % 26) for i in range(300_000)).encode()
    stream = unpack(io.BytesIO(gzip.compress(raw[:200_000]) + gzip.compress(raw[200_000:])), reading.max_bytes)
    assert stream.read(70_000) == raw[:70_000]
    stream.seek(3)
    assert stream.read() == raw[3:]


def test_of_items_that_are_no_articles_the_first_are_reported_and_the_others_counted(reading: ReadingSettings) -> None:
    items = [*([{"n": 1}, {"body": ""}] * 15), FERRY, *([{"n": 2}] * 5), BRIDGE]
    found = list(read_bytes(json.dumps(items).encode(), "-", reading))
    problems = [item for item in found if isinstance(item, Problem)]
    assert [item.path for item in problems] == [*(f"-#{number}" for number in range(1, MOST_TOLD + 1)), "-"]
    assert problems[-1].reason == "15 more items are not articles"
    assert [item.path for item in found if isinstance(item, Source)] == ["-#31", "-#37"]


@pytest.mark.parametrize("line", [b"", b" " * 99_000, b"[" + b" " * 99_000 + b"]"])
def test_in_lines_that_are_no_articles_progress_is_reported(line: bytes, reading: ReadingSettings) -> None:
    stream = io.BytesIO((line + b"\n") * (10_000_000 // (100 + len(line))))
    looked = [0]
    list(read_json_lines(stream, "blank.jsonl", reading, after_each=lambda: looked.append(stream.tell())))
    assert max(after - before for before, after in pairwise(looked)) < 200_000
    assert looked[-1] > 90_000


class _CountedLines(io.BufferedReader):
    """A stream that counts the lines that are read one at a time."""

    count = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        self.count += 1
        return super().readline(size)


def test_blank_lines_are_skipped_many_at_a_time(reading: ReadingSettings) -> None:
    raw = b"\n" * 1_000_000 + b" \r\n\t\n" * 100_000 + json.dumps(FERRY).encode()
    stream = _CountedLines(io.BytesIO(raw))
    (source,) = sources(list(read_json_lines(stream, "blank.jsonl", reading)))
    assert source.path == "blank.jsonl#1200001"
    assert stream.count < 100


@pytest.mark.parametrize("blank", [b"", b" ", b"\r", b" " * 5_000])
def test_behind_blank_lines_every_article_has_its_number(blank: bytes, reading: ReadingSettings) -> None:
    lines = [blank] * 30
    found = [
        json.dumps(FERRY).encode(),
        *lines,
        json.dumps(BRIDGE).encode(),
        *lines,
        b"  " + json.dumps(FERRY).encode(),
    ]
    stream = io.BytesIO(b"\n".join(found))
    numbers = [source.path for source in sources(list(read_json_lines(stream, "-", reading)))]
    assert numbers == ["-#1", f"-#{len(lines) + 2}", f"-#{2 * len(lines) + 3}"]
    assert not stream.closed


def test_fields_bring_metadata_with_their_names(reading: ReadingSettings) -> None:
    record = {
        **FERRY,
        "title": "Ferry &amp; crew\nstay\u202e in port",
        "authors": ["Mirela Tosk", {"name": "Ruan Aldane"}],
        "source": {"id": None, "name": "The Lantern"},
        "language": "en-GB",
        "url": "https://lantern.example/ferry",
    }
    (source,) = sources(list(read_bytes(json.dumps(record).encode(), "-", reading)))
    brought = source.brought
    assert brought.headline is not None
    assert (brought.headline.value, brought.headline.reason) == ("Ferry & crew stay\ufffd in port", 'field "title"')
    assert brought.byline is not None
    assert brought.byline.value == "Mirela Tosk, Ruan Aldane"
    assert brought.outlet is not None
    assert (brought.outlet.value, brought.outlet.reason) == ("The Lantern", 'field "source"')
    assert brought.published is not None
    assert (brought.published.value, brought.published.reason) == ("2031-03-14", 'field "date"')
    assert (brought.language, brought.url) == ("en", "https://lantern.example/ferry")


def test_the_first_field_that_says_anything_counts(reading: ReadingSettings) -> None:
    record = {
        "body": "",
        "text": ["One.", "", "Two."],
        "title": None,
        "headline": "Two",
        "date": "soon",
        "timestamp": 1931500000,
    }
    (source,) = sources(list(read_bytes(json.dumps(record).encode(), "-", reading)))
    assert source.text == "One.\n\nTwo."
    assert source.brought.headline is not None
    assert source.brought.headline.value == "Two"
    assert source.brought.published is not None
    assert source.brought.published.value == "2031-03-17"


def test_a_dotted_name_looks_inside(reading: ReadingSettings) -> None:
    dotted = replace(reading, fields=replace(reading.fields, body=("content.text",), headline=("meta.titles.main",)))
    record = {"content": {"text": "The ferry."}, "meta": [{"titles": {"main": "Ferry"}}]}
    (source,) = sources(list(read_bytes(json.dumps(record).encode(), "-", dotted)))
    assert source.text == "The ferry."
    assert source.brought.headline is not None
    assert source.brought.headline.value == "Ferry"


def test_a_body_of_markup_is_html(reading: ReadingSettings) -> None:
    for body, form in (
        ("<p>The ferry stays.</p><p>So be it.</p>", "html"),
        ("<!doctype html><html><body>x", "html"),
        ("2 < 3 and 5 > 4", "text"),
        ("He wrote <b>No</b>.\n\nShe did not.", "text"),
    ):
        (source,) = sources(list(read_bytes(json.dumps({"body": body}).encode(), "-", reading)))
        assert source.form == form


def test_half_a_character_in_an_escape_is_made_safe(reading: ReadingSettings) -> None:
    (source,) = sources(list(read_bytes(b'{"body": "a \\ud83d b \\u202e c \\u001b[2J"}', "-", reading)))
    assert source.text == "a \ufffd b \ufffd c \ufffd[2J"


@given(
    st.lists(
        st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.lists(st.integers(), max_size=3)), max_size=5
    ),
    st.integers(1, 40),
)
def test_slices_are_the_articles_however_the_stream_is_cut(records: list[dict[str, object]], count: int) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(count)

    pieces = [json.dumps(record).encode() for record in records]
    for raw in (b"[" + b" , ".join(pieces) + b"]", b"\n".join(pieces)):
        assert list(slices(Slow(raw), 10_000, wrapped=False)) == pieces


def test_the_news_is_read(reading: ReadingSettings) -> None:
    path = Path(__file__).parents[4] / "shared" / "data" / "news12k.jsonl.gz"
    if not path.is_file():
        pytest.skip("no ../shared/data here")
    steps: list[int] = []
    found = sources([item for item, _ in zip(read(path, "news", reading, steps.append), range(500), strict=False)])
    assert len(found) == 500
    assert steps == sorted(steps)
    assert 0 < steps[-1] < path.stat().st_size


def test_numbers_that_are_none_say_nothing(tmp_path: Path, reading: ReadingSettings) -> None:
    raw = '{"title": NaN, "outlet": Infinity, "author": -Infinity, "text": NaN, "body": "The ferry is in port."}'
    (source,) = sources(read_file(tmp_path, "nan.json", raw, reading))
    assert source.brought == StatedMetadata()
    (source,) = sources(read_file(tmp_path, "long.json", '{"title": 1%s, "body": "In port."}' % ("0" * 4000), reading))
    assert source.brought.headline


def test_many_lines_that_are_no_articles_are_counted(tmp_path: Path, reading: ReadingSettings) -> None:
    raw = "{}\n" * (MOST_TOLD + 1234) + json.dumps(FERRY) + "\n[]\n"
    *problems, source, rest = read_file(tmp_path, "empty.jsonl", raw, reading)
    assert len(problems) == MOST_TOLD
    assert isinstance(source, Source)
    assert rest == Problem("empty.jsonl", "1,235 more lines are not articles")


def test_behind_many_lines_that_are_no_articles_every_article_is_found(
    tmp_path: Path, reading: ReadingSettings
) -> None:
    escaped = json.dumps(FERRY).replace('"body"', r'"\u0062ody"')
    raw = '{"other": 1}\n' * 100_000 + "\n".join([json.dumps(FERRY), escaped, json.dumps(BRIDGE)])
    found = read_file(tmp_path, "late.jsonl", raw, reading)
    assert sum(isinstance(one, Source) for one in found) == 3


def test_lines_that_are_no_articles_take_linear_time(
    tmp_path: Path, reading: ReadingSettings, takes_linear_time: LinearTime
) -> None:
    def read(count: int) -> Callable[[], object]:
        raw = '{"other": 1}\n' * count + json.dumps(FERRY)
        return lambda: read_file(tmp_path, "late.jsonl", raw, reading)

    takes_linear_time(read, 10_000)
