"""The pages of the panes, without a screen: what stands on which line, at any width."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from corpus.article import Article, Published, Span
from corpus.pipeline import describe
from corpus.readers import read_bytes
from corpus.settings import CorpusSettings
from corpus.source import Source
from index.query.parser import parse
from index.search.date_histogram import Bar, Timeline
from index.search.highlight import Snippet
from index.search.hits import Hit
from tui.pages.actors_page import ActorsPage
from tui.pages.article_page import ArticleOptions, ArticlePage, Mode
from tui.pages.glyphs import ASCII, UNICODE
from tui.pages.readable_text import ShownArticle, prepare
from tui.pages.reasons_page import ReasonsPage
from tui.pages.results_page import DESK, NARROW, WIDE, ResultLayout, ResultsPage
from tui.pages.timeline_page import Stretch, TimelinePage, days, query_for

TALKS = """\
Halvera and Ostrene to talk again
By Petra Lunde
Share this article

SUNDERMOOR – The two states of the Kell Strait will talk about the harbour treaty in May, Ruan Aldane said on Friday.

“We are agreeing who opens the gate,” Aldane told reporters. Mirela Tosk leads the delegation of Ostrene.

Sign up for our newsletter

The Straits Commission counted 41 ships at anchor on Thursday, the most since the harbour was closed in November.

اقرأ هذا الخبر

