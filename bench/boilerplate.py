"""How much boilerplate is stripped, how much of the articles is lost, beside other ways, and how fast.

    python -m bench.boilerplate [texts] [html] [metadata] [speed] [every=N]

Texts, half-cleaned or whole pages: the classifier is trained anew for each of five folds over hosts, and judges only
hosts that it never saw; so it does on HTML. There F1 is of 4-word shingles against the gold body; captions are not
scored. All of it needs the labelled data beside the repository and the extra `bench`, and takes half an hour; with
`every=10` only each tenth page is read, in a few minutes.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np

from bench.labelled.news import news
from bench.labelled.pages import Page, our_metadata, our_text, pages
from bench.labelled.texts import Labelled, Score, labelled_texts, score
from bench.training.boilerplate.classifier import OutOfFold, out_of_fold
from bench.training.boilerplate.material import Material
from corpus.boilerplate.classifier.block_tokens import Flags
from corpus.boilerplate.classifier.decisions import decide_text
from corpus.boilerplate.classifier.network import shipped_classifier
from corpus.boilerplate.passes import judge_by_rules, strip, strip_all
from corpus.boilerplate.phrase_families import phrase_table
from corpus.metadata import describe_source
from corpus.pipeline import inferred_all
from corpus.settings import CorpusSettings
from corpus.source import Source
from tui.config import load

_TERMINAL = (".", "!", "?", '"', "”")
_SPEED_ARTICLES = 300
_AT_A_TIME = 16
"""How many articles the builder hands to a process at a time."""


def stripped_by_c4(labelled: Labelled) -> Flags:
    """What the line rules of C4 strip: lines without a terminal mark, of fewer than five words, or of JavaScript."""
    return np.array(
        [
            not block.text.endswith(_TERMINAL) or len(block.text.split()) < 5 or "javascript" in block.text.lower()
            for block in labelled.blocks
        ]
    )


def print_texts(texts: Sequence[Labelled], learnt: OutOfFold) -> None:
    """Both kinds of texts, each way beside the others."""
    stripped: dict[str, list[Flags]] = {
        "keep everything": [np.zeros(len(text.blocks), np.bool_) for text in texts],
        "line rules of C4": [stripped_by_c4(text) for text in texts],
        "our rules alone": [np.array([block.stripped for block in text.blocks]) for text in texts],
        "rules and classifier": [
            np.array([block.stripped for block in decide_text(text.blocks, own)])
            for text, own in zip(texts, learnt.chances, strict=True)
        ],
    }
    for kind, half_cleaned in (("half-cleaned texts", True), ("whole pages", False)):
        chosen = [i for i, text in enumerate(texts) if text.half_cleaned is half_cleaned]
        print(f"\n{kind}: {len(chosen)}, five folds over hosts")
        print(f"{'':<24}{'P':>7}{'R':>7}{'F1':>7}{'lost':>9}{'left':>9}{'texts that lose 15 words':>27}")
        for name, flags in stripped.items():
            found = score([texts[i] for i in chosen], [flags[i] for i in chosen])
            print(f"{name:<24}{_figures(found)}")


def _figures(found: Score) -> str:
    exact = f"{found.precision:>7.3f}{found.recall:>7.3f}{found.f1:>7.3f}"
    return f"{exact}{found.lost:>9.2%}{found.left:>9.1%}{found.texts_that_lose:>27.2%}"


def print_pages(settings: CorpusSettings, learnt: OutOfFold, every: int) -> None:
    """HTML pages: ours beside the libraries."""
    ways: dict[str, Callable[[Page], str]] = {
        "trafilatura": lambda page: _trafilatura(page.html),
        "readability-lxml": lambda page: _readability(page.html),
        "newspaper4k": lambda page: _newspaper(page.html),
        "ours": lambda page: our_text(page, settings, learnt.classifiers.get(page.host) or shipped_classifier()),
    }
    exact: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    lost: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for page in pages(every):
        for name, way in ways.items():
            precision, recall, missed, wanted = page.score(way(page))
            exact[page.dataset, name].append((precision, recall))
            lost[page.dataset, name].append((missed, wanted))
    print(f"\npages: P, R, F1 and shingles lost\n{'':<20}{'fundus':>28}{'aeb':>28}{'wcxb':>28}")
    for name in ways:
        cells = []
        for dataset in ("fundus", "aeb", "wcxb"):
            precision, recall = np.mean(exact[dataset, name], axis=0)
            missed, wanted = np.sum(lost[dataset, name], axis=0)
            f1 = 2 * precision * recall / (precision + recall)
            cells.append(f"{precision:>8.3f}{recall:>6.3f}{f1:>6.3f}{missed / wanted:>8.2%}")
        print(f"{name:<20}{''.join(cells)}")


def print_metadata(settings: CorpusSettings, every: int) -> None:
    """What is right of what pages say of themselves, beside trafilatura; one of the three sets has no gold for it."""
    ways: dict[str, Callable[[Page], tuple[str, str, str]]] = {
        "trafilatura": lambda page: _trafilatura_metadata(page.html),
        "ours": lambda page: our_metadata(page, settings),
    }
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for page in pages(every):
        for name, way in ways.items():
            for value, is_right in page.right(*way(page)).items():
                right[name, value].append(is_right)
    values = ("title", "title, nearly", "first author", "date")
    print(f"\nmetadata of pages: share right\n{'':<20}{''.join(f'{value:>16}' for value in values)}")
    for name in ways:
        print(f"{name:<20}{''.join(f'{np.mean(right[name, value]):>16.3f}' for value in values)}")


def _trafilatura_metadata(html: str) -> tuple[str, str, str]:
    from trafilatura import extract_metadata

    found = extract_metadata(html)
    return found.title or "", found.author or "", found.date or ""


def _trafilatura(html: str) -> str:
    from trafilatura import extract

    return extract(html, include_comments=False) or ""


def _readability(html: str) -> str:
    from lxml.html import fromstring  # type: ignore[import-untyped]
    from readability import Document

    try:
        return str(fromstring(Document(html).summary()).text_content())
    except Exception:  # a page that breaks it counts as empty
        return ""


def _newspaper(html: str) -> str:
    from newspaper import Article

    article = Article("http://localhost/", fetch_images=False)
    article.download(input_html=html)
    try:
        article.parse()
    except Exception:  # a page that breaks it counts as empty
        return ""
    return str(article.text)


def print_speed(settings: CorpusSettings) -> None:
    """Articles of some 500 words a second, on one core."""
    phrases = phrase_table(settings.boilerplate)
    bodies = (f"{article.title}\n\n{article.body}" for article in news())
    texts = list(islice((text for text in bodies if 450 <= len(text.split()) <= 550), _SPEED_ARTICLES))
    sources = [Source(id=f"{i:012x}", path="", form="text", text=text) for i, text in enumerate(texts)]
    handed_on = [sources[i : i + _AT_A_TIME] for i in range(0, len(sources), _AT_A_TIME)]
    described = [[*zip(some, strip_all(some, settings.boilerplate), strict=True)] for some in handed_on]
    ways: dict[str, Callable[[int], object]] = {
        "blocks and rules alone": lambda i: [judge_by_rules(source.text, phrases) for source in handed_on[i]],
        "boilerplate, classifier included": lambda i: strip_all(handed_on[i], settings.boilerplate),
        "the same, one by one": lambda i: [strip(source, settings.boilerplate) for source in handed_on[i]],
        "metadata of stripped articles": lambda i: [describe_source(*one) for one in described[i]],
        "all of an article": lambda i: inferred_all(handed_on[i], settings),
    }
    print(f"\nspeed: {len(texts)} articles of {np.mean([len(text.split()) for text in texts]):.0f} words, one core")
    for name, way in ways.items():
        taken = []
        for _ in range(4):
            begun = time.process_time()
            for i in range(len(handed_on)):
                way(i)
            taken.append(time.process_time() - begun)
        each = min(taken) / len(texts)
        print(f"{name:<34}{1 / each:>7.0f} articles/s{each * 1000:>9.2f} ms each")


def main(asked: Sequence[str]) -> None:
    """Print the tables, or those that are asked for."""
    warnings.simplefilter("ignore")
    settings = load(environment={}).corpus_settings
    every = next((int(word.removeprefix("every=")) for word in asked if word.startswith("every=")), 1)
    tables = {word for word in asked if "=" not in word} or {"texts", "html", "metadata", "speed"}
    if tables & {"texts", "html"}:
        texts = labelled_texts(phrase_table(settings.boilerplate))
        learnt = out_of_fold(Material(texts))
        if "texts" in tables:
            print_texts(texts, learnt)
        if "html" in tables:
            print_pages(settings, learnt, every)
    if "metadata" in tables:
        print_metadata(settings, every)
    if "speed" in tables:
        print_speed(settings)


if __name__ == "__main__":
    main(sys.argv[1:])
