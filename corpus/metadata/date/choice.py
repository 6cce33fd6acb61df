"""Choose the date of publication, as exactly as the evidence allows; None rather than a guess.

A copyright year is no evidence by itself: it is the year in which the page was scraped as often as that of the article.
It counts only if a weekday written with a day fits that year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from corpus.article import Block, Evidence, Published, Role
from corpus.boilerplate.blocks import is_prose
from corpus.metadata.date.alternatives import copyright_year, unused_dates
from corpus.metadata.date.candidates import (
    DateCandidate,
    DateContext,
    from_day,
    from_full_date,
    full_date,
    weekday_agrees,
)
from corpus.metadata.date.from_path import PathDate, date_in_path
from corpus.metadata.date.inference import from_caption, from_weekday
from corpus.metadata.date.patterns import day_in_words
from corpus.metadata.dateline import Dateline
from corpus.metadata.evidence import excerpt, line_of, with_evidence
from corpus.source import Source
from corpus.text.calendar import ENGLISH_WEEKDAYS

_PUBLISHED = re.compile(r"\b(?:published|posted|veröffentlicht|publié|publicado|pubblicato|date)\b", re.I)
_CHANGED = re.compile(r"\b(?:updated|modified|aktualisiert|mis à jour|actualizado|atualizado|aggiornato)\b", re.I)
_OPENING = 8
_MOST_ABOVE = 3  # paragraphs


def find_published(source: Source, blocks: Sequence[Block], filed: Dateline | None) -> Published | None:
    """Return the best evidence there is, in this order: address, line with a date, dateline, caption, weekday, path."""
    case = DateContext(blocks, filed, date_in_path(source.brought.url or ""), date_in_path(source.path), source.path)
    found = next((found for way in _WAYS if (found := way(case))), None)
    if found is None:
        return None
    places = {evidence.place for evidence in found.taken}
    used = {block.lines[0] for block in blocks if line_of(block) in places}
    left = unused_dates(blocks, found.published, used)
    if case.path and "path" not in places:
        why = "says the same" if found.published.value.startswith(case.path.iso) else "says another day"
        left.append(Evidence(False, case.path.iso, "path", case.name, why))
    return with_evidence(found.published, *found.taken, *left)


def _from_address(case: DateContext) -> DateCandidate | None:
    where = "the date is" if case.address and case.address.day else "year and month are"
    return _as_it_stands(case.address, "address", f"{where} in its address", 0.9)


def _from_path(case: DateContext) -> DateCandidate | None:
    """Return the date in the path. It is never sure: a file is named by the day on which it was saved as often as by
    that of the article.
    """
    where = "the date is in its path, and may be the day it was saved"
    month = "folders of year and month"
    return _as_it_stands(case.path, "path", where if case.path and case.path.day else month, 0.6, case.name)


def _as_it_stands(
    dated: PathDate | None, place: str, reason: str, sure: float, words: str = ""
) -> DateCandidate | None:
    if dated is None or dated.month is None:
        return None
    precision: Literal["day", "month"] = "day" if dated.day else "month"
    evidence = Evidence(True, dated.iso, place, words or dated.words, reason)
    return DateCandidate(Published(dated.iso, precision, reason, sure if dated.day else sure - 0.05), (evidence,))


def _from_date_line(case: DateContext) -> DateCandidate | None:
    """Above the headline sites put the day of the visit as often; below the article, the days of others."""
    headline = next((i for i, block in enumerate(case.blocks) if block.role is Role.HEADLINE), 0)
    for i, block in enumerate(case.blocks):
        if block.role in (Role.DATELINE, Role.BYLINE) and (found := full_date(block)):
            told = f"date in {line_of(block)}, at the top" if i < _OPENING else f"{line_of(block)} says it"
            if _PUBLISHED.search(block.text):
                above = (other.role is Role.BODY and is_prose(other) for other in case.blocks[:i])
                if sum(above) > _MOST_ABOVE:
                    return from_full_date(
                        found, block, f"{told}, below the article", 0.7, "says when something was published"
                    )
                return from_full_date(found, block, told, 0.9, "says when it was published")
            if i < headline:
                return from_full_date(
                    found, block, f"date in {line_of(block)}, above the headline", 0.55, "a line with the date"
                )
            if _CHANGED.search(block.text) and i < _OPENING:
                return from_full_date(
                    found, block, f"{told}, when it was changed", 0.7, "says when it was last changed"
                )
            if i < _OPENING:
                return from_full_date(found, block, told, 0.8, "a line with the date")
    return None


def _from_dateline(case: DateContext) -> DateCandidate | None:
    """Return the day before the first sentence; its year, if it has none, from the path or from a copyright line."""
    if case.filed is None or case.filed.day is None:
        return None
    day, block = case.filed.day, case.filed.block
    where = f"date in the dateline that opens {line_of(block)}"
    before = "place and day before the first sentence"
    of_day = Evidence(True, day_in_words(day), line_of(block), f"“{case.filed.words}”", before)
    if day.year is not None:
        when = day.in_year(day.year)
        return DateCandidate(from_day(when, where, 0.9), (of_day,)) if when else None
    for dated, place, words in ((case.address, "address", ""), (case.path, "path", case.name)):
        year = dated.year_of(day.month, day.day) if dated else None
        if dated and year and weekday_agrees(day, year) and (when := day.in_year(year)):
            of_year = Evidence(True, str(year), place, words or dated.words, f"for the year: {dated.shape}")
            sure = 0.93 if dated.month or day.weekday is not None else 0.75
            return DateCandidate(from_day(when, f"{where}, its year from its {place}", sure), (of_day, of_year))
    rights = copyright_year(case.blocks)
    if rights and day.weekday is not None and weekday_agrees(day, rights[1]) and (when := day.in_year(rights[1])):
        why = f"for the year: in it {day_in_words(day)} is a {ENGLISH_WEEKDAYS[day.weekday]}"
        of_year = Evidence(True, str(rights[1]), line_of(rights[0]), excerpt(rights[0].text), why)
        return DateCandidate(from_day(when, f"{where}, its year from a copyright line", 0.75), (of_day, of_year))
    return None


_WAYS: tuple[Callable[[DateContext], DateCandidate | None], ...] = (
    *(_from_address, _from_date_line, _from_dateline, from_caption, from_weekday, _from_path),
)
