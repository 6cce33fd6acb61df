"""A date that is not written down: worked out from the caption of a picture, or from a weekday and its day."""

from __future__ import annotations

import re

from corpus.article import Published, Role
from corpus.metadata.date.alternatives import copyright_year
from corpus.metadata.date.candidates import (
    DateCandidate,
    DateContext,
    date_evidence,
    from_full_date,
    full_date,
    weekday_agrees,
)
from corpus.metadata.date.patterns import find_dates
from corpus.metadata.evidence import line_of
from corpus.text.calendar import ENGLISH_MONTHS, ENGLISH_WEEKDAYS

_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEKDAY_AND_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:\d|[A-Z][a-z]+\.? \d)")
_THIS_WEEK = re.compile(
    r"\b(?:this|last|past|coming) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:\d|[A-Z][a-z]+\.? \d)"
)
_LOOKS_BACK = re.compile(
    r"\b(?:last|previous|past) (?:week|month|year)|\bearlier this (?:month|year)|\b(?:weeks|months|years) ago\b", re.I
)
_YEAR = re.compile(r"(?<![\d.,$€£-])\b((?:19|20)\d\d)\b(?![\d%.,]\d| ?(?:people|dollars|euros|km|metres))")
_ARCHIVED = re.compile(r"\bfile\b|\barchiv|\bundated\b|\bshown in\b", re.I)
_LEAD = 5
_OPENING = 8
_NEARBY_YEARS = 4
_TOLD_FIRST = 3  # paragraphs
_MONTH_IS_SURE = range(4, 25)  # days of a month so far from both its ends that the article is of the same month


def from_caption(case: DateContext) -> DateCandidate | None:
    """Return the day in the caption of a picture, but only if the text speaks of the day before: a picture may be older
    than the article.
    """
    caption = next((block for block in case.blocks[:_OPENING] if block.role is Role.CAPTION and full_date(block)), None)
    found = full_date(caption) if caption else None
    day = found.in_year(found.year) if found and found.year else None
    if caption is None or found is None or day is None or _ARCHIVED.search(caption.text):
        return None
    body = [block.text for block in case.blocks if block.role is Role.BODY]
    years = {int(year) for text in body for year in _YEAR.findall(text)}
    if years and max(years) > day.year:
        return None
    told = {ENGLISH_WEEKDAYS.index(found) for text in body[:_LEAD] for found in _WEEKDAY.findall(text)}
    where = f"date of the picture, in the caption of {line_of(caption)}"
    before = (day.weekday() - 1) % 7
    if before in told and not any(map(_LOOKS_BACK.search, body[:_LEAD])):
        reason = f"{where}; the text mentions {ENGLISH_WEEKDAYS[before]}, the day before"
        return from_full_date(
            found,
            caption,
            reason,
            0.55,
            f"day of the picture; the text mentions {ENGLISH_WEEKDAYS[before]}, the day before",
        )
    if told & {before, day.weekday()} and day.day in _MONTH_IS_SURE:
        reason = f"{where}; the picture may be some days older, so only its month"
        published = Published(f"{day:%Y-%m}", "month", reason, 0.55)
        return DateCandidate(
            published, (date_evidence(found, caption, "day of the picture, which may be some days older"),)
        )
    return None


def from_weekday(case: DateContext) -> DateCandidate | None:
    """“this Friday, December 18”: that day is a Friday in few years, and the years in the text leave one of them.

    Without “this” it may be a day far off; then it counts only in the lead, and where the copyright line names a year
    in which it falls so.
    """
    body = [block for block in case.blocks if block.role is Role.BODY]
    dated = [
        (block, found)
        for block in body
        if "day" in block.text and _WEEKDAY_AND_DAY.search(block.text)
        for found in find_dates(block.text)
        if found.weekday is not None and not found.year
    ]
    if not dated:
        return None
    block, found = dated[0]
    years = {int(year) for one in body for year in _YEAR.findall(one.text)}
    rights = copyright_year(case.blocks)
    if years and _THIS_WEEK.search(block.text):
        latest, sure = max(years), 0.65
        fitting = [
            y for y in range(latest, latest + _NEARBY_YEARS + 1) if all(weekday_agrees(day, y) for _, day in dated)
        ]
        why = f"from {latest} on, the latest year in the text, {fitting[0]} is the first that fits" if fitting else ""
    elif rights and max(years, default=0) <= rights[1] and block in body[:_TOLD_FIRST]:
        fitting, sure = [rights[1]] if all(weekday_agrees(day, rights[1]) for _, day in dated) else [], 0.6
        why = f"it does in {rights[1]}, the year of the copyright line"
    else:
        return None
    when = found.in_year(fitting[0]) if len(fitting) == 1 else None
    if when is None or when.day not in _MONTH_IS_SURE:
        return None
    reason = (
        f"{line_of(block)} names {ENGLISH_WEEKDAYS[when.weekday()]}, {ENGLISH_MONTHS[when.month - 1]} {when.day}; {why}"
    )
    return DateCandidate(Published(f"{when:%Y-%m}", "month", reason, sure), (date_evidence(found, block, why),))
