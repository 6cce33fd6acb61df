"""The whole way, from a file to articles."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Role
from corpus.pipeline import describe, read_articles
from corpus.settings import CorpusSettings
from corpus.source import Problem, Source
from tui.config import load

SETTINGS = load().corpus_settings

FERRY = """\
Kell ferry halted after engine fire
By Mirela Tosk
14 March 2031
Share this article
PORT ILMAY - The ferry across the Kell Strait was halted on Thursday after a fire in its engine room, the office said.
Nobody was hurt, said Ruan Aldane, who runs the line. “We had eleven minutes, and we used nine,” Aldane told reporters.
Sign up for our newsletter
Copyright 2031 The Lantern
"""


def articles_of(path: Path, settings: CorpusSettings) -> list[Article]:
    found = list(read_articles(path, path.name, settings))
    assert not any(isinstance(one, Problem) for one in found)
    return [one[1] for one in found if not isinstance(one, Problem)]


def test_a_text_file_becomes_an_article(tmp_path: Path, settings: CorpusSettings) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY, encoding="utf-8")
    (article,) = articles_of(path, settings)
    assert article.paths == ("ferry.txt",)
    assert article.headline.value == "Kell ferry halted after engine fire"
    assert article.byline is not None
    assert article.byline.value == "Mirela Tosk"
    assert article.dateline is not None
    assert article.dateline.value == "PORT ILMAY"
    assert article.outlet is not None
    assert article.outlet.value == "The Lantern"
    assert article.published is not None
    assert article.published.value == "2031-03-14"
    assert article.language == "en"
    assert ("Ruan Aldane", 2) in [(actor.name, len(actor.mentions)) for actor in article.actors]
    assert [block.lines[0] for block in article.stripped_blocks] == [4, 7, 8]


def test_the_body_of_json_is_judged_like_a_text_file(tmp_path: Path, settings: CorpusSettings) -> None:
    body = FERRY.split("\n", 4)[4]
    path = tmp_path / "wire.jsonl"
    path.write_text(json.dumps({"title": "Ferry halted", "text": body, "date": "2031-03-15"}) + "\n", encoding="utf-8")
    (article,) = articles_of(path, settings)
    assert article.headline.value == "Ferry halted"
    assert article.published is not None
    assert article.published.value == "2031-03-15"
    assert [block.role for block in article.blocks] == [Role.BODY, Role.BODY, Role.NEWSLETTER, Role.LEGAL]


def test_a_page_becomes_an_article(tmp_path: Path, settings: CorpusSettings) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in FERRY.splitlines()[4:6])
    path = tmp_path / "ferry.html"
    path.write_text(
        f"<html><body><h1>Kell ferry halted</h1>{paragraphs}<p>Share this article</p></body></html>", encoding="utf-8"
    )
    (article,) = articles_of(path, settings)
    assert article.headline.value == "Kell ferry halted"
    assert article.words > 30


def test_what_cannot_be_read_is_a_problem(tmp_path: Path, settings: CorpusSettings) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    (problem,) = read_articles(path, "empty.txt", settings)
    assert isinstance(problem, Problem)


@given(st.text(max_size=500))
def test_any_text_becomes_an_article_that_can_be_written_as_json(text: str) -> None:
    article = describe(Source("0" * 12, "noise.txt", "text", text), SETTINGS)
    assert article.headline.value
    assert msgspec.json.decode(msgspec.json.encode(article), type=Article) == article
