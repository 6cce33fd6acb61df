"""The file of the user's corrections of the actors of a corpus.

corrections:
  - merge: "person:r-aldane"
    into: "person:ruan-aldane"
    made: 2031-03-02
  - split: "person:bero-halm"
    found: ["person:halm"]
  - rename: "organisation:straits-commission"
    name: "Kell Straits Commission"
  - kind: "place:port-ilmay"
    as: organisation
  - reject: "person:kell-bridge"
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from corpus.actors.linking.corrections import Correction, Do
from corpus.article import Kind
from tui.config.faults import Fault, nearest, shortened
from tui.config.yaml_reader import Node
from tui.services.yaml_list import YamlList, is_day
from tui.services.yaml_list_file import YamlListFile

HEADER = """\
# Your corrections of the actors of this corpus. wireside adds what you decide with `M`, `X`, `r` and `W` in the reader;
# you can edit this file too, and share it. An actor is named by its key, which `wireside actors --json` prints.
# `merge:` an actor `into:` another, `split:` off what was `found:`, `rename:` it to a `name:`, set its `kind:` with
# `as:`, or `reject:` it. Corrections are applied in this order.
corrections:
"""
_KINDS: tuple[Kind, ...] = get_args(Kind)
_ACTIONS: tuple[Do, ...] = get_args(Do)
_ARGUMENT = {"merge": "into", "split": "found", "rename": "name", "kind": "as", "reject": None}
_MAX_TEXT = 1000  # characters; keys and names are far shorter


class CorrectionFile(YamlListFile[Correction]):
    """The file of corrections at `path`, which may be missing."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, CORRECTIONS)


def _parse(item: Node, faults: list[Fault]) -> Correction | None:
    """Return the correction in an entry, or add what is wrong with it to `faults`."""
    given = item.value
    actions = [action for action in _ACTIONS if isinstance(given, dict) and action in given]
    if not isinstance(given, dict) or len(actions) != 1:
        hint = f"give it one of {', '.join(f'`{action}:`' for action in _ACTIONS)}"
        faults.append(Fault(item.where, "not a correction", hint))
        return None
    action = actions[0]
    allowed = [action, "made", *filter(None, (_ARGUMENT[action],))]
    count = len(faults)
    for key, node in given.items():
        if key not in allowed:
            near = nearest(key, allowed, faults)
            hint = f"did you mean {near}?" if near else "leave it out"
            faults.append(Fault(node.where, f"{shortened(key)} is not a key of {action}", hint))
    for key in allowed:
        if key not in given:
            if key != "made":
                faults.append(Fault(item.where, f"{action} without {key}", f"add `{key}:`"))
        elif not _is_valid(key, given[key].value):
            faults.append(Fault(given[key].where, f"{key} has a wrong value", _hint(key)))
    return _correction(action, given) if len(faults) == count else None


def _is_valid(key: str, value: object) -> bool:
    if key == "found":
        items = [item.value for item in value if isinstance(item, Node)] if isinstance(value, tuple) else []
        return bool(items) and all(_is_text(item) for item in items)
    if key == "as":
        return value in _KINDS
    if key == "made":
        return isinstance(value, str) and is_day(value)
    return _is_text(value)


def _hint(key: str) -> str:
    if key == "as":
        return f"use one of {', '.join(_KINDS)}"
    return {"made": "write it as 2031-03-14", "found": "give a list of keys"}.get(key, "write it in quotation marks")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _MAX_TEXT


def _correction(action: Do, given: dict[str, Node]) -> Correction:
    def text(key: str) -> str:
        value = given[key].value if key in given else ""
        return value if isinstance(value, str) else ""

    items = given["found"].value if "found" in given else ()
    kind = next((kind for kind in _KINDS if kind == text("as")), None)
    keys = tuple(str(item.value) for item in items) if isinstance(items, tuple) else ()
    name = " ".join(text("name").split())
    return Correction(action, text(action), into=text("into"), found=keys, name=name, kind=kind, made=text("made"))


def _fields(correction: Correction) -> dict[str, str | tuple[str, ...]]:
    optional: dict[str, str | tuple[str, ...]] = {
        "into": correction.into,
        "found": correction.found,
        "name": correction.name,
        "as": correction.kind or "",
        "made": correction.made,
    }
    return {correction.do: correction.actor, **{key: value for key, value in optional.items() if value}}


CORRECTIONS = YamlList("corrections", HEADER, _parse, _fields, "`- merge:` or another")
