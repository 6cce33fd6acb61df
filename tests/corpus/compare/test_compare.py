"""Two articles side by side: which passages go together, as what, in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Block, Role, Verdict
from corpus.compare import AlignedRow, ArticlePassage, Comparison, Lenses, TextReuse, compare
from corpus.text.sentences import sentences
from corpus.text.tokenize import tokenize

LANTERN = (
    "Talks on the harbour treaty will begin on 6 May in neutral Caddis.",
    "Halvera and Ostrene will return to the table over the treaty that has kept Port Ilmay half shut since November.",
    "“We are not renegotiating the map,” Aldane told us. “We are agreeing who opens the gate, and at what hour.”",
    "The Straits Commission counted 41 vessels at anchor on Thursday, the most since the closure began.",
    "Two officials said a draft already fixes the toll at 2.4 crowns a tonne, down from 3.1.",
)
GAZETTE = (
    "TALKS on the harbour treaty will begin on 6 May in neutral Caddis",
    "The two governments will speak again about the treaty, under which Port Ilmay has been safely closed since "
    "November.",
    'Halvera\'s minister said the parties would settle "who opens the gate".',
    "Halvera’s closure has lasted 121 days; the treaty allows ninety, Tosk said. “We can count, and we have.”",
    "A treasury spokesman called reports of a toll of 2.9 crowns a tonne “weather”.",
)


def article(*paragraphs: str, role: Role = Role.BODY, indent: int = 0) -> Article:
    blocks, at = [], indent
    for line, text in enumerate(paragraphs, 1):
        blocks.append(Block(role, text, at, at + len(text), (line, line), "", 1.0, ((0, at),)))
        at += len(text) + 2 + indent
    return Article("0", (), Verdict("", "", 1.0), None, None, None, None, None, "en", tuple(blocks))


def kinds(comparison: Comparison) -> str:
    signs = {"same": "=", "near": "≈", "otherwise": "~", "left": "◂", "right": "▸"}
    return "".join(signs[row.kind] for row in comparison.rows)


def marked(passage: ArticlePassage | None) -> list[str]:
    assert passage is not None
    return [passage.text[start:end] for start, end in passage.different]


def held(passage: ArticlePassage | None) -> list[str]:
    assert passage is not None
    return [passage.text[start:end] for start, end in passage.shared]


def test_two_outlets_on_one_day() -> None:
    comparison = compare(article(*LANTERN), article(*GAZETTE))
    assert kinds(comparison) == "=◂▸~◂▸~"
    assert comparison.counts == {"same": 1, "near": 0, "otherwise": 2, "left": 2, "right": 2}
    same, _, _, gate, _, _, toll = comparison.rows
    assert same.reason == "the same words"
    assert gate.reason == "2 of 6 rarer words shared, the same quote"
    assert held(toll.left) == ["toll", "crowns", "tonne"]
    assert held(toll.right) == ["toll", "crowns", "tonne"]
    assert 0.2 < comparison.shared_words < 0.6


def test_the_reason_counts_the_telling_words_of_the_shorter_passage() -> None:
    left = article("Fourteen deep-water berths on the eastern quay stand empty.")
    right = article("Only fourteen of the deep-water berths along the eastern quay stand empty tonight, Halm said.")
    (row,) = compare(left, right).rows
    assert row.reason == "8 of 8 rarer words shared"


def test_case_quotation_marks_and_dashes_change_nothing() -> None:
    left = article("“It’s THE tide’s — and nobody else’s — business.”")
    right = article("\"It's the tide's - and nobody else's - business\"")
    assert kinds(compare(left, right)) == "="


@pytest.mark.parametrize(("one", "other"), [("5 %", "5"), ("$5", "€5"), ("2.4", "24"), ("-5", "5"), ("3,100", "3.100")])
def test_another_figure_is_not_the_same(one: str, other: str) -> None:
    left, right = (article(f"The draft treaty sets the harbour toll at {figure} this year.") for figure in (one, other))
    assert kinds(compare(left, right)) == "≈"


def test_a_passage_told_elsewhere_is_found_and_said_so() -> None:
    left = article(*LANTERN)
    right = article(*LANTERN[1:], LANTERN[0])
    comparison = compare(left, right)
    assert kinds(comparison) == "====="
    assert [row.reason for row in comparison.rows].count("the same words, at another place") == 1


def test_names_alone_match_nothing() -> None:
    left = article("Foreign Minister Ruan Aldane of Halvera flew to Caddis.", "Aldane slept badly.")
    right = article("Foreign Minister Ruan Aldane of Halvera praised Caddis.", "Mirela Tosk met Aldane.")
    assert kinds(compare(left, right)) == "◂◂▸▸"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.BODY, Role.SUBHEAD}))
def test_only_body_and_subheads_are_compared(role: Role) -> None:
    caption = article(*LANTERN, role=role)
    assert compare(caption, caption).rows == ()


def test_a_subhead_is_one_passage() -> None:
    left = article("No pilots. No tugs. No treaty", role=Role.SUBHEAD)
    assert len(compare(left, article()).rows) == 1


def test_empty_articles_share_nothing() -> None:
    nothing = compare(article(), article())
    assert (nothing.rows, nothing.shared_words) == ((), 0.0)
    assert nothing.lenses == Lenses((), (), (), (TextReuse((), 0.0, (), ()),) * 2, ())
    assert kinds(compare(article(), article(*LANTERN))) == "▸▸▸▸▸"
    assert kinds(compare(article("* * *"), article("* * *"))) == "="


def test_right_to_left_text() -> None:
    left = article("وصلت العبارة إلى الميناء القديم عند الفجر. قال القبطان إن الضباب كان كثيفا؟ نعم.")
    right = article("قال القبطان إن الضباب كان كثيفا جدا في تلك الليلة.")
    assert kinds(compare(left, left)).strip("=") == ""
    assert "≈" in kinds(compare(left, right))


def test_scripts_without_spaces() -> None:
    left = article("渡し船は霧の中で座礁した。乗客は全員無事だった。")
    right = article("渡し船は濃い霧の中で座礁した。")
    comparison = compare(left, right)
    assert kinds(comparison) == "≈◂"
    assert marked(comparison.rows[0].right) == ["濃い"]


def test_combining_marks_are_letters() -> None:
    assert kinds(compare(article("की बात पानी नाव"), article("का बात पानी नाव"))) != "="


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Halm waited. Nobody came.", 2),
        ("The U.S. Coast Guard left at 6 p.m. The ferry stayed.", 2),
        ("Ms. R. J. Lunde of St. Orme paid No. 7 a visit.", 1),
        ("“Who pays?” Tosk asked. Nobody answered.", 2),
        ("She said 3.5 metres… and then nothing.", 1),
        ("“We can wait,” Halm said. “We have waited before.” Then he left.", 2),
        ("“The lake will come back. It has nowhere else to go,” said Holt. He had new boots.", 2),
        ("Is it fog? Is it smoke?! It is both.", 3),
        ("霧が出た。船は止まった。", 2),
        ("", 0),
        (" \n ", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_run_of_full_stops_is_one_sentence_end() -> None:
    assert [text[start:end] for text in ["Wait....... Then go?!?! He left."] for start, end in sentences(text)] == [
        "Wait.......",
        "Then go?!?!",
        "He left.",
    ]


def test_a_long_quotation_is_taken_apart() -> None:
    text = "“A quotation that goes on. " + "And on it goes. " * 40 + "At last it ends.” Then he left."
    assert len(sentences(text)) > 2
    assert all(end - start <= 400 for start, end in sentences(text))


paragraphs = st.lists(
    st.one_of(
        st.sampled_from(LANTERN + GAZETTE),
        st.text(st.sampled_from("ab AB.?!“”\"' 1,\n港。ש\u0301\ufffd-"), max_size=60),
        st.text(max_size=60),
    ),
    max_size=8,
)


def stand_in_rows(rows: tuple[AlignedRow, ...], side: str) -> list[tuple[int, int]]:
    found = [passage for row in rows if (passage := getattr(row, side)) is not None]
    return [(passage.start, passage.end) for passage in found]


@given(paragraphs, paragraphs)
def test_every_passage_stands_in_one_row(one: list[str], other: list[str]) -> None:
    left, right = article(*one, indent=3), article(*other)
    rows = compare(left, right).rows
    for side, whole in (("left", left), ("right", right)):
        alone = compare(whole, article()).rows
        assert sorted(stand_in_rows(rows, side)) == stand_in_rows(alone, "left")
    assert stand_in_rows(rows, "left") == sorted(stand_in_rows(rows, "left"))
    unmoved = tuple(row for row in rows if "another place" not in row.reason)
    assert stand_in_rows(unmoved, "right") == sorted(stand_in_rows(unmoved, "right"))
    for row in rows:
        assert (row.left is None, row.right is None) == (row.kind == "right", row.kind == "left")


@given(paragraphs, paragraphs)
def test_spans_and_offsets_hold(one: list[str], other: list[str]) -> None:
    left, right = article(*one, indent=3), article(*other)
    for row in compare(left, right).rows:
        for passage, whole in ((row.left, left), (row.right, right)):
            if passage is None:
                continue
            block = whole.blocks[passage.block]
            start, end = block.from_source(passage.start), block.from_source(passage.end)
            assert block.text[start:end] == passage.text
            assert row.kind == "near" or not passage.different
            edges = [edge for span in passage.different for edge in span]
            assert edges == sorted(edges)
            assert all(0 <= edge <= len(passage.text) for edge in edges)
            assert all(tokenize(passage.text[a:b]) for a, b in passage.different)


@given(paragraphs)
def test_an_article_is_the_same_as_itself(one: list[str]) -> None:
    comparison = compare(article(*one), article(*one))
    assert kinds(comparison).strip("=") == ""
    assert all(row.reason == "the same words" for row in comparison.rows)
    assert comparison.shared_words == (1.0 if tokenize(" ".join(one)) else 0.0)


@given(paragraphs, paragraphs)
def test_swapping_sides_changes_nothing_else(one: list[str], other: list[str]) -> None:
    there, back = compare(article(*one), article(*other)), compare(article(*other), article(*one))
    assert there.shared_words == back.shared_words
    pairs = {(row.left, row.right) for row in there.rows}
    assert pairs == {(row.right, row.left) for row in back.rows}


def test_no_text_takes_forever() -> None:
    """It would, but for the limits on the length of a passage and on the work of pairing."""
    endless = article("harbour treaty toll " * 20_000, "ab" * 50_000)
    endless_too = article("toll treaty harbour " * 20_000, "ba" * 50_000)
    alike = article(*(f"The harbour treaty sets toll number {n} for ships." for n in range(3_000)))
    alike_too = article(*(f"A toll numbered {n} stands in the harbour treaty." for n in range(3_000)))
    assert compare(endless, endless_too).rows
    assert compare(alike, alike_too).rows


def test_what_the_other_desk_has_in_the_next_sentence_is_not_missing() -> None:
    left = article("The pilots of Sarn have waited at the quay since the closure began, and now they count the days.")
    right = article(
        "The pilots of Sarn have waited at the quay since the closure began.",
        "And now they count the days, said the minister of Halvera, who wore a hat.",
    )
    row = compare(left, right).rows[0]
    assert row.kind == "near"
    assert row.left is not None
    assert row.left.different == ()
    assert row.reason.endswith("some of it in the next row")


def test_a_place_ends_no_sentence() -> None:
    (row,) = compare(article("PORT ILMAY, Halv. — The ferry ran aground."), article("The ferry ran aground.")).rows
    assert row.kind == "near"


def test_a_comparison_of_two_is_ended_by_what_is_asked_between() -> None:
    class Left(Exception):
        pass

    asked = 0

    def between() -> None:
        nonlocal asked
        asked += 1
        if asked == 2:  # the articles were read, and a passage of the left is about to be compared
            raise Left

    one, other = (article(f"The {word} sank off the quay on Monday.") for word in ("ferry", "trawler"))
    with pytest.raises(Left):
        compare(one, other, between=between)
