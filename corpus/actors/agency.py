"""Agency: whether a place acts where it is named, as in “Halvera said”, or is only where something happens."""

from __future__ import annotations

from corpus.text.tokenize import word_set

_PLACED = word_set(
    """
    in In at At near Near from From across Across outside Outside inside Inside throughout through around
    within into to toward towards onto via over leaving left visiting visited via travel travelled traveled
    fled arrived
    """
)
_PARTNER = word_set(
    """
    with between by against Between urged told asked accused blamed warned pressed both that
    """
)
_ACTS = word_set(
    """
    said says has had have will would could should may might must can is was are were does did wants wanted
    insists insisted denies denied agreed agrees accused accuses backs backed calls called demanded demands
    rejects rejected supports supported vetoed vowed warned warns hopes believes sees saw seeks sought
    threatens threatened announced announces claims claimed confirmed condemned imposed offered proposed
    refused refuses sent signed told urged urges welcomed withdrew voted expects expected considers considered
    continues plans planned opposes opposed maintains maintained stands stood recognises recognizes recognised
    recognized needs fears argues argued suspended cut expelled invaded annexed also
    """
)
_PARTNERS_OF = word_set(
    """
    with by between against for on that than while as if although because since both let make
    """
)
_ROOMS = word_set(
    "in In at At near Near outside Outside inside Inside around into leaving left visiting visited toured"
)
_LINKS = frozenset(("and", ",", "or", "&"))


def is_agent(words: list[str], first: int, last: int) -> bool:
    """Return whether the place at `first` to `last` of `words` acts: it is no target of “in” or “from”, and does
    something, has something done with it, or is beside a place that does.
    """
    before = words[first - 1] if first else ""
    if before in ("the", "The"):
        before = words[first - 2] if first > 1 else ""
    after = words[last] if last < len(words) else ""
    if before in _PLACED:
        return False
    if before in _PARTNER or after in _ACTS:
        return True
    if after in _LINKS and last + 2 < len(words) and words[last + 1][0].isupper():
        return words[last + 2] in _ACTS
    if after in ("'s", "’s"):
        return before not in ("of", "on", "for")
    return before in _LINKS and first > 1 and (_doer_before(words, first) or after in _ACTS)


def stands_for_country(words: list[str], first: int, last: int) -> bool:
    """Return whether a capital, at `first` to `last` of `words`, means its country: “talks with Ostrene” do; “in
    Ostrene”, a dateline, and a capital before the name of its region don't.
    """
    before = words[first - 1] if first else ""
    after = words[last] if last < len(words) else ""
    if is_agent(words, first, last):
        return True
    if before in _PLACED or before in ("", "of", ",", ";", "(") or after in ("(", "-", "–", "—", ":"):
        return False
    return after not in (",", "") and before in _PARTNERS_OF


def seat_is_agent(words: list[str], first: int) -> bool:
    """Return whether a seat of government, whose name begins at `first`, means its country and no building: “the Grey
    Palace spokesman” does, “at the Grey Palace” doesn't.
    """
    before = words[first - 1] if first else ""
    if before in ("the", "The"):
        before = words[first - 2] if first > 1 else ""
    return before not in _ROOMS


def _doer_before(words: list[str], first: int) -> bool:
    """Return whether “between” or “with” opened a pair of which this is the second."""
    return any(word in ("between", "Between", "with", "against") for word in words[max(0, first - 5) : first - 1])
