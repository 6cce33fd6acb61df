"""A page with too much of anything is not given to the parsers of others; it is read all the same, and says so."""

from __future__ import annotations

import pytest

from corpus.article import Article
from corpus.pipeline import describe
from corpus.readers import read_bytes
from corpus.readers.page_budget import MAX_ATTRIBUTES, MAX_IN_A_ROW, MAX_TAGS, over_budget
from corpus.settings import CorpusSettings
from corpus.source import Source

LEAD = "The ferry from Port Ilmay stays in the harbour until the gale is over, the harbour master said on Monday."
END = "Passengers slept in the ticket hall, where Ruan Aldane of the Straits Commission handed out blankets and tea."
LINKED = (
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stays","author":"Mirela Tosk"}'
    "</script>"
)


def page(inner: str, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Ferry stays in port</title>{head}</head><body><article>"
        f"<h1>Ferry stays in port</h1><p>{LEAD}</p>{inner}<p>{END}</p></article></body></html>"
    )


def article_of(text: str, settings: CorpusSettings) -> Article:
    source = next(read_bytes(text.encode(), "page.html", settings.reading))
    assert isinstance(source, Source)
    return describe(source, settings)


def attributes(count: int) -> str:
    return "".join(f" a{number}='{number}'" for number in range(count))


HEAVY = {
    "links in a paragraph": ("<p>" + "<a href='/'>ferry</a> " * 10_000 + "</p>", "1,500 tags in one paragraph"),
    "items of a list": ("<ul>" + "<li>ferry</li>" * 100_000 + "</ul>", "20,000 tags"),
    "attributes": (f"<p{attributes(200_000)}>ferry</p>", "2,000 attributes"),
    "attributes behind a quotation mark in a comment": (
        f'<!-- <p x=" --><p{attributes(5_000)}>ferry</p>"',
        "2,000 attributes",
    ),
    "attributes behind a quotation mark in a script": (
        f'<script>a<b x="</script><p{attributes(5_000)}>ferry</p>"',
        "2,000 attributes",
    ),
    "attributes of a tag that does not end": (f"<p{attributes(5_000)}", "2,000 attributes"),
    "characters": ("ferry " * 900_000, "5,000,000 characters"),
}


@pytest.mark.parametrize(("inner", "excess"), HEAVY.values(), ids=HEAVY)
def test_what_would_take_minutes_is_counted(inner: str, excess: str) -> None:
    assert (over_budget(page(inner)) or "").endswith(f"more than {excess}")


def test_a_page_over_the_budget_is_read_and_says_so(settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(_: object) -> None:
        pytest.fail("the page was parsed")

    monkeypatch.setattr("trafilatura.utils.load_html", parse)
    text = page("<p>" + "<a href='/'>ferry</a> " * (MAX_IN_A_ROW + 1) + "</p>", LINKED)
    article = article_of(text, settings)
    read = [block for block in article.read_blocks if block.text in (LEAD, END)]
    assert [block.text for block in read] == [LEAD, END]
    assert all("more than 1,500 tags in one paragraph, too much" in block.reason for block in read)
    assert (article.headline.value, article.headline.reason) == ("Ferry stays", 'page metadata "headline", in JSON-LD')
    assert article.byline is not None
    assert article.byline.value == "Mirela Tosk"


@pytest.mark.parametrize(
    "inner",
    [
        "<p>" + "<a href='/'>ferry</a> " * (MAX_IN_A_ROW - 10) + "</p>",
        "<p>ferry</p>" * (MAX_TAGS - 10),
        f"<p{attributes(MAX_ATTRIBUTES - 10)}>ferry</p>",
        f"<p title='{'ferry ' * 10_000}'>ferry</p>",
        f"<script>{'if (a <b && c) d = 1;' * 100}</script>",
    ],
)
def test_what_a_page_may_have_is_within_the_budget(inner: str) -> None:
    assert over_budget(page(inner)) is None
