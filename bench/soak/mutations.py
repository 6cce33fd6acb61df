"""Damaged files and pages through everything that `wireside clean` does with a file, in this process.

    python -m bench.soak.mutations [files [pages [seed]]]

Invented texts, pages and lists are cut, doubled, spliced, flipped and written in other encodings. Each must give
articles or problems, in bounded time. What fails is printed with the seed that makes it again; the exit code is then 1.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from corpus.pipeline import describe
from corpus.readers import read_bytes
from corpus.settings import CorpusSettings
from corpus.source import Source
from tui.config import load

FILES, PAGES = 5_000, 2_000
MOST_SECONDS = 5.0  # of CPU for one file of some kilobytes; the median is a hundredth of that

_BODY = (
    "The ferry from Port Ilmay stays in the harbour until the gale is over, the harbour master said on Monday.",
    "“We wait for the wind to turn,” Ruan Aldane told passengers. “No ferry sails before noon.”",
    "Mirela Tosk, the minister for ports, promised 3.2 million crowns – 12 per cent more than in 2030 – for the quay.",
    "Паромное сообщение возобновится во вторник, сообщили в министерстве. フェリーの運航は火曜日に再開される。",
    "Share this article | Read more: the buoys are red again | © 2031 The Lantern. All rights reserved.",
)
TEXT = "Ferry stays in port\n\nBy Ruan Aldane\n\nPORT ILMAY, March 14 (Kell) – " + "\n\n".join(_BODY) + "\n"
PAGE = (
    "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>Ferry stays in port | The Lantern</title>"
    "<meta property='og:title' content='Ferry stays in port'><meta name='author' content='Ruan Aldane'>"
    "<meta property='article:published_time' content='2031-03-14T10:00:00Z'><style>p{color:red}</style>"
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stays in port",'
    '"author":[{"name":"Ruan Aldane"}],"datePublished":"2031-03-14"}</script></head><body>'
    "<nav class='menu'><ul><li><a href='/'>Home</a><li><a href='/sea'>Sea</a></ul></nav><!-- ferry -->"
    "<article><h1>Ferry stays in port</h1><p class='byline'>By Ruan Aldane</p><figure><img src='/f.jpg' alt='ferry'>"
    "<figcaption>The ferry &ndash; in port</figcaption></figure>"
    + "".join(f"<p>{text}</p>" for text in _BODY)
    + "<h2>What next</h2><table><tr><td>Ferry</td><td>noon</td></tr></table><blockquote>“No.”</blockquote></article>"
    "<aside class='related'><a href='/b'>Buoys</a></aside><footer>© 2031 The Lantern</footer></body></html>\n"
)
_RECORDS = [{"title": f"Ferry {n}", "body": "\n\n".join(_BODY[: n + 1]), "date": "2031-03-14"} for n in range(4)]
_FORMS: Sequence[bytes] = (
    TEXT.encode(),
    json.dumps(_RECORDS, ensure_ascii=False, indent=1).encode(),
    json.dumps({"articles": _RECORDS, "status": "ok"}).encode(),
    "\n".join(json.dumps(record) for record in _RECORDS).encode(),
    json.dumps({**_RECORDS[1], "body": PAGE}).encode(),
    TEXT.encode("utf-16"),
    gzip.compress(TEXT.encode() * 20),
    PAGE.encode(),
)
_BYTES = b"<>&\"'.!? \n\r\t\0\x1b{}[]:,\\/=-()#;\xff\xfe\x80\xe2"
_ENCODINGS = ("utf-8", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "koi8-r", "shift_jis", "gb18030", "utf-7")


def _flip(raw: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 30))):
        raw[chance.randrange(len(raw))] = chance.randrange(256)


def _sprinkle(raw: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 10, 100))):
        raw.insert(chance.randrange(len(raw) + 1), chance.choice(_BYTES))


def _cut(raw: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(raw))
    del raw[start : start + chance.choice((1, 20, len(raw)))]


def _double(raw: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(raw))
    piece = raw[start : start + chance.choice((1, 5, 40, 2_000))]
    raw[start:start] = piece * min(chance.choice((2, 20, 2_000)), 60_000 // max(1, len(piece)))


def _splice(raw: bytearray, chance: random.Random) -> None:
    other = chance.choice(_FORMS)
    start = chance.randrange(len(other))
    at = chance.randrange(len(raw) + 1)
    raw[at:at] = other[start : start + chance.randrange(1, len(other))]


def _recode(raw: bytearray, chance: random.Random) -> None:
    raw[:] = bytes(raw).decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


_MUTATIONS: Sequence[Callable[[bytearray, random.Random], None]] = (_flip, _sprinkle, _cut, _double, _splice, _recode)


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Return `raw` after one to four mutations."""
    changed = bytearray(raw)
    for _ in range(chance.randrange(1, 5)):
        if changed:
            chance.choice(_MUTATIONS)(changed, chance)
    return bytes(changed)


class Soaked(Struct):
    """What came of the mutations: how many articles and problems, seconds of each file, and what failed."""

    articles: int
    problems: int
    seconds: list[float]
    failures: list[str]


def soak(files: int, pages: int, seed: int, settings: CorpusSettings) -> Soaked:
    """Read and describe as many mutated files, and then pages."""
    soaked = Soaked(0, 0, [], [])
    for number, raw in _mutations(files, pages, seed):
        begun = time.process_time()
        try:
            for found in read_bytes(raw, "-", settings.reading):
                if isinstance(found, Source):
                    _check(found, settings)
                    soaked.articles += 1
                else:
                    soaked.problems += 1
        except Exception:
            soaked.failures.append(f"seed {seed}:{number}\n{traceback.format_exc()}")
        soaked.seconds.append(time.process_time() - begun)
        if soaked.seconds[-1] > MOST_SECONDS:
            soaked.failures.append(f"seed {seed}:{number} took {soaked.seconds[-1]:.1f} s")
    return soaked


def _mutations(files: int, pages: int, seed: int) -> Iterator[tuple[int, bytes]]:
    for number in range(files + pages):
        chance = random.Random(f"{seed}:{number}")
        yield number, mutated(chance.choice(_FORMS) if number < files else PAGE.encode(), chance)


def _check(source: Source, settings: CorpusSettings) -> None:
    """Describe an article; every block must be where it says in the source."""
    article = describe(source, settings)
    for block in article.blocks:
        if not 0 <= block.start <= block.end <= len(source.text):
            raise AssertionError(f"a block at {block.start} to {block.end} of {len(source.text)}")


def main(files: int = FILES, pages: int = PAGES, seed: int = 1) -> int:
    """Print what came of it; 1 if anything failed."""
    soaked = soak(files, pages, seed, load(environment={}).corpus_settings)
    for failure in soaked.failures:
        print(failure)
    seconds = sorted(soaked.seconds)
    print(f"{files:,} files and {pages:,} pages: {soaked.articles:,} articles, {soaked.problems:,} problems")
    median = seconds[len(seconds) // 2]
    print(f"{len(soaked.failures)} failures; median {median:.3f} s CPU, slowest {seconds[-1]:.2f} s")
    return int(bool(soaked.failures))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
