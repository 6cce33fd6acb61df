"""The lenses of a comparison: quotes, figures, actors, copied text, words; and which of several articles says what."""

from __future__ import annotations

from cProfile import Profile
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Actor, Article, Block, Published, Quote, Role, Span, Verdict
from corpus.compare import Coverage, FigureRow, Lenses, QuoteRow, compare, compare_many
from corpus.errors import UsageError

WHOLE = "“We are agreeing who opens the gate, and at what hour, and nothing else besides,” Aldane told us at the quay."
CUT = "Halvera's minister said the two would settle “who opens the gate, and at what hour”."
PIECES = "“We are agreeing who opens the gate,” he said, “and nothing else besides.”"
BRACKETS = "Aldane said they were agreeing “who opens the gate[s], and at what hour, and nothing else besides”."
UNMARKED = "They are only agreeing who opens the gate, and at what hour, the minister let it be known."
WIRE = (
    "The ferry Kittiwake ran aground off Sarn in thick fog before dawn, and all its passengers were taken off by boat.",
    "The harbour office has closed the northern channel until the hull has been looked at by divers from the mainland.",
)


class Told(NamedTuple):
    text: str
    role: Role = Role.BODY


def article(*paragraphs: str | Told, date: str | None = None, id: str = "0") -> Article:
    blocks, at = [], 0
    for line, paragraph in enumerate(paragraphs, 1):
        text, role = paragraph if isinstance(paragraph, Told) else Told(paragraph)
        blocks.append(Block(role, text, at, at + len(text), (line, line), "", 1.0, ((0, at),)))
        at += len(text) + 2
    published = Published(date, "day", "", 1.0) if date else None
    return Article(id, (), Verdict("", "", 1.0), None, None, None, None, published, "en", tuple(blocks))


def source(one: Article) -> str:
    return "\n\n".join(block.text for block in one.blocks)


def lenses(*articles: Article) -> Lenses:
    return compare(articles[0], articles[1]).lenses if len(articles) == 2 else compare_many(articles).lenses


def shared(rows: tuple[QuoteRow, ...]) -> QuoteRow:
    (row,) = (row for row in rows if None not in row.cells)
    return row


def forms(row: QuoteRow) -> list[str | None]:
    return [cell.form if cell else None for cell in row.cells]


@pytest.mark.parametrize(
    ("other", "form", "reason"),
    [
        (WHOLE, "whole", "word for word"),
        (CUT, "cut", "8 of 15 words"),
        (PIECES, "in pieces", "11 of 15 words"),
        (BRACKETS, "bracketed", "bracketed"),
        (UNMARKED, "without marks", "without marks"),
    ],
)
def test_the_same_quote(other: str, form: str, reason: str) -> None:
    row = shared(lenses(article(WHOLE), article(other)).quotes)
    assert forms(row) == ["whole", form]
    assert row.reason == reason


def test_what_a_cut_quote_leaves_out() -> None:
    left = article("Fog again.", WHOLE)
    _, cell = shared(lenses(left, article(CUT)).quotes).cells
    assert cell is not None
    assert cell.fullest == 0
    assert [source(left)[start:end] for start, end in cell.left_out] == ["We are agreeing", "and nothing else besides"]


def test_a_fragment_of_two_telling_words_is_found_and_small_words_are_not() -> None:
    found = lenses(article("“The treaty is dead weather to us,” he said."), article("Tosk called it “dead weather”."))
    assert forms(shared(found.quotes)) == ["whole", "cut"]
    apart = lenses(article("“It is in the end what we have said,” he said."), article("She did “what we have” done."))
    assert all(None in row.cells for row in apart.quotes)


def test_the_speaker_and_the_verb_on_each_side() -> None:
    left = article(WHOLE)
    aldane = Actor("name:aldane", "Ruan Aldane", "person", "minister", (Span(88, 94),), 1)
    quote = Quote("name:aldane", "Aldane", "told", WHOLE[1:80], 1, 80, "direct", 1.0)
    named = Article(
        **{**{f: getattr(left, f) for f in left.__struct_fields__}, "actors": (aldane,), "quotes": (quote,)}
    )
    found = lenses(named, article(CUT))
    one, other = shared(found.quotes).cells
    assert one is not None
    assert other is not None
    assert (one.pieces[0].speaker, one.pieces[0].cue) == ("Ruan Aldane", "told")
    assert (other.pieces[0].speaker, other.pieces[0].cue) == (None, None)
    (row,) = found.actors
    assert row.cells[0] is not None
    assert (row.cells[0].words, row.cells[0].share, row.cells[1]) == (15, 1.0, None)


def figures(*articles: Article) -> dict[str, FigureRow]:
    return {row.agreement: row for row in lenses(*articles).figures}


def test_figures_agree_and_differ() -> None:
    left = article("The Straits Commission counted 41 vessels at anchor, and the toll is 2.4 crowns a tonne.")
    right = article("The Straits Commission counted forty-one vessels at anchor, and the toll is 2.9 crowns a tonne.")
    found = figures(left, right)
    assert found["agree"].about == "vessels"
    assert found["differ"].reason == "2.4 crowns against 2.9 crowns"


