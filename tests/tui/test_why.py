"""Why a value is what it is: the sheet, the command line, and what JSON keeps."""

from __future__ import annotations

import json

import pytest

from corpus.article import Article, Evidence, Published, Verdict
from tui.cli.article_text import in_full
from tui.cli.json_lines import article_line
from tui.pages.glyphs import ASCII
from tui.screens.help import why_sheet

DATE = Published(
    "2031-03-14",
    "day",
    "date in the dateline",
    0.93,
    (
        Evidence(True, "14 March", "line 4", "“SUNDERMOOR, 14 March —”", "place and day before the first sentence"),
        Evidence(True, "2031", "path", "lantern/2031/03/talks.txt", "for the year: folders of year and month"),
        Evidence(False, "2009–2031", "line 33", "“© 2009–2031 The Lantern”", "years of a copyright line"),
    ),
)
OUTLET = Verdict(
    "The Lantern",
    "line 33 names it",
    0.85,
    (Evidence(True, "The Lantern", "line 33", "“© 2009–2031 The Lantern”", "holds the copyright"),),
)
ARTICLE = Article(
    id="0" * 12,
    paths=("lantern/2031/03/talks.txt",),
    headline=Verdict("Talks to resume", "first line", 0.9),
    dek=None,
    byline=None,
    dateline=None,
    outlet=OUTLET,
    published=DATE,
    language="en",
    blocks=(),
)


def test_the_sheet_tells_what_was_taken_and_left() -> None:
    lines = [line.text.rstrip() for line in why_sheet(ARTICLE, None, 90)]
    at = next(i for i, line in enumerate(lines) if line.startswith(" date"))
    assert lines[at + 1 : at + 7] == [
        "           ● 14 March      line 4    “SUNDERMOOR, 14 March —”",
        "                                     taken: place and day before the first sentence",
        "           ● 2031          path      lantern/2031/03/talks.txt",
        "                                     taken: for the year: folders of year and month",
        "           · 2009–2031     line 33   “© 2009–2031 The Lantern”",
        "                                     left: years of a copyright line",
    ]
    assert "           ● line 33  “© 2009–2031 The Lantern”" in lines
    assert "           first line" in lines
    assert " byline    not known" in lines


@pytest.mark.parametrize("width", [20, 40, 60, 80, 112])
def test_no_line_of_the_sheet_is_much_wider_than_it(width: int) -> None:
    lines = why_sheet(ARTICLE, None, width)
    assert all(line.cells <= max(width, 48) for line in lines)


def test_a_terminal_without_the_signs_gets_letters() -> None:
    text = "\n".join(line.text for line in why_sheet(ARTICLE, None, 80, ASCII))
    assert "o 14 March" in text
    assert "●" not in text


def test_why_on_the_command_line_tells_it_too() -> None:
    assert "  ● 14 March · line 4 · “SUNDERMOOR, 14 March —” · taken: place and day before" in in_full(ARTICLE)
    assert "  · 2009–2031 · line 33 · “© 2009–2031 The Lantern” · left: years of a copyright line" in in_full(ARTICLE)


def test_json_holds_the_verdicts_and_no_more() -> None:
    told = json.loads(article_line(ARTICLE))
    assert list(told["outlet"]) == ["value", "reason", "confidence"]
    assert told["published"] == {
        "value": "2031-03-14",
        "precision": "day",
        "reason": "date in the dateline",
        "confidence": 0.93,
    }
