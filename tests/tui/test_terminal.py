"""The installed command in a real terminal of 80 × 24, on the sample: from an empty home to quitting."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

ROWS, COLUMNS = 24, 80
SECONDS = 40


class Terminal:
    """`wireside` in a pseudo-terminal, and what a terminal would show of it."""

    def __init__(self, run: Run, *arguments: str) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        environment = run.environment({"TERM": "xterm-256color", "COLORTERM": "truecolor"})
        self._process = pexpect.spawn(
            str(run.script), list(arguments), cwd=run.cwd, env=environment, dimensions=(ROWS, COLUMNS)
        )

    def press(self, keys: str) -> None:
        self._process.send(keys)

    def lines(self) -> list[str]:
        """What is on the screen now."""
        while True:
            try:
                self._stream.feed(self._process.read_nonblocking(65536, timeout=0.05))
            except (pexpect.TIMEOUT, pexpect.EOF):
                return list(self._screen.display)

    def until(self, shows: Callable[[str], bool] | str) -> str:
        """Wait until the screen shows something; what it shows then."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            text = "\n".join(self.lines())
            if shows in text if isinstance(shows, str) else shows(text):
                return text
        raise AssertionError("the screen never showed it:\n" + "\n".join(self.lines()))

    def ended(self) -> int | None:
        """Wait for the end; the exit code."""
        self._process.expect(pexpect.EOF, timeout=SECONDS)
        self._process.close()
        code: int | None = self._process.exitstatus
        return code

    def close(self) -> None:
        self._process.close(force=True)


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
    time.sleep(0.5)
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
