"""Complete a query while it is typed: names of fields, and after a field the values that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from index.query.date_ranges import PHRASES
from index.query.parser import FIELDS, STATES
from index.query.to_text import quote_value

if TYPE_CHECKING:
    from index.actors.actor_names import ActorNames
    from index.storage.whoosh.snapshot import Snapshot

_LAST = re.compile(r"(?:^|(?<=[\s(-]))(?:(?P<field>[a-z]+):(?P<open>\"?)(?P<value>[^\"]*)|(?P<word>[a-z]{3,}))$", re.I)
_DATES = ("date", "since", "after", "before")
_LETTERS = 2


def completed(text: str, snapshot: Snapshot, actors: ActorNames, tags: Iterable[str]) -> str:
    """The query with its last word whole, the likeliest one; nothing where nothing is likely."""
    last = _LAST.search(text[-200:])
    if last is None:
        return ""
    before = text[: len(text) - len(last[0])]
    if word := last["word"]:
        name = next((field for field in FIELDS if field.startswith(word.lower()) and field != word.lower()), "")
        return f"{text}{name[len(word) :]}:" if name else ""
    field, value = last["field"].lower(), last["value"]
    if not last["open"] and " " in value:
        return ""
    chosen = _value(field, value.casefold(), snapshot, actors, tags)
    if not chosen or len(chosen) <= len(value):
        return ""
    if last["open"] or quote_value(chosen) == chosen:
        closing = '"' if last["open"] else ""
        return f"{before}{last['field']}:{last['open']}{value}{chosen[len(value) :]}{closing}"
    joined = chosen.replace(" ", "-")
    return f"{before}{last['field']}:{value}{joined[len(value) :]}" if quote_value(joined) == joined else ""


def _value(field: str, value: str, snapshot: Snapshot, actors: ActorNames, tags: Iterable[str]) -> str:
    """The first of the known values that begins so, the most frequent first."""
    known: Iterable[str]
    match field:
        case "is":
            known = STATES
        case "tag":
            known = tags
        case "outlet" if value:
            known = _outlets(snapshot)
        case "actor" | "said" if len(value) >= _LETTERS:
            known = (part for one in actors for part in (one.name, one.name.rpartition(" ")[2]))
        case _ if field in _DATES and value:
            known = PHRASES
        case _:
            return ""
    return next((one for one in known if one.casefold().startswith(value) and one.casefold() != value), "")


def _outlets(snapshot: Snapshot) -> list[str]:
    counts = np.bincount(snapshot.outlets[snapshot.alive], minlength=len(snapshot.outlet_names))
    order = np.argsort(-counts, kind="stable").tolist()
    return [snapshot.outlet_names[number] for number in order if number < len(snapshot.outlet_names)]
