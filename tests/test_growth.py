"""Twice the text takes twice the time: some of the shapes of `bench.growth`, and the arithmetic of the bench."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bench.growth import Growth, growth
from bench.soak.shapes import PAGES, TEXTS, Shape
from corpus.settings import CorpusSettings

QUICK_TEXTS = ("full stops", "spaces", "opening quotation marks")
QUICK_PAGES = ("links in a paragraph", "attributes")
SIZE = 6_000
SQUARE = 3.5  # what grows with the square takes 4 times as long; a busy machine must not fail the test


@pytest.mark.parametrize("shape", [*(TEXTS[name] for name in QUICK_TEXTS), *(PAGES[name] for name in QUICK_PAGES)])
def test_some_shapes_grow_no_faster_than_they_may(shape: Shape, settings: CorpusSettings) -> None:
    assert [
        one for one in growth("shape", shape, settings, size=SIZE, runs=2) if one.too_fast and one.ratio > SQUARE
    ] == []


@pytest.mark.parametrize("shape", [*TEXTS.values(), *PAGES.values()])
def test_shapes_are_as_long_as_asked(shape: Shape) -> None:
    lengths = [len(shape(size)) for size in (20_000, 40_000, 80_000)]
    assert all(1.5 < longer / shorter < 2.2 for shorter, longer in pairwise(lengths))


def test_what_grows_with_its_square_is_named() -> None:
    assert Growth("dots", "compare", 0.5, 2.0).too_fast
    assert not Growth("dots", "compare", 0.5, 1.1).too_fast
    assert not Growth("dots", "compare", 0.0001, 0.001).too_fast, "too short to be measured"
