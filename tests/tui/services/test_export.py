"""Exports: in three forms, never over another file, and harmless in a spreadsheet; copies that the terminal refuses."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest

from corpus.readers import read, read_bytes
from corpus.readers.export_mark import is_export
from corpus.source import Problem, Source
from tui.cli.json_lines import json_line
from tui.config import load
from tui.services.export import (
    FORMS,
    ExportError,
    ExportTable,
    Form,
    copied_to_file,
    export,
    export_folder,
    file_name,
    free_path,
    reaches_the_clipboard,
)

TABLE = ExportTable(
    "harbour date:2031", ("headline", "outlet"), (("Tolls *again*", "The Lantern"), ("=1+1", "Harbour, & Tide"))
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "exports"


def write(table: ExportTable, form: Form, folder: Path, corpus: Path) -> str:
    return export(table, folder / file_name(table.title, form), form, corpus).read_text(encoding="utf-8")


def test_three_forms(folder: Path, corpus: Path) -> None:
    assert "- **Tolls \\*again\\***" in write(TABLE, "md", folder, corpus)
    rows = list(csv.reader(io.StringIO(write(TABLE, "csv", folder, corpus))))
    assert rows == [
        ["headline", "outlet", "wireside export"],
        ["Tolls *again*", "The Lantern", "harbour date:2031"],
        ["'=1+1", "Harbour, & Tide", "harbour date:2031"],
    ]
    exported = json.loads(write(TABLE, "json", folder, corpus))
    assert exported["rows"][1] == {"headline": "=1+1", "outlet": "Harbour, & Tide"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ending", ["", ".txt", ".md", ".html", ".json", ".jsonl"])
def test_an_export_among_articles_is_skipped(form: Form, ending: str, folder: Path, corpus: Path) -> None:
    raw = write(TABLE, form, folder, corpus).encode()
    for bytes_of in (raw, b"\xef\xbb\xbf" + raw, b"\n" + raw):
        if ending:
            (corpus / f"export{ending}").write_bytes(bytes_of)
            read_back = list(read(corpus / f"export{ending}", f"export{ending}", load(environment={}).reading))
        else:
            read_back = list(read_bytes(bytes_of, "standard input", load(environment={}).reading))
        assert [getattr(one, "reason", None) for one in read_back] == ["a wireside export, not an article"]


ARTICLE = '{"title": "Ferry", "body": "The ferry stayed in port as the fog came in over the harbour."}\n'


@pytest.mark.parametrize(
    ("text", "articles", "reason"),
    [
        ("{mark}{mark}", 0, "a wireside export, not an article"),
        ("{mark}{article}{mark}", 1, "2 of its lines are wireside exports, not articles"),
        ("{article}{sorted}", 1, "1 of its lines are wireside exports, not articles"),
        ("\n\n{mark}", 0, "a wireside export, not an article"),
        ("{many}{article}", 1, "1,000 of its lines are wireside exports, not articles"),
    ],
)
def test_printed_lines_among_articles_are_skipped(text: str, articles: int, reason: str, tmp_path: Path) -> None:
    line = json_line({"text": "The mooring lamp by the west gate", "body": "The mooring lamp by the west gate"})
    in_order = json.dumps(json.loads(line), sort_keys=True) + "\n"
    file = tmp_path / "x.jsonl"
    file.write_text(text.format(mark=line, sorted=in_order, article=ARTICLE, many=line * 1_000))
    *read_back, last = read(file, "x.jsonl", load(environment={}).reading)
    assert [isinstance(one, Source) for one in read_back] == [True] * articles
    assert isinstance(last, Problem)
    assert last.reason == reason


def test_a_printed_object_in_a_list_is_skipped(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(f"[{ARTICLE},{json_line({'body': 'The mooring lamp'})}]")
    first, second = read(file, "x.json", load(environment={}).reading)
    assert isinstance(first, Source)
    assert isinstance(second, Problem)
    assert second.reason == "a wireside export, not an article"


@pytest.mark.parametrize(
    "text", ["# Wireside exports\n\nThe firm", '{"title": "wireside export", "body": "Text"}', "a,b"]
)
def test_an_article_about_exports_is_read(text: str) -> None:
    assert not is_export(text.encode())


def test_nothing_is_written_over_unasked(folder: Path, corpus: Path) -> None:
    path = folder / "harbour.csv"
    export(TABLE, path, "csv", corpus)
    before = path.read_bytes()
    with pytest.raises(ExportError, match="is there already"):
        export(TABLE, path, "json", corpus)
    assert (path.read_bytes(), free_path(path).name) == (before, "harbour-2.csv")
    export(TABLE, path, "json", corpus, replace=True)
    assert json.loads(path.read_bytes())["title"] == TABLE.title


def test_a_title_is_no_path() -> None:
    assert file_name("../../etc/x", "json") == "etc-x.json"


@pytest.mark.parametrize("inside", ["", "deeper", "new/folder", "../link/new", "../link", "../corpus/../corpus/x"])
def test_nothing_is_exported_into_the_corpus(inside: str, corpus: Path) -> None:
    (corpus / "deeper").mkdir()
    (corpus.parent / "link").symlink_to(corpus / "deeper")
    (corpus.parent / "other name").symlink_to(corpus)
    for name in (corpus, corpus.parent / "other name"):
        with pytest.raises(ExportError, match="would be in the corpus"):
            export(TABLE, corpus / inside / "x.md", "md", name)
        with pytest.raises(ExportError, match="would be in the corpus"):
            export_folder(str(corpus / inside), (), name)
    assert sorted(file.name for file in corpus.rglob("*")) == ["deeper"]


def test_the_file_of_a_corpus_is_not_replaced(corpus: Path) -> None:
    feed = corpus / "feed.json"
    feed.write_text("[]")
    with pytest.raises(ExportError, match="would be in the corpus"):
        export(TABLE, feed, "json", feed, replace=True)
    export(TABLE, corpus / "beside.json", "json", feed)


def test_the_folder_is_outside_the_corpus(corpus: Path, folder: Path) -> None:
    assert export_folder(None, (corpus / "wireside exports", folder), corpus) == folder
    assert export_folder(str(folder), (), corpus) == folder
    with pytest.raises(ExportError, match="would be in the corpus"):
        export_folder(None, (folder,), folder.parent)


def test_a_failed_export_leaves_nothing(folder: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="No space left"):
        export(TABLE, folder / "x.md", "md", corpus)
    assert list(folder.iterdir()) == []


def test_a_folder_that_can_not_be_made(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExportError, match="can't write"):
        export(TABLE, tmp_path / "file" / "x.md", "md", corpus)


def test_what_could_steer_a_terminal_is_escaped_in_json(folder: Path, corpus: Path) -> None:
    table = ExportTable("x", ("text",), (("a\x9b\x7f\u202e\u2066\u2028z",),))
    text = write(table, "json", folder, corpus)
    assert r"a\u009b\u007f\u202e\u2066\u2028z" in text
    assert json.loads(text)["rows"][0]["text"] == table.rows[0][0]


def test_too_much_for_a_terminal(tmp_path: Path) -> None:
    assert reaches_the_clipboard("a line", {})
    assert not reaches_the_clipboard("é" * 30_000, {})
    file = copied_to_file("a line", tmp_path / "state" / "copied.txt")
    assert file.read_text(encoding="utf-8") == "a line"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_in_markdown_the_rows_of_a_section_stand_under_its_name(folder: Path, corpus: Path) -> None:
    rows = (("Talks resume", "Claims", "3"), ("The toll falls", "Claims", ""), ("“We agree”", "Quotes", "2"))
    assert write(ExportTable("dossier", ("text", "section", "count"), rows), "md", folder, corpus) == (
        "<!-- wireside export -->\n\n# dossier\n\n"
        "## Claims\n\n- **Talks resume**  \n  count: 3\n- **The toll falls**\n\n"
        "## Quotes\n\n- **“We agree”**  \n  count: 2\n"
    )
