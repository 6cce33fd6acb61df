"""Whoosh as it comes, without the codec of `index`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from bench.engines.engine import BATCH, BEST, Engine, Query
from bench.engines.stories import Story


class StockWhoosh(Engine):
    name = "Whoosh"
    largest = 100_000

    def index(self, stories: Iterable[Story]) -> None:
        from whoosh import fields
        from whoosh.analysis.analyzers import StemmingAnalyzer
        from whoosh.index import create_in

        self.folder.mkdir(parents=True)
        text = StemmingAnalyzer(stoplist=None, minsize=1)
        schema = fields.Schema(
            headline=fields.TEXT(text),
            body=fields.TEXT(text),
            outlet=fields.ID(sortable=True),
            published=fields.NUMERIC(int, signed=False, sortable=True),
        )
        created = create_in(str(self.folder), schema)
        rest = iter(stories)
        while some := list(islice(rest, BATCH)):
            writer = created.writer(limitmb=256)
            for story in some:
                writer.add_document(
                    headline=story.headline,
                    body="\n".join(story.paragraphs),
                    outlet=story.outlet,
                    published=story.published,
                )
            writer.commit()

    def open(self) -> None:
        from whoosh.index import open_dir

        self.searcher: Any = open_dir(str(self.folder)).searcher()

    def asker(self, kind: str) -> Callable[[Query], object] | None:
        from whoosh.query import compound, positional, ranges, terms

        from corpus.text.stems import stem

        def term(word: str) -> Any:
            return compound.Or([terms.Term("headline", stem(word)), terms.Term("body", stem(word))])

        def find(query: Any, **more: Any) -> object:
            found = self.searcher.search(query, limit=BEST, **more)
            return len(found), found

        kinds: dict[str, Callable[[Query], object]] = {
            "common": lambda asked: find(term(asked[0][0])),
            "rare": lambda asked: find(term(asked[0][0])),
            "and": lambda asked: find(compound.And([term(word) for word in asked[0]])),
            "or": lambda asked: find(compound.Or([term(word) for word in asked[0]])),
            "phrase": lambda asked: find(positional.Phrase("body", [stem(word) for word in asked[0]])),
            "near": lambda asked: find(positional.Phrase("body", [stem(word) for word in asked[0]], slop=6)),
            "prefix": lambda asked: find(terms.Prefix("body", asked[0][0])),
            "fuzzy": lambda asked: find(terms.FuzzyTerm("body", stem(asked[0][0]), prefixlength=1)),
            "filter": lambda asked: find(compound.And([term(asked[0][0]), terms.Term("outlet", asked[1])])),
            "dates": lambda asked: find(compound.And([term(asked[0][0]), ranges.NumericRange("published", *asked[2])])),
            "sorted": lambda asked: find(term(asked[0][0]), sortedby="published", reverse=True),
            "facets": lambda asked: find(term(asked[0][0]), groupedby=["outlet", "published"]),
        }
        return kinds.get(kind)
