"""Headline, authors and date of a page: of all that it states, what it shows and what is surest."""

from __future__ import annotations

import json

import pytest

from corpus.readers import read_bytes
from corpus.readers.html_pages import parse_page
from corpus.readers.page_metadata import pick_authors, pick_headline
from corpus.settings import CorpusSettings
from corpus.source import Source, StatedMetadata

TEXT = "The ferry across the Kell Strait will stay in port until Monday, the harbour office said on Friday."


def brought(settings: CorpusSettings, head: str, data: dict[str, object]) -> StatedMetadata:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    page = f"<!doctype html><html><head>{head}{script}</head><body><p>{TEXT}</p></body></html>"
    (source,) = read_bytes(page.encode(), "ferry.html", settings.reading)
    assert isinstance(source, Source)
    return parse_page(source).brought


@pytest.mark.parametrize(
    ("headings", "stated", "headline"),
    [
        (["The Lantern", "Ferry stays in port today"], ["Ferry stays in port"], "Ferry stays in port today"),
        (["Kell Strait: Ferry stays in port"], ["Ferry stays in port"], "Ferry stays in port"),
        (["Ferry stays in port | Opinion"], ["Ferry stays in port | Opinion"], "Ferry stays in port"),
        (["Harbour notes"], ["Ferry stays in port - The Lantern"], "Ferry stays in port"),
        ([], ["Ferry stays in port – two are hurt"], "Ferry stays in port – two are hurt"),
        (["A message from the editor"], ["Ferry stays in port"], "Ferry stays in port"),
        ([], [], ""),
    ],
)  # fmt: skip
def test_the_headline_is_the_heading_that_a_title_confirms(
    headings: list[str], stated: list[str], headline: str
) -> None:
    assert pick_headline(headings, stated, "The Lantern")[0] == headline


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        (["By Mirela Tosk and Bero Halm"], ["Mirela Tosk", "Bero Halm"]),
        (["Mirela Tosk Senior Harbour Reporter"], ["Mirela Tosk Senior Harbour"]),
        (["Mirela Tosk Senior Tech Reporter"], ["Mirela Tosk"]),
        (["The Lantern", "Mirela Tosk"], ["Mirela Tosk"]),
        (["Mirela Tosk (Meridian Wire)"], ["Mirela Tosk"]),
        (["The Lantern"], ["The Lantern"]),
        (["View more posts"], []),
        (["Von Ruan Aldane"], ["Ruan Aldane"]),
    ],
)
def test_authors_are_names_of_people(stated: list[str], authors: list[str]) -> None:
    assert pick_authors(stated, "The Lantern") == authors


def test_what_is_written_for_machines_is_surest(settings: CorpusSettings) -> None:
    head = '<meta property="article:modified_time" content="2031-04-01"><meta name="author" content="admin">'
    data: dict[str, object] = {
        "@type": "NewsArticle",
        "author": {"name": "Mirela Tosk"},
        "datePublished": "2031-03-12T23:30:00+02:00",
    }
    found = brought(settings, head, data)
    assert found.byline is not None
    assert (found.byline.value, found.byline.reason) == ("Mirela Tosk", 'page metadata "author", in JSON-LD')
    assert found.published is not None
    assert (found.published.value, found.published.confidence) == ("2031-03-12", 0.95)


def test_an_outlet_as_author_is_doubtful(settings: CorpusSettings) -> None:
    head = '<meta property="og:site_name" content="The Lantern">'
    found = brought(settings, head, {"@type": "NewsArticle", "author": [{"name": "The Lantern"}]})
    assert found.byline is not None
    assert found.byline.value == "The Lantern"
    assert found.byline.confidence < 0.5


def test_hostile_names_take_no_time(settings: CorpusSettings) -> None:
    for hostile in ("| " * 50_000, "a " * 50_000, "(" * 100_000, "Editor " * 20_000):
        pick_headline([hostile], [hostile], "The Lantern")
        pick_authors([hostile], "The Lantern")
