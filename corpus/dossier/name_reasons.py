"""Reasons why words in a text are a name of an actor, in few words."""

from __future__ import annotations

from corpus.actors.name_forms import plain, sound

AS_FOUND = "as found"
_SHORT = {
    "the only one of this name in the dictionary": "surname, one in the dictionary",
    "nearly all others of this name in the corpus": "surname, the full name elsewhere",
    "recognised as something else, but a surname": "surname, taken for something else",
    "introduced as its short name": "introduced as its short name",
    "the same with a middle name": "with a middle name",
}


def name_reason(words: str, name: str, kept: str) -> str:
    """Return the reason for `words`, where an article has the actor as `name`; `kept` is why that name is one of the
    actor's.

    >>> why_joined("Aldane", "Ruan Aldane", "as found") 'surname, full name before'
    """
    if kept != AS_FOUND:
        if kept.startswith("the dictionary has"):
            return "dictionary"
        return _SHORT.get(kept, kept)
    own, whole = plain(words).split(), plain(name).split()
    if own == whole:
        return AS_FOUND
    if own == whole[-len(own) :]:
        return "surname, full name before"
    if own == whole[: len(own)]:
        return "the beginning of the full name"
    if whole == own[-len(whole) :]:
        return "a title before the name"
    if "".join(word[0] for word in whole) == "".join(own):
        return "its initials"
    if list(map(sound, own)) == list(map(sound, whole)):
        return "sounds the same"
    return "another name of it"
