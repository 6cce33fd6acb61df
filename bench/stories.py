"""How well stories are found: articles of labelled events among thousands of others, and texts republished by program.

    python -m bench.stories [--every 4]

The thresholds were set on every other event; “events” are the rest. A copy has a new headline, another house style, an
agency's line, and its end cut. A pair called one text that is no copy of ours counts as right where two fifths of the
runs of five words of the shorter stand in the longer.
"""

from __future__ import annotations

import argparse
import random
import re
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import convert, msgpack
from msgspec.structs import replace

from bench.labelled.news import EVENTS, NEWS, News, news
from corpus.settings import CorpusSettings
from corpus.stories import Stories, StoryFeatures, stories_of, text_features
from corpus.text.tokenize import word_form
from index.storage.index_entry import IndexEntry
from index.storage.manifest import Manifest
from index.storage.whoosh.index_writer import IndexWriter
from index.storage.whoosh.snapshot import Snapshot
from index.stories.clustering import brought_up_to_date

COPIES = 300
_TRULY_ONE_TEXT = 0.4
_HOUSE_STYLE = (
    (re.compile(r"\bpercent\b"), "per cent"),
    (re.compile(r"\b(?:Mr|Mrs|Ms)\. "), ""),
    (re.compile(r"\bU\.S\."), "US"),
    (re.compile(r"\bSept?\. "), "September "),
    (re.compile(r"[“”]"), '"'),
    (re.compile(r"’"), "'"),
    (re.compile(r" — "), " - "),
    (re.compile(r"ize\b"), "ise"),
    (re.compile(r"\bsaid\b"), "has said"),
)
_HEADS = ("What we know", "As it happened", "The day in brief", "In full", "Report")
_LINES = ("MERIDIAN WIRE - ", "(Meridian Wire) ", "OSTRENE, Halvera - ")
_ENDS = (
    "\n\n(Additional reporting by Mirela Tosk)",
    "\n\nMeridian Wire",
    "\n\n© Kell Valley Post. No copying.",
)


def republished(article: News, rng: random.Random) -> News:
    """The article as another outlet would print it."""
    paragraphs = article.body.split("\n")
    body = "\n".join(paragraphs[: max(1, round(len(paragraphs) * rng.uniform(0.5, 0.95)))])
    for pattern, other in rng.sample(_HOUSE_STYLE, 5):
        body = pattern.sub(other, body)
    head = f"{rng.choice(_HEADS)}: {' '.join(article.title.split()[:3])}"
    body = rng.choice(_LINES) + body + rng.choice(_ENDS)
    return replace(article, id=f"copy {article.id}", title=head, body=body, outlet="Kell Valley Post")


def features_of(article: News) -> StoryFeatures:
    date = article.date if re.fullmatch(r"\d{4}-\d\d-\d\d", article.date) else None
    return text_features(article.id, article.title, article.body, article.outlet, date)


def mixed(every: int) -> tuple[list[News], list[News]]:
    """The collection with the events and the copies among it; and the copies."""
    rng = random.Random(6)
    articles = [article for article in news(NEWS, every) if len(article.body.split()) >= 60]
    copies = [republished(article, rng) for article in rng.sample(articles, COPIES // every)]
    return [*articles, *news(EVENTS), *copies], copies


def pairs_of_events(stories: Stories, articles: Sequence[News], *, half: int) -> dict[str, float]:
    """Precision, recall and F1 over the pairs of articles of one half of the events."""
    events = sorted({article.event for article in articles if article.event})[half::2]
    event = {article.id: article.event for article in articles if article.event in events}
    told = {member.id: story.id for story in stories for member in story.articles if member.id in event}
    right = found = wanted = 0
    for one, other in combinations(event, 2):
        same, together = event[one] == event[other], told[one] == told[other]
        right, found, wanted = right + (same and together), found + together, wanted + same
    precision, recall = right / max(1, found), right / wanted
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / max(1e-9, precision + recall)}


def one_text(stories: Stories, articles: Sequence[News], copies: Sequence[News]) -> dict[str, float]:
    """How many of the copies are found, and how many of the pairs called one text are."""
    texts = {article.id: article for article in articles}
    original = {m.id: m.duplicate_of or m.id for story in stories for m in story.articles}
    recall = sum(original[copy.id] == original[copy.id.removeprefix("copy ")] for copy in copies) / len(copies)
    pairs = [(one, other) for one, other in original.items() if one != other]
    wrong = [pair for pair in pairs if not _are_one_text(texts[pair[0]], texts[pair[1]])]
    return {"precision": 1 - len(wrong) / max(1, len(pairs)), "recall": recall}


def _are_one_text(one: News, other: News) -> bool:
    a, b = _runs(one.body), _runs(other.body)
    return len(a & b) >= _TRULY_ONE_TEXT * min(len(a), len(b))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word_form(word) for word in re.findall(r"\w+", text)]
    return set(zip(*(words[i:] for i in range(5)), strict=False))