def test_growth_over_time_is_no_contradiction() -> None:
    left = article("At least 94,000 people have been killed since the closure began.", date="2031-05-14")
    right = article("More than 250,000 were killed, counting from the closure on.", date="2032-12-16")
    row = figures(left, right)["on other days"]
    assert [cell and cell.date for cell in row.cells] == ["2031-05-14", "2032-12-16"]
    assert row.reason == "At least 94,000 (2031-05-14) against More than 250,000 (2032-12-16), on other days"


def test_a_rounded_figure_does_not_differ() -> None:
    left = article("The guild says 3,200 dockers are out of work.")
    right = article("The guild says about 3,100 dockers are out of work.")
    assert "rounded" in figures(left, right)


def test_a_figure_changed_in_its_place_differs_though_its_value_stands_elsewhere() -> None:
    left = article("Halm lit 30 stoves above the weir on Monday night.", "Of the orchards 30 were brown by morning.")
    right = article("Halm lit 36 stoves above the weir on Monday night.", "Of the orchards 30 were brown by morning.")
    found = figures(left, right)
    assert found["differ"].reason == "30 against 36"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("At least 12 people were killed at the weir.", "Police arrested 12 people at the weir."),
        ("The storm killed 12 people and wounded 30.", "The storm killed 30 people and wounded 12."),
        ("The guild has 3,200 dockers on its lists.", "In the upper valley 3,200 apricot trees were lost."),
    ],
)
def test_counts_of_different_things_share_no_row(left: str, right: str) -> None:
    assert {row.agreement for row in lenses(article(left), article(right)).figures} <= {"alone", "differ"}
    for row in lenses(article(left), article(right)).figures:
        assert len({figure.about for cell in row.cells if cell for figure in cell.figures}) == 1


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("At least 94,000 people have been killed since the closure began.", "people killed"),
        ("The storm claimed 12 lives in one night.", "lives killed"),
        ("They met for 2 1/2 hours of talks at Caddis.", "hours of talks"),
        ("It came after a three-hour meeting at Caddis.", "hours: meeting"),
        ("Aldane, 41 years old, left.", "years old"),
        ("Only 4 percent of the pilots voted.", "% of the pilots"),
        ("The toll is 2.4 crowns a tonne.", "crowns a tonne"),
        ("The treaty was signed in 2009 at Caddis.", "treaty was signed"),
        ("The port has been shut since March 2031.", "port has been shut"),
    ],
)
def test_what_a_figure_is_a_number_of(text: str, about: str) -> None:
    (row,) = lenses(article(text), article("Fog.")).figures
    assert row.about == about


def test_small_counts_in_letters_come_last_and_alone_say_nothing() -> None:
    left = article("The two sides met for three hours at Caddis.", "Six pilots slept.", "The toll is 3 crowns.")
    right = article("The two sides met for three hours at Caddis.", "The toll is 3 crowns.")
    told = [cell.figures[0].text for row in lenses(left, right).figures if (cell := row.cells[0])]
    assert told == ["three hours", "3 crowns", "two"]
    apart = figures(article("Six pilots slept at the quay."), article("Five pilots slept at the quay."))
    assert apart["differ"].about == "pilots slept"


def test_numbers_that_each_text_dates_are_of_other_days() -> None:
    left = article("The Straits Commission counted 41 vessels at anchor on Thursday.", date="2031-03-14")
    right = article("The Straits Commission counted 38 vessels at anchor on Wednesday.", date="2031-03-14")
    row = figures(left, right)["on other days"]
    assert [cell and cell.figures[0].day for cell in row.cells] == ["Thursday", "Wednesday"]
    same_day = article("The Straits Commission counted 38 vessels at anchor on Thursday.", date="2031-03-14")
    assert figures(left, same_day).keys() == {"differ"}


def test_millions_are_rounded() -> None:
    left = article("The dockers' guild paid 4.3 million crowns in harbour dues.")
    assert "rounded" in figures(left, article("The dockers' guild paid 4,388,531 crowns in harbour dues."))
    assert "differ" in figures(left, article("The dockers' guild paid 4,488,531 crowns in harbour dues."))


def test_two_things_of_one_article_share_no_row_over_a_third() -> None:
    first = article("Aldane paid a rate of 35 percent to Halvera, and 45 percent with the tolls of Ostrene and Caddis.")
    second = article("Aldane paid a rate of 35 percent to Halvera, Tosk let it be known in the chamber of Ostrene.")
    third = article("Aldane paid 45 percent with the tolls of Ostrene and Caddis, Tosk let it be known in the chamber.")
    for row in lenses(first, second, third).figures:
        assert len({figure.value for cell in row.cells if cell for figure in cell.figures}) == 1


def test_days_are_compared_however_they_are_written() -> None:
    left = article("Talks begin on May 8, the ministry said.", date="2031-05-03")
    assert "agree" in figures(left, article("The commission will meet on the 8th of May 2031."))
    assert figures(left, article("Pilots will meet on 8 May.", date="2033-05-01")).keys() == {"alone"}
    assert "differ" in figures(left, article("Talks begin on May 9, the ministry said.", date="2031-05-03"))


