"""Text made safe: each class of character that could harm or hide, and those that must stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.safety import UNSEEN, make_safe, make_safe_line, make_safe_name

HARMFUL = {
    "NUL": "\x00",
    "bell": "\x07",
    "escape": "\x1b",
    "DEL": "\x7f",
    "C1 control sequence introducer": "\x9b",
    "right-to-left override": "\u202e",
    "left-to-right embedding": "\u202a",
    "first strong isolate": "\u2068",
    "half a character": "\ud83d",
    "interlinear annotation": "\ufff9",
    "tag letter": "\U000e0041",
    "noncharacter": "\ufffe",
}
INVISIBLE = {
    "zero-width space": "\u200b",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "left-to-right mark": "\u200e",
    "Arabic letter mark": "\u061c",
    "soft hyphen": "\xad",
    "invisible times": "\u2062",
    "Hangul filler": "\u3164",
}
LINE_ENDS = {
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
}
KEPT = {
    "tab and line feed": "a\tb\nc",
    "line end of Windows": "a\r\nb",
    "accents": "Café, naïve, Ostrenë",
    "Arabic": "المرفأ مغلق",
    "joiner in Persian": "می\u200cخواهم",
    "joiner in Devanagari": "क\u094d\u200dष",
    "family emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "emoji with its colour": "\u2764\ufe0f",
    "keycap": "1\ufe0f\u20e3",
    "ideograph with a variant": "\u845b\U000e0100",
    "no-break space": "12\xa0km",
}


@pytest.mark.parametrize("character", HARMFUL.values(), ids=HARMFUL)
def test_harmful_characters_become_a_replacement_character(character: str) -> None:
    assert make_safe(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize("character", INVISIBLE.values(), ids=INVISIBLE)
def test_what_cannot_be_seen_becomes_a_soft_hyphen(character: str) -> None:
    assert make_safe(f"a{character}b") == f"a{UNSEEN}b"
    assert make_safe_line(f"a{character}b") == "ab"
    assert make_safe_name(f"a{character}b") == "a b"


@pytest.mark.parametrize("character", LINE_ENDS.values(), ids=LINE_ENDS)
def test_odd_ends_of_line_become_a_space(character: str) -> None:
    assert make_safe(f"a{character}b") == "a b"


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_a_language_needs_stays(text: str) -> None:
    assert make_safe(text) == text


@pytest.mark.parametrize("text", ["a\u200db", "a\u200cb", "\u200d", "a\ufe0f", "م\u200db", "\u2764\u200d\u200d\u2764"])
def test_joiners_and_selectors_that_join_nothing_are_unseen(text: str) -> None:
    assert not set(make_safe(text)) & set("\u200c\u200d\ufe0f")


def test_a_lone_carriage_return_is_a_line_end() -> None:
    assert make_safe("one\rtwo\r\nthree\r") == "one\ntwo\r\nthree\n"


@given(st.text(st.characters()))
def test_nothing_moves_and_nothing_harmful_is_left(text: str) -> None:
    safe = make_safe(text)
    assert len(safe) == len(text)
    assert make_safe(safe) == safe
    assert not any(c not in "\r\n\t" and unicodedata.category(c) in ("Cc", "Cs") for c in safe)
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff")
    safe.encode()


@given(st.text(st.characters()))
def test_names_and_lines_stay_on_one_line(text: str) -> None:
    assert len(make_safe_name(text)) == len(text)
    assert len(make_safe_name(text).splitlines()) <= 1
    assert len(make_safe_line(text).splitlines()) <= 1
