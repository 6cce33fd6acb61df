"""Twice the text takes twice the time: some of the shapes of `bench.growth`, and the arithmetic of the bench."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from bench import growth
from bench.growth import Growth, Run, ShapeResult, measure
from bench.soak.shapes import PAGES, TEXTS, Shape
from corpus.settings import CorpusSettings

QUICK_TEXTS = ("full stops", "spaces", "opening quotation marks")
QUICK_PAGES = ("links in a paragraph", "attributes")
SIZES = (4_000, 8_000)
SQUARE = 3.5  # what grows with the square takes 4 times as long; a busy machine must not fail the test


@pytest.mark.parametrize("shape", [*(TEXTS[name] for name in QUICK_TEXTS), *(PAGES[name] for name in QUICK_PAGES)])
def test_some_shapes_grow_no_faster_than_they_may(shape: Shape, settings: CorpusSettings) -> None:
    assert [one for one in measure("shape", shape, settings, SIZES).too_fast if one.ratio > SQUARE] == []


@pytest.mark.parametrize("shape", [*TEXTS.values(), *PAGES.values()])
def test_shapes_are_as_long_as_asked(shape: Shape) -> None:
    lengths = [len(shape(size)) for size in (20_000, 40_000, 80_000)]
    assert all(1.5 < longer / shorter < 2.2 for shorter, longer in pairwise(lengths))


def test_what_grows_with_its_square_is_named() -> None:
    assert Growth("compare", 8_000, (0.5,), (2.0,)).is_too_fast
    assert not Growth("compare", 8_000, (0.5,), (1.1,)).is_too_fast
    assert not Growth("compare", 8_000, (0.0001,), (0.001,)).is_too_fast, "too short to be measured"


def test_one_run_that_was_disturbed_does_not_count() -> None:
    disturbed = Growth("compare", 8_000, (0.5,), (2.0,))
    assert not disturbed.and_again(0.5, 1.0).is_too_fast
    assert disturbed.and_again(0.5, 1.9).is_too_fast


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> dict[int, Run]:
    """The runs that the bench sees, by the size of the text."""
    runs: dict[int, Run] = {}
    monkeypatch.setattr(growth, "_run", lambda _shape, size, *_args, **_kwargs: runs[size])
    return runs


def test_pairs_may_grow_with_the_square_up_to_a_bound(scripted: dict[int, Run], settings: CorpusSettings) -> None:
    scripted |= {
        size: Run({"compare": took}, 1.0) for size, took in ((1, 0.05), (2, 0.2), (4, 0.8), (8, 1.6), (16, 3.2))
    }
    assert measure("bounded", str, settings, (1, 2, 4, 8, 16)).too_fast == ()
    scripted[4] = Run({"compare": 3.2}, 1.0)
    assert [one.stage for one in measure("pairs", str, settings, (1, 2, 4)).too_fast] == ["compare"]


def test_a_text_taken_for_something_else_is_not_compared(scripted: dict[int, Run], settings: CorpusSettings) -> None:
    scripted |= {1: Run({"roles": 0.02}, 1.0), 2: Run({"roles": 0.04}, 1.0), 4: Run({"roles": 0.4}, 0.1)}
    assert measure("promo", str, settings, (1, 2, 4)).too_fast == ()
    scripted[4] = Run({"roles": 0.4}, 1.0)
    assert len(measure("slow", str, settings, (1, 2, 4)).too_fast) == 1


def test_a_run_is_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fast, slow = Growth("roles", 8, (0.1,), (0.2,)), Growth("roles", 8, (0.1,), (0.4,))
    record = tmp_path / "growth.jsonl"
    results = [ShapeResult("text: tabs", slow, (slow,)), ShapeResult("text: tabs", fast, ())]
    record.write_bytes(b"".join(msgspec.json.encode(result) + b"\n" for result in results))
    measured: list[str] = []

    def measured_as_slow(name: str, *_: object) -> ShapeResult:
        measured.append(name)
        return ShapeResult(name, slow, (slow,))

    monkeypatch.setattr(growth, "measure", measured_as_slow)
    monkeypatch.setattr(growth, "warm_up", lambda _: None)
    assert growth.main(["--record", str(record), "text: tab"]) == 0
    assert growth.main(["--record", str(record), "--minutes", "0", "text: t"]) == 1
    assert measured == []
    assert growth.main(["--record", str(record), "text: ta", "text: titles"]) == 1
    assert measured == ["text: titles"]
    assert "text: titles" in record.read_text()
    assert "2 shapes: 1 pass, 1 grow faster" in capsys.readouterr().out
