"""The actor dictionary: the one that ships with wireside, and the user's own file, whose entries win."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml
from msgspec import Struct, to_builtins

from corpus.errors import WiresideError
from corpus.settings import ActorBook, ListedCountry, ListedName
from index import alone_in, replace_file
from tui.config.faults import Fault, FaultyConfig, shortened
from tui.config.yaml_reader import MAX_BYTES, Node, read_file

Listed = TypeVar("Listed", ListedCountry, ListedName)

_HEADER = "# Your actors, which win over those of wireside: `wireside actors export` prints all.\n"
_SECTIONS: dict[str, type[ListedCountry] | type[ListedName]] = {
    "countries": ListedCountry,
    "organisations": ListedName,
    "people": ListedName,
}


def actor_book(shipped: Path, own: Path) -> ActorBook:
    """Return the dictionary in `shipped`, with the entries of `own` added, or replacing those of the same name.

    `own` may be missing.

    Raises FaultyConfig, a UsageError, if a file can't be read or holds anything else.
    """
    return _merged(shipped, own, _state(own))


def read_book(path: Path) -> ActorBook:
    """Return the dictionary in a file. Raises FaultyConfig."""
    root = read_file(path).value
    assert isinstance(root, dict)
    for name in root:
        if name not in _SECTIONS:
            message = f"{shortened(name)} is not a section of actors"
            raise FaultyConfig((Fault(root[name].where, message, f"use {', '.join(_SECTIONS)}"),))
    return ActorBook(
        countries=_entries(root.get("countries"), ListedCountry),
        organisations=_entries(root.get("organisations"), ListedName),
        people=_entries(root.get("people"), ListedName),
    )


def book_text(book: ActorBook) -> str:
    """Return the dictionary as YAML, an entry a line, in the form of `actors.yaml`."""
    parts = [
        part
        for section, entries in (
            ("countries", book.countries),
            ("organisations", book.organisations),
            ("people", book.people),
        )
        for part in _section(section, entries)
    ]
    return "".join(parts)


def write_book(path: Path, book: ActorBook) -> None:
    """Replace a file by `book`, and keep the old one beside it as `.bak`. Raises WiresideError."""
    raw = (_HEADER + book_text(book)).encode()
    if len(raw) > MAX_BYTES:
        raise WiresideError(f"{path} would be over 1 MB", "import fewer actors")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = path.resolve()
        with alone_in(target.parent):
            if target.exists():
                replace_file(target.with_name(f"{target.name}.bak"), target.read_bytes())
            replace_file(target, raw)
    except OSError as error:
        raise WiresideError(f"can't write {path}: {error.strerror}", "check the disk and the permissions") from None


@lru_cache(maxsize=4)
def _merged(shipped: Path, own: Path, state: tuple[int, int] | None) -> ActorBook:
    book = read_book(shipped)
    if state is None:
        return book
    users = read_book(own)
    return ActorBook(
        countries=_over(book.countries, users.countries),
        organisations=_over(book.organisations, users.organisations),
        people=_over(book.people, users.people),
    )


def _state(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _over(ours: Iterable[Listed], users: Iterable[Listed]) -> tuple[Listed, ...]:
    """Return the entries of both, the user's instead of ours of the same name."""
    merged = {entry.name: entry for entry in ours}
    merged.update((entry.name, entry) for entry in users)
    return tuple(merged.values())


def _entries(node: Node | None, kind: type[Listed]) -> tuple[Listed, ...]:
    if node is None or node.value is None:
        return ()
    if not isinstance(node.value, tuple):
        raise FaultyConfig((Fault(node.where, "not a list", "write entries as `- name: Mirela Tosk`"),))
    return tuple(_entry(item, kind) for item in node.value)


def _entry(node: Node, kind: type[Listed]) -> Listed:
    try:
        return msgspec.convert(_plain(node), kind)
    except msgspec.ValidationError as error:
        names = ", ".join(field.encode_name for field in msgspec.structs.fields(kind))
        raise FaultyConfig((Fault(node.where, f"not an actor ({_first(error)})", f"an entry has {names}"),)) from None


def _first(error: Exception) -> str:
    return str(error).split(" - at")[0].removeprefix("Expected ").strip() or "wrong"


def _plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {name: _plain(inner) for name, inner in node.value.items()}
    if isinstance(node.value, tuple):
        return [_plain(inner) for inner in node.value]
    return node.value


def _section(name: str, entries: Iterable[Struct]) -> list[str]:
    lines = [
        "  - "
        + yaml.safe_dump(
            {field: value for field, value in to_builtins(entry).items() if value},
            default_flow_style=True,
            allow_unicode=True,
            sort_keys=False,
            width=1_000_000,
        )
        for entry in entries
    ]
    return [f"{name}:\n", *lines] if lines else []
