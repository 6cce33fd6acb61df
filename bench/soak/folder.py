"""A folder of invented articles that changes: appended to, rewritten, deleted, renamed, copied."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random
from typing import Literal

from msgspec import Struct

Kind = Literal["write", "append", "delete", "rename", "copy"]
KINDS: tuple[Kind, ...] = ("write", "append", "delete", "rename", "copy")
NAMES = (*(f"{letter}.txt" for letter in "abcdefgh"), *(f"{letter}.jsonl" for letter in "wxyz"))
ARTICLES = 60
"""Different articles: few enough that the same one comes back, and is in several files."""

_PEOPLE = ("Ruan Aldane", "Bero Halm", "Ina Sorrel", "Tavi Okonde", "Mirel Castane", "Odo Brask")
_PLACES = ("Port Ilmay", "Halvera", "Ostrene", "the Kell Strait")
_MATTERS = ("tolls", "dredging", "ferries", "fog signals", "customs sheds", "quay cranes", "tide tables")


class Change(Struct, frozen=True):
    """A change to one file. `number` tells the article that is written or appended, `other` is another file."""

    kind: Kind
    name: str
    number: int
    other: str


def random_change(random: Random) -> Change:
    """Return any change to one of `NAMES`, with one of the `ARTICLES`."""
    return Change(random.choice(KINDS), random.choice(NAMES), random.randrange(ARTICLES), random.choice(NAMES))


class ChangingFolder:
    """Changes to a folder; each leaves another time on the file, however fast they follow each other.

    `changes` counts them.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self.changes = 0

    def apply(self, change: Change) -> None:
        """Make a change; one to a file that is not there is none."""
        path, other = self._root / change.name, self._root / change.other
        match change.kind:
            case "write":
                path.write_text(_content(path, change.number), encoding="utf-8")
            case "append" if path.is_file():
                with path.open("a", encoding="utf-8") as file:
                    file.write(_content(path, change.number))
            case "delete":
                path.unlink(missing_ok=True)
            case "rename" if path.is_file():
                path.rename(other)
                path = other
            case "copy" if path.is_file() and path != other:
                other.write_bytes(path.read_bytes())
                path = other
            case _:
                return
        if path.is_file():
            self.changes += 1
            os.utime(path, ns=(0, 1_900_000_000_000_000_000 + self.changes))


def _content(path: Path, number: int) -> str:
    headline, text = _article(number)
    if path.suffix == ".jsonl":
        return json.dumps({"title": headline, "body": text}) + "\n"
    return f"{headline}\n\n{text}\n"


def _article(number: int) -> tuple[str, str]:
    """The headline and the text of article `number`, with actors, dates and stories that recur."""
    person, other = _PEOPLE[number % 6], _PEOPLE[(number // 2 + 1) % 6]
    place, matter = _PLACES[number % 4], _MATTERS[number % 7]
    day = f"{1 + number % 28} {('March', 'April', 'May')[number % 3]} 2031"
    headline = f"Council of {place.removeprefix('the ')} argues over {matter}, vote {number}"
    text = (
        f"{day}\n\n{person} told the council of {place} on Monday that the {matter} must wait, in sitting {number}. "
        f"“We have counted {number + 40} ships,” {person.split()[1]} said.\n\n"
        f"{other}, who runs the {matter} of berth {number}, would not say what the pilots of {place} think."
    )
    return headline, text
