"""Evidence as it is shown: its line, and the words around it."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from corpus.article import Block, Evidence, Published, Verdict

MOST = 8
_WIDTH = 56  # characters
_AROUND = 18

Value = TypeVar("Value", Verdict, Published)


def line_of(block: Block) -> str:
    return f"line {block.lines[0]}"


def excerpt(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the words of `text` from `start` to `end` with some around them, in quotation marks, `…` where it is
    cut.
    """
    end = len(text) if end is None else end
    first = max(0, start - _AROUND)
    last = min(len(text), max(end, first + _WIDTH))
    if first and (space := text.find(" ", first, start)) >= 0:
        first = space + 1
    if last < len(text) and (space := text.rfind(" ", end, last)) >= 0:
        last = space
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return f"“{before}{text[first:last].strip(' ')}{after}”"


def with_evidence(value: Value, *evidence: Evidence) -> Value:
    """Return the value with its evidence, what was taken first, and no more of it than one reads."""
    return replace(value, evidence=tuple(sorted(evidence, key=lambda one: not one.taken)[:MOST]))


def from_block(block: Block, value: str, reason: str, *, taken: bool) -> Evidence:
    """Return a block that says `value`, whole or by its beginning."""
    return Evidence(taken, value, line_of(block), excerpt(block.text), reason)


def from_file(value: Value, shown: str) -> Value:
    """Return a value that the file itself states, which is its own evidence."""
    place = "page metadata" if value.reason.startswith("page metadata") else value.reason
    return with_evidence(value, Evidence(True, shown, place, excerpt(shown), "stated by the file"))
