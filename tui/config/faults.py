"""What is wrong with a file of settings, and the words that suggest a fix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from corpus.errors import UsageError

MAX_FAULTS = 20  # faults listed for one file: later ones are nearly always the same mistake again
_MAX_WORD = 60  # characters; names of settings are shorter


class Fault(Struct, frozen=True):
    """Something wrong with the settings: where, what, and what to do."""

    where: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}: {self.hint}"


class FaultyConfig(UsageError):
    """The settings can't be used; `faults` has every reason, and the message gives the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        first, others = faults[0], len(faults) - 1
        more = f" ({others} more: wireside config check)" if others else ""
        super().__init__(f"{first.where}: {first.message}", first.hint + more)
        self.faults = faults


def limited(faults: Sequence[Fault]) -> list[Fault]:
    """Return the first `MAX_FAULTS` faults, and one more that counts the others."""
    others = faults[MAX_FAULTS:]
    if not others:
        return list(faults)
    count = Fault(others[0].where, f"{len(others):,} more faults from here on", "fix the ones above first")
    return [*faults[:MAX_FAULTS], count]


def shortened(word: str) -> str:
    """Return `word` as a message can quote it, however long it is."""
    return word if len(word) <= _MAX_WORD else f"{word[: _MAX_WORD - 1]}…"


def nearest(word: str, candidates: Iterable[str], faults: Sequence[Fault] = ()) -> str | None:
    """Return the candidate that `word` was probably meant to be, or None.

    Comparing words is slow, so it is skipped once there are so many `faults` that this one will not be listed.
    """
    from difflib import get_close_matches

    if len(word) > _MAX_WORD or len(faults) >= MAX_FAULTS:
        return None
    close = get_close_matches(word, list(candidates), n=1)
    return close[0] if close else None
