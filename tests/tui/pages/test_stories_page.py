"""The page of stories: lanes on one axis."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len

from corpus.stories import Member, Story
from tui.pages.glyphs import ASCII
from tui.pages.stories_page import StoriesPage, Window, window_of


def member(id: str, outlet: str, published: str | None, duplicate_of: str | None = None) -> Member:
    return Member(id, f"Headline {id}", outlet, published, duplicate_of)


TREATY = Story(
    "s1",
    "Harbour treaty talks resume",
    "2031-03-13",
    "2031-03-16",
    ("Meridian Wire", "The Lantern", "Kell Valley Post"),
    (
        member("a1", "Meridian Wire", "2031-03-13"),
        member("a2", "The Lantern", "2031-03-14"),
        member("a3", "The Lantern", "2031-03-16"),
        member("a4", "Kell Valley Post", "2031-03-14", "a1"),
    ),
)
FERRY = Story(
    "s2",
    "Ferry 12 runs aground at Kell",
    "2031-02-24",
    "2031-02-24",
    ("The Lantern",),
    (member("b1", "The Lantern", "2031-02-24"), member("b2", "The Lantern", None)),
)
STORIES = (TREATY, FERRY)


def written(page: StoriesPage) -> list[str]:
    return [page.line(y).text.rstrip() for y in range(page.height)]


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize("open", [False, True])
def test_every_line_fits(width: int, open: bool) -> None:
    page = StoriesPage(STORIES, window_of(STORIES), width, open=open)
    for line in (*(page.line(y) for y in range(page.height)), *page.axis()):
        assert cell_len(line.text) <= width


def test_the_axis_names_mondays() -> None:
    dates, ticks = (line.text for line in StoriesPage(STORIES, window_of(STORIES), 120).axis())
    assert "24 Feb" in dates
    assert "10 Mar" in dates
    assert "outlets" in dates
    assert "articles" in dates
    assert ticks.index("┬") == dates.index("24 Feb")


def test_bars_stand_at_their_days_on_one_scale() -> None:
    page = StoriesPage(STORIES, window_of(STORIES), 120)
    dates = page.axis()[0].text
    treaty, ferry = page.line(0).text, page.line(3).text
    assert ferry[dates.index("24 Feb")] in "▁▂▃▄▅▆▇█"
    assert "█" in treaty
    assert "█" not in ferry


def test_an_open_story_has_a_lane_for_each_outlet_and_says_what_is_special() -> None:
    lines = written(StoriesPage(STORIES, window_of(STORIES), 120, open=True))
    by_outlet = {name: next(line for line in lines[2:] if name in line) for name in TREATY.outlets}
    assert by_outlet["Meridian Wire"].endswith("first, 13 Mar")
    assert by_outlet["The Lantern"].endswith("2 articles")
    assert by_outlet["Kell Valley Post"].endswith("as Meridian Wire")
    assert lines[-2].lstrip("▌ ").startswith("Ferry 12")


def test_a_blank_line_stands_between_stories_and_what_is_near_below_the_open_one() -> None:
    page = StoriesPage(STORIES, window_of(STORIES), 120, open=True, near=(FERRY,))
    lines = written(page)
    first, rows = page.lines_of(0)
    assert [line.strip() for line in lines[first + rows : first + rows + 1]] == [""]
    assert "near it" in lines[first + rows - 1]
    assert "Ferry 12 runs aground at Kell · 24 Feb 2031" in lines[first + rows - 1]
    assert "near it" not in "".join(written(StoriesPage(STORIES, window_of(STORIES), 120, near=(FERRY,))))


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("name", ["صحيفة المرفأ", "עיתון הנמל של אוסטרן", "Nūr ال\u200fمرفأ", "港湾新聞"])
def test_outlets_in_any_script_keep_the_columns(width: int, name: str) -> None:
    def laid(outlet: str) -> StoriesPage:
        members = (member("c1", outlet, "2031-03-13"), member("c2", "The Lantern", "2031-03-14"))
        return StoriesPage(
            (Story("s4", "Talks", "2031-03-13", "2031-03-14", (outlet, "The Lantern"), members), FERRY),
            window_of(STORIES),
            width,
            open=True,
        )

    page, plain = laid(name), laid("Meridian Wire")
    for y in (2, 3):
        named, other = ([cell_len(piece.text) for piece in one.line(y).pieces[:-1]] for one in (page, plain))
        assert named == other
    assert all(cell_len(page.line(y).text) <= width for y in range(page.height))


def test_lines_of_a_story_are_where_it_is_written() -> None:
    page = StoriesPage(STORIES, window_of(STORIES), 120, open=True)
    for number, story in enumerate(STORIES):
        first, _ = page.lines_of(number)
        assert story.name in page.line(first).text
        assert page.line(first).target == number


def test_a_story_tells_in_words_when_and_by_whom() -> None:
    page = StoriesPage(STORIES, window_of(STORIES), 160)
    assert "13 – 16 Mar 2031 · 1 the same text · Meridian Wire, The Lantern, Kell Valley Post" in page.line(1).text
    assert "24 Feb 2031 · The Lantern" in page.line(4).text


def test_one_stray_date_does_not_squeeze_the_lanes() -> None:
    many = tuple(
        Story(f"s{n}", f"Story {n}", day, day, (), (member(f"a{n}", "The Lantern", day), member(f"b{n}", "Wire", day)))
        for n, day in enumerate(f"2031-03-{1 + n % 28:02}" for n in range(40))
    )
    stray = Story("s99", "Page of no year", "0001-01-01", "0001-01-01", (), (member("z", "Wire", "0001-01-01"),))
    assert window_of((*many, stray)) == window_of(many) == Window(date(2031, 3, 1), 28)


def test_stories_without_dates_are_listed_without_an_axis() -> None:
    undated = (Story("s3", "No day", None, None, (), (member("c1", "The Lantern", None),)),)
    assert window_of(undated) is None
    assert "No day" in written(StoriesPage(undated, None, 80))[0]


def test_zooming_keeps_the_day_in_view_and_moving_comes_back() -> None:
    window = Window(date(2031, 1, 1), 100)
    closer = window.zoomed(0.5, date(2031, 3, 20))
    assert closer.days == 50
    assert closer.start <= date(2031, 3, 20) <= closer.last
    assert window.moved(1).moved(-1) == window
    assert window.zoomed(0.0001).days == 7
    assert Window(date(1, 1, 1), 100).moved(-9).start == date(1, 1, 1)


def test_ascii_terminals_get_no_other_glyph() -> None:
    page = StoriesPage(STORIES, window_of(STORIES), 120, open=True, glyphs=ASCII)
    text = "\n".join([*written(page), *(line.text for line in page.axis())])
    assert text.replace("…", "").replace("–", "").isascii()


def test_nobody_is_first_where_the_dates_do_not_tell() -> None:
    def special(*dates: str | None) -> str:
        members = [Member(str(n), "Ferry aground", f"Outlet {n}", date, None) for n, date in enumerate(dates)]
        page = StoriesPage(
            [Story("0", "Ferry aground", None, None, (), tuple(members))], None, 120, open=True, cursor=0
        )
        return "\n".join(page.line(y).text for y in range(page.height))

    assert "first, 7 Mar" in special("2031-03-07", "2031-03-08")
    assert "first" not in special("2031-03-07", "2031-03-07")
    assert "first" not in special("2031-03-07", "2031-03")
    assert "first" not in special("2031-03-07", None)
    assert "first, 7 Mar" in special("2031-03-07", "2031-04")
    assert "in Mar 2031" in special("2031-03-07", "2031-03")
    assert "no date" in special("2031-03-07", None)