def test_common_text_is_flagged_and_quotes_are_not() -> None:
    left = article(*WIRE, WHOLE, Told("(Meridian Wire)", Role.CREDIT))
    right = article("Gulls were seen.", WIRE[0], WHOLE)
    one, other = lenses(left, right).copied
    assert [credit.source for credit in one.credits] == ["Meridian Wire"]
    assert other.credits == ()
    assert source(right)[other.common[0].start : other.common[0].end] == WIRE[0].rstrip(".")
    assert all("agreeing" not in source(right)[c.start : c.end] for c in other.common)
    assert one.shared_with == ((1, one.share),)
    assert 0.3 < one.share < other.share < 0.8


@pytest.mark.parametrize(
    ("text", "role", "credit"),
    [
        ("OSTRENE (Reuters) — The ferry ran aground.", Role.BODY, "Reuters"),
        ("Agence France-Presse", Role.BYLINE, "Agence France-Presse"),
        ("(Additional reporting by Mirela Tosk in Caddis; Editing by Bero Halm)", Role.BODY, "Mirela Tosk in Caddis"),
        ("The ferry ran aground off Sarn in thick fog. Bero Halm, AFP/", Role.BODY, "AFP"),
        ("The ferry off Sarn. AP Photo/Bero Halm", Role.CAPTION, None),
        ("He read it in a Reuters report on the ferry, he said.", Role.BODY, None),
    ],
)
def test_credits(text: str, role: Role, credit: str | None) -> None:
    one, _ = lenses(article(Told(text, role)), article("Fog.")).copied
    assert [found.source for found in one.credits] == ([credit] if credit else [])


def test_words_that_stand_out() -> None:
    left = article(*("The blockade holds, and the blockade bites the northern quay." for _ in range(4)))
    right = article(*("The closure holds, and the closure bites the northern quay." for _ in range(4)))
    assert [(use.word, use.article) for use in lenses(left, right).words] == [("blockade", 0), ("closure", 1)]


def test_who_says_what_of_three() -> None:
    cover = compare_many([article(*WIRE, WHOLE), article(WIRE[0], CUT), article("Late frost ruined the apricots.")])
    claims = {row.label: told(row.cells) for row in cover.rows if row.kind == "claim"}
    assert claims[WIRE[0]] == "●●·"
    assert claims[WIRE[1]] == "●··"
    assert [told(row.cells) for row in cover.rows if row.kind == "quote"] == ["●◐·"]
    counts = [row.told_by for row in cover.rows if row.kind == "claim"]
    assert counts == sorted(counts, reverse=True)


def told(cells: tuple[object, ...]) -> str:
    return "".join("·" if cell is None else "●" if getattr(cell, "extent", "") == "whole" else "◐" for cell in cells)


@pytest.mark.parametrize("count", [0, 2, 13])
def test_a_table_has_room_for_so_many(count: int) -> None:
    with pytest.raises(UsageError):
        compare_many([article("Fog.")] * count)


texts = st.lists(
    st.sampled_from([*WIRE, WHOLE, CUT, PIECES, "At least 41 ships.", "“", "", "港。１２", "41"]), max_size=6
)


@settings(max_examples=40)
@given(st.lists(texts, min_size=3, max_size=5))
def test_every_place_is_in_its_source(many: list[list[str]]) -> None:
    articles = [article(*paragraphs) for paragraphs in many]
    cover: Coverage = compare_many(articles)
    for row in cover.rows:
        for one, cell in zip(articles, row.cells, strict=True):
            for place in cell.places if cell else ():
                assert source(one)[place.start : place.end] == place.text
    for one, copied in zip(articles, cover.lenses.copied, strict=True):
        assert 0 <= copied.share <= 1
        assert all(source(one)[common.start : common.end].strip() for common in copied.common)


def test_a_table_of_figures_is_cut_and_says_so() -> None:
    table = " ".join(str(number) for number in range(10_000, 13_000))
    rows = lenses(article(table), article("The port took 14,321 tonnes of timber in March.")).figures
    assert {row.reason for row in rows if row.cells[0] is None} == {
        "only the first 1,500 figures of another article are compared"
    }
    assert sum(row.cells[0] is not None for row in rows) == 1500


def test_sayings_beyond_any_article_are_cut_and_say_so() -> None:
    many = " ".join(f"“Berth number {number} is closed today,” he said." for number in range(1600))
    rows = lenses(article(many), article("“Nobody sails before the fog has gone,” she said.")).quotes
    assert [row.reason for row in rows if row.cells[0] is None] == [
        "only the first 1,500 pieces of another article are compared"
    ]
    assert sum(row.cells[0] is not None for row in rows) == 1500


@pytest.mark.parametrize("unit", ["“No ferries today,” said Aldane. ", "12 ferries ", "“a” ", "4 7 1 "])
def test_work_grows_with_the_text(unit: str) -> None:
    def calls(size: int) -> int:
        counter = Profile()
        counter.runcall(lambda: lenses(article((unit * size).strip()), article((unit * size).strip())))
        return sum(entry.callcount for entry in counter.getstats())

    calls(100)
    assert calls(800) < 6 * calls(200)
