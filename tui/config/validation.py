"""Convert settings from text to the types of the schema, and collect every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeAlias, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from corpus.article import READ_ROLES, Role
from tui.config.faults import MAX_FAULTS, Fault, limited, nearest, shortened
from tui.config.schema import Config
from tui.config.yaml_reader import Node

Plain: TypeAlias = "str | int | float | list[Plain] | dict[str, Plain] | None"
Key: TypeAlias = tuple[str, ...]

PATHS = {("corpus",), ("index", "folder")}
PHRASES = ("boilerplate", "phrases")


class ValidatedLayer(Struct):
    """Values by key, ready for `msgspec.convert`; the location of each setting; and the faults."""

    values: dict[str, Plain]
    places: dict[Key, str]
    faults: list[Fault]


def validate(root: Node, *, base: Path | None = None, actions: frozenset[str] | None = None) -> ValidatedLayer:
    """Validate a layer of settings, which may omit any. Relative paths count from `base`.

    `actions` are the ids that keys can be given to. Without them this is the layer of defaults, whose names are valid.
    """
    validator = _Validator(base, actions)
    values = validator.value(root, Config, ())
    return ValidatedLayer(values if isinstance(values, dict) else {}, validator.places, limited(validator.faults))


def type_of(key: Key) -> object:
    """Return the type of the setting `key`, or None if there is no such setting."""
    wanted: object = Config
    for part in key:
        wanted = get_args(wanted)[1] if get_origin(wanted) is dict else members(wanted).get(part)
    return wanted


def leaves(wanted: object = Config, key: Key = ()) -> Iterator[tuple[Key, object]]:
    """Yield all settings with their types; a mapping counts as one setting."""
    if not (inner := members(wanted)):
        yield key, wanted
    for name, member in inner.items():
        yield from leaves(member, (*key, name))


def members(wanted: object) -> dict[str, object]:
    """Return the settings of a section with their types, or {} for anything that is not a section."""
    if isinstance(wanted, type) and issubclass(wanted, Struct):
        return {field.name: field.type for field in msgspec.structs.fields(wanted)}
    return {}


class _Validator:
    """Walks one layer, and gathers locations and faults on the way."""

    def __init__(self, base: Path | None, actions: frozenset[str] | None) -> None:
        self.base, self.actions = base, actions
        self.places: dict[Key, str] = {}
        self.faults: list[Fault] = []

    def value(self, node: Node, wanted: object, key: Key) -> Plain:
        section = members(wanted)
        if section or get_origin(wanted) is dict:
            return self.mapping(node, section or None, wanted, key)
        self.places[key] = node.where
        if get_origin(wanted) is tuple:
            return self.sequence(node, get_args(wanted)[0], key)
        return self.scalar(node, wanted, key)

    def mapping(self, node: Node, section: dict[str, object] | None, wanted: object, key: Key) -> Plain:
        if node.value is None:
            return {}
        if not isinstance(node.value, dict):
            return self.wrong(node, key, "write it as a mapping, `name: value` a line")
        values: dict[str, Plain] = {}
        for name, inner in node.value.items():
            known = section if section is not None else self.names(key)
            if known and name not in known:
                self.faults.append(self.unknown((*key, name), inner.where, known))
            else:
                values[name] = self.value(inner, section[name] if section else get_args(wanted)[1], (*key, name))
        return values

    def unknown(self, key: Key, where: str, known: dict[str, object] | frozenset[str]) -> Fault:
        """Return the fault of a key that no setting has, with the setting that was probably meant."""
        meant = _meant(key, known) if len(self.faults) < MAX_FAULTS else None
        hint = f"did you mean {meant}?" if meant else "`wireside config show` lists all settings"
        return Fault(where, f"no setting is called {shortened('.'.join(key))}", hint)

    def names(self, key: Key) -> frozenset[str]:
        """Return the keys that a mapping accepts; an empty set means any."""
        if self.actions is None:
            return frozenset()
        if key == PHRASES:
            return frozenset(Role) - READ_ROLES
        return self.actions if key == ("keys",) else frozenset()

    def sequence(self, node: Node, wanted: object, key: Key) -> Plain:
        items = node.value if isinstance(node.value, tuple) else (node,)
        values = [self.scalar(item, wanted, key) for item in items]
        if key[:-1] == PHRASES and self.actions is not None:
            for item in items:
                self.check_phrase(item, key)
        return values

    def scalar(self, node: Node, wanted: object, key: Key) -> Plain:
        text = node.value
        if isinstance(text, str) and re.fullmatch(r"\d[\d_]*", text) and not _takes_text(wanted):
            text = text.replace("_", "")
        try:
            value: Plain = msgspec.convert(text, wanted, strict=False)
        except msgspec.ValidationError:
            return self.wrong(node, key, in_words(wanted, node.value))
        if key in PATHS and self.base and isinstance(value, str):
            return str(self.base / _expanded(value))
        return value

    def check_phrase(self, node: Node, key: Key) -> None:
        from corpus.text.phrases.regexes import phrase_fault

        if isinstance(node.value, str) and (wrong := phrase_fault(node.value)):
            self.wrong(node, key, f"fix the phrase: {wrong}")

    def wrong(self, node: Node, key: Key, hint: str) -> Plain:
        self.faults.append(Fault(node.where, f"{'.'.join(key)} is {_described(node)}", hint))
        return None


def _described(node: Node) -> str:
    if node.value is None:
        return "empty"
    if isinstance(node.value, str):
        return repr(shortened(node.value))
    return "a mapping" if isinstance(node.value, dict) else "a list"


def _takes_text(wanted: object) -> bool:
    return wanted is str or str in get_args(wanted)


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def in_words(wanted: object, value: object = None) -> str:
    """Return the values that a type accepts, as a hint: "use one of unicode, ascii"."""
    if get_origin(wanted) is Literal:
        choices = [str(choice) for choice in get_args(wanted)]
        near = nearest(value, choices) if isinstance(value, str) else None
        return f"use one of {', '.join(choices)}" + (f" (did you mean {near}?)" if near else "")
    alternatives = get_args(wanted) if get_origin(wanted) in (Union, UnionType) else (wanted,)
    return f"use {' or '.join(map(_noun, alternatives))}"


def _noun(wanted: object) -> str:
    if wanted is NoneType:
        return "null"
    if get_origin(wanted) is Annotated:
        bounds = next(part for part in get_args(wanted) if isinstance(part, Meta))
        low = bounds.ge if bounds.ge is not None else None if bounds.gt is None else bounds.gt + 1
        return "a whole number" + (f" of {low} or more" if bounds.le is None else f" from {low} to {bounds.le}")
    return "text"


def _meant(key: Key, known: dict[str, object] | frozenset[str]) -> str | None:
    if near := nearest(key[-1], known):
        return ".".join((*key[:-1], near))
    return next((".".join(leaf) for leaf, _ in leaves() if leaf[-1] == key[-1]), None)
