"""The page of a dossier, and of the passages behind a count."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from corpus.article import Span
from corpus.dossier import (
    ActorQuote,
    ArticleSummary,
    CoMention,
    DatedRole,
    Dossier,
    MonthlyMentions,
    Occurrence,
    OutletCounts,
    OutletQuote,
    WordCount,
)
from tui.pages.dossier_page import DossierPage
from tui.pages.glyphs import ASCII
from tui.pages.passages_page import Passage, PassagesPage


def places(count: int, article: str = "a1") -> tuple[Occurrence, ...]:
    return tuple(Occurrence(article, Span(n, n + 6)) for n in range(count))


DOSSIER = Dossier(
    keys=("person:ruan-aldane",),
    name="Ruan Aldane",
    kind="person",
    role="foreign minister",
    mentions=14,
    names=(WordCount("Aldane", places(11)), WordCount("Ruan Aldane", places(3, "a2"))),
    roles=(
        DatedRole("deputy minister for ports", "2029-01-02", "2030-05-11", places(2)),
        DatedRole("foreign minister", "2030-06-01", "2031-03-14", places(9)),
    ),
    months=("2031-01", "2031-02", "2031-03"),
    by_month=(MonthlyMentions("The Lantern", (4, 0, 8), 12), MonthlyMentions("Ostrene Gazette", (0, 1, 1), 2)),
    cues=(
        OutletCounts("The Lantern", (WordCount("said", places(8)), WordCount("told", places(2)))),
        OutletCounts("Ostrene Gazette", (WordCount("claimed", places(5, "a2"), unusual=True),)),
    ),
    labels=(OutletCounts("Ostrene Gazette", (WordCount("unelected", places(4, "a2"), unusual=True),)),),
    quotes=(
        ActorQuote(
            "We are agreeing who opens the gate, and at what hour.",
            11,
            "2031-03-14",
            (
                OutletQuote("The Lantern", "We are agreeing who opens the gate, and at what hour.", 11, places(1)[0]),
                OutletQuote("Ostrene Gazette", "who opens the gate", 4, places(1, "a2")[0]),
            ),
        ),
    ),
    seen=(CoMention("person:mirela-tosk", "Mirela Tosk", "person", places(5)),),
    articles={
        "a1": ArticleSummary("Talks resume", "The Lantern", "2031-03-14"),
        "a2": ArticleSummary("Delegation goes", "Ostrene Gazette", "2031-03-13"),
    },
)


def written(page: DossierPage) -> str:
    return "\n".join(page.line(y).text.rstrip() for y in range(page.height))


@pytest.mark.parametrize("width", [60, 79, 99, 100, 119, 199])
def test_every_section_is_there_and_fits_at_every_width(width: int) -> None:
    page = DossierPage(DOSSIER, width)
    text = written(page)
    for section in ("Names as found", "Roles", "Verbs of saying", "Labels", "Mentions by month", "Quotes", "Seen with"):
        assert section in text
    assert all(cell_len(line) <= width for line in text.split("\n"))


def test_a_quote_tells_who_has_it_whole() -> None:
    assert "Lantern whole · Ostrene Gazette 4 of 11 words" in written(DossierPage(DOSSIER, 199))


def test_sections_stand_side_by_side_where_there_is_room() -> None:
    assert "Names as found" in (line := written(DossierPage(DOSSIER, 120)).split("\n")[0])
    assert "Mentions by month" in line
    assert "Mentions by month" not in written(DossierPage(DOSSIER, 80)).split("\n")[0]


def test_what_is_far_more_frequent_stands_out() -> None:
    page = DossierPage(DOSSIER, 120)
    styles = {piece.text: piece.style for y in range(page.height) for piece in page.line(y).pieces}
    assert styles["claimed"] == "near underline"
    assert styles["said"] == "text"


def test_behind_every_count_are_its_places() -> None:
    page = DossierPage(DOSSIER, 120)
    behind = {entry.title: entry.found for entry in page.entries}
    assert len(behind["“Aldane”"]) == 11
    assert [what for what, _ in behind["Verbs of saying: The Lantern"]] == ["said"] * 8 + ["told"] * 2
    assert len(behind["Mentions in Ostrene Gazette"]) == 3


def test_the_cursor_goes_from_column_to_column() -> None:
    page = DossierPage(DOSSIER, 120)
    there = page.beside(0, 1)
    assert page.entries[there].title.startswith("Mentions in")
    assert page.beside(there, -1) == 1
    assert page.beside(0, -1) == 0
    assert page.entry_at(70, page.line_of(there)) == there
    assert "▌" in DossierPage(DOSSIER, 120, cursor=there).line(page.line_of(there)).text


def test_ascii_terminals_get_no_other_glyph() -> None:
    assert not set("▁▂▃▄▅▆▇█━▌") & set(written(DossierPage(DOSSIER, 120, glyphs=ASCII)))


def test_years_stand_for_months_that_do_not_fit() -> None:
    months = tuple(f"{2010 + n // 12}-{n % 12 + 1:02}" for n in range(120))
    long = Dossier(
        **{field: getattr(DOSSIER, field) for field in DOSSIER.__struct_fields__}
        | {"months": months, "by_month": (MonthlyMentions("The Lantern", (1,) * 120, 120),)}
    )
    assert "Mentions by year" in written(DossierPage(long, 120))


def test_a_long_passage_is_shown_around_its_words() -> None:
    text = "wide water " * 400 + "Aldane " + "wide water " * 400
    at = text.index("Aldane")
    page = PassagesPage([Passage("a1", 7, text, Span(at, at + 6), "The Lantern · 14 Mar 2031")], 80, cursor=0)
    assert page.height == 8
    marked = [piece for y in range(page.height) for piece in page.line(y).pieces if "underline" in piece.style]
    assert [piece.text for piece in marked] == ["Aldane"]
    assert page.lines_of(0) == (0, 7)
