"""Read YAML files of settings, which may come from anywhere, as plain data and nothing else.

The parser's events are read one by one and no nodes are built. Aliases, which can grow a line into gigabytes, and tags
are refused where they occur, nesting is bounded, and every value keeps its line.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import yaml
from msgspec import Struct

from tui.config.faults import Fault, FaultyConfig, shortened

MAX_BYTES = 1_000_000  # config.yaml, the longest file that ships, has 57,000
MAX_DEPTH = 12  # levels; the deepest setting has 4
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Parser: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node(Struct, frozen=True):
    """A value and its location: `config.yaml:12`, `$WIRESIDE_LOOK_THEME`, `--set look.theme`.

    A scalar is text, even if it looks like a number: the type of the setting decides, so that the language code `no`
    stays a code. None is YAML's plain null.
    """

    value: str | tuple[Node, ...] | dict[str, Node] | None
    where: str


def read_file(path: Path) -> Node:
    """Return the settings in a file. Raises FaultyConfig if it can't be read or is not plain YAML."""
    try:
        raw = read_regular(path, MAX_BYTES + 1)
    except OSError as error:
        raise _faulty(str(path), f"can't be read ({error.strerror})", "check the path and its permissions") from None
    if len(raw) > MAX_BYTES:
        raise _faulty(str(path), "is over 1 MB", "a file of settings is a few lines of YAML")
    try:
        return read_text(raw.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _faulty(f"{path}:{line}", "is not UTF-8", "save the file as UTF-8") from None


def read_regular(path: Path, max_bytes: int) -> bytes:
    """Return up to `max_bytes` bytes of a file.

    Raises OSError, also for a pipe or a device, which could block or never end.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return file.read(max_bytes)


def read_text(text: str, name: str) -> Node:
    """Return the settings in a YAML text; locations call the file `name`. Raises FaultyConfig."""
    parser = Parser(text)
    try:
        return _EventReader(parser, name).document()
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise _faulty(f"{name}{line}", f"not YAML ({error.problem or error.context})", "fix that line") from None
    except yaml.reader.ReaderError as error:
        line = f":{text.count(chr(10), 0, int(error.position)) + 1}"
        raise _faulty(f"{name}{line}", "contains a control character", "remove it") from None
    finally:
        parser.dispose()


class _EventReader:
    """Makes nodes of the events of one text, as they come."""

    def __init__(self, parser: yaml.CSafeLoader | yaml.SafeLoader, name: str) -> None:
        self.parser, self.name = parser, name

    def document(self) -> Node:
        """Return the one document of the text, which is a mapping."""
        root = Node({}, f"{self.name}:1")
        documents = 0
        while self.parser.check_event():
            event = self.event()
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _faulty(self.where(event), "a second document", "keep all settings in one")
                root = self.node(self.event(), 0)
        if root.value is None:
            return Node({}, root.where)
        if not isinstance(root.value, dict):
            raise _faulty(root.where, "not a mapping", "write settings as `name: value`")
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        where = self.where(event)
        if depth > MAX_DEPTH:
            raise _faulty(where, "nested too deep", "no setting is that deep")
        if isinstance(event, yaml.AliasEvent):
            raise _faulty(where, f"the alias *{event.anchor}", "write the value out, aliases are not read")
        if getattr(event, "tag", None) is not None:
            raise _faulty(where, f"the tag {getattr(event, 'tag', '')}", "write plain values, tags are not read")
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self.mapping(depth), where)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(tuple(self.node(item, depth + 1) for item in self.until(yaml.SequenceEndEvent)), where)
        assert isinstance(event, yaml.ScalarEvent)
        plain_null = event.style in (None, "") and event.value in NULLS
        return Node(None if plain_null else event.value, where)

    def mapping(self, depth: int) -> dict[str, Node]:
        values: dict[str, Node] = {}
        for event in self.until(yaml.MappingEndEvent):
            key, where = self.node(event, depth + 1).value, self.where(event)
            if not isinstance(key, str):
                raise _faulty(where, "a key that is not text", "write settings as `name: value`")
            if key in values:
                raise _faulty(where, f"{shortened(key)} is there twice", f"it is also at {values[key].where}")
            values[key] = Node(self.node(self.event(), depth + 1).value, where)
        return values

    def until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        while not isinstance(event := self.event(), end):
            yield event

    def event(self) -> yaml.Event:
        event = self.parser.get_event()
        assert event is not None
        return event

    def where(self, event: yaml.Event) -> str:
        return f"{self.name}:{event.start_mark.line + 1}" if event.start_mark else self.name


def _faulty(where: str, message: str, hint: str) -> FaultyConfig:
    return FaultyConfig((Fault(where, message, hint),))
