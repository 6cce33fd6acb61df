"""The dates that were left: what else in an article could be taken for the day of its publication, and is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.article import Block, Evidence, Published, Role
from corpus.metadata.date.patterns import WrittenDate, day_in_words, find_dates
from corpus.metadata.evidence import excerpt, line_of
from corpus.text.calendar import MONTH_NUMBERS

_RIGHTS_YEARS = re.compile(r"(?:©|\(c\)|copyright)\D{0,20}?((?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)?\d\d)?)", re.I)
_FULL = re.compile(r"\d{4}-\d\d-\d\d|\d{4}年|\d[./]\d{1,2}[./](?:19|20)\d\d")
_MOST = 6


def unused_dates(blocks: Sequence[Block], taken: Published | None, used: set[int]) -> list[Evidence]:
    """Dates in the blocks, but for those whose lines in `used` gave the date, each with the reason why it was left."""
    found: list[Evidence] = []
    for block in blocks:
        if block.lines[0] in used or len(found) == _MOST:
            continue
        if block.role is Role.LEGAL:
            found += _years_of_rights(block)
        elif _may_hold_a_date(block.text):
            found += _days_in(block, taken)
    return found[:_MOST]


def copyright_year(blocks: Sequence[Block]) -> tuple[Block, int] | None:
    """Return the last year of a copyright line: of the page as often as of the article."""
    for block in blocks:
        if block.role is Role.LEGAL and (years := _RIGHTS_YEARS.search(block.text)):
            last = years[1][-4:] if years[1][-4:].isdigit() else years[1][:2] + years[1][-2:]
            return block, int(last)
    return None


def _years_of_rights(block: Block) -> Iterator[Evidence]:
    for years in _RIGHTS_YEARS.finditer(block.text):
        said = "years" if len(years[1]) > 4 else "year"
        words = excerpt(block.text, *years.span())
        yield Evidence(False, years[1], line_of(block), words, f"{said} of a copyright line")


def _may_hold_a_date(text: str) -> bool:
    return not MONTH_NUMBERS.keys().isdisjoint(text.lower().replace(",", " ").replace(".", " ").split()) or (
        any(map(str.isdigit, text)) and _FULL.search(text) is not None
    )


def _days_in(block: Block, taken: Published | None) -> Iterator[Evidence]:
    seen: set[tuple[int | None, int, int]] = set()
    for day in find_dates(block.text):
        if (day.year, day.month, day.day) not in seen:
            seen.add((day.year, day.month, day.day))
            words = excerpt(block.text, day.start, day.end)
            yield Evidence(False, day_in_words(day), line_of(block), words, _why(day, block, taken))


def _why(day: WrittenDate, block: Block, taken: Published | None) -> str:
    if block.role is Role.READER_COMMENT or block.role is Role.COMMENT_WIDGET:
        return "inside a reader's comment"
    if block.stripped:
        return f"inside a stripped block, {block.role}"
    if block.role is Role.CAPTION:
        return "day of a picture, which may be older"
    if taken is None:
        return "a day that the text mentions" if day.year else "a day without a year"
    published = _first_day(taken)
    years = (day.year,) if day.year else (published.year, published.year - 1, published.year + 1)
    when = min((w for y in years if (w := day.in_year(y))), key=lambda w: abs(w - published), default=published)
    if when.isoformat().startswith(taken.value):
        return "says the same"
    return f"{'announced, later' if when > published else 'mentioned, earlier'} than the date that was chosen"


def _first_day(taken: Published) -> date:
    year, month, day = (*map(int, taken.value.split("-")), 1, 1)[:3]
    return date(year, month, day)
