"""Edit the one list of a YAML file through ruamel.yaml, so that comments, order and quotation marks survive.

Import this module only to write: ruamel.yaml is slow to import. Give it text that the strict reader accepted, which
bounds its size and depth and has no aliases or tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import StringIO
from typing import TypeAlias

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark, YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.tokens import CommentToken

from tui.config.yaml_reader import Parser

Fields: TypeAlias = Mapping[str, str | tuple[str, ...]]

_BARE = frozenset({"as", "made"})  # keys whose values are single words or days, which need no quotation marks
_BREAK = re.compile("\r\n?|\x85")
_COMMENT = re.compile("#.*")
_START = re.compile(r"^---(?=\s|$)", re.MULTILINE)


class _TextOnly(VersionedResolver):
    """Takes every scalar as text, so that `012`, `no` and `1e3` are written as they were."""

    def resolve(self, kind: object, value: object, implicit: object) -> object:
        return self.DEFAULT_SCALAR_TAG if kind is ScalarNode else super().resolve(kind, value, implicit)


def edit_list(text: str, key: str, remove: Collection[int], add: Sequence[Fields]) -> str | None:
    """Return the text without the items at positions `remove` of the list `key`, and with `add` at its end.

    The comment on a removed item's own lines goes with it. Return None if ruamel.yaml can't edit this text, or would
    lose a comment, or if the list would be empty, which it writes with comments in wrong places.
    """
    plain = _BREAK.sub("\n", text)
    try:
        root = _editor(plain).load(plain)
        items = _list_in(root, key)
        for position in sorted(remove, reverse=True):
            _remove(root, key, position)
        items.extend(_mapping(fields) for fields in add)
        edited = _dumped(root, _editor(plain, items))
        lost = _kept_comments(plain, key, remove) - Counter(comment for _, comment in _comments(edited))
    except (YAMLError, yaml.YAMLError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        # ruamel.yaml fails in all these ways on rare layouts that are valid YAML
        return None
    if lost or not items:
        return None
    return edited.replace("\n", "\r\n") if "\r\n" in text else edited


def write_list(text: str, key: str, items: Sequence[Fields], remove: Collection[int]) -> str:
    """Return a file with these items, below all comments of `text` but those of the items at positions `remove`."""
    plain = _BREAK.sub("\n", text)
    comments = "".join(f"{comment}\n" for comment in _kept_comments(plain, key, remove).elements())
    root = CommentedMap({key: CommentedSeq(_mapping(fields) for fields in items)})
    return comments + _dumped(root, _editor(""))


def comment_lines(text: str) -> str:
    """Return the comments of a text that holds nothing else, as it is, or one a line."""
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return text.rstrip()
    return "\n".join(comment for _, comment in _comments(_BREAK.sub("\n", text)))


def _editor(text: str, items: CommentedSeq | None = None) -> YAML:
    """Return a round trip that writes as the text does: its explicit start, and the indent of its list."""
    editor = YAML()
    editor.Resolver = _TextOnly
    editor.preserve_quotes = True
    editor.width = 10_000_000  # characters: more than a file has, so that no line is folded
    editor.explicit_start = bool(_START.search(text)) or None
    offset = 2 if items is None or items.lc.col is None else min(items.lc.col, 8)
    editor.indent(mapping=2, sequence=offset + 2, offset=offset)
    return editor


def _dumped(root: CommentedMap, editor: YAML) -> str:
    stream = StringIO()
    editor.dump(root, stream)
    return stream.getvalue()


def _list_in(root: CommentedMap, key: str) -> CommentedSeq:
    items = root.get(key)
    if not isinstance(items, CommentedSeq):
        items = root[key] = CommentedSeq()
    elif not items:
        items.fa.set_block_style()
    return items


def _mapping(fields: Fields) -> CommentedMap:
    entry = CommentedMap()
    for key, value in fields.items():
        if isinstance(value, tuple):
            entry[key] = CommentedSeq(map(DoubleQuotedScalarString, value))
            entry[key].fa.set_flow_style()
        else:
            entry[key] = value if key in _BARE else DoubleQuotedScalarString(value)
    return entry


def _remove(root: CommentedMap, key: str, position: int) -> None:
    """Take an item out, and leave the comments between it and the next item where they are.

    ruamel.yaml hangs comments on what is above them, so they move to the item before, or to the top of the list.
    """
    items = root[key]
    token = _trailing(items[position])
    _, _, below = token.value.partition("\n") if token else ("", "", "")
    del items[position]
    if not below.strip() or not items:
        return
    if position == 0:
        slots = root.ca.items.setdefault(key, [None] * 4)
        slots[3] = [*(slots[3] or ()), CommentToken(below, CommentMark(0))]
        items.ca.comment = slots[2:]  # ruamel.yaml keeps the comments above a list at its key, and once more here
    elif before := _trailing(items[position - 1]):
        before.value += below
    else:
        _hang(items[position - 1], CommentToken(f"\n{below}", CommentMark(0)))


def _trailing(node: object) -> CommentToken | None:
    """Return the token with the comments behind the last value of an item."""
    while isinstance(node, CommentedMap | CommentedSeq) and node:
        last, slot = (next(reversed(node)), 2) if isinstance(node, CommentedMap) else (len(node) - 1, 0)
        token = (node.ca.items.get(last) or [None] * 3)[slot]
        if isinstance(token, CommentToken):
            return token
        node = node[last]
    return None


def _hang(entry: CommentedMap, token: CommentToken) -> None:
    slots = entry.ca.items.setdefault(next(reversed(entry)), [None] * 4)
    slots[2] = token


def _kept_comments(text: str, key: str, remove: Collection[int]) -> Counter[str]:
    """Return the comments of a text, without those on the lines of the items at positions `remove`."""
    removed = [_lines_of(text, item) for item in _nodes(text, key, remove)]
    return Counter(comment for at, comment in _comments(text) if not any(start <= at < end for start, end in removed))


def _nodes(text: str, key: str, positions: Collection[int]) -> list[yaml.Node]:
    """Return the nodes of the items at these positions of the list `key`."""
    root = yaml.compose(text, Parser) if positions else None
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    items = next((value.value for name, value in pairs if name.value == key), ())
    return [items[position] for position in positions]


def _lines_of(text: str, item: yaml.Node) -> tuple[int, int]:
    """Return where an item begins, its dash included, and where its last line ends."""
    last = item
    while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    end = text.find("\n", max(last.end_mark.index - 1, 0))
    return max(text.rfind("-", 0, item.start_mark.index), 0), len(text) if end < 0 else end


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each comment: all are between tokens, or behind the head of a block scalar."""
    at = 0
    for token in yaml.scan(text, Parser):
        yield from _in_gap(text, at, token.start_mark.index)
        at = token.end_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            yield from _in_gap(text, token.start_mark.index, text.find("\n", token.start_mark.index))
    yield from _in_gap(text, at, len(text))


def _in_gap(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0].rstrip()) for match in _COMMENT.finditer(text, start, end))
