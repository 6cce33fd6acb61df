"""The actor dictionary as YAML, and the user's file of it, written in one step."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml
from msgspec import Struct, to_builtins

from corpus.errors import WiresideError
from corpus.settings import ActorBook
from index import alone_in, replace_file
from tui.config.yaml_file import MAX_BYTES

_HEAD = "# Your actors, over those that wireside knows: `wireside actors export` prints all.\n"


def book_text(book: ActorBook) -> str:
    """The dictionary as YAML, an entry a line, in the form of `actors.yaml`."""
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
    """Put `book` in place of a file; the file as it was is kept beside it as `.bak`. Raises WiresideError."""
    raw = (_HEAD + book_text(book)).encode()
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
