"""Every block gets a role with a reason; widgets go, and no paragraph is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Block, Role, Verdict
from corpus.boilerplate.passes import strip
from corpus.boilerplate.phrase_families import PhraseTable, phrase_table
from corpus.boilerplate.widget_rows import verdict_on_row
from corpus.errors import UsageError
from corpus.safety import BLANK, UNSEEN
from corpus.settings import BoilerplateSettings
from corpus.source import Source, StatedMetadata
from tui.config import load

SETTINGS = load().corpus_settings.boilerplate
PHRASES = phrase_table(SETTINGS)

BODY = (
    "The ferry across the Kell Strait was halted on Thursday after a fire in its engine room, the harbour office said.",
    "Nobody was hurt, said Ruan Aldane, who runs the line and had been on the quay since six in the morning.",
    "“We had eleven minutes, and we used nine of them,” he told reporters who had come from Halvera by bus.",
    "The office expects the crossing to open again on Monday, once an inspector has seen both of the engines.",
    "Until then lorries take the mountain road, which adds four hours and, since the landslip, a toll of nine crowns.",
    "Mirela Tosk, the mayor of Ostrene, said that her council had asked for a second ship as early as last winter.",
    "The ministry answered in March that money for a second ship would have to wait for the budget of another year.",
    "Traders on the island spoke of losses, and of bread that came too late to be sold at more than half its price.",
    "In Port Ilmay the school was closed for the day because three of its teachers live across the water.",
    "A tug from the naval yard stood by through the night, and towed the ferry to its berth shortly before the dawn.",
)
HEADLINE = "Kell ferry halted after engine fire"
WIDGETS = (
    *("Share this article", "Sign up for our newsletter", "Read more: the long history of the first bridge"),
    *(
        "Comments",
        "More to Read",
        "Add a comment",
        "Download the Lantern App!",
        "© 2031 The Lantern. All rights reserved.",
    ),
    *("Advertisement", "View Caption", "You have already saved this article.", "Summarize this story with AI", "* * *"),
    *("Follow @thelantern", "Loading comments...", "Related stories", "Log in to comment"),
)


def judged(*lines: str) -> tuple[Block, ...]:
    return strip(Source("0" * 12, "ferry.txt", "text", "\n".join(lines)), SETTINGS)


def roles(*lines: str) -> list[Role]:
    return [block.role for block in judged(*lines)]


NOISE = st.lists(
    st.one_of(st.text(max_size=60), st.sampled_from(WIDGETS), st.sampled_from(BODY), st.just(HEADLINE), st.just("")),
    max_size=25,
)


@given(NOISE)
def test_any_lines_are_covered_in_order_and_nothing_raises(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks = judged(text)
    at = 0
    for block in blocks:
        assert not text[at : block.start].strip(BLANK)
        assert block.text.split() == text[block.start : block.end].replace(UNSEEN, "").split()
        assert block.reason
        assert 0 < block.confidence <= 1
        at = block.end
    assert not text[at:].strip(BLANK)


@given(
    st.integers(min_value=0, max_value=9),
    st.lists(st.one_of(st.sampled_from(WIDGETS), st.text(max_size=50)), max_size=15),
)
def test_a_paragraph_among_ten_others_survives_any_tail(place: int, tail: list[str]) -> None:
    blocks = judged(HEADLINE, *BODY, *tail)
    (found,) = (block for block in blocks if block.lines[0] == place + 2)
    assert found.role is Role.BODY
    assert found.text == BODY[place]


@given(
    st.lists(st.sampled_from(WIDGETS), max_size=4),
    st.integers(min_value=4, max_value=10),
    st.lists(st.sampled_from((*WIDGETS, "Why the bridge was never built", "Bread, and who bakes it")), max_size=12),
)
def test_cleaning_what_was_cleaned_strips_next_to_nothing(above: list[str], paragraphs: int, tail: list[str]) -> None:
    read = [block.text for block in judged(*above, HEADLINE, *BODY[:paragraphs], *tail) if not block.stripped]
    lost = [block.text for block in judged(*read) if block.stripped]
    assert len(" ".join(lost).split()) <= 0.02 * len(" ".join(read).split()) + 3


@given(st.lists(st.sampled_from(WIDGETS), min_size=1, max_size=12, unique=True))
def test_widgets_below_an_article_are_stripped(tail: list[str]) -> None:
    assert all(block.stripped for block in judged(HEADLINE, *BODY, *tail)[11:])


def test_clean_text_stays_as_it_is() -> None:
    assert roles(HEADLINE, *BODY) == [Role.HEADLINE, *[Role.BODY] * len(BODY)]
    assert judged(HEADLINE)[0].role is Role.HEADLINE


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("- Share via", Role.SHARE),
        ("Facebook Twitter WhatsApp E-Mail", Role.SHARE),
        ("Teilen auf Facebook", Role.SHARE),
        ("FREE Newsletters", Role.NEWSLETTER),
        ("The stories that matter in your inbox every morning.", Role.NEWSLETTER),
        ("Abonnez-vous à notre lettre", Role.NEWSLETTER),
        ("Recommended: Six facts about the strait", Role.RELATED),
        ("Lesen Sie auch: Was die Brücke kostet", Role.RELATED),
        ("Lea también: el puente", Role.RELATED),
        ("Leia também", Role.RELATED),
        ("Leggi anche: il ponte", Role.RELATED),
        ("12 Comments", Role.COMMENT_WIDGET),
        ("There are no replies yet.", Role.COMMENT_WIDGET),
        ("Was this article helpful?", Role.COMMENT_WIDGET),
        ("Share this item on Facebook Share this item via email", Role.SHARE),
        ("per Mail teilen auf Facebook teilen", Role.SHARE),
        ("If you are a print subscriber, all of the Gazette is included.", Role.NEWSLETTER),
        ("More:Why the bridge was never built", Role.RELATED),
        ("The Lantern is committed to maintaining a lively but civil forum for discussion.", Role.COMMENT_WIDGET),
        (
            "By clicking “Accept all” you agree to cookies, and to all that our partners do with them, here and there "
            "and on every other site that you visit",
            Role.NEWSLETTER,
        ),
        ("This page contains affiliate links.", Role.PROMO),
        ("Write to Agnes Tull at agnes.tull@lantern.example", Role.PROMO),
        ("This is a rush transcript. It may be changed.", Role.LEGAL),
        ("Slideshow (4 images)", Role.PLAYER),
        ("Failed to save", Role.DIALOG),
        ("You reached the limit of 12 saved articles.", Role.DIALOG),
        ("View Caption", Role.PLAYER),
        ("About video ads", Role.PLAYER),
        ("ADVERTISEMENT", Role.PROMO),
        ("Get the Lantern app", Role.PROMO),
        ("Copyright ©2031, Ostrene Gazette", Role.LEGAL),
        ("Alle Rechte vorbehalten", Role.LEGAL),
        ("Skip to main content", Role.NAVIGATION),
        ("This is an AI generated summary, which may have errors.", Role.AI_NOTICE),
    ],
)
def test_a_widget_is_known_by_its_words(line: str, role: Role) -> None:
    verdict = PHRASES.verdict(line)
    assert verdict is not None
    assert verdict[0] is role


@pytest.mark.parametrize(
    "line",
    [
        *BODY,
        "Share prices in Halvera fell on Monday as traders weighed the loss of the ferry.",
        "Comments by the mayor of Ostrene drew anger in Port Ilmay.",
        "More than forty people read the notice aloud in the square.",
        "“Read more, and shout less,” she told the council.",
        "He said the newsletter of the harbour office had been sent out late.",
        "Sign language will be taught in Halvera from the autumn.",
        "The mayor asked readers to write to her at the town hall.",
        "Get 40 crowns off, the leaflet said, and the pilots laughed at it.",
        "The council is committed to keeping a pilot on each of its three ships.",
    ],
)
def test_sentences_of_articles_are_no_widgets(line: str) -> None:
    assert PHRASES.verdict(line) is None


def test_what_stands_below_a_heading_of_links_goes_with_it_and_a_credit_ends_the_list() -> None:
    tail = (
        "ALSO:",
        "Four seized at the border",
        "A cabinet shuffled",
        "Aldane reported from Ostrene; Tosk reported from Halvera.",
    )
    blocks = judged(HEADLINE, *BODY, *tail, "More to Read", "Why the bridge was never built")
    assert [block.role for block in blocks[11:]] == [*[Role.RELATED] * 3, Role.CREDIT, Role.RELATED, Role.RELATED]
    assert blocks[12].reason == "below “ALSO”"
    assert blocks[-1].reason == "below “More to Read”"


def test_a_list_of_links_in_the_middle_ends_where_the_text_goes_on() -> None:
    blocks = judged(
        HEADLINE, *BODY[:4], "Related stories", "Why the bridge was never built", "Bread, and who bakes it", *BODY[4:]
    )
    assert [block.lines[0] for block in blocks if block.stripped] == [6, 7, 8]


def test_comments_below_their_heading_are_of_readers() -> None:
    tail = ("2 comments", "Old Salt says:", "Three ships, and no captain among them, if you ask me.", "Reply")
    blocks = judged(HEADLINE, *BODY, *tail)
    assert [block.role for block in blocks[11:]] == [
        *(Role.COMMENT_WIDGET, Role.COMMENT_WIDGET, Role.READER_COMMENT, Role.COMMENT_WIDGET)
    ]


def test_a_comment_without_a_heading_is_a_guess_and_says_so() -> None:
    comment = "Agreed. But I do remember the old captain. Would he have left the quay without a pump, or with one?"
    last = judged(HEADLINE, *BODY, comment)[-1]
    assert last.role is Role.READER_COMMENT
    assert last.confidence <= 0.6
    assert last.reason.startswith("a guess: it comes last, says “I”")


def test_a_last_paragraph_of_an_opinion_is_no_comment() -> None:
    personal = [f"I remember it well: {paragraph}" for paragraph in BODY]
    assert not any(
        block.stripped for block in judged(HEADLINE, *personal, "I ask you: who pays for the pump, and when?")
    )


def test_what_is_said_twice_is_read_once() -> None:
    blocks = judged(HEADLINE, "", HEADLINE, *BODY, BODY[3], BODY[5].replace("Mirela ", ""))
    twice = [block for block in blocks if block.role is Role.DUPLICATE]
    assert [(block.lines[0], block.reason) for block in twice] == [
        *((3, "same as line 1"), (14, "same as line 7"), (15, "nearly the same as line 9"))
    ]


def test_a_subhead_that_a_list_of_contents_says_first_stays() -> None:
    contents = ("Why the pump failed", "What a second ship would cost")
    blocks = judged(HEADLINE, *contents, *BODY[:4], contents[0], *BODY[4:7], contents[1], *BODY[7:])
    assert [block.role for block in blocks if block.text in contents][-2:] == [Role.SUBHEAD, Role.SUBHEAD]


def test_who_wrote_it_is_no_part_of_it_unless_the_article_speaks_of_them() -> None:
    line = "Agnes Tull is the harbour correspondent of The Lantern and the author of two books on the Kell Strait."
    last = judged(HEADLINE, *BODY, line)[-1]
    assert last.role is Role.PROMO
    assert last.reason == "says who Agnes Tull is, who is not mentioned in the article"
    told = line.replace("Agnes Tull is", "Mirela Tosk is")
    assert not judged(HEADLINE, *BODY, told)[-1].stripped
    assert not judged(HEADLINE, *BODY[:5], line, *BODY[5:])[6].stripped


def test_who_is_quoted_behind_a_dash_stays() -> None:
    assert not any(block.stripped for block in judged(HEADLINE, *BODY, "“Nine minutes.”", "— Bero Halm"))


def test_lines_that_differ_in_their_figures_are_not_the_same() -> None:
    table = [
        f"District {n}: of all ballots cast on the day of the vote {n}{n} in a hundred were for the bridge"
        for n in "3456"
    ]
    assert not any(block.stripped for block in judged(HEADLINE, *BODY, *table))


def test_short_answers_may_come_again() -> None:
    blocks = judged(HEADLINE, *BODY[:5], "“Yes,” he said.", *BODY[5:], "“Yes,” he said.")
    assert not any(block.stripped for block in blocks)


@pytest.mark.parametrize(
    ("glued", "role", "piece"),
    [
        ("إقرأ هذا الخبر بالعربية" + BODY[0], Role.NAVIGATION, "إقرأ هذا الخبر بالعربية"),
        ("Читать эту новость" + BODY[0], Role.NAVIGATION, "Читать эту новость"),
        (BODY[0] + "  Mirela Tosk, AFP/", Role.BYLINE, "Mirela Tosk, AFP/"),
        (BODY[0] + " – Reuters", Role.CREDIT, "– Reuters"),
        (BODY[0] + " Follow @thelantern", Role.SHARE, "Follow @thelantern"),
        (BODY[0] + " Sign up for our newsletter.", Role.NEWSLETTER, "Sign up for our newsletter."),
        (BODY[0] + " (Photo: Agnes Tull, The Lantern)", Role.CREDIT, "(Photo: Agnes Tull, The Lantern)"),
    ],
)
def test_glued_pieces_are_cut_off(glued: str, role: Role, piece: str) -> None:
    blocks = judged(HEADLINE, glued, *BODY[1:])
    assert len(blocks) == len(BODY) + 2
    assert {(block.text, block.role) for block in blocks if block.lines == (2, 2)} == {
        (BODY[0], Role.BODY),
        (piece, role),
    }


def test_a_name_in_another_script_inside_a_sentence_stays() -> None:
    lines = ("Ильмай (Port Ilmay) is " + BODY[0][4:], *BODY[1:])
    assert roles(HEADLINE, *lines) == [Role.HEADLINE, *[Role.BODY] * len(BODY)]


def test_the_top_of_an_article_is_named() -> None:
    top = (
        *(
            "Skip to content",
            "News > Strait > Ferries",
            HEADLINE,
            "The crossing may open again on Monday, says the harbour office",
        ),
        *(
            "By Mirela Tosk",
            "14 March 2031, 18:20",
            "The burnt engine room of the ferry, seen on 13 March 2031. | Reuters",
        ),
    )
    assert roles(*top, *BODY)[:8] == [
        *(
            Role.NAVIGATION,
            Role.NAVIGATION,
            Role.HEADLINE,
            Role.DEK,
            Role.BYLINE,
            Role.DATELINE,
            Role.CAPTION,
            Role.BODY,
        )
    ]


@pytest.mark.parametrize(
    "credit",
    [
        "(Additional reporting by Mirela Tosk in Ostrene; Editing by Ruan Aldane)",
        "Ruan Aldane reported from Port Ilmay.",
        "AP Photo/Agnes Tull",
        "— With assistance by Mirela Tosk and Joss Ferrant",
        "The Associated Press contributed to this report.",
    ],
)
def test_credits_are_never_stripped(credit: str) -> None:
    (found,) = (block for block in judged(HEADLINE, *BODY, "Comments", credit, "Reply") if block.text == credit)
    assert found.role is Role.CREDIT


def test_a_subhead_stands_between_paragraphs() -> None:
    blocks = judged(HEADLINE, *BODY[:4], "‘Eleven minutes’", *BODY[4:])
    assert blocks[5].role is Role.SUBHEAD


def test_the_headline_that_the_file_names_is_found_in_the_text() -> None:
    brought = StatedMetadata(headline=Verdict(HEADLINE, "<title>", 0.9))
    text = "\n".join(("Halvera | Ferries", "A cold morning", HEADLINE.upper(), *BODY))
    blocks = strip(Source("0" * 12, "ferry.txt", "text", text, brought), SETTINGS)
    assert blocks[2].role is Role.HEADLINE
    blocks = strip(Source("0" * 12, "ferry.txt", "text", "\n".join(BODY), brought), SETTINGS)
    assert all(block.role is not Role.HEADLINE for block in blocks)


def test_a_user_adds_a_line_of_an_outlet() -> None:
    table = PhraseTable({Role.PROMO: ("from the harbour wall …", "(halvera|ostrene) calling")})
    assert table.verdict("From the Harbour Wall: our Sunday column") is not None
    assert table.verdict("Halvera calling") is not None
    assert table.verdict("Halvera called") is None


def test_an_unknown_role_and_a_broken_pattern_are_told_in_one_line() -> None:
    with pytest.raises(UsageError, match="no role 'spam'"):
        phrase_table(BoilerplateSettings({"spam": ("x",)}))
    with pytest.raises(UsageError, match="can't be read: fix it: a bracket is never closed"):
        phrase_table(BoilerplateSettings({"promo": ("(",)}))


def test_the_defaults_hold_only_roles_that_are_stripped() -> None:
    assert all(Role(role).stripped for role in SETTINGS.phrases)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("3 min 40 s · 1x · Download audio", Role.PLAYER),
        ("Save for later · Share · Comments (3)", Role.SHARE),
        ("What do you think? Rate this story ★ ★ ★", Role.COMMENT_WIDGET),
        ("Home Halvera The Strait Money Weather Crossword", Role.NAVIGATION),
        ("Politics Business Money Ostrene Sport Culture", Role.NAVIGATION),
    ],
)
def test_widgets_in_a_row_and_menus_are_known_by_their_parts(line: str, role: Role) -> None:
    assert verdict_on_row(line, PHRASES) is not None
    assert judged(line, HEADLINE, *BODY)[0].role is role


@pytest.mark.parametrize(
    "line",
    ["Home Secretary Visits Port Ilmay After Fire", "Nobody was hurt. Share this article.", "Money talks. So do we."],
)
def test_a_headline_in_capitals_is_no_menu(line: str) -> None:
    assert verdict_on_row(line, PHRASES) is None


def test_names_of_sections_above_the_headline_are_no_headline() -> None:
    lead = "Halvera and Ostrene will return to the table over the harbour treaty in May, the ministers said on Friday."
    top = "Home World The Strait Money Weather Crossword\nHalvera and Ostrene to resume treaty talks"
    first, second, *_ = judged(f"{top}\n\n{lead}\n\nA second paragraph. {lead}")
    assert (first.role, second.role) == (Role.NAVIGATION, Role.HEADLINE)
