"""Subjects: what a number counts, in the words beside it: "people killed", "hours of talks", "crowns a tonne".

The noun phrase after the number is read up to a function word, a stop, a participle or a day. Whether those counted
were killed or arrested is decided by the nearest word of that kind, before or after the number, in the same clause. If
nothing follows a number, the words before it are its subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from corpus.compare.figures.quantities import Quantity, plural_unit
from corpus.text.tokenize import SMALL_WORDS, Words, WordToken, stem

_NOUN_WORDS = 3
_BEFORE = 5  # words before a number that tell what it is, where nothing follows
_NEAR = 7  # words on each side, within which what became of those counted is told
_MATTERS = {
    "killed": "kill die dead death fatal slain massacr",
    "wounded": "wound injur hurt",
    "arrested": "arrest detain",
    "displaced": "displac flee fled refuge uproot",
    "missing": "miss unaccount",
    "jobless": "unemploy jobless laid",
}
_MATTER_OF = {root: matter for matter, roots in _MATTERS.items() for root in roots.split()}
_MATTER_OF |= {"lives": "killed"}  # "claimed 12 lives"; `live` itself is another word
_CONJUNCTIONS = frozenset({"and", "but", "while", "whereas"})
_SKIPPED = frozenset({"of", "more", "other", "the", "a", "an", "such", "per"})
_NO_NOUNS = """
    ago earlier later before after since until away apart including according compared amid among during despite left
    yesterday today tomorrow tonight now least most almost nearly then here there yet already
    alone together long old higher lower instead per monday tuesday wednesday thursday friday saturday sunday say
    says said told tells
"""
_ENDS = SMALL_WORDS | frozenset(_NO_NOUNS.split())
_PREPOSITIONS = {
    "count": ("of",),
    "percent": ("of", "in"),
    "money": ("in", "for", "of", "a", "an", "per"),
    "measure": ("of", "in", "from"),
}
_STOP = re.compile(r"[^\w\s'’$€£¥%-]")
_FULL_STOP = re.compile(r"[.;:!?()“”\"—–]")


class Subject(Struct, frozen=True):
    """`label` reads on its own; `nouns` are the stems of what is counted, empty if only the words before the number say
    it; `matter` is what became of those counted, if it is one of a few things.
    """

    label: str
    nouns: frozenset[str]
    matter: str | None


def subject_of(text: str, words: Words, first: int, last: int, number: Quantity, *, english: bool = True) -> Subject:
    """Return what a number counts that is between the words numbered `first` and `last` of a text. What became of those
    counted is only recognised in English.
    """
    if number.kind in ("date", "year", "time", "vote"):
        return Subject(_before(text, words, first, number.start), frozenset(), None)
    counts, compound = number.kind == "count", "-" in text[number.start : number.end]
    noun = _noun(text, words, last, after_of=counts, participles=counts or compound)
    rest = _complement(text, words, noun[-1] + 1 if noun else last, number)
    nouns = frozenset(stem(words[i].form) for i in (*noun, *rest[1:]))
    matter = _matter(text, words, first, last) if counts and english else None
    named = _joined(_slice(text, words, noun), _slice(text, words, rest))
    if matter and matter not in named and not any(_MATTER_OF.get(root) == matter for root in nouns):
        named = _joined(named, matter)
    label = named or _before(text, words, first, number.start)
    if not counts:
        directly = bool(named) and (number.kind != "measure" or not noun)
        label = _measured(label, number, words[last].form if last < len(words) else "", directly=directly)
    return Subject(label, nouns, matter)


def _measured(label: str, number: Quantity, follows: str, *, directly: bool) -> str:
    """Return the label of what is not counted but measured: "hours of talks", "years ago"; "days: conference"."""
    unit = plural_unit(number.unit)
    if follows in ("old", "ago", "away", "later", "earlier"):
        return f"{unit} {follows}"
    return _joined(unit if directly or not label else f"{unit}:", label)


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))


def _slice(text: str, words: Words, numbers: Sequence[int]) -> str:
    """Return the text from the first of some words, given by number, to the last."""
    return text[words[numbers[0]].start : words[numbers[-1]].end] if numbers else ""


def _noun(text: str, words: Words, at: int, *, after_of: bool = True, participles: bool = True) -> list[int]:
    """Return the words that follow a number without a stop or a small word."""
    noun: list[int] = []
    for i in range(at, min(len(words), at + _NOUN_WORDS + 2)):
        form = words[i].form
        if _STOP.search(text, words[i - 1].end if i else 0, words[i].start) or len(noun) == _NOUN_WORDS:
            break
        if after_of and not noun and i < at + 2 and form in _SKIPPED:
            continue
        participle = form.endswith(("ing", "ed")) and not words[i].capital and (noun or not participles)
        if form in _ENDS or form[0].isdigit() or participle:
            break
        noun.append(i)
    return noun


def _complement(text: str, words: Words, at: int, number: Quantity) -> list[int]:
    """Return a preposition that follows, with its noun: "hours *of talks*", "crowns *a tonne*"."""
    fits = at < len(words) and words[at].form in _PREPOSITIONS.get(number.kind, ())
    if not fits or _STOP.search(text, words[at - 1].end if at else 0, words[at].start):
        return []
    noun = _noun(text, words, at + 1)
    return [at, *noun[:2]] if noun else []


def _before(text: str, words: Words, first: int, start: int) -> str:
    """Return the words before a number in its clause, without function words around them."""
    told: list[WordToken] = []
    end = start
    for word in reversed(words[max(0, first - _BEFORE) : first]):
        if _STOP.search(text, word.end, end) or word.form[0].isdigit():
            break
        told.insert(0, word)
        end = word.start
    while told and told[-1].form in _ENDS:
        told.pop()
    while told and told[0].form in _ENDS:
        told.pop(0)
    return text[told[0].start : told[-1].end] if told else ""


def _matter(text: str, words: Words, first: int, last: int) -> str | None:
    """Return what became of those counted, by the nearest word that says it."""
    before = _nearest(text, words, range(first - 1, max(-1, first - _NEAR), -1))
    after = _nearest(text, words, range(last, min(len(words), last + _NEAR)))
    if before and (not after or before[0] <= min(2, after[0])):
        return before[1]
    return after[1] if after else None


def _nearest(text: str, words: Words, way: range) -> tuple[int, str] | None:
    """Return the first such word on a way, and how many words away it is; none beyond a stop, a number, or another
    clause.
    """
    for steps, i in enumerate(way):
        nearer, further = (i - 1, i) if way.step > 0 else (i, i + 1)
        if nearer >= 0 and further < len(words) and _FULL_STOP.search(text, words[nearer].end, words[further].start):
            return None
        if words[i].form in _CONJUNCTIONS or words[i].form[0].isdigit():
            return None
        if matter := _MATTER_OF.get(words[i].form) or _MATTER_OF.get(stem(words[i].form)):
            return steps, matter
    return None
