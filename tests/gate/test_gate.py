"""What was reached once is held: figures on labelled data do not fall below their floors.

The data is no part of the project; the gate runs where it lies beside it. `bench.gate` shows the figures and
raises the floors.
"""

from __future__ import annotations

import json

import pytest

from bench.gate import FLOORS, MEASURES, falls_short
from bench.labelled import digest
from corpus.settings import CorpusSettings

KEPT = json.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", MEASURES)
def test_nothing_falls_below_its_floor(name: str, settings: CorpusSettings) -> None:
    data, measure = MEASURES[name]
    if not data.is_file():
        pytest.skip(f"the labelled data, {data.name}, is not beside the project")
    assert digest(data) == KEPT[name]["sha256"], "the floors were reached on other data"
    assert falls_short(measure(settings), KEPT[name]["floors"]) == {}


def test_every_measure_has_floors() -> None:
    assert set(KEPT) == set(MEASURES)
    assert all(0 < floor <= 1 for kept in KEPT.values() for floor in kept["floors"].values())


def test_what_is_below_its_floor_is_told() -> None:
    floors = {"word F1": 0.9, "words kept": 0.99}
    assert falls_short({"word F1": 0.91, "words kept": 0.9899}, floors) == {}
    assert falls_short({"word F1": 0.85, "words kept": 1.0}, floors) == {"word F1": (0.85, 0.9)}
