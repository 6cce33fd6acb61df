"""Read settings from the environment and the command line, as nodes like those of a file.

A setting `look.theme` is `$WIRESIDE_LOOK_THEME` in the environment and `--set look.theme=paper` on the command line;
`keys.next_hit` is `$WIRESIDE_KEYS_NEXT_HIT`. Lists are written with commas between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_origin

from tui.config.faults import Fault, nearest
from tui.config.validation import Key, leaves, members, type_of
from tui.config.yaml_reader import Node

PREFIX = "WIRESIDE_"
NOT_SETTINGS = {"WIRESIDE_CONFIG", "WIRESIDE_DEBUG"}


class Layer:
    """The settings of one origin, and what is wrong with their names."""

    def __init__(self) -> None:
        self.settings: dict[str, Node] = {}
        self.faults: list[Fault] = []

    @property
    def root(self) -> Node:
        return Node(self.settings, "")

    def put(self, key: Key, text: str, where: str) -> None:
        section = self.settings
        for name in key[:-1]:
            inner = section.setdefault(name, Node({}, where)).value
            assert isinstance(inner, dict)
            section = inner
        section[key[-1]] = _node(text, type_of(key), where)


def from_environment(environment: Mapping[str, str], mappings: Mapping[Key, Iterable[str]]) -> Layer:
    """Return the settings in variables `WIRESIDE_…`; empty ones count as unset.

    `mappings` has the valid names in each setting that is a mapping.
    """
    layer = Layer()
    variables = {_variable(key): key for key in _all_keys(mappings)}
    for name, text in sorted(environment.items()):
        if not name.startswith(PREFIX) or name in NOT_SETTINGS or not text:
            continue
        if name in variables:
            layer.put(variables[name], text, f"${name}")
        else:
            near = nearest(name.removeprefix(PREFIX), [variable.removeprefix(PREFIX) for variable in variables])
            hint = f"did you mean ${PREFIX}{near}?" if near else "unset it, or see `wireside config show`"
            layer.faults.append(Fault(f"${name}", "no such setting", hint))
    return layer


def from_command_line(pairs: Iterable[tuple[str, str, str]]) -> Layer:
    """Return the settings given as `(dotted key, text, option)`; if one is given twice, the last wins."""
    layer = Layer()
    for dotted, text, option in pairs:
        key = tuple(dotted.split("."))
        wanted = type_of(key)
        if wanted is None or members(wanted) or get_origin(wanted) is dict:
            names = [".".join(leaf) for leaf, _ in leaves()]
            near = nearest(dotted, names)
            hint = f"did you mean {near}?" if near else "`wireside config show` lists all"
            layer.faults.append(Fault(option, f"no setting is called {dotted}", hint))
        else:
            layer.put(key, text, option)
    return layer


def _all_keys(mappings: Mapping[Key, Iterable[str]]) -> list[Key]:
    keys: list[Key] = []
    for key, wanted in leaves():
        keys += [(*key, name) for name in mappings.get(key, ())] if get_origin(wanted) is dict else [key]
    return keys


def _variable(key: Key) -> str:
    return PREFIX + "_".join(key).replace("-", "_").upper()


def _node(text: str, wanted: object, where: str) -> Node:
    if get_origin(wanted) is tuple:
        return Node(tuple(Node(item.strip(), where) for item in text.split(",") if item.strip()), where)
    return Node(text, where)
