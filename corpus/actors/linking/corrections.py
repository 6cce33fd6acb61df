"""The user's word on actors: merge, split, rename, another kind, or no actor at all.

Corrections are plain values, applied in order to what was found, and change nothing else: take one away, and what it
did is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from corpus.article import Kind

Do = Literal["merge", "split", "rename", "kind", "reject"]


class CanonicalActor(Struct, frozen=True, gc=False):
    """An actor of the corpus: its key, the name to show, its kind, the keys found in articles that are its, and why
    each is.
    """

    key: str
    name: str
    kind: Kind
    found: tuple[str, ...]
    why: tuple[str, ...]


class Correction(Struct, frozen=True, omit_defaults=True):
    """One correction. `actor` is the key of an actor, as it was before.

    merge: its names go to the actor `into`. split: the keys found in `found` become an actor each. rename: it is shown
    as `name`. kind: it is of `kind`. reject: it is no actor. `made` is an ISO date or empty.
    """

    do: Do
    actor: str
    into: str = ""
    found: tuple[str, ...] = ()
    name: str = ""
    kind: Kind | None = None
    made: str = ""


def apply_corrections(
    actors: dict[str, CanonicalActor], corrections: Iterable[Correction]
) -> dict[str, CanonicalActor]:
    """Return the actors as the user wants them, by key. What a correction speaks of and is not there is left alone.

    Rejected actors are gathered under the empty key.
    """
    now = dict(actors)
    for correction in corrections:
        actor = _actor(now, correction.actor)
        if actor is None:
            continue
        if correction.do == "merge":
            _merge(now, actor, _actor(now, correction.into), correction.made)
        elif correction.do == "split":
            _split(now, actor, correction.found, correction.made)
        elif correction.do == "rename" and correction.name:
            now[actor.key] = replace(actor, name=correction.name)
        elif correction.do == "kind" and correction.kind is not None:
            now[actor.key] = replace(actor, kind=correction.kind)
        elif correction.do == "reject":
            _reject(now, actor)
    return now


def correction_reason(done: str, made: str) -> str:
    """Return the reason of what the user did: “merged by you, 2031-03-02”."""
    return f"{done} by you, {made}" if made else f"{done} by you"


def _actor(now: dict[str, CanonicalActor], key: str) -> CanonicalActor | None:
    """Return the actor with this key, or, since another of its keys may be its most frequent now, that has it among
    others.
    """
    actor = now.get(key)
    if actor is None:
        actor = next((one for one in now.values() if key in one.found), None)
    return actor if actor is not None and actor.key else None


def _merge(now: dict[str, CanonicalActor], actor: CanonicalActor, other: CanonicalActor | None, made: str) -> None:
    if other is None or other.key == actor.key:
        return
    del now[actor.key]
    why = tuple(correction_reason("merged", made) for _ in actor.found)
    now[other.key] = replace(other, found=(*other.found, *actor.found), why=(*other.why, *why))


def _split(now: dict[str, CanonicalActor], actor: CanonicalActor, found: Sequence[str], made: str) -> None:
    apart = [key for key in dict.fromkeys(found) if key in actor.found and key != actor.key]
    if not apart or len(apart) == len(actor.found):
        return
    stay = [(key, why) for key, why in zip(actor.found, actor.why, strict=True) if key not in apart]
    now[actor.key] = replace(actor, found=tuple(key for key, _ in stay), why=tuple(why for _, why in stay))
    for key in apart:
        if key not in now:
            kind, _, name = key.partition(":")
            why = (correction_reason("split", made),)
            now[key] = replace(actor, key=key, name=name.replace("-", " ").title(), kind=kind, found=(key,), why=why)


def _reject(now: dict[str, CanonicalActor], actor: CanonicalActor) -> None:
    del now[actor.key]
    gone = now.get("")
    if gone is not None:
        actor = replace(actor, found=(*gone.found, *actor.found), why=(*gone.why, *actor.why))
    now[""] = replace(actor, key="")
