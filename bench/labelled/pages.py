"""The labelled pages of `html.jsonl.gz`, and how well a text that was drawn from one fits its gold text."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.labelled import DATA
from bench.labelled.texts import TOKEN, shingles
from corpus.article import Role
from corpus.boilerplate.classifier.decisions import decide_page
from corpus.boilerplate.classifier.network import Classifier
from corpus.boilerplate.html.page_roles import judge_page_by_rules
from corpus.boilerplate.phrase_families import phrase_table
from corpus.pipeline import inferred
from corpus.readers import read_bytes
from corpus.settings import CorpusSettings
from corpus.source import Problem

PAGES = DATA / "html.jsonl.gz"
_WORD = re.compile(r"\w+")
_BAR = re.compile(r"\s+[|·•»–—-]+\s+|--")
_AND = re.compile(r"\s*(?:;|,|\band\b|\bund\b|&|\bet\b)\s*")
_NEAR = 0.75
_READ = (Role.BODY, Role.SUBHEAD, Role.DEK)


class Page(NamedTuple):
    """A page, and the shingles of its gold body and of its captions, which are not scored."""

    dataset: str
    host: str
    html: str
    body: Counter[tuple[str, ...]]
    captions: Counter[tuple[str, ...]]
    title: str | None
    author: str | None
    date: str | None

    def right(self, title: str, author: str, date: str) -> dict[str, bool]:
        """Which of three values are right, of those that the page has gold for: a title of the same words, an outlet
        behind it aside; a title near it, one in the other or three words in four; the first author by the words of the
        name; the day."""
        found: dict[str, bool] = {}
        if self.title:
            own, bare = _words(title), _words(_BAR.split(self.title)[0])
            gold = _words(self.title)
            found["title"] = own in (gold, bare)
            found["title, nearly"] = bool(own) and _are_near(own, gold)
        if self.author:
            found["first author"] = set(_words(_first(author))) == set(_words(_first(self.author)))
        if self.date:
            found["date"] = date[:10] == self.date[:10]
        return found

    def score(self, text: str) -> tuple[float, float, int, int]:
        """Precision and recall of the 4-word shingles of `text`; how many are missing, and of how many."""
        found = shingles(_tokens(text)) - (self.captions - self.body)
        both, wanted = (found & self.body).total(), self.body.total()
        return both / max(1, found.total()), both / max(1, wanted), wanted - both, wanted


def pages(every: int = 1, file: Path = PAGES) -> Iterator[Page]:
    """The pages of the file, or each so-manieth of them."""
    with gzip.open(file, "rt", encoding="utf-8", newline="\n") as rows:
        for number, row in enumerate(rows):
            if number % every == 0:
                page = json.loads(row)
                gold = {
                    kind: [one["text"] for one in page["gold"] if one["kind"] == kind] for kind in ("body", "caption")
                }
                body, captions = (shingles(_tokens(" ".join(texts))) for texts in gold.values())
                author = next(iter(page["authors"]), None)
                dated = page["date"]
                yield Page(page["dataset"], page["host"], page["html"], body, captions, page["title"], author, dated)


def our_text(page: Page, settings: CorpusSettings, classifier: Classifier) -> str:
    """The article on a page: its body with subheads and dek, as wireside reads it."""
    (found,) = read_bytes(page.html.encode(), "page.html", settings.reading)
    if isinstance(found, Problem):
        return ""
    blocks = judge_page_by_rules(found, phrase_table(settings.boilerplate).verdict)
    if len(blocks) > 1:
        blocks = decide_page(blocks, classifier.judge([blocks])[0].chances)
    return "\n".join(block.text for block in blocks if block.role in _READ)


def our_metadata(page: Page, settings: CorpusSettings) -> tuple[str, str, str]:
    """Headline, byline and date of a page, as wireside gives them; empty where it says nothing."""
    (found,) = read_bytes(page.html.encode(), "page.html", settings.reading)
    if isinstance(found, Problem):
        return "", "", ""
    article = inferred(found, settings)
    byline, published = article.byline, article.published
    return article.headline.value, byline.value if byline else "", published.value if published else ""


def _first(authors: str) -> str:
    return _AND.split(authors)[0]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _are_near(one: list[str], other: list[str]) -> bool:
    short, long = sorted((" ".join(one), " ".join(other)), key=len)
    return short in long or len({*one} & {*other}) >= _NEAR * max(len({*one}), len({*other}))


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text.lower())
