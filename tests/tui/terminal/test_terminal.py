"""The installed command in a real terminal of 80 × 24, on the sample: from an empty home to quitting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.tui.terminal_emulator import Terminal

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.fixture
def demo(wireside: Run) -> Iterator[Terminal]:
    terminal = Terminal(wireside, "--demo")
    yield terminal
    terminal.close()


def test_from_an_empty_home_through_search_article_boilerplate_and_comparison_to_quitting(demo: Terminal) -> None:
    demo.until("1 of 15")
    demo.press("/")
    demo.press("caddis treaty")
    demo.until(lambda text: "harbour" in text and "caddis treaty" in text and "so far" not in text)
    demo.press("\r")
    demo.press("m")
    demo.until("◆")
    demo.press("\r")
    demo.until("words ·")
    demo.press("b")
    demo.until("└ ")
    demo.press("bb")
    demo.until("words ·")
    demo.press("\x1b")
    demo.until("best first")
    demo.press("j")
    demo.until(lambda text: re.search(r"\b2 of \d", text) is not None)
    demo.press("c")
    screen = demo.until("Compare two articles")
    assert "Passages" in screen
    demo.press("]")
    demo.until("difference 2 of")
    demo.press("q")
    demo.until("best first")
    demo.press("q")
    assert demo.ended() == 0


def test_what_is_typed_at_once_goes_into_the_bar(demo: Terminal) -> None:
    demo.until("1 of 15")
    demo.press("/said path:2031/03\r")
    demo.until("/ said path:2031/03")
    demo.press("\x11")
    assert demo.ended() == 0
