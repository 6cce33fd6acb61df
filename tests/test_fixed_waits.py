"""No test waits for a fixed time or measures seconds: both fail where other work keeps the machine busy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CLOCKS = {"perf_counter", "perf_counter_ns", "process_time", "process_time_ns", "thread_time", "monotonic", "getrusage"}
SLEEPS = {"sleep", "pause"}
WAITS = {"run", "communicate", "wait", "check_output", "check_call", "wait_for", "expect"}
LEAST_SECONDS = 60  # of a limit that ends what hangs, and never what is merely slow


def test_no_test_waits_for_a_fixed_time_or_measures_seconds() -> None:
    """`until` and `takes_linear_time` do that for all tests."""
    files = [file for file in TESTS.rglob("*.py") if file.name not in ("conftest.py", "waiting.py")]
    assert [f"{file.relative_to(TESTS)}:{fault}" for file in files for fault in faults(file.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("time.sleep(0.5)", "1: a fixed wait: use until()"),
        ("sleep(1)", "1: a fixed wait: use until()"),
        ("await pilot.pause(0.2)", "1: a fixed wait: use until()"),
        ("begin = time.process_time()", "1: seconds measured: use takes_linear_time()"),
        ("from time import monotonic", "1: seconds measured: use takes_linear_time()"),
        ("process.wait(10)", "1: a limit below 60 seconds"),
        ("subprocess.run(command, timeout=20)", "1: a limit below 60 seconds"),
    ],
)
def test_each_kind_of_fault_is_found(source: str, fault: str) -> None:
    assert list(faults(source)) == [fault]


@pytest.mark.parametrize("source", ["await pilot.pause()", "time.sleep(shortest)", "go.wait(120)", "run(['ls'])"])
def test_what_depends_on_no_time_is_fine(source: str) -> None:
    assert list(faults(source)) == []


def faults(source: str) -> Iterator[str]:
    """Yield the line and the kind of each fault."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module="time", names=names) if any(name.name in CLOCKS for name in names):
                yield f"{node.lineno}: seconds measured: use takes_linear_time()"
            case ast.Attribute(attr=name) if name in CLOCKS:
                yield f"{node.lineno}: seconds measured: use takes_linear_time()"
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in SLEEPS | WAITS:
                given = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "timeout")]
                seconds = [value for value in map(constant, given) if value]
                if name in SLEEPS and seconds:
                    yield f"{node.lineno}: a fixed wait: use until()"
                elif any(one < LEAST_SECONDS for one in seconds):
                    yield f"{node.lineno}: a limit below {LEAST_SECONDS} seconds"


def constant(node: ast.expr) -> float:
    """Return the number that an expression is, or 0."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, int | float) else 0
