"""`wireside compare` and `stories`: articles side by side, and which of them are on one event."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

TREATY = (
    "Harbour treaty talks resume\n\nHalvera and Ostrene will reopen talks on the harbour treaty on 6 May, it was said."
    "\n\n“We are agreeing who opens the gate, and at what hour,” Ruan Aldane told reporters at the quay on Monday.\n\n"
    "The Straits Commission counted 41 vessels at anchor, and the draft treaty fixes the toll at 2.4 crowns a tonne.\n"
)
GAZETTE = TREATY.replace("41 vessels", "38 vessels").replace("“We are agreeing who", "“Who").replace("resume", "again")
FROST = "Frost ruins apricots\n\nLate frost has ruined most of the apricot crop in the upper valley, growers said.\n"


@pytest.fixture
def corpus(wireside: Run, tmp_path: Path) -> Run:
    for name, text in (("lantern.txt", TREATY), ("gazette.txt", GAZETTE), ("post.txt", FROST)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    wireside.cwd = tmp_path
    return wireside


def test_two_files_side_by_side(corpus: Run) -> None:
    done = corpus("compare", "lantern.txt", "gazette.txt")
    assert done.code == 0
    assert "≈ The Straits Commission counted [-41-] vessels" in done.out
    assert "{+38+} vessels" in done.out
    assert done.out.splitlines()[-1].endswith("of the words are shared")


@pytest.mark.parametrize(
    ("lens", "line"),
    [
        ("quotes", "2 “Who opens the gate, and at what hour” (cut)"),
        ("figures", "≠ vessels  1: 41  2: 38"),
        ("copy", "common text: "),
        ("words", "1  "),
        ("actors", "Ruan Aldane"),
        ("passages", "= Halvera and Ostrene"),
    ],
)
def test_a_lens(corpus: Run, lens: str, line: str) -> None:
    assert line in corpus("compare", "lantern.txt", "gazette.txt", "--lens", lens).out


def test_as_json_offsets_point_into_the_source(corpus: Run) -> None:
    told = json.loads(corpus("compare", "lantern.txt", "gazette.txt", "--json").out)
    assert list(told) == ["wireside export", "articles", "passages", "quotes", "figures", "actors", "words", "copy"]
    (row,) = (row for row in told["figures"] if row["agreement"] == "differ")
    (figure,) = row["cells"][1]["figures"]
    assert GAZETTE[figure["start"] : figure["end"]] == "38"
    assert list(json.loads(corpus("compare", "lantern.txt", "gazette.txt", "--lens", "copy", "--json").out)) == [
        "wireside export",
        "articles",
        "copy",
    ]


def test_three_are_a_table(corpus: Run) -> None:
    done = corpus("compare", "lantern.txt", "gazette.txt", "post.txt")
    assert "  ● ● ·  2  Halvera and Ostrene will reopen talks" in done.out
    assert [line for line in done.out.splitlines() if line in ("Claims", "Quotes", "Figures")] == [
        "Claims",
        "Quotes",
        "Figures",
    ]


def test_ids_of_the_index_and_stories(corpus: Run) -> None:
    assert corpus("index").code == 0
    done = corpus("stories", "--json")
    assert done.code == 0
    stories = [json.loads(line) for line in done.out.splitlines()]
    assert list(stories[0]) == ["wireside export", "id", "name", "first", "last", "outlets", "articles"]
    assert sorted(len(story["articles"]) for story in stories) == [1, 2]
    (pair,) = (story["articles"] for story in stories if len(story["articles"]) == 2)
    assert {member["duplicate_of"] for member in pair} == {None, pair[0]["id"]}
    assert corpus("compare", pair[0]["id"], pair[1]["id"]).code == 0
    text = corpus("stories")
    assert "2 articles, 1 of them the same text" in text.out
    assert text.err.splitlines()[-1] == "1 story of several articles, in 3 articles"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lantern.txt",), "give 2 to 12 articles"),
        (("lantern.txt",) * 13, "give 2 to 12 articles"),
        (("lantern.txt", "0000"), "wireside index"),
    ],
)
def test_wrong_use_is_told_in_a_line(corpus: Run, arguments: tuple[str, ...], said: str) -> None:
    done = corpus("compare", *arguments)
    assert done.code in (2, 3)
    assert said in done.err
    assert done.err.count("\n") == 1
