"""Settings as they were written: text, lists and mappings, each with the place it was written at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from corpus.errors import UsageError

MOST_FAULTS = 20  # of one file: those after them hardly ever say anything new
_LONGEST_WORD = 60  # characters; names of settings are shorter


class Node(Struct, frozen=True):
    """A value and its place: `config.yaml:12`, `$WIRESIDE_LOOK_THEME`, `--set look.theme`.

    Scalars are text, whatever they look like: which of them are numbers the type of the setting decides, so that
    the language code `no` stays one. None is YAML's plain null.
    """

    value: str | tuple[Node, ...] | dict[str, Node] | None
    where: str


class Fault(Struct, frozen=True):
    """Something wrong with the settings: where, what, and what to do."""

    where: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}: {self.hint}"


class FaultyConfig(UsageError):
    """The settings can't be used; `faults` says why, each of them, and the message names the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        first, others = faults[0], len(faults) - 1
        more = f" ({others} more: wireside config check)" if others else ""
        super().__init__(f"{first.where}: {first.message}", first.hint + more)
        self.faults = faults


def limited(faults: Sequence[Fault]) -> list[Fault]:
    """Return the first `MOST_FAULTS` faults, and one more that counts the others."""
    others = faults[MOST_FAULTS:]
    if not others:
        return list(faults)
    count = Fault(others[0].where, f"{len(others):,} more faults from here on", "fix the ones above first")
    return [*faults[:MOST_FAULTS], count]


def shortened(word: str) -> str:
    """Return `word` as a message can quote it, however long it is."""
    return word if len(word) <= _LONGEST_WORD else f"{word[: _LONGEST_WORD - 1]}…"


def nearest(word: str, candidates: Iterable[str], faults: Sequence[Fault] = ()) -> str | None:
    """Return the candidate that `word` was probably meant to be, or None.

    Comparing words is slow, so it is left out once so many `faults` were found that this one will not be listed.
    """
    from difflib import get_close_matches

    if len(word) > _LONGEST_WORD or len(faults) >= MOST_FAULTS:
        return None
    close = get_close_matches(word, list(candidates), n=1)
    return close[0] if close else None
