"""From places in the texts to counts: by outlet, by month, over time."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from corpus.dossier.model import ArticleSummary, DatedRole, MonthlyMentions, Occurrence, OutletCounts, WordCount

_FAR_MORE = 2.0
_SEVERAL = 3
_LONGEST_SPAN = 600  # months

Used = defaultdict[str | None, defaultdict[str, list[Occurrence]]]
"""What was used: by outlet, then by word."""


def word_counts(found: Mapping[str, list[Occurrence]]) -> tuple[WordCount, ...]:
    """Return the counts, the most frequent first."""
    return tuple(
        WordCount(what, tuple(found[what])) for what in sorted(found, key=lambda what: (-len(found[what]), what))
    )


def dated_role(role: str, found: list[tuple[str | None, Occurrence]]) -> DatedRole:
    """Return a role with the first and the last date on which a text gives it."""
    dates = [date for date, _ in found if date]
    return DatedRole(role, min(dates, default=None), max(dates, default=None), tuple(place for _, place in found))


def sort_by_time(held: DatedRole) -> tuple[str, str]:
    """Sorts roles by when they begin and end; those without a date last."""
    return held.first or "~", held.last or "~"


def outlet_counts(used: Used) -> tuple[OutletCounts, ...]:
    """Return the words of each outlet, the outlet with the most first, the unknown one last."""
    everywhere: Counter[str] = Counter()
    for words in used.values():
        everywhere.update({what: len(places) for what, places in words.items()})
    total = everywhere.total()
    told = []
    for outlet, words in used.items():
        own = sum(map(len, words.values()))
        told.append(
            OutletCounts(
                outlet,
                tuple(
                    WordCount(
                        one.what, one.places, _far_more(one.count, own, everywhere[one.what] - one.count, total - own)
                    )
                    for one in word_counts(words)
                ),
            )
        )
    return tuple(
        sorted(told, key=lambda one: (one.outlet is None, -sum(c.count for c in one.counts), one.outlet or ""))
    )


def _far_more(here: int, of: int, elsewhere: int, of_elsewhere: int) -> bool:
    """Return whether the log-odds ratio of a word is more than two standard errors above 0.

    (B. Monroe, M. Colaresi, K. Quinn: Fightin' Words, 2008, with a flat prior of a half.)
    """
    if here < _SEVERAL or not of_elsewhere:
        return False
    a, b = here + 0.5, elsewhere + 0.5
    ratio = math.log(a / (of - here + 0.5)) - math.log(b / (of_elsewhere - elsewhere + 0.5))
    return ratio > _FAR_MORE * math.sqrt(1 / a + 1 / b)


def monthly_mentions(
    mentions: Iterable[list[Occurrence]], articles: Mapping[str, ArticleSummary]
) -> tuple[tuple[str, ...], tuple[MonthlyMentions, ...]]:
    """Return all months from the first to the last, and mentions in them by outlet."""
    numbers: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
    for places in mentions:
        for place in places:
            about = articles[place.article]
            numbers[about.outlet][(about.published or "")[:7] if len(about.published or "") >= 7 else ""] += 1
    known = sorted({month for found in numbers.values() for month in found if month})
    months = _months(known[0], known[-1])[-_LONGEST_SPAN:] if known else ()
    rows = [
        MonthlyMentions(outlet, tuple(found[month] for month in months), found.total())
        for outlet, found in numbers.items()
    ]
    return months, tuple(sorted(rows, key=lambda row: (row.outlet is None, -row.all, row.outlet or "")))


def _months(first: str, last: str) -> tuple[str, ...]:
    begin, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return tuple(f"{at // 12:04}-{at % 12 + 1:02}" for at in range(begin, end + 1))
