"""One run prints every table: each module that measures is in it. What trains is where the weights say it is."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from bench.__main__ import BENCHES, main

_ROOT = Path(__file__).parents[1]


def test_each_module_that_measures_is_in_the_run() -> None:
    assert {path.stem for path in (_ROOT / "bench").glob("*.py")} - {"__main__", "gate"} == {
        bench.name for bench in BENCHES if not bench.name.startswith("soak.")
    }
    assert all(find_spec(f"bench.{bench.name}") for bench in BENCHES)


def test_a_bench_that_is_not_known_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", "nowhere"]) == 2
    assert "no bench is called nowhere" in capsys.readouterr().err


@pytest.mark.parametrize(
    "told", sorted((_ROOT / "corpus").rglob("*.provenance.json")), ids=lambda told: told.name.partition(".")[0]
)
def test_weights_say_which_command_makes_them(told: Path) -> None:
    command = json.loads(told.read_text(encoding="utf-8"))["made_by"].split()
    assert command[:2] == ["python", "-m"]
    assert find_spec(command[2]) is not None
