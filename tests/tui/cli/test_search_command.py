"""`wireside search` and `show`: finding articles, and taking one out of the index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.notebook import Notebook

if TYPE_CHECKING:
    from tests.conftest import Run

HIT_FIELDS = ["wireside export", "id", "score", "headline", "outlet", "published", "path", "snippet"]


@pytest.fixture
def indexed(wireside: Run, articles: Path) -> Run:
    """A command whose current folder is a corpus with an index."""
    wireside.cwd = articles
    assert wireside("index").code == 0
    return wireside


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_hits_for_people(indexed: Run) -> None:
    done = indexed("search", "engines")
    assert done.code == 0
    first, headline, snippet = done.out.splitlines()
    assert first.split()[1] == "2031-03-14"
    assert headline == "  Kell ferry halted after engine fire"
    assert "engine" in snippet
    assert done.err.startswith("1 of 2 articles in ")
    assert done.err.count("\n") == 1


def test_hits_as_json(indexed: Run) -> None:
    done = indexed("search", "Tosk", "--json", "--sort", "date")
    totals, *hits = lines(done.out)
    assert list(totals) == ["wireside export", "query", "total", "ms"]
    assert (totals["query"], totals["total"]) == ("Tosk", 2)
    assert all(list(hit) == HIT_FIELDS for hit in hits)
    assert [hit["published"] for hit in hits] == ["2031-04-02", "2031-03-14"]
    assert [hit["path"] for hit in hits] == ["council.txt", "ferry.txt"]


def test_words_need_no_quotes(indexed: Run) -> None:
    assert indexed("search", "second", "bridge", "--json").out.count("\n") == 2
    assert indexed("search", "--json", "--", "-ferry").out.count("\n") == 2


def test_as_many_as_were_asked_for(indexed: Run) -> None:
    done = indexed("search", "Tosk", "-n", "1", "--json")
    totals, *hits = lines(done.out)
    assert (totals["total"], len(hits)) == (2, 1)
    assert "the first 1 printed, more with -n" in done.err
    assert len(lines(indexed("search", "Tosk", "--json", "--set", "search.limit=1").out)) == 2


def test_nothing_found(indexed: Run) -> None:
    done = indexed("search", "zeppelin")
    assert (done.code, done.out) == (1, "")
    done = indexed("search", "zeppelin", "--json")
    assert done.code == 1
    (totals,) = lines(done.out)
    assert totals["total"] == 0


def test_any_query_is_answered(
    indexed: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for query in ("", '"', "(", "date:", "title:x AND (", "* ~ ^", "ferry\nbridge", "\u202e", "a" * 5000):
        done = indexed.inside(monkeypatch, capsys, "search", "--json", "--", query)
        assert done.code in (0, 1), query
        assert list(lines(done.out)[0]) == ["wireside export", "query", "total", "ms"], query


def test_a_query_that_is_no_text(indexed: Run) -> None:
    done = indexed("search", "--json", b"ferry \xff")
    assert done.code in (0, 1)
    assert "\ufffd" in str(lines(done.out)[0]["query"])


def test_a_query_is_explained(indexed: Run) -> None:
    done = indexed("search", "--explain", "ferry", "date:2031-02-30")
    assert done.code == 0
    assert done.out.startswith("read as  ferry\nleft out  date:2031-02-30 (")
    assert "better  ferry\n" in done.out


def test_what_is_asked_is_told_as_a_tree(indexed: Run) -> None:
    done = indexed("search", "--explain", "ferry", "(tolls", "OR", '"blue lamp")', "NOT", "date:2031")
    tree = done.out.partition("asks for\n")[2].splitlines()
    assert tree == ["  all of", "    ferry", "    one of", "      tolls", "      “blue lamp”", "    not in 2031"]


def test_a_saved_query(indexed: Run) -> None:
    done = indexed("search", "--saved", "tolls")
    assert done.code == 2
    assert "no query was saved as tolls" in done.err
    (notebook,) = (indexed.home / "XDG_DATA_HOME" / "wireside").glob("*.sqlite")
    Notebook(notebook).save_query("tolls", "engines")
    assert "Kell ferry" in indexed("search", "--saved", "tolls").out
    assert indexed("search", "--saved", "tolls", "zeppelin").code == 1


def test_what_filters_hide_is_told(indexed: Run) -> None:
    assert "1 hidden by date:2031-03" in indexed("search", "Tosk", "date:2031-03").err


def found(indexed: Run, query: str) -> str:
    return str(lines(indexed("search", query, "--json").out)[1]["id"])


def test_one_article(indexed: Run) -> None:
    id = found(indexed, "ferry")
    done = indexed("show", id)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Kell ferry halted after engine fire\n")
    assert "Share this article" not in done.out
    assert indexed("show", id[:4]).out == done.out
    assert "░ Share this article" in indexed("show", id, "--why").out


def test_what_show_prints_is_what_clean_prints(indexed: Run) -> None:
    id = found(indexed, "ferry")
    for options in ([], ["--why"], ["--json"]):
        assert indexed("show", id, *options).raw == indexed("clean", "ferry.txt", *options).raw


def test_raw_is_the_very_text(indexed: Run) -> None:
    id = found(indexed, "ferry")
    file = indexed.cwd / "ferry.txt"
    assert indexed("show", id, "--raw").raw == file.read_bytes()
    file.write_bytes(b"No end of line\r\n\r\nThe quay at Port Ilmay was empty on Friday, said the harbour office.")
    assert indexed("index").code == 0
    assert indexed("show", found(indexed, "quay empty"), "--raw").raw == file.read_bytes()


def test_an_article_that_is_not_there(indexed: Run) -> None:
    done = indexed("show", "0123456789ab")
    assert done.code == 1
    assert done.err.count("\n") == 1
    (indexed.cwd / "new.txt").write_text("The ferry is in port.")
    assert "`wireside clean new.txt` reads a file" in indexed("show", "new.txt").err


def test_an_article_by_its_path(
    indexed: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = indexed.cwd
    shown = indexed("show", found(indexed, "ferry")).out
    assert indexed("show", "ferry.txt").out == shown
    indexed.cwd = folder.parent
    (indexed.cwd / "linked").symlink_to(folder)
    corpus = ("-c", folder.name)
    for path in ("ferry.txt", f"{folder.name}/ferry.txt", str(folder / "ferry.txt"), "linked/ferry.txt"):
        assert indexed.inside(monkeypatch, capsys, "show", path, *corpus).out == shown
    assert indexed.inside(monkeypatch, capsys, "show", "nowhere/ferry.txt", *corpus).code != 0


def test_a_path_of_several_articles(
    indexed: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ("The quay at Port Ilmay was empty on Friday.", "A pilot of the Kell Strait retires after forty years.")
    rows = [json.dumps({"title": text[:20], "text": f"{text} {text.lower()}"}) for text in told]
    (indexed.cwd / "two.jsonl").write_text("\n".join(rows))
    assert indexed("index").code == 0
    done = indexed.inside(monkeypatch, capsys, "show", "two.jsonl")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "two.jsonl has 2 articles: give the id of one: " in done.err
    assert told[1] in indexed.inside(monkeypatch, capsys, "show", "two.jsonl#2").out


def test_two_paths_of_one_article(indexed: Run) -> None:
    (indexed.cwd / "copy.txt").write_bytes((indexed.cwd / "ferry.txt").read_bytes())
    assert indexed("index").code == 0
    (article,) = lines(indexed("show", found(indexed, "ferry"), "--json").out)
    assert article["paths"] == ["copy.txt", "ferry.txt"]


def test_a_damaged_index_is_told_with_the_remedy(indexed: Run) -> None:
    (folder,) = (indexed.home / "XDG_CACHE_HOME" / "wireside").iterdir()
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"\x00" * 100)
    for command in (["search", "ferry"], ["show", "abcd"], ["status"]):
        done = indexed(*command)
        assert done.code == 3
        assert done.err.count("\n") == 1
        assert "wireside index --rebuild" in done.err
    assert indexed("index", "--rebuild").code == 0
    assert indexed("search", "ferry").code == 0


def test_how_a_query_is_read_as_json(indexed: Run) -> None:
    (read,) = lines(indexed("search", "ferry ( date:never", "--explain", "--json").out)
    assert list(read) == ["wireside export", "query", "read_as", "left_out", "better", "asks_for"]
    assert read["query"] == "ferry ( date:never"
    assert all(list(part) == ["text", "reason"] for part in read["left_out"])  # type: ignore[attr-defined]


def test_a_query_that_is_left_out_does_not_flood(indexed: Run) -> None:
    done = indexed("search", "a* " * 2000 + "(" * 5000)
    assert done.err.count("\n") <= 10
    assert max(map(len, done.err.splitlines())) < 200
