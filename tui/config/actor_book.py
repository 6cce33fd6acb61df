"""The actor dictionary: what ships with wireside, and over it the user's own file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from corpus.settings import ActorBook, ListedCountry, ListedName
from tui.config.tree import Fault, FaultyConfig, Node, shortened
from tui.config.yaml_file import read_file

Entry = TypeVar("Entry", ListedCountry, ListedName)

_SECTIONS: dict[str, type[ListedCountry] | type[ListedName]] = {
    "countries": ListedCountry,
    "organisations": ListedName,
    "people": ListedName,
}


def actor_book(shipped: Path, own: Path) -> ActorBook:
    """The dictionary in `shipped`, with the entries of `own`, where that is there, added or put in their place.

    Raises FaultyConfig, a UsageError, where a file can't be read or holds anything else.
    """
    return _merged(shipped, own, _state(own))


def read_book(path: Path) -> ActorBook:
    """The dictionary in a file. Raises FaultyConfig."""
    root = read_file(path).value
    assert isinstance(root, dict)
    for name in root:
        if name not in _SECTIONS:
            where = f"{root[name].where}"
            raise FaultyConfig((Fault(where, f"{shortened(name)} is no part of it", f"it has {', '.join(_SECTIONS)}"),))
    return ActorBook(
        countries=_entries(root.get("countries"), ListedCountry),
        organisations=_entries(root.get("organisations"), ListedName),
        people=_entries(root.get("people"), ListedName),
    )


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


def _over(ours: Iterable[Entry], users: Iterable[Entry]) -> tuple[Entry, ...]:
    """Both, the user's in place of ours that have the same name."""
    merged = {entry.name: entry for entry in ours}
    merged.update((entry.name, entry) for entry in users)
    return tuple(merged.values())


def _entries(node: Node | None, kind: type[Entry]) -> tuple[Entry, ...]:
    if node is None or node.value is None:
        return ()
    if not isinstance(node.value, tuple):
        raise FaultyConfig((Fault(node.where, "not a list", "write entries as `- name: Mirela Tosk`"),))
    return tuple(_entry(item, kind) for item in node.value)


def _entry(node: Node, kind: type[Entry]) -> Entry:
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
