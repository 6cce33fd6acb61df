"""`wireside quotes`: who said what, over the articles of an index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

FERRY = """\
Kell ferry halted after engine fire

PORT ILMAY, 14 March 2031 - The ferry across the Kell Strait was halted after a fire in its engine room.

“We had eleven minutes, and we used nine of them,” Ruan Aldane told reporters on the quay.

Mirela Tosk, the harbour master, said the ferry would not sail before Monday.
"""
COUNCIL = """\
Council puts off the bridge

Ostrene Gazette, 2 April 2031

The council put off its vote on the bridge for the third time this year, members of the council confirmed.

“Nobody here is in a hurry to cross,” said Mirela Tosk, who has asked for a second bridge since the spring.
"""


@pytest.fixture
def indexed(wireside: Run, tmp_path: Path) -> Run:
    folder = tmp_path / "told"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "council.txt").write_text(COUNCIL, encoding="utf-8")
    wireside.cwd = folder
    assert wireside("index").code == 0
    return wireside


def test_a_quote_a_line(indexed: Run) -> None:
    done = indexed("quotes")
    assert done.code == 0
    told = "Ruan Aldane · told · “We had eleven minutes, and we used nine of them” · "
    assert any(line.startswith(told) for line in done.out.splitlines())


def test_the_quotes_of_an_actor_in_all_articles(indexed: Run) -> None:
    done = indexed("quotes", "--actor", "tosk")
    assert "the ferry would not sail before Monday" in done.out
    assert "Nobody here is in a hurry to cross" in done.out
    assert "eleven minutes" not in done.out
    nobody = indexed("quotes", "--actor", "nobody at all")
    assert (nobody.code, nobody.err) == (1, "wireside: no actor is called nobody at all: `wireside actors` lists all\n")


def test_an_outlet_by_some_words_of_its_name(indexed: Run) -> None:
    told = {"title": "Fog", "body": "“The fog is ours,” said Bero Halm.", "outlet": "Ostrene Gazette"}
    (indexed.cwd / "fog.json").write_text(json.dumps(told))
    indexed("index")
    of_all = indexed("quotes", "--outlet", "gazette").out
    (id,) = {line[-12:] for line in of_all.splitlines()}
    assert indexed("quotes", id, "--outlet", "gazette").out == of_all
    assert indexed("quotes", id, "--outlet", "azette").code == 1


def test_quotes_as_json(indexed: Run) -> None:
    lines = [json.loads(line) for line in indexed("quotes", "--actor", "Ruan Aldane", "--json").out.splitlines()]
    (quote,) = lines
    assert (quote["speaker_text"], quote["cue"], quote["kind"]) == ("Ruan Aldane", "told", "direct")
    source = FERRY[quote["start"] : quote["end"]]
    assert source == quote["text"] == "We had eleven minutes, and we used nine of them"
    assert indexed("quotes", quote["article"], "--json").out.count("\n") == 2


def test_an_article_shows_its_quotes(indexed: Run) -> None:
    (hit,) = [json.loads(line) for line in indexed("quotes", "--actor", "aldane", "--json").out.splitlines()]
    shown = json.loads(indexed("show", hit["article"], "--json").out)
    assert [quote["cue"] for quote in shown["quotes"]] == ["told", "said"]
    quotes = {actor["key"]: actor["quotes"] for actor in shown["actors"]}
    assert quotes[shown["quotes"][0]["speaker"]] == 1


def test_an_article_that_is_not_there(indexed: Run) -> None:
    assert indexed("quotes", "0000").code == 1
