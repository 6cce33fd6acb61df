"""Forms of one quote: whole in one outlet, cut or in pieces in another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.dossier.model import ActorQuote, Occurrence, OutletQuote

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_RUN = 4
_MOST_FORMS = 40
_IN_COMMON = 0.6


class QuoteForm(NamedTuple):
    """A quote as one article gives it."""

    text: str
    place: Occurrence
    outlet: str | None
    published: str | None


def group_quotes(forms: Sequence[QuoteForm]) -> tuple[ActorQuote, ...]:
    """Return the forms put together, newest first; without a date last.

    Forms are of one quote when three fifths of the runs of four words in the shorter one are in the longer one, and
    forms of fewer words when they are the same.
    """
    words = [tuple(word.lower() for word in _WORD.findall(form.text)) for form in forms]
    groups: list[list[int]] = []
    groups_of: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in sorted(range(len(forms)), key=lambda i: -len(words[i])):
        runs = _runs(words[i])
        votes = Counter(group for run in runs for group in groups_of[run][:_MOST_FORMS])
        group, common = votes.most_common(1)[0] if votes else (len(groups), 0)
        if common < _IN_COMMON * len(runs) or not runs:
            group = len(groups)
            groups.append([])
            for run in runs:
                groups_of[run].append(group)
        groups[group].append(i)
    said = [_said([forms[i] for i in group], [len(words[i]) for i in group]) for group in groups]
    return tuple(sorted(said, key=lambda one: one.published or "", reverse=True))


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[i : i + _RUN] for i in range(max(1, len(words) - _RUN + 1))} if words else set()


def _said(forms: Sequence[QuoteForm], lengths: Iterable[int]) -> ActorQuote:
    """Return one quote of its forms, the longest first."""
    best: dict[str | None, OutletQuote] = {}
    longest = 0
    for form, length in zip(forms, lengths, strict=True):
        longest = max(longest, length)
        best.setdefault(form.outlet, OutletQuote(form.outlet, form.text, length, form.place))
    dates = [form.published for form in forms if form.published]
    return ActorQuote(forms[0].text, longest, min(dates, default=None), tuple(best.values()))
