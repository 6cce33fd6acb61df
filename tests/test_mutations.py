"""Damaged files and pages give articles or problems, never a traceback: a few of those of `bench.soak.mutations`."""

from __future__ import annotations

from random import Random

import pytest

from bench.soak import mutations
from corpus.settings import CorpusSettings


def test_some_mutated_files_and_pages_are_read(settings: CorpusSettings) -> None:
    soaked = mutations.soak(files=24, pages=8, seed=3, settings=settings)
    assert [failure for failure in soaked.failures if "took" not in failure] == []
    assert len(soaked.seconds) == 32
    assert soaked.articles > 8


def test_a_seed_makes_the_same_mutation_again() -> None:
    raw = mutations.TEXT.encode()
    assert mutations.mutated(raw, Random("1:1")) == mutations.mutated(raw, Random("1:1")) != raw


def test_a_traceback_is_a_failure_with_its_seed(settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("a fault")

    monkeypatch.setattr(mutations, "describe", fail)
    soaked = mutations.soak(files=4, pages=0, seed=5, settings=settings)
    assert soaked.failures
    assert soaked.failures[0].startswith("seed 5:")
    assert "ValueError: a fault" in soaked.failures[0]
