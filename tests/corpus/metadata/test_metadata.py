"""What is said of a whole article: found with evidence, or not said at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.article import Block, Published, Role, Verdict
from corpus.boilerplate.passes import strip
from corpus.metadata import Described, describe_source
from corpus.metadata.date.patterns import find_dates
from corpus.metadata.evidence import excerpt
from corpus.source import Source, StatedMetadata
from tui.config import load

if TYPE_CHECKING:
    from tests.conftest import LinearTime

SETTINGS = load().corpus_settings.boilerplate

HEADLINE = "Kell ferry halted after engine fire"
BODY = (
    "The ferry across the Kell Strait was halted after a fire in its engine room, the harbour office said in Halvera.",
    "Nobody was hurt, said Ruan Aldane, who runs the line and had been on the quay since six in the morning.",
    "The office expects the crossing to open again, once an inspector has seen both of the engines and the pumps.",
    "Until then lorries take the mountain road, which adds four hours and, since the landslip, a toll of nine crowns.",
)


def described(*lines: str, brought: StatedMetadata | None = None, path: str = "ferry.txt") -> Described:
    text = "\n".join(lines)
    source = Source("0" * 12, path, "text", text, brought or StatedMetadata())
    return describe_source(source, strip(source, SETTINGS))


def test_what_the_file_says_of_itself_wins() -> None:
    brought = StatedMetadata(
        headline=Verdict("A fire, and eleven minutes", "field “title”", 0.95),
        byline=Verdict("Joss Ferrant", "field “authors”", 0.95),
        outlet=Verdict("The Lantern", "field “outlet”", 0.95),
        published=Published("2031-03-14", "day", "field “date”", 0.95),
        language="eo",
    )
    found = described("By Mirela Tosk", *BODY, "Copyright 2030 Ostrene Gazette", brought=brought)
    for value, said in (
        *((found.headline, brought.headline), (found.byline, brought.byline)),
        *((found.outlet, brought.outlet), (found.published, brought.published)),
    ):
        assert value is not None
        assert said is not None
        assert replace(value, evidence=()) == said
        assert [(one.taken, one.value, one.place) for one in value.evidence] == [(True, said.value, said.reason)]
    assert found.language == "eo"


def test_an_article_always_has_a_headline() -> None:
    assert described(HEADLINE, *BODY).headline.value == HEADLINE
    first_words = described(*BODY).headline
    assert first_words.value.startswith("The ferry across the Kell Strait")
    assert first_words.value.endswith(" …")
    assert first_words.confidence < 0.5
    assert "first words" in first_words.reason
    assert described("").headline.value == "ferry.txt"


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Mirela Tosk", "Mirela Tosk"),
        ("BY MIRELA TOSK AND RUAN ALDANE", "MIRELA TOSK AND RUAN ALDANE"),
        ("Von Mirela Tosk", "Mirela Tosk"),
        ("Par Mirela Tosk, à Ostrene", "Mirela Tosk, à Ostrene"),
        ("Agence France-Presse", "Agence France-Presse"),
        ("Mirela Tosk", "Mirela Tosk"),
    ],
)
def test_a_byline_stands_below_the_headline(line: str, byline: str) -> None:
    found = described(HEADLINE, line, *BODY).byline
    assert found is not None
    assert found.value == byline
    assert found.reason.startswith("line 2")


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        (
            "Kell Strait Summit",
            "The summit on the Kell Strait ended on the quay of Halvera without a single signature.",
        ),
        (
            "Ferry Bill Passes Council",
            "A bill on the ferry passed the council of Halvera by nine votes to eight, late at night.",
        ),
        (
            "Ruan Aldane",
            "Ruan Aldane, the harbour master of Halvera, has run the line for longer than anybody can tell.",
        ),
        (
            "Aldane's Last Crossing",
            "The harbour master of Halvera took the helm for one more time, as he had long promised.",
        ),
        (
            "Halvera Reopening",
            "The harbour of Halvera is reopening, three weeks after the fire that shut down both of its quays.",
        ),
    ],
)
def test_a_headline_in_capitals_is_no_byline(headline: str, told: str) -> None:
    for below in ((), ("From the harbour",)):
        found = described(headline, *below, told, *BODY)
        assert found.byline is None
        assert found.headline.value == headline


@pytest.mark.parametrize(
    "line", ["Play Facebook", "MERIDIAN TODAY", "Halvera Bureau", "The Kell Valley Post", "Things That Matter"]
)
def test_what_is_capitalised_below_the_headline_names_nobody(line: str) -> None:
    assert described(HEADLINE, line, *BODY).byline is None
    found = described(HEADLINE, "Mirela Tosk, and Bero Halm", line, *BODY).byline
    assert found is not None
    assert found.value == "Mirela Tosk, and Bero Halm"


def test_a_name_above_an_article_without_a_headline_may_be_its_headline() -> None:
    assert described("Everybody Wants Ferries Scuttled", *BODY).byline is None


def test_who_signs_a_part_of_an_article_did_not_write_it_all() -> None:
    assert described(HEADLINE, *BODY, "What happens next?", "By Bero Halm, Meridian Wire", *BODY[1:]).byline is None
    assert described(HEADLINE, BODY[0], f"{BODY[1]} Joss Ferrant, Bloomberg", *BODY[2:]).byline is None


def test_a_name_at_the_end_says_more_than_an_agency_at_the_top() -> None:
    found = described(HEADLINE, "Agence France-Presse", *BODY[:3], BODY[3] + " Mirela Tosk, AFP/").byline
    assert found is not None
    assert found.value == "Mirela Tosk, AFP"


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("PORT ILMAY -- ", "PORT ILMAY"),
        ("PORT ILMAY, Halvera – ", "PORT ILMAY, Halvera"),
        ("OSTRENE, March 14 (Reuters) - ", "OSTRENE"),
        ("Ostrene (dpa) - ", "Ostrene"),
        ("ORME CROSS, Wednesday — ", "ORME CROSS"),
    ],
)
def test_a_dateline_opens_the_lead_and_the_lead_stays_whole(opening: str, place: str) -> None:
    found = described(HEADLINE, opening + BODY[0], *BODY[1:])
    assert found.dateline is not None
    assert found.dateline.value == place


@pytest.mark.parametrize("opening", ["BREAKING -- ", "UPDATE – ", "Halvera - ", ""])
def test_what_is_no_place_is_no_dateline(opening: str) -> None:
    assert described(HEADLINE, opening + BODY[0], *BODY[1:]).dateline is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Copyright ©2030, The Lantern", "The Lantern"),
        ("© 2009–2031 Ostrene Gazette. All rights reserved.", "Ostrene Gazette"),
        ("© 2031 Kell Valley Post Co-operative Ltd", "Kell Valley Post"),
        ("You may sometimes receive promotional content from the Ostrene Gazette.", "Ostrene Gazette"),
        ("Download the Lantern App!", "Lantern"),
        ("© 2009–2031 The Lantern. Nothing on this page may be copied.", "The Lantern"),
        ("Ostrene Gazette, official and general. All rights reserved. Terms of use", "Ostrene Gazette"),
        ("Harbour & Tide is published weekly in Caddis. ISSN 0000-0000.", "Harbour & Tide"),
    ],
)
def test_an_outlet_is_named_by_a_closing_line(line: str, outlet: str) -> None:
    found = described(HEADLINE, *BODY, line).outlet
    assert found is not None
    assert found.value == outlet


@pytest.mark.parametrize(
    "line",
    [
        "Get all the Monitor stories in your inbox.",
        "© 2031 All rights reserved",
        "Copyright 2031 The Associated Press. All rights reserved.",
        "Download our app",
        "Sign up for our newsletter",
        "Comments to: editor@example.org",
        "© 2031 Meridian Wire. Reprinted by permission.",
        "© 2031 Kell Features Syndicate",
        "© 2031 The",
    ],
)
def test_an_outlet_is_not_guessed(line: str) -> None:
    assert described(HEADLINE, *BODY, line).outlet is None


def test_the_copyright_of_an_agency_that_wrote_it_names_no_outlet() -> None:
    assert described(HEADLINE, "By Meridian Wire", *BODY, "© 2031 Meridian Wire").outlet is None


def test_the_host_of_its_address_names_an_outlet_for_want_of_better() -> None:
    found = described(
        HEADLINE, *BODY, brought=StatedMetadata(url="https://www.lantern.example/2031/03/14/ferry-halted")
    )
    assert found.outlet is not None
    assert found.outlet.value == "lantern.example"
    assert found.published is not None
    assert (found.published.value, found.published.precision) == ("2031-03-14", "day")


@pytest.mark.parametrize(
    ("line", "value", "precision"),
    [
        ("14 March 2031", "2031-03-14", "day"),
        ("Published: March 14, 2031, 6:20 p.m.", "2031-03-14", "day"),
        ("14.03.2031 um 18:20", "2031-03-14", "day"),
        ("Publié le 14 mars 2031", "2031-03-14", "day"),
        ("2031-03-14 18:20", "2031-03-14", "day"),
    ],
)
def test_a_line_with_the_date_says_when(line: str, value: str, precision: str) -> None:
    found = described(HEADLINE, line, *BODY).published
    assert found is not None
    assert (found.value, found.precision) == (value, precision)
    assert "line 2" in found.reason


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("14 March 2031", HEADLINE, *BODY), "above the headline"),
        ((HEADLINE, "Last updated: 14 March 2031", *BODY), "when it was changed"),
        ((HEADLINE, *BODY, "Published: 14 March 2031"), "below the article"),
    ],
)
def test_a_day_that_may_be_another_is_not_told_as_sure(lines: tuple[str, ...], said: str) -> None:
    found = described(*lines).published
    assert found is not None
    assert found.value == "2031-03-14"
    assert said in found.reason
    assert found.confidence <= 0.7


@pytest.mark.parametrize(
    "line",
    [
        "© Bero Halm/Agency Kell/dpa",
        "© RIPRODUZIONE RISERVATA",
        "Subject to copyright. Apart from fair use, ask us.",
    ],
)
def test_who_holds_the_copyright_of_a_picture_or_nobody_is_no_outlet(line: str) -> None:
    found = described(HEADLINE, *BODY, "All rights reserved.", line).outlet
    assert found is None


def test_a_date_that_can_be_read_in_two_ways_is_not_read() -> None:
    assert described(HEADLINE, "03/04/2031", *BODY).published is None


CAPTION = "The burnt engine room of the ferry in Port Ilmay, on May 8, 2013. | Reuters"


def test_a_caption_gives_the_day_where_the_text_tells_of_the_day_before() -> None:
    found = described(HEADLINE, CAPTION, BODY[0] + " It burnt late on Tuesday.", *BODY[1:]).published
    assert found is not None
    assert (found.value, found.precision) == ("2013-05-08", "day")
    assert found.confidence <= 0.8


def test_a_caption_gives_the_month_where_the_picture_may_be_older() -> None:
    body = (BODY[0] + " It burnt late on Tuesday.", BODY[1] + " Last week it had run aground.", *BODY[2:])
    found = described(HEADLINE, CAPTION, *body).published
    assert found is not None
    assert (found.value, found.precision) == ("2013-05", "month")


def test_a_caption_of_an_old_picture_gives_nothing() -> None:
    assert described(HEADLINE, CAPTION, *BODY, "It was built in 2019.").published is None
    assert described(HEADLINE, "File photo: " + CAPTION, BODY[0] + " It burnt on Tuesday.", *BODY[1:]).published is None


def test_weekday_and_day_together_tell_the_year() -> None:
    told = (
        "Talks will be held in Ostrene this Friday, December 18, the office said, four years after the flood of 2011."
    )
    found = described(HEADLINE, *BODY, told).published
    assert found is not None
    assert (found.value, found.precision) == ("2015-12", "month")
    assert "Friday, December 18" in found.reason


def test_weekday_and_day_without_a_year_near_by_tell_nothing() -> None:
    assert described(HEADLINE, *BODY, "Talks will be held this Friday, December 18, the office said.").published is None
    assert described(HEADLINE, *BODY, "Talks are this Friday, December 18; the last were in 2021.").published is None


def test_a_copyright_year_is_no_date() -> None:
    assert described(HEADLINE, *BODY, "Copyright ©2031, The Lantern").published is None


@given(st.text(max_size=120))
def test_dates_are_days_that_exist(text: str) -> None:
    for found in find_dates(text + " 30 February 2031, May 32"):
        assert found.in_year(found.year or 2000) is not None


def test_a_folder_is_an_outlet_where_a_line_names_it_too() -> None:
    path = "harbour-and-tide/2031/ferry.txt"
    found = described(HEADLINE, *BODY, "More from Harbour & Tide", path=path).outlet
    assert found is not None
    assert found.value == "Harbour & Tide"
    assert [(one.taken, one.place) for one in found.evidence] == [(True, "line 6"), (True, "path")]


@pytest.mark.parametrize("path", ["ostrene/ferry.txt", "harbour-and-tide/ferry.txt", "halvera/ferry.txt", "a/b/c.txt"])
def test_a_folder_alone_or_a_topic_is_no_outlet(path: str) -> None:
    assert described(HEADLINE, *BODY, path=path).outlet is None


def test_a_folder_with_the_name_of_a_host_is_one() -> None:
    found = described(HEADLINE, *BODY, path="www.lantern.example.org/ferry.txt").outlet
    assert found is not None
    assert found.value == "lantern.example.org"


@pytest.mark.parametrize(
    ("path", "opening", "value", "confidence"),
    [
        ("lantern/2031/03/ferry.txt", "SUNDERMOOR, 14 March — ", "2031-03-14", 0.93),
        ("lantern/2031/03/ferry.txt", "SUNDERMOOR, Friday, 14 March — ", "2031-03-14", 0.93),
        ("2031-01-02-ferry.txt", "SUNDERMOOR, 30 December — ", "2030-12-30", 0.93),
        ("2031/ferry.txt", "SUNDERMOOR, 14 March — ", "2031-03-14", 0.75),
        ("ferry.txt", "SUNDERMOOR, 14 March 2031 (Gazette) – ", "2031-03-14", 0.9),
        ("20310314-ferry.txt", "", "2031-03-14", 0.6),
        ("kell/2031/03/14/ferry.txt", "", "2031-03-14", 0.6),
        ("kell/2031/03/ferry.txt", "", "2031-03", 0.55),
    ],
)
def test_path_and_dateline_tell_the_date_together(path: str, opening: str, value: str, confidence: float) -> None:
    found = described(HEADLINE, opening + BODY[0], *BODY[1:], path=path).published
    assert found is not None
    assert found.value == value
    assert found.confidence == pytest.approx(confidence)


@pytest.mark.parametrize(
    ("path", "opening"),
    [
        ("ferry.txt", "SUNDERMOOR, 14 March — "),
        ("lantern/2031/03/ferry.txt", "SUNDERMOOR, Monday, 14 March — "),
        ("2031/ferry.txt", ""),
        ("000_9a20190312bc77.txt", ""),
        ("20319941-ferry.txt", ""),
    ],
)
def test_what_tells_too_little_is_no_day(path: str, opening: str) -> None:
    found = described(HEADLINE, opening + BODY[0], *BODY[1:], path=path).published
    assert found is None or (found.precision == "month" and found.confidence < 0.6)


def test_a_copyright_year_counts_where_the_weekday_falls_so() -> None:
    lead = "PORT ILMAY, Friday, 14 March — " + BODY[0]
    found = described(HEADLINE, lead, *BODY[1:], "© 2009–2031 The Lantern").published
    assert found is not None
    assert (found.value, found.confidence) == ("2031-03-14", 0.75)
    assert described(HEADLINE, lead, *BODY[1:], "© 2009–2030 The Lantern").published is None
    told = BODY[0] + " It had burnt on Thursday, 13 March, too."
    by_month = described(HEADLINE, told, *BODY[1:], "© 2031 The Lantern").published
    assert by_month is not None
    assert (by_month.value, by_month.precision) == ("2031-03", "month")


def test_what_was_taken_and_what_was_left_is_told() -> None:
    found = described(
        *(HEADLINE, "SUNDERMOOR, 14 March — " + BODY[0], BODY[1] + " Talks would begin on 6 May.", *BODY[2:]),
        *("© 2009–2031 The Lantern", "2 comments", "Tidewatcher", "15 March 2031", "Reply"),
        path="lantern/2031/03/talks.txt",
    ).published
    assert found is not None
    told = [(one.taken, one.value, one.place, one.words, one.reason) for one in found.evidence]
    assert told[:2] == [
        (True, "14 March", "line 2", "“SUNDERMOOR, 14 March —”", "place and day before the first sentence"),
        (True, "2031", "path", "lantern/2031/03/talks.txt", "for the year: folders of year and month"),
    ]
    assert (False, "2009–2031", "line 6", "“© 2009–2031 The Lantern”", "years of a copyright line") in told
    assert ("6 May", "announced, later than the date that was chosen") in [(one[1], one[4]) for one in told[2:]]
    assert all(not one[0] and one[4] for one in told[2:])


@given(st.text("ab cd, “’”.", max_size=200), st.integers(0, 200), st.integers(0, 60))
def test_an_excerpt_is_short_and_holds_its_words(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    words = excerpt(text, start, end)
    assert len(words) <= length + 80
    assert text[start:end].strip(" ") in words


@given(st.text(max_size=200), st.text("0123456789/-_.ab", max_size=30))
def test_any_path_is_read(text: str, path: str) -> None:
    source = Source("0" * 12, path, "text", text)
    found = describe_source(source, strip(source, SETTINGS)).published
    assert found is None or date.fromisoformat((found.value + "-01-01")[:10]).year > 0


@pytest.mark.parametrize("unit", ["A", "A.a", "A.", "A ", "A-", "© A"])
def test_a_long_line_of_capitals_in_a_legal_notice_takes_its_length(unit: str, takes_linear_time: LinearTime) -> None:
    def describe(length: int) -> Callable[[], object]:
        text = "© 2031 " + unit * (length // len(unit))
        block = Block(Role.LEGAL, text, 0, len(text), (1, 1), "", 1.0, ((0, 0),))
        return lambda: describe_source(Source("0" * 12, "notice.txt", "text", text), (block,))

    takes_linear_time(describe, 4_000)
