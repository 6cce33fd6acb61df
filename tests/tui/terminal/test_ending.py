"""However the reader ends, the terminal can be used, the place is kept, and the exit code tells how it ended."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.tui.terminal_emulator import Terminal

_FAULTY = """
import sys
from tui.cli import main
from tui.screens.desk.marks_and_tags import MarksAndTags
from tui import app
{fault}
sys.argv[1:] = ["--demo"]
main()
"""


def faulty(run: Run, fault: str) -> Terminal:
    """The reader with a fault in it."""
    return Terminal(run, command=(sys.executable, "-P", "-c", _FAULTY.format(fault=fault)))


@pytest.fixture
def demo(wireside: Run) -> Iterator[Terminal]:
    terminal = Terminal(wireside, "--demo")
    terminal.until("of 15")
    yield terminal
    terminal.close()


def test_sigterm_restores_the_terminal_and_keeps_the_place(demo: Terminal, wireside: Run) -> None:
    demo.press("/caddis treaty\r")
    demo.until(lambda text: "/ caddis treaty" in text and "best first" in text)
    os.kill(demo.guard, signal.SIGTERM)
    assert demo.ended() == 128 + signal.SIGTERM
    assert demo.is_restored()
    assert b"Traceback" not in demo.seen
    again = Terminal(wireside, "--demo")
    again.until("/ caddis treaty")
    again.press("\x11")
    assert again.ended() == 0
    assert again.is_restored()


def test_sigterm_to_the_reader_itself_is_the_same(demo: Terminal) -> None:
    os.kill(demo.reader, signal.SIGTERM)
    assert demo.ended() == 128 + signal.SIGTERM
    assert demo.is_restored()


def test_a_closed_terminal_keeps_the_place_and_leaves_no_process(demo: Terminal, wireside: Run) -> None:
    demo.press("/caddis treaty\r")
    demo.until(lambda text: "/ caddis treaty" in text and "best first" in text)
    reader = demo.reader
    demo.hang_up()
    assert demo.wait() == 128 + signal.SIGHUP
    assert not Path(f"/proc/{reader}/cmdline").exists()
    again = Terminal(wireside, "--demo")
    again.until("/ caddis treaty")
    again.press("\x11")
    assert again.ended() == 0


@pytest.mark.parametrize(("number", "words"), [(signal.SIGBUS, b"cut short"), (signal.SIGKILL, b"killed")])
def test_what_kills_the_reader_is_one_line_on_a_restored_terminal(
    demo: Terminal, number: signal.Signals, words: bytes
) -> None:
    os.kill(demo.reader, number)
    assert demo.ended() == 128 + number
    assert demo.is_restored()
    line = demo.seen.rpartition(b"\x1b[?25h")[2]
    assert words in line
    assert line.count(b"\n") == 1


def test_an_index_that_is_cut_short_under_the_reader_is_one_line(demo: Terminal, wireside: Run) -> None:
    for file in (wireside.home / "XDG_CACHE_HOME").rglob("*"):
        if file.suffix in (".words", ".col", ".article", ".text"):
            os.truncate(file, 0)
    demo.press("/anvil ferry bell\r")
    screen = demo.until(lambda text: "cut short" in text or "damaged" in text or "can't be used" in text)
    if "cut short" in screen:
        assert demo.ended() == 128 + signal.SIGBUS
        assert demo.is_restored()


@pytest.mark.parametrize("whom", ["guard", "reader"])
@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_after_fg_the_whole_screen_is_painted(demo: Terminal, number: signal.Signals, whom: str) -> None:
    if (number, whom) == (signal.SIGSTOP, "guard"):
        pytest.skip("nobody hears of it; the reader goes on, and so does the screen")
    before = demo.until("of 15")
    os.kill(demo.guard if whom == "guard" else demo.reader, number)
    demo.until(lambda _: demo.is_stopped())
    demo.wipe()
    os.killpg(demo.guard, signal.SIGCONT)
    demo.until(lambda text: text == before)
    demo.press("j")
    demo.until("2 of 15")
    demo.press("\x11")
    assert demo.ended() == 0
    assert demo.is_restored()


def test_an_error_of_ours_is_one_line_and_no_success(wireside: Run) -> None:
    terminal = faulty(wireside, "MarksAndTags.toggle_mark = lambda self: 1 / 0")
    terminal.until("of 15")
    terminal.press("m")
    assert terminal.ended() == 3
    assert terminal.is_restored()
    line = terminal.seen.rpartition(b"\x1b[?1004l")[2]
    assert b"ZeroDivisionError" in line
    assert line.count(b"\n") == 1


def test_the_quit_key_leaves_though_the_notebook_can_not_be_closed(wireside: Run) -> None:
    fault = """
import threading
from tui.services.notebook_writer import NotebookWriter
app._SECONDS_TO_END = 0.5
NotebookWriter.close = lambda self: threading.Event().wait()
"""
    terminal = faulty(wireside, fault)
    terminal.until("of 15")
    terminal.press("t\x11")
    assert terminal.ended() == 3
    assert terminal.is_restored()
    assert b"the notebook took too long to close" in terminal.seen


def test_a_suspend_key_typed_while_the_reader_quits_does_not_stop_it(wireside: Run) -> None:
    fault = """
import threading
from tui.services.notebook_writer import NotebookWriter
close = NotebookWriter.close
NotebookWriter.close = lambda self: (threading.Event().wait(2), close(self))
"""
    terminal = faulty(wireside, fault)
    terminal.until("of 15")
    terminal.press("\x11")
    terminal.until(lambda _: terminal.is_given_back())
    terminal.press("\x1a")
    assert terminal.ended() == 0
