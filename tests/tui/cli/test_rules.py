"""The user's rules on the command line: they count wherever articles are printed, and a fault in them is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Run

RULES = "rules:\n  - keep: Share this article\n    made: 2031-03-14\n"


def write(wireside: Run, text: str) -> Path:
    file = wireside.home / "XDG_CONFIG_HOME" / "wireside" / "boilerplate.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_clean_and_show_follow_the_rules(wireside: Run, articles: Path) -> None:
    ferry = articles / "ferry.txt"
    assert "Share this article" not in wireside("clean", ferry).out
    wireside("index", articles)
    id = wireside("search", "-c", articles, "ferry").out.split()[0]
    write(wireside, RULES)
    assert "Share this article" in wireside("clean", ferry).out
    shown = wireside("show", id, "--why", "-c", articles).out
    assert "your rule of 14 Mar 2031 for all outlets" in shown
    assert "Share this article" in wireside("show", id, "-c", articles).out


def test_the_next_index_brings_the_search_up_to_date(wireside: Run, articles: Path) -> None:
    wireside("index", articles)
    file = write(wireside, RULES)
    assert wireside("search", "-c", articles, "share").code == 1
    done = wireside("index", articles)
    assert done.out.startswith("0 added, 0 changed, 0 removed, 0 moved, 2 unchanged, 0 failed")
    assert wireside("search", "-c", articles, "share").code == 0
    file.unlink()
    wireside("index", articles)
    assert wireside("search", "-c", articles, "share").code == 1


def test_a_fault_is_one_line_with_its_place(wireside: Run, articles: Path) -> None:
    file = write(wireside, "rules:\n  - keep: Share\n    oulet: The Lantern\n")
    said = f"{file}:3: oulet is not a key of a rule: did you mean outlet?"
    for command in (("clean", articles / "ferry.txt"), ("index", articles)):
        done = wireside(*command)
        assert (done.code, done.out, done.err) == (2, "", f"wireside: {said}\n")
    checked = wireside("config", "check")
    assert (checked.code, checked.out) == (2, f"{said}\n")


def test_status_tells_where_they_are(wireside: Run, articles: Path) -> None:
    assert "boilerplate.yaml (not there)" in wireside("status", "-c", articles).out
    file = write(wireside, RULES)
    assert f"rules          {file}\n" in wireside("status", "-c", articles).out
