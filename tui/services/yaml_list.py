"""A YAML text that holds one list of the user's: read strictly, and changed so that all else in it survives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

from tui.config.faults import Fault, FaultyConfig, limited, shortened
from tui.config.yaml_reader import Node, read_text

T = TypeVar("T")


class YamlList(Generic[T]):
    """Read and write the values of the list `key`.

    `header` begins a new file and ends with the key. `parse` makes a value of an entry, or adds what is wrong with it
    to the faults; `fields` gives the keys and values of an entry. `begin` shows a user how an entry begins.
    """

    def __init__(
        self,
        key: str,
        header: str,
        parse: Callable[[Node, list[Fault]], T | None],
        fields: Callable[[T], Mapping[str, str | tuple[str, ...]]],
        begin: str,
    ) -> None:
        self._key, self._header, self._parse, self._fields, self._begin = key, header, parse, fields, begin

    def values(self, text: str, file: str) -> tuple[T, ...]:
        """Return the values in a text; faults name it `file`. Raises FaultyConfig, with all faults."""
        root = read_text(text, file).value
        assert isinstance(root, dict)
        faults = [
            Fault(node.where, f"{shortened(key)} is not a known key", f"write `{self._key}:`")
            for key, node in root.items()
            if key != self._key
        ]
        listed = root.get(self._key, Node(None, file))
        if not isinstance(listed.value, tuple | None):
            faults.append(Fault(listed.where, f"{self._key} is not a list", f"begin each entry with {self._begin}"))
        items = listed.value if isinstance(listed.value, tuple) else ()
        values = [value for item in items if (value := self._parse(item, faults)) is not None]
        if faults:
            raise FaultyConfig(tuple(limited(faults)))
        return tuple(values)

    def changed(self, text: str, remove: Collection[T], add: Sequence[T], file: str) -> str:
        """Return the text without the values in `remove`, and with those in `add` at its end.

        Comments stay, but for those on the lines of a removed entry. Raises FaultyConfig if the text has faults.
        """
        before = self.values(text, file)
        gone = [position for position, value in enumerate(before) if value in set(remove)]
        if not gone and not add:
            return text
        after = [*(value for position, value in enumerate(before) if position not in gone), *add]
        return self._edited(text, gone, add, after, file) or self._rewritten(text, gone, after)

    def _edited(self, text: str, gone: Sequence[int], add: Sequence[T], after: Sequence[T], file: str) -> str | None:
        """Return the changed text, or None if a round trip would lose a comment or change a value."""
        from tui.services.yaml_round_trip import comment_lines, edit_list

        if not read_text(text, file).value:
            above = comment_lines(text)
            text = (f"{above}\n\n" if above else "") + self._header
        edited = edit_list(text, self._key, gone, [self._fields(value) for value in add])
        try:
            return edited if edited is not None and self.values(edited, file) == tuple(after) else None
        except FaultyConfig:
            return None

    def _rewritten(self, text: str, gone: Sequence[int], after: Sequence[T]) -> str:
        from tui.services.yaml_round_trip import write_list

        return write_list(text, self._key, [self._fields(value) for value in after], gone)


def is_day(text: str) -> bool:
    """Return whether a text is a day like 2031-03-14."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
