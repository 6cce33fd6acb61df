"""Months and weekdays: the names of CLDR in the languages of the press, each meaning one month or day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from corpus.metadata.date.patterns import find_dates
from corpus.readers.timestamps import read_timestamp
from corpus.text.calendar import ENGLISH_MONTHS, MONTH, MONTH_NUMBERS, WEEKDAY_NUMBERS, month_number

babel = pytest.importorskip("babel", reason="babel, a dependency of trafilatura's, is not installed")
LANGUAGES = (
    *("bg", "ca", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hu", "id", "it", "nb", "nl", "pl", "pt", "ro"),
    *("ru", "sk", "sr", "sv", "sw", "tr", "uk"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_are_those_of_cldr(language: str) -> None:
    locale = babel.Locale(language)
    for form in ("format", "stand-alone"):
        months = {name.lower(): number for number, name in locale.months[form]["wide"].items()}
        names = {name.removeprefix("de ").removeprefix("d’"): number for name, number in months.items()}
        assert {name: MONTH_NUMBERS.get(name) for name in names} == names


@pytest.mark.parametrize("name", sorted(MONTH_NUMBERS))
def test_the_pattern_matches_each_name_whole(name: str) -> None:
    for spelt in (name, name.upper(), name.capitalize(), name.replace("i", "İ"), name.replace("s", "ſ")):
        if len(spelt) != len(name):  # “μαΐου” in capitals is longer, and no pattern takes it for the same
            continue
        match = re.fullmatch(MONTH, spelt, re.I)
        assert match is not None
        assert month_number(f"{spelt}.") == MONTH_NUMBERS[name]


@pytest.mark.parametrize(
    "written",
    [
        "14 March 2031",
        "March 14, 2031",
        "14. März 2031",
        "14 mars 2031",
        "14 de marzo de 2031",
        "14 марта 2031",
        "14 marca 2031",
        "14 maaliskuuta 2031",
        "14 Mart 2031",
        "14 března 2031",
        "14 березня 2031",
        "14 Μαρτίου 2031",
    ],
)
def test_a_date_is_read_alike_in_text_and_in_metadata(written: str) -> None:
    (found,) = {(found.year, found.month, found.day) for found in find_dates(written)}
    assert found == (2031, 3, 14)
    if "de" not in written and "," not in written:
        timestamp = read_timestamp(written)
        assert timestamp is not None
        assert timestamp.value == "2031-03-14"


def test_words_that_only_look_like_months_are_none() -> None:
    for text in ("set 5 out 3 ago 2", "the marches 14 times", "in 14 places 3 more", "no month here at all"):
        assert not list(find_dates(text))


def test_a_weekday_in_any_language_counts_from_monday() -> None:
    (found, *_) = find_dates("mercredi 8 mai 2013")
    assert found.weekday == date(2013, 5, 8).weekday() == WEEKDAY_NUMBERS["wednesday"] == WEEKDAY_NUMBERS["среда"]


def test_english_names_are_numbered_in_order() -> None:
    assert [month_number(name) for name in ENGLISH_MONTHS] == list(range(1, 13))
