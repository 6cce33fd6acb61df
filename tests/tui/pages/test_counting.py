"""Counts in words: one is told as one, on the command line and on the screens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tui.pages.wording import counted

if TYPE_CHECKING:
    from tests.conftest import Run


def test_one_several_and_many() -> None:
    assert counted(1, "article") == "1 article"
    assert counted(0, "article") == "0 articles"
    assert counted(4812, "article") == "4,812 articles"
    assert counted(1, "story", "stories") == "1 story"
    assert counted(2, "story", "stories") == "2 stories"


def test_of_one_article_every_command_tells_one(wireside: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "one"
    corpus.mkdir()
    (corpus / "one.txt").write_text("The bridge\n\n“Nobody here is in a hurry,” said Mirela Tosk of the old bridge.\n")
    wireside("index", corpus)
    id = wireside("search", "bridge", "-c", corpus).out[:12]
    for arguments in (["search", "bridge"], ["actors"], ["actors", id], ["quotes"], ["stories"], ["show", id, "--why"]):
        done = wireside(*arguments, "-c", corpus)
        printed = re.sub(r"\d+ of |[\d.]+ ms\b", "", done.out + done.err)
        assert not re.search(r"\b1 \w+s\b", printed), done
