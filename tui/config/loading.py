"""Merge the layers of settings into those in force, and remember where each comes from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from corpus.article import READ_ROLES, Role
from corpus.errors import UsageError
from tui.config.faults import Fault, FaultyConfig
from tui.config.layers import from_command_line, from_environment
from tui.config.old_ids import with_current_ids, with_old_ids
from tui.config.schema import Config
from tui.config.validation import PHRASES, Key, Plain, ValidatedLayer, validate
from tui.config.yaml_reader import Node, read_file
from tui.file_locations import defaults_file, users_file

DEFAULT = "default"


class Outcome(Struct, frozen=True):
    """The result of reading the configuration. `values` are those in force, `places` the location of each.

    `file` is the user's file; `config` is None if there are faults. `warnings` name what is accepted but out of date.
    """

    file: Path
    config: Config | None
    values: dict[str, Plain]
    places: dict[Key, str]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()

    def checked(self) -> Config:
        """Return the settings in force. Raises FaultyConfig if any is unknown or wrong."""
        if self.config is None:
            raise FaultyConfig(self.faults)
        return self.config


def load(
    file: Path | None = None,
    overrides: Iterable[tuple[str, str, str]] = (),
    environment: Mapping[str, str] | None = None,
) -> Config:
    """Return the settings in force. Raises FaultyConfig, a UsageError, if any is unknown or wrong.

    `file` replaces the user's file, and so does `$WIRESIDE_CONFIG`; `overrides` are `(dotted key, text, option)` from
    the command line.
    """
    return outcome(file, overrides, environment).checked()


def outcome(
    file: Path | None = None,
    overrides: Iterable[tuple[str, str, str]] = (),
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Return the settings in force and all faults. Raises UsageError only if a file asked for is missing."""
    environment = os.environ if environment is None else environment
    defaults = validate(read_file(defaults_file()))
    actions = frozenset(_names(defaults, ("keys",)))
    mappings = {("keys",): with_old_ids(actions), PHRASES: [role.value for role in Role if role not in READ_ROLES]}

    own, own_faults, path = _own_file(file, environment)
    variables = from_environment(environment, mappings)
    options = from_command_line(overrides)
    layers = [with_current_ids(root) for root in (own, variables.root, options.root)]
    warnings = [warning for _, of_layer in layers for warning in of_layer]
    bases = (path.parent, None, None)
    over = [validate(root, base=base, actions=actions) for (root, _), base in zip(layers, bases, strict=True)]
    faults = [*own_faults, *over[0].faults, *variables.faults, *over[1].faults, *options.faults, *over[2].faults]

    values, places = defaults.values, dict.fromkeys(defaults.places, DEFAULT)
    for layer in over:
        values = _merged(values, layer.values)
        for key, place in layer.places.items():
            added_to = f"{places[key]} and " if key[:-1] == PHRASES and key in places else ""
            places[key] = added_to + place
    config = None if faults else msgspec.convert(values, Config)
    return Outcome(path, config, values, places, tuple(faults), tuple(warnings))


def _own_file(file: Path | None, environment: Mapping[str, str]) -> tuple[Node, list[Fault], Path]:
    """Read the user's file. Raises UsageError if one was asked for by name and is missing."""
    asked = file or (Path(environment["WIRESIDE_CONFIG"]) if environment.get("WIRESIDE_CONFIG") else None)
    path = asked or users_file()
    if asked and not asked.exists():
        raise UsageError(f"no configuration file {asked}", "check --config, or $WIRESIDE_CONFIG")
    nothing = Node({}, str(path))
    if not path.exists():
        return nothing, [], path
    try:
        return read_file(path), [], path
    except FaultyConfig as faulty:
        return nothing, list(faulty.faults), path


def _names(layer: ValidatedLayer, key: Key) -> list[str]:
    return [place[-1] for place in layer.places if place[:-1] == key]


def _merged(base: dict[str, Plain], over: dict[str, Plain], key: Key = ()) -> dict[str, Plain]:
    """Return `base` with `over` on top: mappings merge and lists replace, but phrases are added to."""
    merged = dict(base)
    for name, new in over.items():
        old = merged.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            merged[name] = _merged(old, new, (*key, name))
        elif key == PHRASES and isinstance(old, list) and isinstance(new, list):
            merged[name] = [*old, *(phrase for phrase in new if phrase not in old)]
        else:
            merged[name] = new
    return merged