def measure(every: int) -> Iterator[tuple[str, float]]:
    """All figures, named."""
    articles, copies = mixed(every)
    begun = time.process_time()
    made = [features_of(article) for article in articles]
    ready = time.process_time()
    stories = stories_of(made)
    done = time.process_time()
    for name, half in (("events, tuned on", 0), ("events", 1)):
        for what, value in pairs_of_events(stories, articles, half=half).items():
            yield f"{name}: {what}", value
    for what, value in one_text(stories, articles, copies).items():
        yield f"one text: {what}", value
    size = sum(len(f.terms) + len(f.weights) + len(f.sketch) + len(f.quoted) for f in made) / len(made)
    last = made[len(made) // 2]
    once = time.process_time()
    Stories([*stories.articles, last], stories.stories, stories.originals).place_next()
    yield "articles", float(len(articles))
    yield "bytes an article, without headline", size
    yield "s for features", ready - begun
    yield "s for stories", done - ready
    yield "ms for one more", 1000 * (time.process_time() - once)
    yield from over_index(made)


def over_index(made: Sequence[StoryFeatures]) -> Iterator[tuple[str, float]]:
    """What it costs to keep the stories of an index: of all articles, and when there is one more. CPU time, with
    reading the features of all from the index, and writing the places of all."""
    with TemporaryDirectory() as folder:
        build = Path(folder)
        writing, manifest = IndexWriter(build), Manifest(build, write=True)
        # numbered: some of the labelled articles share an id
        *most, last = [replace(one, id=f"{number:012x}") for number, one in enumerate(made)]

        def place(articles: Sequence[StoryFeatures], kept: bytes) -> tuple[bytes, float]:
            for one in articles:
                writing.add(_bare(one))
            writing.commit()
            snapshot = Snapshot(build, manifest.about(), {})
            begun = time.process_time()
            places = brought_up_to_date(snapshot, kept, threading.Event())
            return places, time.process_time() - begun

        places, seconds = place(most, b"")
        yield "s for stories of an index", seconds
        _, seconds = place([last], places)
        yield "ms for one more in an index", 1000 * seconds
        manifest.close()


def _bare(article: StoryFeatures) -> IndexEntry:
    """An article of which the index has nothing but what its story is told by."""
    said = dict.fromkeys(IndexEntry.__struct_fields__, "") | {"id": article.id, "language": "en"}
    counted = dict.fromkeys(("published", "words", "outlet_key"), 0)
    packed = dict.fromkeys(("lines", "article", "text"), b"") | {"features": msgpack.encode(article)}
    return convert(said | counted | packed, IndexEntry)


def stories_reach(settings: CorpusSettings) -> dict[str, float]:
    """Shares on a quarter of the collection, for the gate."""
    return {name: value for name, value in measure(4) if name.startswith(("events:", "one text:"))}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--every", type=int, default=1, help="take every so many articles")
    for name, value in measure(parser.parse_args().every):
        print(f"{name:<40}{value:>12.4f}")
