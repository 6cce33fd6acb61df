"""Hits in a text, and the passage that shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.parser import parse
from index.search.highlight import BEFORE_HIT, hit_spans, snippet

LEAD = (
    "Halvera and Ostrene will return to the table over the harbour treaty that has kept Port Ilmay half shut since "
    "November, Foreign Minister Ruan Aldane said on Friday."
)


def hits(typed: str, text: str, *, typing: bool = False) -> list[str]:
    return [text[start:end] for start, end in hit_spans(parse(typed, typing=typing), text)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("treaty", ["treaty"]),
        ("treaties", ["treaty"]),
        ("ALDANE’S", ["Aldane"]),
        ("har*", ["harbour"]),
        ('"harbour treaty"', ["harbour treaty"]),
        ('"treaty harbour"', []),
        ('harbour "harbour treaty"', ["harbour treaty"]),
        ("harbour -treaty", ["harbour"]),
        ("-(harbour OR treaty)", []),
        ("harbour OR gull", ["harbour"]),
        ("title:harbour", []),
        ("outlet:harbour date:2031", []),
        ("", []),
    ],
)
def test_hits(typed: str, found: list[str]) -> None:
    assert hits(typed, LEAD) == found


def test_a_word_being_typed_is_hit_as_a_beginning_and_in_its_forms() -> None:
    assert hits("tab", LEAD, typing=True) == ["table"]
    assert hits("treaties", LEAD, typing=True) == ["treaty"]


def test_words_of_the_headline_are_hit_there() -> None:
    assert hit_spans(parse("title:harbour"), "The harbour opens", headline=True) == ((4, 11),)


def test_hits_are_places_in_the_text_itself() -> None:
    assert hits("segolene", "Mme Se\u0301gole\u0300ne said") == ["Se\u0301gole\u0300ne"]
    assert hits("条約", "港の条約交渉") == ["条約"]


def test_a_snippet_is_taken_from_where_most_words_are() -> None:
    found = snippet(parse("harbour treaty"), "The harbour lay still.", LEAD, "A treaty.", width=60)
    assert found.text == "…over the harbour treaty that has kept Port Ilmay half shut…"
    assert [found.text[start:end] for start, end in found.hits] == ["harbour", "treaty"]


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet(parse("still"), "The harbour lay still.", width=60).text == "The harbour lay still."


def test_without_a_hit_a_snippet_is_the_beginning() -> None:
    assert snippet(parse(""), LEAD, width=30).text == "Halvera and Ostrene will…"


def test_a_snippet_goes_on_into_the_next_paragraph() -> None:
    assert snippet(parse("lay"), "The harbour lay still.", "Nobody spoke.", width=60).text == (
        "The harbour lay still. Nobody spoke."
    )


def test_wide_characters_count_once() -> None:
    found = snippet(parse("aldane"), "港の条約交渉、五月六日に再開へ Aldane外相は「門を開ける」", width=24)
    assert len(found.text) <= 24
    assert [found.text[start:end] for start, end in found.hits] == ["Aldane"]


def test_a_cut_takes_no_mark_from_its_letter_and_no_person_from_a_family() -> None:
    family = "👨\u200d👩\u200d👧"
    for width in range(4, 40):
        assert snippet(parse(""), "e\u0301" * 40, width=width).text.strip("…").endswith("\u0301")
        if width > len(family):
            assert snippet(parse(""), family * 20, width=width).text.strip("…").endswith(family)


def test_no_text_no_snippet() -> None:
    assert snippet(parse("a")).text == ""
    assert snippet(parse("a"), "", width=10).text == ""


@given(
    texts=st.lists(
        st.text() | st.lists(st.sampled_from(["treaty", "harbour", "港", "e\u0301", "x" * 70])).map(" ".join)
    ),
    typed=st.sampled_from(["treaty", '"harbour treaty"', "港", "", "x*"]),
    width=st.integers(0, 80),
)
def test_a_snippet_fits_and_begins_shortly_before_its_first_hit(texts: list[str], typed: str, width: int) -> None:
    query = parse(typed)
    found = snippet(query, *texts, width=width)
    assert len(found.text) <= width
    assert found.hits == hit_spans(query, found.text)
    if width >= 20 and typed != '"harbour treaty"' and any(hit_spans(query, text) for text in texts):
        assert found.hits
        assert found.hits[0].start <= BEFORE_HIT or "…" not in found.text[0] + found.text[-1]


def test_a_snippet_is_found_however_far_into_the_article() -> None:
    far = ["The harbour lay still on that day. " * 30] * 200
    assert len("".join(far)) > 200_000
    found = snippet(parse("gulls"), *far, "At last the gulls came back.", width=80)
    assert found.text == "At last the gulls came back."
    assert found.hits == ((12, 17),)
    one = snippet(parse("gulls"), " ".join(far) + " At last the gulls came back.", width=80)
    assert "the gulls came back." in one.text
    assert [one.text[start:end] for start, end in one.hits] == ["gulls"]
