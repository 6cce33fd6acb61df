"""Plain text: encodings, and what is no text."""

from __future__ import annotations

import codecs
import gzip
from array import array
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.readers import read, read_bytes
from corpus.readers.decode import decode, decode_page, is_binary, wide_encoding
from corpus.settings import CorpusSettings
from corpus.source import Problem, Source

TEXT = "Ferry stays in port\n\nPORT ILMAY – “We wait,” said Ruan Aldane at the café on the quay.\n"
GERMAN = "Der Fährverkehr über die Meerenge ruht, erklärte die Behörde für Häfen und Küsten in Ostrene am Dienstag."
RUSSIAN = "Паромное сообщение через пролив возобновится во вторник, сообщили в министерстве транспорта."
JAPANESE = "フェリーの運航は火曜日に再開されると運輸省が発表した。海峡は安全だという。"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "utf-32"],
)
def test_unicode_is_read_with_or_without_its_mark(raw: bytes) -> None:
    assert decode(raw) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", [TEXT, RUSSIAN, f"{JAPANESE} (Meridian Wire, 12 May, Ostrene)", "\n".join([TEXT] * 99)]
)
def test_wide_characters_need_no_mark(tmp_path: Path, settings: CorpusSettings, encoding: str, text: str) -> None:
    (tmp_path / "wide.txt").write_bytes(text.encode(encoding))
    (source,) = read(tmp_path / "wide.txt", "wide.txt", settings.reading)
    assert isinstance(source, Source)
    assert source.text.split() == text.split()


@given(st.lists(st.integers(-300, 300), min_size=200, max_size=400), st.sampled_from("hiq"))
def test_numbers_are_no_wide_characters(numbers: list[int], width: str) -> None:
    raw = array(width, numbers).tobytes()
    assert wide_encoding(raw) is None
    assert is_binary(raw)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GERMAN, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (JAPANESE, "cp932"), (JAPANESE, "euc_jp")],
)
def test_other_encodings_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_one_zero_byte_makes_no_short_text_binary() -> None:
    assert not is_binary(b"Ferry\0stays in port")
    assert is_binary(b"Ferry\0\1\2 stays in port")
    assert is_binary(b"Ferr\0y")


def test_a_few_bad_bytes_do_not_turn_utf8_into_something_else() -> None:
    assert decode(GERMAN.encode() + b"\xff caf\xc3\xa9") == GERMAN + "\ufffd café"


def test_a_page_is_read_in_the_charset_it_declares() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}</body></html>'
    assert RUSSIAN in decode_page(page.encode("cp1251"))


def test_a_declared_charset_that_does_not_exist_is_ignored() -> None:
    page = f'<html><head><meta charset="utf-9000"></head><body>{GERMAN}</body></html>'
    assert GERMAN in decode_page(page.encode("cp1252"))


@given(st.binary(max_size=600))
def test_no_bytes_fail_and_none_are_dropped(raw: bytes) -> None:
    for text in (decode(raw), decode_page(raw)):
        assert bool(text) or len(raw) <= 4


@given(st.binary(max_size=600))
def test_reading_any_bytes_gives_sources_or_problems(settings: CorpusSettings, raw: bytes) -> None:
    found = list(read_bytes(raw, "stdin", settings.reading))
    assert found
    assert all(isinstance(item, Problem) or item.text.strip() for item in found)


def test_a_text_file_is_one_article_named_by_its_bytes(tmp_path: Path, settings: CorpusSettings) -> None:
    (tmp_path / "ferry.txt").write_bytes(TEXT.encode("utf-16"))
    (source,) = read(tmp_path / "ferry.txt", "ferry.txt", settings.reading)
    assert isinstance(source, Source)
    assert (source.path, source.form, source.text) == ("ferry.txt", "text", TEXT)
    assert source.id == blake2b(TEXT.encode("utf-16")).hexdigest()[:12]


def test_a_packed_file_has_the_name_of_what_is_in_it(tmp_path: Path, settings: CorpusSettings) -> None:
    (tmp_path / "ferry.TXT.GZ").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (packed,) = read(tmp_path / "ferry.TXT.GZ", "ferry.TXT.GZ", settings.reading)
    (plain,) = read(tmp_path / "ferry.txt", "ferry.txt", settings.reading)
    assert isinstance(packed, Source)
    assert isinstance(plain, Source)
    assert (packed.id, packed.text) == (plain.id, plain.text)


def test_a_page_under_a_text_name_is_read_as_a_page(tmp_path: Path, settings: CorpusSettings) -> None:
    (tmp_path / "saved.txt").write_text("<!DOCTYPE html><html><body><p>Ferry stays in port</p></body></html>")
    (source,) = read(tmp_path / "saved.txt", "saved.txt", settings.reading)
    assert isinstance(source, Source)
    assert source.form == "page"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
        (b"%PDF-1.7\nplain words follow", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (gzip.compress(b"x" * 5000)[:-9], "damaged gzip"),
        (b"\x1f\x8b\x08 no gzip at all", "damaged gzip"),
    ],
    ids=["empty", "blank", "picture", "pdf", "bytes", "cut gzip", "false gzip"],
)
def test_what_is_no_text_is_a_problem(tmp_path: Path, settings: CorpusSettings, raw: bytes, reason: str) -> None:
    for name in ("odd.txt", "odd.html", "odd.json", "odd.jsonl"):
        (tmp_path / name).write_bytes(raw)
        (problem,) = read(tmp_path / name, name, settings.reading)
        assert isinstance(problem, Problem)
        assert reason in problem.reason
        assert problem.path == name


@pytest.mark.parametrize("name", ["large.txt", "large.html", "large.json", "large.jsonl"])
@pytest.mark.parametrize("text", [b"x", b'["', b'[{"body": "'])
def test_what_unpacks_to_too_much_is_told_once(
    tmp_path: Path, settings: CorpusSettings, name: str, text: bytes
) -> None:
    reading = replace(settings.reading, max_bytes=100_000)
    (tmp_path / name).write_bytes(gzip.compress(text + b"x" * 500_000))
    (problem,) = read(tmp_path / name, name, reading)
    assert isinstance(problem, Problem)
    (tmp_path / name).write_bytes(gzip.compress(text + b"".join(b"%d " % n for n in range(50_000))))
    (problem,) = read(tmp_path / name, name, reading)
    assert isinstance(problem, Problem)


def test_the_seeds_are_read_whole(seeds: Path, settings: CorpusSettings) -> None:
    for path in sorted(seeds.glob("*.txt")):
        (source,) = read(path, path.name, settings.reading)
        assert isinstance(source, Source)
        assert source.text == path.read_text(encoding="utf-8")
