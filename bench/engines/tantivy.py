"""tantivy, a search library in Rust, by its Python binding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bench.engines.engine import BATCH, BEST, Engine, Query
from bench.engines.stories import Story


class Tantivy(Engine):
    name = "tantivy"

    def index(self, stories: Iterable[Story]) -> None:
        import tantivy

        self.folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("headline", tokenizer_name="en_stem")
        builder.add_text_field("body", tokenizer_name="en_stem")
        builder.add_text_field("outlet", tokenizer_name="raw", fast=True)
        builder.add_integer_field("published", indexed=True, fast=True)
        writer = tantivy.Index(builder.build(), path=str(self.folder)).writer(128_000_000, num_threads=1)
        for number, story in enumerate(stories, 1):
            document = tantivy.Document(
                headline=story.headline,
                body="\n".join(story.paragraphs),
                outlet=story.outlet,
                published=story.published,
            )
            writer.add_document(document)
            if number % BATCH == 0:
                writer.commit()
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        import tantivy

        self.tantivy: Any = tantivy
        self.opened = tantivy.Index.open(str(self.folder))
        self.opened.reload()
        self.searcher = self.opened.searcher()

    def asker(self, kind: str) -> Callable[[Query], object] | None:
        import json

        from corpus.text.stems import stem

        peer, schema = self.tantivy.Query, self.opened.schema

        def find(text: str) -> object:
            return self.searcher.search(self._parsed(text), BEST)

        def fuzzy(word: str) -> object:
            return self.searcher.search(peer.fuzzy_term_query(schema, "body", stem(word)), BEST)

        def started(word: str) -> object:
            return self.searcher.search(peer.regex_query(schema, "body", word + ".*"), BEST)

        def counted(word: str) -> object:
            wanted = {
                "outlets": {"terms": {"field": "outlet", "size": 500}},
                "months": {"histogram": {"field": "published", "interval": 100, "min_doc_count": 1}},
            }
            return json.dumps(self.searcher.aggregate(self._parsed(word), wanted))

        kinds: dict[str, Callable[[Query], object]] = {
            "common": lambda asked: find(asked[0][0]),
            "rare": lambda asked: find(asked[0][0]),
            "and": lambda asked: find(" AND ".join(asked[0])),
            "or": lambda asked: find(" OR ".join(asked[0])),
            "phrase": lambda asked: find(f'"{" ".join(asked[0])}"'),
            "near": lambda asked: find(f'"{" ".join(asked[0])}"~5'),
            "prefix": lambda asked: started(asked[0][0]),
            "fuzzy": lambda asked: fuzzy(asked[0][0]),
            "filter": lambda asked: find(f'{asked[0][0]} AND outlet:"{asked[1]}"'),
            "dates": lambda asked: find(f"{asked[0][0]} AND published:[{asked[2][0]} TO {asked[2][1]}]"),
            "sorted": lambda asked: self.searcher.search(self._parsed(asked[0][0]), BEST, order_by_field="published"),
            "facets": lambda asked: counted(asked[0][0]),
        }
        return kinds.get(kind)

    def _parsed(self, text: str) -> Any:
        return self.opened.parse_query(text, ["headline", "body"], conjunction_by_default=True)
