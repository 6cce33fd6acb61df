"""The text of a file that holds one YAML list, changed an entry at a time, so that all else in it survives."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from corpus.errors import UsageError
from tui.config.tree import Fault, FaultyConfig, Node, limited, shortened
from tui.config.yaml_file import read_text

T = TypeVar("T")

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_TO_ESCAPE = "[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_ASIDE = re.compile(r"\s*(#.*)?")


class Entry(NamedTuple, Generic[T]):
    """A value, and the number of the line of the text where it begins, from 1."""

    value: T
    line: int


class ListText(Generic[T]):
    """How the values of a list are read from a text and written to it.

    `name` is that of the list, `header` begins a new file and ends with it. `parse` makes a value of an entry, or adds
    what is wrong with it to the faults; `write` gives the lines of an entry, `key: value` each. `begin` tells a user
    how an entry begins.
    """

    def __init__(
        self,
        name: str,
        header: str,
        parse: Callable[[Node, list[Fault]], T | None],
        write: Callable[[T], Sequence[str]],
        begin: str,
    ) -> None:
        self._name, self._header, self._parse, self._write, self._begin = name, header, parse, write, begin

    def entries(self, text: str, file: str) -> tuple[Entry[T], ...]:
        """The values in a text; `file` is its name in places. Raises FaultyConfig, with all faults that there are."""
        root = read_text(text, file).value
        assert isinstance(root, dict)
        faults = [
            Fault(node.where, f"{shortened(key)} means nothing here", f"write `{self._name}:`")
            for key, node in root.items()
            if key != self._name
        ]
        listed = root.get(self._name, Node(None, file))
        if not isinstance(listed.value, tuple | None):
            faults.append(Fault(listed.where, f"{self._name} is no list", f"begin each entry with {self._begin}"))
        items = listed.value if isinstance(listed.value, tuple) else ()
        entries = [Entry(value, _line(item)) for item in items if (value := self._parse(item, faults)) is not None]
        if faults:
            raise FaultyConfig(tuple(limited(faults)))
        return tuple(entries)

    def with_values(self, text: str, values: Sequence[T], file: str) -> str:
        """The text with these values at its end. Raises FaultyConfig, and UsageError where it is no plain list."""
        if not values:
            return text
        before = self.entries(text, file)
        lines = _lines(text)
        indent = _indent(lines[_dash(lines, before[-1].line)]) if before else "  "
        listed = before or self._has_list(text, file)
        started = text if listed else (f"{text.rstrip()}\n\n" if text.strip() else "") + self._header
        started += "" if started.endswith("\n") else "\n"
        changed = started + "".join(self._written(value, indent) for value in values)
        return self._checked(changed, [*(entry.value for entry in before), *values], file)

    def without_values(self, text: str, values: Iterable[T], file: str) -> str:
        """The text without these values, as far as they are in it. Raises as `with_values` does."""
        gone = set(values)
        if not gone:
            return text
        entries, lines = self.entries(text, file), _lines(text)
        ends = [*(_dash(lines, entry.line) for entry in entries[1:]), len(lines)]
        for entry, end in zip(entries, ends, strict=False):
            if entry.value in gone:
                begin = _dash(lines, entry.line)
                # what stands between two entries stays, as does what ends the file
                while end > begin + 1 and _ASIDE.fullmatch(lines[end - 1].rstrip()):
                    end -= 1
                lines[begin:end] = [""] * (end - begin)
        return self._checked("".join(lines), [entry.value for entry in entries if entry.value not in gone], file)

    def _has_list(self, text: str, file: str) -> bool:
        root = read_text(text, file).value
        return isinstance(root, dict) and self._name in root

    def _written(self, value: T, indent: str) -> str:
        return f"{indent}- " + f"{indent}  ".join(f"{line}\n" for line in self._write(value))

    def _checked(self, text: str, values: Sequence[T], file: str) -> str:
        """The text, which must hold these values."""
        try:
            right = [entry.value for entry in self.entries(text, file)] == list(values)
        except FaultyConfig:
            right = False
        if not right:
            hint = f"give each entry lines of its own, {self._begin}"
            raise UsageError(f"{file} is written in a way that can't be added to", hint)
        return text


def quoted(text: str) -> str:
    """A text in double quotes, as YAML and JSON read it."""
    return re.sub(_TO_ESCAPE, _escape, json.dumps(text, ensure_ascii=False))


def is_day(text: str) -> bool:
    """Whether a text is a day as 2031-03-14."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _line(node: Node) -> int:
    return int(node.where.rpartition(":")[2])


def _lines(text: str) -> list[str]:
    """The lines of a text as YAML counts them, each with its end."""
    ends = [match.end() for match in _BREAK.finditer(text)]
    cuts = [0, *ends] if not text or ends[-1:] == [len(text)] else [0, *ends, len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def _dash(lines: Sequence[str], number: int) -> int:
    """The index of the line with the dash of an entry whose first value is on line `number`."""
    at = number - 1
    while at > 0 and not lines[at].lstrip().startswith("-"):
        at -= 1
    return at


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
