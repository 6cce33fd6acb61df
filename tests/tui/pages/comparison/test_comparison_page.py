"""The pages of a comparison: every lens fits, at every width, in every script; what is folded, opened, exported."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus.article import Actor, Article, Block, Published, Quote, Role, Span, Verdict
from corpus.compare import compare, compare_many
from corpus.text.sentences import sentences
from tui.pages.comparison import source_sentences
from tui.pages.comparison.comparison_page import ComparisonPage
from tui.pages.comparison.coverage_lens import CoverageLens
from tui.pages.comparison.figures_lens import FiguresLens
from tui.pages.comparison.lens import Compared, Lens
from tui.pages.comparison.lenses import COLUMNS, lenses_of, table_of
from tui.pages.comparison.number_line import NumberMark, number_line
from tui.pages.comparison.outlet_names import SHORT, names_of, short_name, tag_of, tags_of
from tui.pages.comparison.source_sentences import Sentence, excerpt, sentence_around
from tui.pages.glyphs import ASCII, UNICODE, Glyphs
from tui.pages.line import Line

WIRE = (
    "The harbour office has closed the northern channel until the hull has been looked at by divers from the mainland."
)
LANTERN = (
    "Talks on the harbour treaty will begin on 6 May in neutral Caddis.",
    "“We are agreeing who opens the gate, and at what hour,” Ruan Aldane told reporters at the quay in Port Ilmay.",
    "The Straits Commission counted 41 vessels at anchor off Port Ilmay on Thursday, the most since the closure.",
    "Two officials who have seen the draft said it fixes the toll at 2.4 crowns a tonne.",
    WIRE,
    "Pilots want a seat. Pilots have asked twice. Pilots were not heard, and pilots say so.",
)
GAZETTE = (
    "Talks on the harbour treaty will begin on 6 May in neutral Caddis.",
    "Halvera’s minister Ruan Aldane claimed that the parties would settle “who opens the gate”.",
    "The Straits Commission counted 38 vessels at anchor off Port Ilmay on Wednesday, fewer than in January.",
    "A spokesman was asked about reports of a toll fixed in the draft at 2.9 crowns a tonne, and laughed.",
    WIRE,
)
TIDE = (
    "春風丸は十二月二日に港の沖に錨を下ろした。" * 6,
    "היום נפתחו השיחות על אמנת הנמל, אמר שר החוץ בוועידת העיתונאים שכינס בנמל. " * 3,
    "Talks on the harbour treaty will begin on 6 May in neutral Caddis, the guild was told.",
    "W" * 300,
    "The Straits Commission counted more than 44 vessels at anchor off Port Ilmay on Friday.",
)
WIDTHS = (60, 80, 99, 100, 120, 200)


def article(outlet: str | None, date: str | None, *paragraphs: str, id: str = "") -> Article:
    blocks, actors, quotes, at = [], [], [], 0
    for line, text in enumerate(paragraphs, 1):
        blocks.append(Block(Role.BODY, text, at, at + len(text), (line, line), "", 1.0, ((0, at),)))
        if "Ruan Aldane" in text:
            where = at + text.index("Ruan Aldane")
            actors.append(Actor("aldane", "Ruan Aldane", "person", "foreign minister", (Span(where, where + 11),), 1))
        if said := re.search("“[^”]*”", text):
            quotes.append(Quote("aldane", None, "told", said[0], at + said.start(), at + said.end(), "direct", 1.0))
        at += len(text) + 2
    return Article(
        id or (outlet or "nobody").lower().replace(" ", "-"),
        (),
        Verdict(f"What {outlet} has to say of the harbour treaty, at some length, on its front page", "", 1.0),
        None,
        Verdict("Petra Lunde", "", 1.0),
        None,
        Verdict(outlet, "", 1.0) if outlet else None,
        Published(date, "day", "", 1.0) if date else None,
        "en",
        tuple(blocks),
        tuple(actors),
        tuple(quotes),
    )


@cache
def compared(count: int) -> Compared:
    articles = (
        article("The Lantern", "2031-03-14", *LANTERN),
        article("Ostrene Gazette", "2031-03-13", *GAZETTE),
        article("Harbour & Tide", None, *TIDE),
        *(article(f"Kell Valley Post {n}", "2031-03-15", *LANTERN[n % 3 :]) for n in range(8)),
        article(None, None, *GAZETTE),
    )[:count]
    return Compared(articles, compare(articles[0], articles[1]) if count == 2 else compare_many(articles))


def lens(count: int, title: str, *, dim: bool = False, glyphs: Glyphs = UNICODE) -> Lens:
    return next(one for one in lenses_of(compared(count), dim=dim, glyphs=glyphs) if one.title == title)


def texts(page: ComparisonPage) -> list[str]:
    return [page.line(y).text for y in range(page.height)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [2, 3, 5, 12])
@pytest.mark.parametrize("dim", [False, True])
def test_every_line_of_every_lens_fits(width: int, count: int, dim: bool) -> None:
    for one in lenses_of(compared(count), dim=dim):
        for opened in range(-1, min(len(one), 12)):
            page = ComparisonPage(one, width, opened=opened)
            assert max(cell_len(text) for text in texts(page)) <= width, one.title
        assert max((line.cells for line in one.heads(width - 2, 1)), default=0) < width, one.title


def test_a_side_in_a_script_from_right_to_left_or_without_spaces_fits() -> None:
    articles = article("The Lantern", None, *LANTERN), article("Harbour & Tide", None, *TIDE)
    for width in WIDTHS:
        for one in lenses_of(Compared(articles, compare(*articles))):
            assert max(cell_len(text) for text in texts(ComparisonPage(one, width))) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_outlets_in_any_script_keep_the_columns_of_the_table(width: int) -> None:
    def heads_of(*outlets: str) -> list[Line]:
        told = zip(outlets, (LANTERN, GAZETTE, TIDE), strict=True)
        many = tuple(article(name, "2031-03-14", *paragraphs, id=name) for name, paragraphs in told)
        lens = lenses_of(Compared(many, compare_many(many)))[0]
        assert max(cell_len(text) for text in texts(ComparisonPage(lens, width))) <= width
        return lens.heads(width - 2, 1)

    plain = heads_of("Lantern", "Gazette", "Wire")
    named = heads_of("صحيفة المرفأ", "עיתון הנמל", "港湾新聞")
    assert [line.cells for line in named] == [line.cells for line in plain]


@settings(max_examples=60)
@given(
    count=st.sampled_from([2, 5]),
    which=st.integers(0, 4),
    width=st.integers(30, 220),
    folded=st.booleans(),
    opened=st.integers(-1, 20),
)
def test_the_cursor_can_stand_on_every_row_that_is_not_folded_and_lines_know_their_stop(
    count: int, which: int, width: int, folded: bool, opened: int
) -> None:
    one = lenses_of(compared(count))[which]
    page = ComparisonPage(one, width, folded=folded, opened=opened)
    shown = [stop.row for stop in page.stops if stop.part < 0]
    assert shown == [row for row in range(len(one)) if not (folded and one.folds(row))]
    for at, stop in enumerate(page.stops):
        assert {page.line(y).target for y in range(stop.first, stop.first + stop.height)} == {at}
    assert all(page.stops[page.stop_of(row)].row == row for row in shown)


@pytest.mark.parametrize("folded", [False, True])
def test_a_page_that_is_laid_bit_by_bit_becomes_what_it_is_at_once(folded: bool) -> None:
    for lens in lenses_of(compared(5)):
        whole, laid = ComparisonPage(lens, 100, folded=folded), ComparisonPage(lens, 100, folded=folded, at_once=1)
        last = whole.stops[-1].row if whole.stops else 0
        assert laid.stop_of(last) == whole.stop_of(last)
        while laid.lay_on(1):
            pass
        assert laid.stops == whole.stops
        assert [laid.line(y) for y in range(laid.height)] == [whole.line(y) for y in range(whole.height)]


def test_moving_the_cursor_changes_no_text_but_the_margin() -> None:
    page = ComparisonPage(lens(2, "Passages"), 120)
    before = texts(page)
    page.cursor = 2
    assert [text[1:] for text in texts(page)] == [text[1:] for text in before]
    assert texts(page) != before


def test_sides_stand_beside_each_other_from_a_hundred_columns_on() -> None:
    both = "Talks on the harbour treaty will begin on 6 May"
    beside = texts(ComparisonPage(lens(2, "Passages"), 199))
    stacked = texts(ComparisonPage(lens(2, "Passages"), 98))
    assert any(text.count(both) == 2 for text in beside)
    assert not any(text.count(both) == 2 for text in stacked)
    assert any("LAN" in text for text in stacked)


def test_what_a_quote_left_out_is_underlined_in_the_fuller_one() -> None:
    one = lens(2, "Quotes")
    underlined = [p.text for line in one.lines(0, 150) for p in line.pieces if "underline" in p.style]
    said = " ".join(underlined)
    assert "We are agreeing" in said
    assert "and at what hour" in said
    assert "who opens the gate" not in said
    assert "4 of 11 words" in "".join(line.text for line in one.lines(0, 150))


def test_who_said_it_with_which_verb_stands_under_each_side() -> None:
    assert "".join(line.text for line in lens(2, "Quotes").lines(0, 150)).count("Ruan Aldane, “told”") == 2


def test_figures_that_differ_come_first_and_their_days_are_a_fact() -> None:
    one = lens(2, "Figures")
    assert isinstance(one, FiguresLens)
    assert [row.agreement for row in one.rows][:1] == ["on other days"]
    opened = "\n".join(line.text for part in one.opened(0, 118) for line in part.lines)
    assert "Two numbers, and two days: each text dates its own." in opened
    assert "14 Mar 2031" in opened
    assert "13 Mar 2031" in opened


def test_a_figure_of_many_leads_to_each_sentence_that_has_it() -> None:
    one = lens(5, "Figures")
    spots = [part.spot for part in one.opened(0, 118) if part.spot is not None]
    assert len({spot.article for spot in spots}) >= 2
    for spot in spots:
        block = next(b for b in one.articles[spot.article].blocks if b.start <= spot.start < b.end)
        assert re.match(r"more than|\d|two", block.text[spot.start - block.start :])


def test_what_is_copied_recedes() -> None:
    bright, dim = (lens(2, "Passages", dim=on).lines(_row_of(WIRE), 118) for on in (False, True))
    assert [line.text for line in bright] == [line.text for line in dim]
    assert {p.style for line in dim for p in line.pieces if p.text.strip() and p.text.strip() in WIRE} == {"muted"}


def _row_of(text: str) -> int:
    found = lens(2, "Passages")
    return next(row for row in range(len(found)) for taken in found.taken(row) if taken.text == text)


def test_a_head_says_how_much_is_in_common_with_whom() -> None:
    said = " ".join(line.text for line in lens(2, "Passages").heads(118, -1))
    assert re.search(r"\d+ % in common with Ostrene|\d+ % in common with Gazette", said)


def test_a_table_tells_who_says_what_and_folds_what_one_alone_says() -> None:
    one = lens(3, "All")
    first = texts(ComparisonPage(one, 118, folded=True))
    assert any(text.rstrip().endswith("3") and text.count("●") + text.count("◐") == 3 for text in first)
    assert any("that one of them alone has" in text for text in first)
    assert not any(text.rstrip().endswith(" 1") for text in first)


def test_a_lens_leads_to_what_it_shows() -> None:
    for count in (2, 5):
        for one in lenses_of(compared(count)):
            for row in range(len(one)):
                for article_ in range(count):
                    spot = one.spot(row, article_)
                    if spot is not None:
                        assert any(b.start <= spot.start < b.end for b in one.articles[article_].blocks)


@pytest.mark.parametrize("count", [2, 5])
def test_an_export_has_ids_offsets_and_exact_text(count: int) -> None:
    for one in lenses_of(compared(count)):
        table = table_of(one, folded=False)
        by_id = {article_.id: article_ for article_ in one.articles}
        assert table.columns == COLUMNS
        for row in table.rows:
            cells = dict(zip(COLUMNS, row, strict=True))
            source = "\n\n".join(block.text for block in by_id[cells["article"]].blocks)
            assert source[int(cells["start"]) : int(cells["end"])].casefold() == cells["text"].casefold(), one.title


def test_ascii_terminals_get_no_other_glyph() -> None:
    plain = [
        article("The Lantern", None, "41 ships lay there on Thursday, Ruan Aldane told us: “We will wait.”"),
        article("Gazette", None, "38 ships lay there."),
    ]
    pair = Compared(tuple(plain), compare(plain[0], plain[1]))
    for one in lenses_of(pair, glyphs=ASCII):
        told = "".join(texts(ComparisonPage(one, 120, opened=0, glyphs=ASCII)))
        told += "".join(piece.text for piece in one.legend(short=False))
        assert re.sub(r"[…“”]", "", told).isascii(), one.title


@given(st.lists(st.text(max_size=30), min_size=1, max_size=12))
def test_names_and_tags_of_outlets_are_short_and_told_apart(outlets: list[str]) -> None:
    articles = [article(outlet, None, "x", id=f"{n}") for n, outlet in enumerate(outlets)]
    assert all(cell_len(name) <= SHORT + 1 for name in names_of(articles))
    assert all(cell_len(tag) <= 3 for tag in tags_of(articles))
    assert len(set(names_of(articles))) == len(articles)
    assert len(set(tags_of(articles))) == len(articles)


def test_a_table_shows_only_what_few_say_or_what_one_does_not() -> None:
    lens = lenses_of(compared(3))[0]
    assert isinstance(lens, CoverageLens)
    lens.narrow(rare=True, silent=-1)
    shown = [row for row in range(len(lens)) if not lens.left_out(row)]
    assert shown == [row for row, (told, _) in enumerate(lens.rows) if told.told_by == 1]
    assert [stop.row for stop in ComparisonPage(lens, 120, folded=True).stops] == shown
    assert len(table_of(lens, folded=True).rows) >= len(shown) > 0
    lens.narrow(rare=False, silent=2)
    assert {told.cells[2] for row, (told, _) in enumerate(lens.rows) if not lens.left_out(row)} == {None}
    assert lens.narrowed_to == f"not in {lens.called[2]}"
    lens.narrow(rare=False, silent=-1)
    assert len(ComparisonPage(lens, 120).stops) == len(lens)


def test_outlets_have_names_that_one_knows() -> None:
    told = {
        "The Lantern": "Lantern",
        "Meridian Wire": "Meridian",
        "Kell Valley Post": "KV Post",
        "lantern.com": "lantern",
        "Tide (Web News)": "Tide",
    }
    assert {outlet: short_name(outlet) for outlet in told} == told
    assert [tag_of(name) for name in ("The Lantern", "Ostrene Gazette", "Kell Valley Post")] == ["LAN", "OST", "KVP"]


@given(
    values=st.lists(st.floats(0, 1e9), min_size=1, max_size=12, unique=True),
    width=st.integers(20, 180),
)
def test_a_number_line_fits_and_names_every_number(values: list[float], width: int) -> None:
    lines = number_line(
        [NumberMark(v, f"{n}.", ("Lantern", "14 Mar"), False) for n, v in enumerate(values)], width, UNICODE
    )
    assert all(line.cells <= width for line in lines)
    if lines:
        told = " ".join(line.text for line in lines).split()
        assert {f"{n}." for n in range(len(values))} <= set(told)
        assert lines[0].text.count("●") == len(values)


@given(st.text(alphabet="ab 春 ", max_size=80), st.integers(0, 80), st.integers(0, 10), st.integers(4, 60))
def test_an_excerpt_fits(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text))
    marked = Span(start, min(len(text), start + length))
    shown, _ = excerpt(Sentence(text, marked, 0), width, "…")
    assert cell_len(shown) <= width


def test_the_sentences_of_a_long_block_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def found(text: str) -> list[Span]:
        looked.append(text)
        return sentences(text)

    monkeypatch.setattr(source_sentences, "sentences", found)
    text = "There were 41 ships at the quay. " * 200
    one = article("The Lantern", None, text)
    for place in range(0, len(text) - 40, 33):
        assert sentence_around(one, place + 11, place + 13).text == "There were 41 ships at the quay."
    assert looked == [text]
