"""The user's word on the actors of a corpus, in a file of their own, plain enough to write and to share.

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
from tui.config.tree import Fault, Node, nearest, shortened
from tui.list_file import ListFile
from tui.list_text import ListText, is_day, quoted

HEADER = """\
# Your word on the actors of this corpus. wireside writes here what you decide with `M`, `X`, `r` and `W` in the reader;
# you can write here too, and share the file. An actor is named by its key, which `wireside actors --json` tells.
# `merge:` an actor `into:` another, `split:` off what was `found:`, `rename:` it to a `name:`, say its `kind:` with
# `as:`, or `reject:` it. They are applied in this order.
corrections:
"""
_KINDS: tuple[Kind, ...] = get_args(Kind)
_DOES: tuple[Do, ...] = get_args(Do)
_WITH = {"merge": "into", "split": "found", "rename": "name", "kind": "as", "reject": None}
_LONGEST = 1000


class ActorsFile(ListFile[Correction]):
    """The file of corrections at `path`. It need not be there."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, CORRECTIONS)


def _correction(item: Node, faults: list[Fault]) -> Correction | None:
    """The correction in an entry; what is wrong with it is added to `faults`."""
    given = item.value
    does = [do for do in _DOES if isinstance(given, dict) and do in given]
    if not isinstance(given, dict) or len(does) != 1:
        faults.append(Fault(item.where, "not a correction", f"give it one of {', '.join(f'`{do}:`' for do in _DOES)}"))
        return None
    do = does[0]
    allowed = [do, "made", *filter(None, (_WITH[do],))]
    before = len(faults)
    for key, node in given.items():
        if key not in allowed:
            near = nearest(key, allowed, faults)
            hint = f"did you mean {near}?" if near else "leave it out"
            faults.append(Fault(node.where, f"{shortened(key)} means nothing beside {do}", hint))
    for key in allowed:
        if key not in given:
            if key != "made":
                faults.append(Fault(item.where, f"{do} without {key}", f"say `{key}:`"))
        elif not _fits(key, given[key].value):
            faults.append(Fault(given[key].where, f"{key} is not right", _hint(key)))
    return _made(do, given) if len(faults) == before else None


def _fits(key: str, value: object) -> bool:
    if key == "found":
        listed = [one.value for one in value if isinstance(one, Node)] if isinstance(value, tuple) else []
        return bool(listed) and all(_is_text(one) for one in listed)
    if key == "as":
        return value in _KINDS
    if key == "made":
        return isinstance(value, str) and is_day(value)
    return _is_text(value)


def _hint(key: str) -> str:
    if key == "as":
        return f"give one of {', '.join(_KINDS)}"
    return {"made": "write it as 2031-03-14", "found": "give a list of keys"}.get(key, "write it in quotation marks")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST


def _made(do: Do, given: dict[str, Node]) -> Correction:
    def text(key: str) -> str:
        value = given[key].value if key in given else ""
        return value if isinstance(value, str) else ""

    found = given["found"].value if "found" in given else ()
    kind = next((kind for kind in _KINDS if kind == text("as")), None)
    keys = tuple(str(one.value) for one in found) if isinstance(found, tuple) else ()
    name = " ".join(text("name").split())
    return Correction(do, text(do), into=text("into"), found=keys, name=name, kind=kind, made=text("made"))


def _written(correction: Correction) -> list[str]:
    said = [f"{correction.do}: {quoted(correction.actor)}"]
    said += [f"into: {quoted(correction.into)}"] if correction.into else []
    said += [f"found: [{', '.join(map(quoted, correction.found))}]"] if correction.found else []
    said += [f"name: {quoted(correction.name)}"] if correction.name else []
    said += [f"as: {correction.kind}"] if correction.kind else []
    return said + ([f"made: {correction.made}"] if correction.made else [])


CORRECTIONS = ListText("corrections", HEADER, _correction, _written, "`- merge:` or another")
