"""What the engines are given: the articles of `news12k`, and mixtures of their paragraphs for larger corpora."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Story(NamedTuple):
    """An article, ready to be given to any engine. `published` is yyyymmdd, 0 where nobody knows."""

    headline: str
    paragraphs: tuple[str, ...]
    outlet: str
    published: int


def stories(file: Path, count: int) -> Iterator[Story]:
    """The first `count` articles of a file; beyond its end, paragraphs of several articles under a headline of one."""
    known: list[Story] = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            paragraphs = tuple(part for part in row["body"].split("\n") if part.strip())
            day = int(row["date"].replace("-", "")) if _DAY.fullmatch(row["date"]) else 0
            known.append(Story(row["title"], paragraphs, row["outlet"], day))
            yield known[-1]
            if len(known) == count:
                return
    random = Random(count)
    for _ in range(count - len(known)):
        one, *others = random.choices(known, k=4)
        mixed = [
            part for story in (one, *others) for part in random.sample(story.paragraphs, len(story.paragraphs) // 4)
        ]
        yield one._replace(paragraphs=tuple(mixed) or one.paragraphs, published=random.choice(known).published)
