"""Names and quotes in texts that no newsroom wrote: four times the text is four times the work, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from cProfile import Profile

import pytest

from corpus.actors.find_actors import find_actors
from corpus.article import Block, Role
from corpus.quotes.find_quotes import find_quotes

HOSTILE = {
    "one word of saying": "he said ",
    "quotation marks": '"',
    "openings": "“a ",
    "single marks": "'s' ",
    "quotes": "He said “no one”. ",
    "capitals": "A",
    "names": "Ab and ",
    "titles": "Mr. ",
    "brackets": "([)]",
    "digits": "7",
    "one letter": "a",
    "according": "according to him, ",
    "sentences": "Ruan Aldane told Mirela Tosk on Monday that “the ferries” were late, she said. ",
    "phrases": "a spokesman of the ",
    "full stops": ". ",
}
SIZE = 3000
TOO_MUCH = 6.0


def blocks_of(lines: Sequence[str]) -> tuple[Block, ...]:
    blocks, at = [], 0
    for number, line in enumerate(lines, 1):
        blocks.append(Block(Role.BODY, line, at, at + len(line), (number, number), "", 1.0, ((0, at),)))
        at += len(line) + 1
    return tuple(blocks)


def calls(blocks: tuple[Block, ...]) -> int:
    """How many calls of functions it takes to read the blocks."""
    counter = Profile()
    counter.runcall(lambda: find_quotes(blocks, find_actors(blocks)))
    return sum(entry.callcount for entry in counter.getstats())


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_work_grows_with_the_text_on_one_line(unit: str) -> None:
    short, long = ((unit * (size // len(unit))).strip() for size in (SIZE, 4 * SIZE))
    calls(blocks_of([short]))
    assert calls(blocks_of([long])) < TOO_MUCH * calls(blocks_of([short]))


@pytest.mark.parametrize("line", ["He said so.", "Mr Aldane", "“No,” she said.", "“Yes"])
def test_work_grows_with_the_number_of_lines(line: str) -> None:
    calls(blocks_of([line] * 200))
    assert calls(blocks_of([line] * 800)) < TOO_MUCH * calls(blocks_of([line] * 200))


def test_what_no_article_has_is_left_unread() -> None:
    told = find_quotes(blocks_of(["“No ferries today,” he said. " * 5000]), ())
    assert 1000 < len(told) <= 4000 + 3000


def test_a_long_transcript_is_read_to_its_end() -> None:
    lines = [f"“The ferry number {number} will not sail today,” the harbour master said." for number in range(1500)]
    assert len(find_quotes(blocks_of(lines), ())) == len(lines)
