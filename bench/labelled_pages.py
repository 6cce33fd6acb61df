"""The labelled pages of `html.jsonl.gz`, and how well a text that was drawn from one fits its gold text."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.labelled_blocks import DATA, shingles
from corpus.article import Role
from corpus.boilerplate.html_roles import judge_html_by_rules
from corpus.boilerplate.learned import decide_page
from corpus.boilerplate.learned.network import Classifier
from corpus.boilerplate.phrases import phrase_table
from corpus.readers import read_bytes
from corpus.settings import CorpusSettings
from corpus.source import Problem

PAGES = DATA / "html.jsonl.gz"
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_READ = (Role.BODY, Role.SUBHEAD, Role.DEK)


class Page(NamedTuple):
    """A page, and the shingles of its gold body and of its captions, which are not scored."""

    dataset: str
    host: str
    html: str
    body: Counter[tuple[str, ...]]
    captions: Counter[tuple[str, ...]]

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
                yield Page(page["dataset"], page["host"], page["html"], body, captions)


def our_text(page: Page, settings: CorpusSettings, classifier: Classifier) -> str:
    """The article on a page: its body with subheads and dek, as wireside reads it."""
    (found,) = read_bytes(page.html.encode(), "page.html", settings.reading)
    if isinstance(found, Problem):
        return ""
    blocks = judge_html_by_rules(found, phrase_table(settings.boilerplate).verdict)
    if len(blocks) > 1:
        blocks = decide_page(blocks, classifier.chances(blocks))
    return "\n".join(block.text for block in blocks if block.role in _READ)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())