© 2031 The Lantern. All rights reserved.
"""
WIDTHS = st.integers(20, 200)


def describe_text(text: str, settings: CorpusSettings) -> tuple[Source, Article]:
    source = next(iter(read_bytes(text.encode(), "talks.txt", settings.reading)))
    assert isinstance(source, Source)
    return source, describe(source, settings)


@pytest.fixture(scope="module")
def shown(settings: CorpusSettings) -> ShownArticle:
    source, article = describe_text(TALKS, settings)
    return prepare(article, source.text, parse("harbour treaty"))


def test_where_an_office_stands_for_somebody_it_has_the_colour_in_italics(settings: CorpusSettings) -> None:
    source, article = describe_text(TALKS, settings)
    said = source.text.index("two states")
    first = replace(article.actors[0], by_office=(Span(said, said + 10),))
    shown = prepare(replace(article, actors=(first, *article.actors[1:])), source.text, parse(""))
    told = {
        block.text[span.start : span.end]: style
        for block, marks in zip(shown.article.blocks, shown.actor_marks, strict=True)
        for span, style in marks
    }
    assert told["two states"] == "actor-1 italic"
    assert "actor-1" in told.values()


@given(width=WIDTHS, mode=st.sampled_from(Mode), reasons=st.sampled_from([0, 23]))
def test_no_line_of_an_article_is_wider_than_its_pane(
    shown: ShownArticle, width: int, mode: Mode, reasons: int
) -> None:
    page = ArticlePage(shown, width, ArticleOptions(mode, reasons=reasons))
    assert all(page.line(y).cells <= width for y in range(page.height))


@given(width=WIDTHS)
def test_all_read_text_is_on_the_clean_page_and_no_stripped_text(shown: ShownArticle, width: int) -> None:
    page = ArticlePage(shown, width, ArticleOptions())
    text = "".join("".join(page.line(y).text.split()) for y in range(page.height))
    for block in shown.article.blocks:
        words = "".join(block.text.split())
        if block.stripped:
            assert words not in text
        elif block.role.value not in ("byline", "dateline"):
            assert words in text


@given(width=WIDTHS, reasons=st.sampled_from([0, 23]))
def test_ghosts_show_every_block(shown: ShownArticle, width: int, reasons: int) -> None:
    page = ArticlePage(shown, width, ArticleOptions(Mode.GHOSTS, reasons=reasons))
    assert all(page.block_lines(i) for i in range(len(shown.article.blocks)))


@given(width=st.integers(60, 200))
def test_reasons_stand_beside_their_blocks_and_never_meet(shown: ShownArticle, width: int) -> None:
    page = ArticlePage(shown, width, ArticleOptions(Mode.GHOSTS, reasons=23))
    for reason, following in pairwise(page.reasons):
        assert reason.y + len(reason.lines) < following.y
    for reason in page.reasons:
        assert page.block_lines(reason.block).start == reason.y
    beside = ReasonsPage(page, 27)
    assert beside.height == page.height
    assert all(beside.line(y).cells <= 27 for y in range(beside.height))


@given(narrow=WIDTHS, wide=WIDTHS, mode=st.sampled_from(Mode), data=st.data())
def test_a_place_is_found_again_at_another_width(
    shown: ShownArticle, narrow: int, wide: int, mode: Mode, data: st.DataObject
) -> None:
    first, second = ArticlePage(shown, narrow, ArticleOptions(mode)), ArticlePage(shown, wide, ArticleOptions(mode))
    offset = first.source_of_line(data.draw(st.integers(1, first.height - 1)))
    if offset < len(shown.raw):
        assert second.source_of_line(second.line_of_source(offset)) <= offset


@given(width=WIDTHS)
def test_hits_are_painted_where_they_are_said_to_be(shown: ShownArticle, width: int) -> None:
    page = ArticlePage(shown, width, ArticleOptions())
    for hit, y in zip(shown.read_hits, page.hit_lines(), strict=True):
        word = shown.article.blocks[hit.block].text[hit.span.start : hit.span.end].split()[0]
        painted = [piece.text for piece in page.line(y).pieces if "hit" in piece.style]
        assert any(text.startswith(word) or word.startswith(text) for text in painted)


def test_right_to_left_text_stands_flush_right(shown: ShownArticle) -> None:
    page = ArticlePage(shown, 60, ArticleOptions(Mode.GHOSTS))
    lines = [page.line(y) for y in range(page.height)]
    arabic = next(line for line in lines if "اقرأ" in line.text)
    assert arabic.cells == page.left + page.text_width


def hit(i: int) -> Hit:
    snippet = Snippet("…over the harbour treaty that has kept Port Ilmay half shut…", (Span(10, 17),))
    published = Published("2031-03-14", "day", "dateline", 0.7)
    return Hit(
        f"{i:012x}", 1.0, "Halvera and Ostrene agree to resume harbour treaty talks", None, published, "a", snippet
    )


@given(width=WIDTHS, shape=st.sampled_from([NARROW, DESK, WIDE]), total=st.integers(0, 500))
def test_results_have_a_fixed_height_and_fit(width: int, shape: ResultLayout, total: int) -> None:
    page = ResultsPage(total, hit, width, shape)
    assert page.height == max(0, total * shape.height - 1)
    for y in range(min(page.height, 40)):
        line = page.line(y)
        assert line.cells <= width
        assert line.target is None or line.target == y // shape.height


@given(width=st.integers(20, 120), shape=st.sampled_from([NARROW, DESK, WIDE]))
def test_a_snippet_of_wide_characters_fits_with_its_hit(width: int, shape: ResultLayout) -> None:
    wide = replace(hit(0), headline="港", snippet=Snippet("…条約交渉は" + "港" + "の条約交渉" * 40, (Span(6, 7),)))
    page = ResultsPage(1, lambda _: wide, width, shape)
    lines = [page.line(y) for y in range(page.height)]
    assert all(line.cells <= width for line in lines)
    assert [piece.text for line in lines for piece in line.pieces if piece.style == "hit"] == ["港"]


def test_a_result_that_is_not_sure_of_its_date_says_so() -> None:
    page = ResultsPage(1, hit, 50, DESK)
    assert "c. 14 Mar 2031" in page.line(0).text


def test_results_that_are_not_loaded_keep_their_place() -> None:
    page = ResultsPage(3, lambda _: None, 40, DESK)
    assert page.height == 3 * DESK.height - 1
    assert "…" in page.line(0).text


@given(width=WIDTHS)
def test_actors_fit_their_pane(shown: ShownArticle, width: int) -> None:
    page = ActorsPage(shown, width)
    assert all(page.line(y).cells <= width for y in range(page.height))


@given(
    counts=st.lists(st.integers(0, 5000), max_size=400),
    unit=st.sampled_from(["day", "week", "month", "year"]),
    width=st.integers(60, 220),
    ascii_only=st.booleans(),
)
def test_a_timeline_fits_whatever_its_length(counts: list[int], unit: str, width: int, ascii_only: bool) -> None:
    days = {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    bars = tuple(Bar(date(1600, 1, 1) + timedelta(days * i), count + 1) for i, count in enumerate(counts))
    timeline = Timeline(unit, bars, 3)  # type: ignore[arg-type]  # one of the four, which mypy can't see
    page = TimelinePage(timeline, width, ASCII if ascii_only else UNICODE, current=date(1600, 3, 1))
    assert page.line(0).cells <= width
    assert page.line(1).cells <= width
    for cursor in (0, len(page.stretches) - 1):
        page = TimelinePage(timeline, width, UNICODE, cursor=cursor, words=("harbour", "treaty"))
        assert page.line(0).cells <= width
        assert page.line(1).cells <= width
        assert sum(stretch.count for stretch in page.stretches) == sum(bar.count for bar in bars)


@pytest.mark.parametrize(
    ("first", "last", "said", "query"),
    [
        (date(2031, 3, 14), date(2031, 3, 14), "14 Mar 2031", "date:2031-03-14"),
        (date(2031, 3, 10), date(2031, 3, 16), "10 – 16 Mar 2031", "date:2031-03-10..2031-03-16"),
        (date(2031, 2, 24), date(2031, 3, 2), "24 Feb 2031 – 2 Mar 2031", "date:2031-02-24..2031-03-02"),
        (date(2031, 2, 1), date(2031, 2, 28), "Feb 2031", "date:2031-02"),
        (date(2031, 1, 1), date(2031, 3, 31), "Jan 2031 – Mar 2031", "date:2031-01..2031-03"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031", "date:2031"),
        (date(2030, 1, 1), date(2031, 12, 31), "2030 – 2031", "date:2030..2031"),
    ],
)
def test_days_are_told_and_asked_for_in_as_few_words_as_tell_them(
    first: date, last: date, said: str, query: str
) -> None:
    assert days(first, last) == said
    assert query_for(first, last) == query


def test_the_bar_that_was_gone_to_is_told_of() -> None:
    bars = (Bar(date(2031, 2, 24), 4), Bar(date(2031, 3, 3), 0), Bar(date(2031, 3, 10), 22))
    page = TimelinePage(Timeline("week", bars, 7), 120, UNICODE, cursor=2, words=("treaty", "pilots"))
    assert "22 in 10 – 16 Mar 2031 · 7 undated" in page.line(0).text
    assert "treaty pilots" in page.line(1).text
    assert page.stretch_at(page.line(0).text.index("█")) == 2


def test_what_has_no_bar_is_counted_beside_them() -> None:
    bars = (Bar(date(2031, 3, 10), 4), Bar(date(2031, 3, 11), 9))
    strays = Timeline("day", bars, 7, earlier=1, later=2)
    assert "1 earlier · 2 later · 7 undated" in TimelinePage(strays, 80, UNICODE).line(0).text
    gone_to = TimelinePage(strays, 120, UNICODE, cursor=1, current=date(2999, 1, 1))
    assert "9 on 11 Mar 2031 · 1 earlier · 2 later · 7 undated" in gone_to.line(0).text
    earlier = TimelinePage(strays, 120, UNICODE, cursor=0, beyond=-1)
    assert earlier.chosen == Stretch(date.min, date(2031, 3, 9), 1)
    assert "1 until 9 Mar 2031" in earlier.line(0).text
    later = TimelinePage(strays, 120, UNICODE, cursor=1, beyond=1)
    assert later.chosen == Stretch(date(2031, 3, 12), date.max, 2)
    assert TimelinePage(Timeline("day", bars, 7), 120, UNICODE).outside(1) is None
    stray = TimelinePage(strays, 120, UNICODE, current=date(2999, 1, 1)).line(0)
    assert not any(piece.style == "accent" for piece in stray.pieces)


@pytest.mark.parametrize("width", [80, 120, 200])
def test_bars_that_stand_out_have_labels_that_do_not_touch(width: int) -> None:
    counts = [1, 2, 9, 1, 0, 1, 1, 2, 12, 2, 1, 1, 8, 7, 1, 1, 0, 0, 1, 11] * 3
    bars = tuple(Bar(date(2031, 1, 1) + timedelta(days=n), count) for n, count in enumerate(counts))
    plain = TimelinePage(Timeline("day", bars, 0), width, UNICODE, cursor=0)
    spikes = plain.spikes
    assert spikes
    assert spikes[0].count == max(stretch.count for stretch in plain.stretches)
    labels = {spike: (f"tug{n}", "pilots", "of", "Ostrene") for n, spike in enumerate(spikes)}
    line = TimelinePage(Timeline("day", bars, 0), width, UNICODE, cursor=0, labels=labels).line(1).text
    assert "tug0" in line
    assert all(f" tug{n} pilots" in line for n in range(len(spikes)) if f"tug{n}" in line)
    assert cell_len(line) <= width


def test_days_beyond_the_bars_are_asked_for_without_an_end() -> None:
    assert query_for(date.min, date(2031, 3, 9)) == "date:..2031-03-09"
    assert query_for(date(2031, 3, 12), date.max) == "date:2031-03-12.."
