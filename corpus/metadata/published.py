"""When an article was published: found, or worked out, as exactly as the evidence goes; None rather than a guess.

A copyright year is no evidence: it is the year in which the page was scraped as often as that of the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus.article import Block, Published, Role
from corpus.metadata.dates import FoundDate, find_dates
from corpus.source import Source

_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>0[1-9]|1[0-2])(?:[/-]?(?P<day>0[1-9]|[12]\d|3[01]))?(?=[/_-]|$)"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEKDAY_AND_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:\d|[A-Z][a-z]+\.? \d)")
_THIS_WEEK = re.compile(
    r"\b(?:this|last|past|coming) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:\d|[A-Z][a-z]+\.? \d)"
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_LOOKS_BACK = re.compile(
    r"\b(?:last|previous|past) (?:week|month|year)|\bearlier this (?:month|year)|\b(?:weeks|months|years) ago\b", re.I
)
_PUBLISHED = re.compile(r"\b(?:published|posted|veröffentlicht|publié|publicado|pubblicato|date)\b", re.I)
_YEAR = re.compile(r"(?<![\d.,$€£-])\b((?:19|20)\d\d)\b(?![\d%.,]\d| ?(?:people|dollars|euros|km|metres))")
_ARCHIVED = re.compile(r"\bfile\b|\barchiv|\bundated\b|\bshown in\b", re.I)
_LEAD = 5
_DATED_LEAD = 120
_OPENING = 8
_NEARBY_YEARS = 4


def find_published(source: Source, blocks: Sequence[Block]) -> Published | None:
    """The best evidence there is, in this order: address, line with a date, dateline, caption, weekday."""
    return (
        _from_address(source.brought.url)
        or _from_date_line(blocks)
        or _from_dateline(blocks)
        or _from_caption(blocks)
        or _from_weekday(blocks)
    )


def _from_address(url: str | None) -> Published | None:
    found = _IN_ADDRESS.search(url) if url else None
    if not found:
        return None
    year, month, day = found.group("year", "month", "day")
    if not day:
        return Published(f"{year}-{month}", "month", "year and month stand in its address", 0.85)
    try:
        return _on(date(int(year), int(month), int(day)), "the date stands in its address", 0.9)
    except ValueError:
        return None


def _from_date_line(blocks: Sequence[Block]) -> Published | None:
    for i, block in enumerate(blocks):
        if block.role in (Role.DATELINE, Role.BYLINE) and (day := _full(block)):
            said = _PUBLISHED.search(block.text) is not None
            if said or i < _OPENING:
                return _on(
                    day,
                    f"date in line {block.lines[0]}, at the top"
                    if i < _OPENING
                    else f"line {block.lines[0]} says when it was published",
                    0.9 if said else 0.8,
                )
    return None


def _from_dateline(blocks: Sequence[Block]) -> Published | None:
    lead = next((block for block in blocks if block.role is Role.BODY), None)
    if lead is None:
        return None
    head = re.match(rf"[^a-z]{{3,40}}.{{0,{_DATED_LEAD}}}?(?:--|[–—]|\s-\s)", lead.text)
    days = [day for found in find_dates(head[0]) if found.year and (day := found.in_year(found.year))] if head else []
    return _on(days[0], f"date in the dateline that opens line {lead.lines[0]}", 0.85) if days else None


def _from_caption(blocks: Sequence[Block]) -> Published | None:
    """A picture may be older than the article: its day counts only where the text tells of the day before."""
    caption = next((block for block in blocks[:_OPENING] if block.role is Role.CAPTION and _full(block)), None)
    day = _full(caption) if caption else None
    if caption is None or day is None or _ARCHIVED.search(caption.text):
        return None
    body = [block.text for block in blocks if block.role is Role.BODY]
    years = {int(year) for text in body for year in _YEAR.findall(text)}
    if years and max(years) > day.year:
        return None
    told = {_DAYS.index(found) for text in body[:_LEAD] for found in _WEEKDAY.findall(text)}
    where = f"date of the picture, in the caption of line {caption.lines[0]}"
    before = (day.weekday() - 1) % 7
    if before in told and not any(map(_LOOKS_BACK.search, body[:_LEAD])):
        return _on(day, f"{where}; the text tells of {_DAYS[before]}, the day before", 0.7)
    if told & {before, day.weekday()} and 3 < day.day < 25:
        return Published(
            f"{day:%Y-%m}", "month", f"{where}; the picture may be some days older, so only its month", 0.55
        )
    return None


def _from_weekday(blocks: Sequence[Block]) -> Published | None:
    """“this Friday, December 18”: that day is a Friday in few years, and the years in the text leave one of them."""
    body = [block for block in blocks if block.role is Role.BODY]
    dated = [
        (block, found)
        for block in body
        if _WEEKDAY_AND_DAY.search(block.text)
        for found in find_dates(block.text)
        if found.weekday is not None and not found.year
    ]
    years = {int(year) for block in body for year in _YEAR.findall(block.text)} if dated else set()
    if not years:
        return None
    latest = max(years)
    fitting = {
        year for year in range(latest, latest + _NEARBY_YEARS + 1) if all(_falls(found, year) for _, found in dated)
    }
    if len(fitting) != 1:
        return None
    year = fitting.pop()
    block, found = dated[0]
    when = found.in_year(year)
    if when is None or not 8 <= when.day <= 24:
        return None
    reason = (
        f"line {block.lines[0]} names {_DAYS[when.weekday()]}, {_MONTHS[when.month - 1]} {when.day}; "
        f"from {latest} on, the latest year in the text, {year} is the first that fits"
    )
    if _THIS_WEEK.search(block.text):
        return Published(f"{when:%Y-%m}", "month", reason, 0.65)
    return Published(f"{year}", "year", reason, 0.5)


def _falls(found: FoundDate, year: int) -> bool:
    day = found.in_year(year)
    return day is not None and day.weekday() == found.weekday


def _full(block: Block) -> date | None:
    return next((day for found in find_dates(block.text) if found.year and (day := found.in_year(found.year))), None)


def _on(day: date, reason: str, confidence: float) -> Published:
    return Published(day.isoformat(), "day", reason, confidence)
