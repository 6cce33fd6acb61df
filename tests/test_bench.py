"""One run prints every table: each module that measures is in it, and nothing that trains is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.__main__ import BENCHES, main

_BENCH = Path(__file__).parents[1] / "bench"


def test_each_module_that_measures_is_in_the_run() -> None:
    scripts = {path.stem for path in _BENCH.glob("*.py") if 'if __name__ == "__main__":' in path.read_text("utf-8")}
    trained = {name for name in scripts if name.startswith("train_")}
    assert scripts - trained - {"__main__", "gate"} == {bench.name for bench in BENCHES}


def test_a_bench_that_is_not_known_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", "nowhere"]) == 2
    assert "no bench is called nowhere" in capsys.readouterr().err
