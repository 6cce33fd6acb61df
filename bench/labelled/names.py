"""The labelled names of `names.jsonl.gz` as articles through our own tokens, and how well names found in them do.

Gold labels flattened nested names by overwriting (“Halvera” Location, “'s Supreme Court” Organization): a part that
goes on with another type straight after one continues an outer name, so the two are joined, unless `raw` is asked for.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.labelled import DATA
from corpus.actors.mentions import Engine
from corpus.actors.ner.ner_tokens import ner_tokens

NAMES = DATA / "names.jsonl.gz"
TYPES = {
    "Person": "P",
    "Organization": "O",
    "Location": "L",
    "NORP": "N",
    **dict.fromkeys(("Facility", "Misc", "Product", "misc", "election", "event"), "M"),
}
_INITIAL = re.compile("[A-Z]")
_CONTINUES = frozenset(("of", "and", "the", "for", "-", "&", "in"))

Name = tuple[int, int, str]
"""First token, last token (not included), type."""


class Paragraph(NamedTuple):
    text: str
    words: list[str]
    names: list[Name]


class LabelledArticle(NamedTuple):
    worldwide: bool
    paragraphs: list[Paragraph]

    @property
    def words(self) -> list[list[str]]:
        return [paragraph.words for paragraph in self.paragraphs]


class Reached(NamedTuple):
    """Precision, recall and F1 of exact spans with their types."""

    precision: float
    recall: float
    f1: float


def labelled_articles(path: Path = NAMES, raw: bool = False) -> list[LabelledArticle]:
    """All articles; the sentences of the politics set don't belong together, so each is an article of its own."""
    articles: list[LabelledArticle] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            sentences = [one for one in row["sentences"] if one and not one[0][0].startswith("http")]
            paragraphs = [_paragraph([w for w, _ in one], [tag for _, tag in one], raw) for one in sentences]
            if row["dataset"] == "worldwide":
                articles.append(LabelledArticle(True, paragraphs))
            else:
                articles += [LabelledArticle(False, [paragraph]) for paragraph in paragraphs]
    return articles


def folds(
    articles: Sequence[LabelledArticle], parts: int = 5
) -> list[tuple[list[LabelledArticle], list[LabelledArticle]]]:
    """Training and test articles, `parts` times; tested are worldwide articles alone, each once."""
    world = [article for article in articles if article.worldwide]
    Random(7).shuffle(world)
    others = [article for article in articles if not article.worldwide]
    return [
        ([article for i, article in enumerate(world) if i % parts != k] + others, world[k::parts]) for k in range(parts)
    ]


def tagged(engine: Engine, articles: Sequence[LabelledArticle]) -> Iterator[tuple[list[Name], list[Name]]]:
    """Gold and found names, a pair a paragraph."""
    for article, names in zip(articles, engine([article.words for article in articles]), strict=True):
        found: list[list[Name]] = [[] for _ in article.paragraphs]
        for paragraph, start, end, type_ in names:
            found[paragraph].append((start, end, type_))
        yield from zip((paragraph.names for paragraph in article.paragraphs), found, strict=True)


def score(pairs: Iterable[tuple[Iterable[Name], Iterable[Name]]]) -> dict[str, Reached]:
    """Of pairs (gold, found), a pair a paragraph: for P, O, L (with N) and all three."""
    gold, found, both = (Counter[str]() for _ in range(3))
    for wanted, got in pairs:
        one, other = ({(a, b, "L" if t == "N" else t) for a, b, t in names if t != "M"} for names in (wanted, got))
        for counter, names in ((gold, one), (found, other), (both, one & other)):
            counter.update(name[2] for name in names)
    return {
        key: _reached(*(sum(counter[t] for t in types) for counter in (gold, found, both)))
        for key, types in (("Person", "P"), ("Organization", "O"), ("Location", "L"), ("all", "POL"))
    }


def table(reached: dict[str, Reached]) -> str:
    """A line for each type of name."""
    return "\n".join(
        f"{name:<14}P {one.precision:.3f}  R {one.recall:.3f}  F1 {one.f1:.3f}" for name, one in reached.items()
    )


def _reached(gold: int, found: int, both: int) -> Reached:
    return Reached(both / max(1, found), both / max(1, gold), 2 * both / max(1, gold + found))


def _paragraph(words: Sequence[str], tags: Sequence[str], raw: bool) -> Paragraph:
    text, places = plain_text(words)
    tokens, starts = ner_tokens(text)
    names: list[Name] = []
    for first, last, label in _spans(tags, raw):
        if label not in TYPES:
            continue
        start = bisect_right(starts, places[first][0]) - 1
        end = bisect_left(starts, places[last - 1][1])
        type_ = TYPES[label]
        if not raw and names and names[-1][1] == start and tokens[start - 1] in _CONTINUES:
            start, _, type_ = names.pop()
        names.append((start, end, type_))
    return Paragraph(text, tokens, names)


def _spans(tags: Sequence[str], raw: bool) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        label = tag[2:]
        goes_on = tag[0] == "I" and spans and spans[-1][1] == i
        if goes_on and (spans[-1][2] == label or not raw):
            start, _, before = spans.pop()
            while before != label and not raw and spans and spans[-1][1] == start and spans[-1][2] == label:
                start, _, _ = spans.pop()
            spans.append((start, i + 1, label))
        else:
            spans.append((i, i + 1, label))
    return spans


def plain_text(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Text again, as a reader would meet it, and where each word stands in it."""
    text = ""
    places: list[tuple[int, int]] = []
    for i, word in enumerate(words):
        before, after = words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
        initials = (
            i > 1
            and before == "."
            and after == "."
            and _INITIAL.fullmatch(words[i - 2]) is not None
            and _INITIAL.fullmatch(word) is not None
        )
        tied = (
            word in ".,;:!?)%"
            or (word[0] in "'’" and len(word) < 4)
            or (word == "s" and before in ("'", "’"))
            or (before and before in "([-")
            or (word == "-" and bool(after))
            or initials
        )
        text += " " if text and not tied else ""
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places
