"""The fields that take a value of their own kind: dates, languages, states, stories, tags, paths.

What makes no sense is left out, with the reason and what may have been meant.
"""

from __future__ import annotations

import re
from datetime import date

from index.query.clauses import Clause, Copies, Dates, InStory, Language, Not, Noted, PathPart
from index.query.date_ranges import EVER, LAST, PHRASES, day_before, read_dates
from index.query.lexer import Token, Typed

STATES: dict[str, Clause] = {
    "read": Noted("read"),
    "unread": Not(Noted("read")),
    "marked": Noted("marked"),
    "dated": EVER,
    "undated": Not(EVER),
    "duplicate": Copies(),
}
"""What `is:` takes."""

_DATED = ("date", "since", "after", "before")
_MOST_WORDS_OF_DATE = 4
_GOES_ON = re.compile(r"(?:last|this|next|past|since|before|after|[a-z]{3,9})", re.I)
_UNFINISHED_DATE = re.compile(r"[\d.-]*")


def value_of(kind: str, typed: Typed, name: Token, today: date) -> Clause | None:
    """Parse the value of a field; return None if the next token makes no sense, or is not whole yet."""
    value = typed.next
    if value is None:
        return None
    if value.kind == "open":
        typed.leave_out(name.start, name.end, f"“{kind}:” takes no parentheses, so it is left out")
        return None
    typed.take()
    written = value.text.strip('"“”') if value.kind == "quote" else value.text
    if kind in _DATED:
        return _dates(kind, typed, name, value, written, today)
    match kind:
        case "lang":
            return _language(typed, name, value, written)
        case "is":
            return _state(typed, name, value, written)
        case "story":
            return _story(typed, name, value, written)
    if not written.strip():
        typed.leave_out(name.start, value.end, f"nothing follows “{kind}:”")
        return None
    return Noted("tag", written.strip().casefold()) if kind == "tag" else PathPart(written)


def _dates(kind: str, typed: Typed, name: Token, value: Token, written: str, today: date) -> Clause | None:
    dates, end = _read_dates(typed, value, written, today)
    if dates:
        match kind:
            case "date":
                return dates
            case "before":
                return Dates(1, day_before(dates.first))
            case _:
                return Dates(dates.first, LAST)
    if typed.unfinished(end) and (_UNFINISHED_DATE.fullmatch(written) or _begins_period(written)):
        return None
    if value.kind == "word" and _GOES_ON.fullmatch(written) and (following := typed.take("word")):
        written, end = f"{written} {following.text}", following.end
        if typed.unfinished(end) and _begins_period(written):
            return None
    reason = f"“{written}” is not a date, so the date is left out"
    typed.leave_out(name.start, end, reason, _nearest_period(kind, written))
    return None


def _read_dates(typed: Typed, value: Token, written: str, today: date) -> tuple[Dates | None, int]:
    """As many words as make a date together, at most four, and where they end."""
    ahead = typed.words_ahead(_MOST_WORDS_OF_DATE - 1) if value.kind == "word" else []
    for count in range(len(ahead), -1, -1):
        row = ahead[:count]
        if dates := read_dates(" ".join([written.strip(), *(token.text for token in row)]), today):
            typed.go_past(row)
            return dates, row[-1].end if row else value.end
    return None, value.end


def _begins_period(written: str) -> bool:
    said = " ".join(written.casefold().replace("-", " ").split())
    return any(phrase.startswith(said) for phrase in PHRASES)


def _nearest_period(kind: str, written: str) -> str:
    from difflib import get_close_matches

    for nearest in get_close_matches(written.casefold(), PHRASES, 1, 0.7):
        return f'{kind}:"{nearest}"' if " " in nearest else f"{kind}:{nearest}"
    return ""


def _state(typed: Typed, name: Token, value: Token, written: str) -> Clause | None:
    state = written.strip().casefold()
    if state in STATES:
        return STATES[state]
    if not typed.unfinished(value.end) or not any(known.startswith(state) for known in STATES):
        from difflib import get_close_matches

        nearest = get_close_matches(state, STATES, 1)
        reason = f"is: takes {', '.join(STATES)}, so it is left out"
        typed.leave_out(name.start, value.end, reason, f"is:{nearest[0]}" if nearest else "")
    return None


def _story(typed: Typed, name: Token, value: Token, written: str) -> Clause | None:
    id = written.strip().lower()
    if re.fullmatch(r"[0-9a-f]{4,12}", id):
        return InStory(id)
    if not typed.unfinished(value.end):
        reason = "story: takes 4 to 12 hex digits of the id of one of its articles, so it is left out"
        typed.leave_out(name.start, value.end, reason)
    return None


def _language(typed: Typed, name: Token, value: Token, written: str) -> Clause | None:
    code = written.strip().lower()
    if re.fullmatch(r"[a-z]{2,3}", code, re.A):
        return Language(code)
    if not typed.unfinished(value.end):
        typed.leave_out(name.start, value.end, f"“{written}” is not a language code, so it is left out")
    return None
