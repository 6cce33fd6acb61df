"""Sources are described a dozen at a time, and each of them stands for itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.article import Block
from corpus.quotes.find_quotes import find_quotes
from corpus.source import Problem, Source
from index.building.describer import Describer
from tui.config import load


def test_an_article_that_breaks_something_leaves_the_others_of_its_chunk_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(blocks: Sequence[Block], actors: object) -> object:
        assert "Bero Halm" not in blocks[0].text
        return find_quotes(blocks, actors)  # type: ignore[arg-type]

    monkeypatch.setattr("corpus.pipeline.find_quotes", breaks)
    headlines = ("The ferry to Halvera", "Bero Halm resigns", "A light over the Kell Strait")
    sources = [Source(f"{i:012x}", f"{i}.txt", "text", headline) for i, headline in enumerate(headlines)]
    first, broken, last = Describer(load(environment={}).corpus_settings, None).all(sources)
    assert isinstance(broken, Problem)
    assert broken.reason == "can't be described (AssertionError)"
    assert [one.id for one in (first, last) if not isinstance(one, Problem)] == [sources[0].id, sources[2].id]
