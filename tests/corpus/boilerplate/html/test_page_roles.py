"""What the blocks of a page are for, and what a page says of itself."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.article import Block, Role
from corpus.boilerplate.html.main_text import matching_pieces
from corpus.boilerplate.html.page_blocks import split_page
from corpus.boilerplate.html.page_roles import judge_page
from corpus.pipeline import describe
from corpus.readers import read_bytes
from corpus.readers.html_pages import parse_page
from corpus.readers.page_tree import Element, page_tree
from corpus.settings import CorpusSettings
from corpus.source import Source

LEAD = (
    "PORT ILMAY – The ferry across the Kell Strait will stay in port until Monday, the harbour office said on Friday, "
    "after a storm tore two of its four moorings from the quay."
)
SECOND = (
    "Nobody was hurt, said Ruan Aldane, who has run the line for eleven years, and the crossing would open again "
    "as soon as an inspector from Ostrene had seen both engines and the new ropes."
)
THIRD = (
    "Fishermen in Halvera said they had warned the office in spring that the moorings were worn, and that letters to "
    "the council had stayed without an answer since the last election."
)
CAPTION = "The ferry at its quay in Port Ilmay on Thursday evening"
TEASER = "Council votes for a second bridge across the river at Ostrene"
PAGE = f"""<!doctype html><html lang="en-GB"><head>
<title>Ferry stays in port after storm | The Lantern</title>
<meta property="og:title" content="Ferry stays in port after storm | The Lantern">
<meta property="og:site_name" content="The Lantern">
<meta name="author" content="Mirela Tosk">
<meta property="article:published_time" content="2021-03-12T18:20:00+00:00">
<link rel="canonical" href="https://lantern.example/2021/ferry-stays">
</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav></header>
<main class="has-sidebar"><article>
<h1>Ferry stays in port after storm</h1>
<p class="standfirst">Two of four moorings torn from the quay</p>
<p class="byline">By Mirela Tosk</p>
<div class="share-tools"><button>Share</button></div>
<figure><img src="f.jpg"><figcaption>{CAPTION}</figcaption></figure>
<p>{LEAD}</p>
<p>{SECOND}</p>
<div class="newsletter-box"><p>Get the morning letter in your inbox</p></div>
<h2>Letters without an answer</h2>
<p>{THIRD}</p>
</article></main>
<aside class="related"><h3><a href="/b">{TEASER}</a></h3>
<h3><a href="/f">Ferry stays in port after storm</a></h3></aside>
<div hidden>We use cookies</div>
<footer><p>© The Lantern</p></footer>
</body></html>"""


def nothing(_: str) -> None:
    return None


@pytest.fixture
def page(settings: CorpusSettings) -> Source:
    (source,) = read_bytes(PAGE.encode(), "ferry.html", settings.reading)
    assert isinstance(source, Source)
    return parse_page(source)


def judged(text: str, name_role: object = None) -> dict[str, Block]:
    source = Source("0" * 12, "page.html", "html", text)
    return {block.text: block for block in judge_page(source, nothing)}


def test_every_block_of_the_page_has_its_role(page: Source) -> None:
    blocks = judge_page(page, nothing)
    assert [block.text for block in blocks] == [piece.block.text for piece in split_page(page.text)]
    roles = {block.text: block.role for block in reversed(blocks)}
    assert roles == {
        "Home": Role.NAVIGATION,
        "News": Role.NAVIGATION,
        "Ferry stays in port after storm": Role.HEADLINE,
        "Two of four moorings torn from the quay": Role.DEK,
        "By Mirela Tosk": Role.BYLINE,
        "Share": Role.SHARE,
        CAPTION: Role.CAPTION,
        LEAD: Role.BODY,
        SECOND: Role.BODY,
        "Get the morning letter in your inbox": Role.NEWSLETTER,
        "Letters without an answer": Role.SUBHEAD,
        THIRD: Role.BODY,
        TEASER: Role.RELATED,
        "We use cookies": Role.DIALOG,
        "© The Lantern": Role.NAVIGATION,
    }
    first, second = (block for block in blocks if block.text.startswith("Ferry stays"))
    assert first.role is Role.HEADLINE
    assert second.stripped


def test_every_role_has_its_reason(page: Source) -> None:
    reasons = {block.text: block.reason for block in reversed(judge_page(page, nothing))}
    assert reasons[LEAD] == "in the page's main text"
    assert reasons["Home"] == "not in the page's main text; inside <nav>"
    assert reasons["We use cookies"] == "not in the page's main text; hidden on the page"
    assert reasons["Get the morning letter in your inbox"].endswith('inside "newsletter"')
    assert reasons["Ferry stays in port after storm"] == "the page's heading, <h1>, and the title in its metadata"


def test_words_of_a_widget_count_more_than_its_place(page: Source) -> None:
    def name_role(text: str) -> tuple[Role, str, float] | None:
        return (Role.LEGAL, "copyright", 0.95) if text.startswith("©") else None

    assert next(b for b in judge_page(page, name_role) if b.text.startswith("©")).reason == "copyright"


def test_a_page_brings_metadata_with_reasons(page: Source) -> None:
    brought = page.brought
    assert brought.headline is not None
    assert brought.headline.value == "Ferry stays in port after storm"
    assert brought.byline is not None
    assert (brought.byline.value, brought.byline.reason) == ("Mirela Tosk", 'page metadata "author"')
    assert brought.outlet is not None
    assert (brought.outlet.value, brought.outlet.reason) == ("The Lantern", 'page metadata "og:site_name"')
    assert brought.published is not None
    assert (brought.published.value, brought.published.precision) == ("2021-03-12", "day")
    assert brought.published.reason == 'page metadata "article:published_time"'
    assert (brought.language, brought.url) == ("en", "https://lantern.example/2021/ferry-stays")


@pytest.mark.parametrize("day", ["1911-03-12", "2131-03-12"])
def test_dates_do_not_hang_on_the_clock(settings: CorpusSettings, day: str) -> None:
    (source,) = read_bytes(PAGE.replace("2021-03-12", day).encode(), "-", settings.reading)
    assert isinstance(source, Source)
    published = parse_page(source).brought.published
    assert published is not None
    assert published.value == day


def test_metadata_is_made_safe(settings: CorpusSettings) -> None:
    head = "<title>Ferry &#x202e;stays&#27;[31m in port for now</title>"
    (source,) = read_bytes(f"<!doctype html><html><head>{head}</head><body><p>{LEAD}".encode(), "-", settings.reading)
    assert isinstance(source, Source)
    headline = parse_page(source).brought.headline
    assert headline is not None
    assert headline.value.isprintable()


@pytest.mark.parametrize("failure", [RuntimeError, RecursionError, MemoryError])
def test_where_trafilatura_fails_tags_decide_and_say_so(
    page: Source, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    blocks = {block.text: block for block in reversed(judge_page(replace(page, page=None), nothing))}
    assert {blocks[text].role for text in (LEAD, SECOND, THIRD)} == {Role.BODY}
    assert blocks[LEAD].reason == "judged by its tags: the page's main text was not found"
    assert blocks["Home"].stripped
    assert blocks[TEASER].stripped


def test_a_page_that_breaks_the_metadata_says_nothing(
    settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("trafilatura.metadata.extract_metadata", fail)
    (source,) = read_bytes(PAGE.encode(), "-", settings.reading)
    assert isinstance(source, Source)
    assert parse_page(source).brought.headline is None


def test_a_piece_of_a_page_is_read_whole() -> None:
    blocks = judged(f'<p>{LEAD}</p><p>Short.</p><div class="related"><p>{TEASER}</p></div>')
    assert [block.role for block in blocks.values()] == [Role.BODY, Role.BODY, Role.RELATED]


def test_a_paragraph_that_trafilatura_misses_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.readers.html_pages.main_text", lambda _: (LEAD, THIRD))
    block = judged(PAGE)[SECOND]
    assert (block.role, block.confidence) == (Role.BODY, 0.6)
    assert "among its paragraphs" in block.reason


def of_main_text(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("corpus.readers.html_pages.main_text", lambda _: lines)


def test_a_text_that_breaks_off_goes_on_where_its_paragraphs_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    of_main_text(monkeypatch, LEAD)
    page = f"<!doctype html><html><body><section><p>{LEAD}</p><div>Ad</div><p>{SECOND}</p><p>{THIRD}</p></section>"
    blocks = judged(page + f"<div class='related'><p>{CAPTION} and nobody knew what had held it there.</p></div>")
    assert [blocks[text].role for text in (LEAD, SECOND, THIRD)] == [Role.BODY] * 3
    assert "in the same place as its paragraphs" in blocks[THIRD].reason
    assert list(blocks.values())[-1].role is Role.RELATED


def test_teasers_set_like_one_paragraph_of_the_text_do_not_come_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    of_main_text(monkeypatch, LEAD)
    teasers = "".join(f"<p>{number} {SECOND}</p>" for number in range(9))
    blocks = judged(f"<!doctype html><html><body><p>{LEAD}</p>{teasers}</body></html>")
    assert [block.stripped for block in blocks.values()] == [False] + 9 * [True]


def test_a_table_is_kept_with_all_its_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    of_main_text(monkeypatch, LEAD, "| Ferry to Ostrene | Halvera | |", "| Ferry to Halvera | Port Ilmay | |", SECOND)
    rows = "".join(
        f"<tr><td>{name}</td><td>{port}</td><td>14</td></tr>"
        for name, port in (("Ferry to Ostrene", "Halvera"), ("Ferry to Halvera", "Port Ilmay"))
    )
    page = f"<!doctype html><html><body><p>{LEAD}</p><table>{rows}</table><p>{SECOND}</p></body></html>"
    blocks = judge_page(Source("0" * 12, "page.html", "html", page), nothing)
    assert [block.text for block in blocks if block.stripped] == []
    assert sum(block.text == "14" for block in blocks) == 2


def test_what_the_metadata_has_in_its_text_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    of_main_text(monkeypatch, LEAD)
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{LEAD} {SECOND}"}}</script>'
    page = f"<!doctype html><html><body>{data}<p>{LEAD}</p><div class='promo'><p>{SECOND}</p></div></body></html>"
    block = judged(page)[SECOND]
    assert (block.role, block.reason) == (Role.BODY, "the page's metadata has it in the text of the article")


def test_a_copy_to_take_away_is_not_the_article() -> None:
    copy = f"<textarea><p>{LEAD}</p><p>{SECOND}</p></textarea>".replace("<p>", "&lt;p&gt;")
    blocks = judged(PAGE.replace("</main>", f"</main>{copy}"))
    assert blocks[LEAD].role is Role.BODY
    assert next(block for text, block in blocks.items() if text.startswith("<p>")).stripped


def test_code_that_shows_is_no_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    of_main_text(monkeypatch, LEAD, THIRD)
    code = '{"layout": 2, "button": "Center", "label": "Buy now", "hue": 213}, ' * 9
    assert judged(f"<!doctype html><html><body><p>{LEAD}</p><p>{code}</p><p>{THIRD}</p>")[code.strip()].stripped


def test_a_question_that_everybody_is_asked_is_no_duplicate(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "What do you cook when the ferry does not come?"
    answers = [f"{name} says: {text}" for name, text in (("Bero", LEAD), ("Ruan", SECOND), ("Mirela", THIRD))]
    of_main_text(monkeypatch, *(line for answer in answers for line in (asked, answer)))
    page = "<!doctype html><html><body>" + "".join(f"<p>{asked}</p><p>{answer}</p>" for answer in answers)
    blocks = judge_page(Source("0" * 12, "page.html", "html", page), nothing)
    assert [block.role for block in blocks] == [Role.BODY] * 6


def test_a_teaser_below_the_headline_is_the_dek(monkeypatch: pytest.MonkeyPatch) -> None:
    of_main_text(monkeypatch, LEAD, SECOND)
    dek = "Two of the four moorings were torn from the quay, and nobody knows when the line will run again."
    page = f"<h1>Ferry stays in port</h1><div class='article-teaser'><p>{dek}</p></div><p>{LEAD}</p><p>{SECOND}</p>"
    assert judged(f"<!doctype html><html><body>{page}</body></html>")[dek].role is Role.DEK


def test_what_readers_write_is_told_from_the_box_that_they_write_in() -> None:
    comment = "I took that ferry for eleven years, and nobody ever looked at the ropes. Shame on the whole office!"
    box = f"<section class='comments'><h3>3 remarks</h3><p>{comment}</p><p>Answer</p></section>"
    blocks = judged(PAGE.replace("</main>", f"</main>{box}"))
    assert [blocks[text].role for text in ("3 remarks", comment, "Answer")] == [
        Role.COMMENT_WIDGET,
        Role.READER_COMMENT,
        Role.COMMENT_WIDGET,
    ]


def test_of_two_that_say_the_same_the_one_in_the_text_is_of_the_text() -> None:
    page = "".join(f"<p>{text}</p>" for text in (LEAD[:60], "Menu", LEAD, SECOND, LEAD[:60] + " …"))
    from corpus.boilerplate.html.page_blocks import split_page

    assert matching_pieces(list(split_page(page)), [LEAD, SECOND]) == [False, False, True, True, False]


@given(
    st.lists(
        st.sampled_from(["<p>", "<div class=share>", "</div>", "<article>", "<h1>", "<aside>", "<li>", "<b>"])
        | st.sampled_from([LEAD, SECOND, TEASER, "Share", "Home"]),
        max_size=25,
    )
)
def test_no_block_is_lost_whatever_the_page(parts: list[str]) -> None:
    text = "<!doctype html><html><body>" + " ".join(parts)
    blocks = judge_page(Source("0" * 12, "page.html", "html", text), nothing)
    split = [piece.block for piece in split_page(text)]
    assert [(b.start, b.end, b.text) for b in blocks] == [(b.start, b.end, b.text) for b in split]
    assert all(block.reason and 0 < block.confidence <= 1 for block in blocks)


def test_plain_text_does_not_pay_for_trafilatura() -> None:
    import subprocess

    code = (
        "import sys, corpus.readers, corpus.boilerplate.html.page_roles;"
        "print({'trafilatura', 'lxml', 'charset_normalizer'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_page_is_parsed_once(settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def count(text: str) -> Element | None:
        parsed.append(text)
        return page_tree(text)

    monkeypatch.setattr("corpus.readers.html_pages.page_tree", count)
    (source,) = read_bytes(PAGE.encode(), "ferry.html", settings.reading)
    assert isinstance(source, Source)
    assert not parsed
    article = describe(source, settings)
    assert article.headline.value == "Ferry stays in port after storm"
    assert parsed == [source.text]
