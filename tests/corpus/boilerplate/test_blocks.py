"""Lines to blocks: wrapped paragraphs joined, nothing lost, every character tied to its place in the source."""

from __future__ import annotations

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Block
from corpus.boilerplate.blocks import count_words, is_prose, split_block, text_blocks
from corpus.safety import BLANK, UNSEEN

PARAGRAPHS = (
    "The ferry across the Kell Strait was halted on Thursday after a fire in its engine room, the harbour office said.",
    "Nobody was hurt, said Ruan Aldane, who runs the line and had been on the quay since six with all his crew.",
    "The office expects the crossing to open again on Monday, once an inspector has seen both of the engines.",
)

NOISE = st.text(
    alphabet=st.one_of(
        st.sampled_from("\n\n\n\r\t\xad   .,:;!?-—–•*|@#/\\()[]“”\"'‘’"),
        st.characters(codec="utf-8", exclude_characters="\x00"),
        st.sampled_from("aeinrstAEINRST"),
    ),
    max_size=400,
)


def check_runs(text: str, block: Block) -> None:
    """Each character of the block is the source's own, or white space that stands for white space."""
    found = text[block.start : block.end]
    assert found == found.strip(BLANK)
    assert block.text == " ".join(found.replace(UNSEEN, "").split())
    for i, shown in enumerate(block.text):
        found = text[block.to_source(i)]
        assert shown == found or (shown == " " and found.isspace())
    assert text.count("\n", 0, block.start) + 1 == block.lines[0]
    assert text.count("\n", 0, block.end) + 1 == block.lines[1]


@given(NOISE)
def test_blocks_cover_every_character_that_is_not_white_space(text: str) -> None:
    blocks = text_blocks(text)
    covered = [i for block in blocks for i in range(block.start, block.end) if text[i] not in BLANK]
    assert covered == [i for i, character in enumerate(text) if character not in BLANK]
    for block in blocks:
        check_runs(text, block)


@given(st.sampled_from(PARAGRAPHS), st.integers(min_value=1, max_value=15))
def test_a_split_block_loses_nothing(paragraph: str, words: int) -> None:
    text = "\n\n".join(fill(one, 50, initial_indent="  ", subsequent_indent="  ") for one in (paragraph, *PARAGRAPHS))
    block = text_blocks(text)[0]
    left, right = split_block(text, block, len(" ".join(paragraph.split()[:words])) + 1)
    assert len(left.text.split()) == words
    assert (left.text + " " + right.text).split() == paragraph.split()
    check_runs(text, left)
    check_runs(text, right)


@pytest.mark.parametrize("width", [40, 50, 60, 66, 72, 80, 90, 100])
def test_hard_wrapped_paragraphs_are_joined(width: int) -> None:
    blocks = text_blocks("\n\n".join(fill(paragraph, width) for paragraph in PARAGRAPHS))
    assert [block.text for block in blocks] == list(PARAGRAPHS)


@pytest.mark.parametrize("width", [72, 80, 100])
def test_wrapped_paragraphs_end_where_a_line_had_room_left(width: int) -> None:
    blocks = text_blocks("\n".join(fill(paragraph, width) for paragraph in PARAGRAPHS))
    assert [block.text for block in blocks] == list(PARAGRAPHS)


def test_wrapped_paragraphs_that_begin_with_an_indent_are_told_apart() -> None:
    text = "\n".join(fill(paragraph, 64, initial_indent="    ") for paragraph in PARAGRAPHS)
    assert [block.text for block in text_blocks(text)] == list(PARAGRAPHS)


def test_a_paragraph_a_line_stays_a_block_a_line() -> None:
    text = "\n".join(("Kell ferry halted", *PARAGRAPHS, "Share this article", "More stories"))
    assert [block.lines for block in text_blocks(text)] == [(n, n) for n in range(1, 7)]


def test_short_lines_of_a_list_are_not_taken_for_wrapped_text() -> None:
    lines = ["Talks on the harbour", "ferry fares to rise", "a bridge too late", "bread, and who bakes it", "More"]
    assert [block.text for block in text_blocks("\n".join(lines))] == lines


def test_carriage_returns_and_no_break_spaces_are_white_space() -> None:
    text = "Kell ferry halted\r\n\r\n\u00a0\u00a0Nobody was\u00a0 hurt.\r\n"
    blocks = text_blocks(text)
    assert [block.text for block in blocks] == ["Kell ferry halted", "Nobody was hurt."]
    assert [block.lines for block in blocks] == [(1, 1), (3, 3)]


def test_what_is_unseen_is_left_out_of_words() -> None:
    text = "\xad\xad Kell\xad ferry hal\xadted\xad\n\xad\n A fire\xad \xad on board"
    blocks = text_blocks(text)
    assert [block.text for block in blocks] == ["Kell ferry halted", "A fire on board"]
    assert [block.lines for block in blocks] == [(1, 1), (3, 3)]
    assert text[blocks[0].to_source(14)] == "t"
    assert blocks[0].from_source(text.index("ted")) == 14


def test_words_are_counted_where_no_spaces_stand_between_them() -> None:
    assert count_words("one two  three") == 3
    assert count_words("港口的渡轮因火灾停航") >= 5


def test_prose_is_told_from_lines() -> None:
    for paragraph in PARAGRAPHS:
        assert is_prose(text_blocks(paragraph)[0])
    assert not is_prose(text_blocks("Share this article with your friends")[0])
