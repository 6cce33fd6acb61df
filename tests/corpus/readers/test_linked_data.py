"""What a page says of its article in JSON-LD."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.linked_data import linked_data

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry stays in port &amp; waits",
    "author": [{"@type": "Person", "name": "Mirela Tosk"}, "Bero Halm"],
    "datePublished": "2031-03-12T18:20:00+00:00",
    "articleBody": "<p>The ferry stays.</p><p>Nobody was hurt.</p>",
}


def page(*scripts: str) -> str:
    return "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)


def test_an_article_is_read() -> None:
    (thing,) = linked_data(page(json.dumps(ARTICLE)))
    assert thing.headline == "Ferry stays in port & waits"
    assert thing.authors == ("Mirela Tosk", "Bero Halm")
    assert thing.published == "2031-03-12T18:20:00+00:00"
    assert thing.text == "The ferry stays.\nNobody was hurt."


def test_authors_may_stand_elsewhere() -> None:
    person = {"@type": "Person", "@id": "#tosk", "name": "Mirela Tosk"}
    graph = {"@graph": [{"@type": "WebPage", "name": "Page"}, {**ARTICLE, "author": {"@id": "#tosk"}}, person]}
    article, whole = linked_data(page(json.dumps(graph)))
    assert article.authors == ("Mirela Tosk",)
    assert whole.kind == "WebPage"


def test_line_breaks_in_strings_are_forgiven() -> None:
    assert linked_data(page('{"@type": "Article", "headline": "Ferry\nstays"}'))[0].headline == "Ferry stays"


@pytest.mark.parametrize("broken", ["", "{", "[" * 5000, '{"@type": 3}', '{"@type": "Article", "author": 7}', "null"])
def test_what_is_broken_is_passed_over(broken: str) -> None:
    assert linked_data(page(broken, json.dumps(ARTICLE)))[-1].headline == "Ferry stays in port & waits"


@given(st.recursive(st.none() | st.text(max_size=9) | st.integers(), lambda inner: st.lists(inner, max_size=3)))
def test_any_value_may_stand_anywhere(value: object) -> None:
    things = linked_data(page(json.dumps(dict.fromkeys((*ARTICLE, "@id"), value)), json.dumps({**ARTICLE, "x": value})))
    assert things[0].headline
