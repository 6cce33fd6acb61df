"""A page cut into blocks: everything that shows, nothing else, each with its exact place."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Block, Role
from corpus.boilerplate.html.page_blocks import split_page
from corpus.safety import make_safe


def split_html(page: str) -> tuple[Block, ...]:
    return tuple(piece.block for piece in split_page(page))


def texts(page: str) -> list[str]:
    return [block.text for block in split_html(page)]


def shown_at(page: str, block: Block, i: int) -> str:
    """What the source has for character `i` of the block: the character itself, or the entity or gap it stands for."""
    at = block.to_source(i)
    entity = re.compile(r"&[#\w]+;?").match(page, at)
    return unescape(entity[0])[0] if entity and page[at] == "&" and block.text[i] != "&" else page[at]


PAGE = """<!doctype html>
<html><head><title>Not on the page</title><style>p { color: red }</style>
<noscript>nor this</noscript><script>if (a < b) document.write("<p>nor this</p>")</script></head>
<body>
<nav><a href="/">Home</a><a href="/news">News</a></nav>
<h1>Ferry stays
    in   port</h1>
<!-- <p>nor this</p> -->
<p>“We wait,” said Ruan&nbsp;Aldane &amp; crew &mdash; <b>all</b> of them<i>!</i></p>
<p>One<br>line<br><br>another
<ul><li>first<li>second</ul>
<noscript>Please switch on scripts</noscript>
<svg><text>nor this</text></svg><template><p>nor this</p></template>
<p hidden>Subscribe now</p>
</body></html>
"""


def test_what_shows_is_a_block_and_what_does_not_is_none() -> None:
    assert texts(PAGE) == [
        "Home News",
        "Ferry stays in port",
        "“We wait,” said Ruan Aldane & crew — all of them!",
        "One line",
        "another",
        "first",
        "second",
        "Please switch on scripts",
        "Subscribe now",
    ]


def test_every_character_can_be_traced_to_the_page() -> None:
    for block in split_html(PAGE):
        assert block.role is Role.BODY
        assert block.end == block.to_source(len(block.text))
        for i, character in enumerate(block.text):
            shown = shown_at(PAGE, block, i)
            assert shown == character or (character == " " and (shown.isspace() or shown in "<>"))


def test_lines_are_those_of_the_page() -> None:
    lines = {block.text: block.lines for block in split_html(PAGE)}
    assert lines["Home News"] == (5, 5)
    assert lines["Ferry stays in port"] == (6, 7)


def test_what_stands_around_a_block_is_known() -> None:
    pieces = {piece.block.text: piece for piece in split_page(PAGE)}
    assert "nav" in pieces["Home News"].place.regions
    assert pieces["Home News"].linked > 0.8
    assert "h1" in pieces["Ferry stays in port"].place.regions
    assert pieces["Subscribe now"].place.hidden
    page = '<div class="c-newsletterSignup wide"><p>Sign up</p></div><p class="loading">Wait</p>'
    sign_up, wait = split_page(page)
    assert sign_up.place.mark is not None
    assert sign_up.place.mark.role is Role.NEWSLETTER
    assert wait.place.mark is None


def test_an_element_that_was_never_closed_does_not_reach_too_far() -> None:
    first, second = split_page('<p class="caption">A picture<p>A paragraph')
    assert first.place.mark is not None
    assert second.place.mark is None


def test_hostile_entities_are_made_safe_and_soft_ones_dropped() -> None:
    assert texts("<p>a&#x202e;b&#27;[2Jc&#xd83d;d") == ["a\ufffdb\ufffd[2Jc\ufffdd"]
    assert texts("<p>har&shy;bour&#8203;side") == ["harbourside"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("5 < 6 and 7 > 4", ["5 < 6 and 7 > 4"]),
        ("text <b unfinished", ["text <b unfinished"]),
        ('<a title="x > y">link</a>', ["link"]),
        ('<p class=a"b>quote', ["quote"]),
        ("<!-->shown<!-- hidden", ["shown"]),
        ("a<![CDATA[b]]>c", ["ac"]),
        ("a</>b</ c>d", ["abd"]),
        ("<script>x", []),
        ("before<svg>never closed", ["beforenever closed"]),
        ("AT&T &copy 2031 &unknown;", ["AT&T © 2031 &unknown;"]),
        ("", []),
    ],
)
def test_odd_markup(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


TAGS = "<p> </p> <div> </div> <li> <ul> <b> </b> <br> <td> <a> </a> <!-- --> <script> </script>"
WORDS = "< > &amp; &nbsp; &#0; & Kell Strait “ \" =' /"
MARKUP = st.lists(st.sampled_from([*TAGS.split(), *WORDS.split(), " ", "\n"]), max_size=40).map("".join)


@given(MARKUP | st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_blocks_stand_in_order_and_tell_the_truth(markup: str) -> None:
    page = make_safe(markup)
    behind = 0
    for block in split_html(page):
        assert behind <= block.start < block.end <= len(page)
        behind = block.end
        assert block.text == " ".join(block.text.split())
        assert block.lines == (page.count("\n", 0, block.start) + 1, page.count("\n", 0, block.end) + 1)
        assert [run[0] for run in block.runs] == sorted({run[0] for run in block.runs})
        assert block.runs[0][0] == 0
        for i, character in enumerate(block.text):
            if character.isalnum():
                assert shown_at(page, block, i) == character


UNITS = (
    "<a ",
    "<!--",
    "<![x ",
    '<a b="',
    "<div>",
    "<b>",
    "<title>",
    "<svg>",
    "&#",
    "<p>x",
    "<ul><li>x",
    "='",
    "</p>",
    "<",
)


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_pages_end(unit: str) -> None:
    """Any of these would take hours if the time grew with the square of the page."""
    assert len(split_html(unit * 50_000)) <= 50_000
