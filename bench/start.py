"""How long wireside takes to begin: `wireside search` against bare Python, the reader against a bare Textual app.

    python -m bench.start [runs]

Runs take turns, so that a busy moment of the machine meets all of them; the table gives medians. Goals: a search in at
most 0.25 s more than `python -c pass`, the reader's first paint in at most 1.5 times that of an app with one Static.
The index, of the sample, is built before the clock starts.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import pyte

PYTHON = sys.executable
WIRESIDE = str(Path(PYTHON).with_name("wireside"))
ROWS, COLUMNS = 24, 80
PATIENCE_S = 20.0
SEARCH_GOAL_S = 0.25
PAINT_GOAL = 1.5

BARE_APP = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("here it is")

Bare().run()
"""


def seconds_to_end(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """From the start of a process to its end."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def seconds_to_paint(command: Sequence[str], environment: Mapping[str, str], text: str) -> float:
    """From the start of a process in a terminal of 80 × 24 until `text` stands on its screen."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    begun = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.execve(command[0], list(command), dict(environment))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        while time.perf_counter() - begun < PATIENCE_S:
            if select.select([terminal], [], [], 0.5)[0]:
                painted = os.read(terminal, 65536)
                seconds = time.perf_counter() - begun  # what pyte takes is not the app's
                stream.feed(painted)
                if any(text in line for line in screen.display):
                    return seconds
        raise SystemExit(f"{command[0]} never showed {text!r}:\n" + "\n".join(screen.display))
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def in_turns(runs: int, **measures: Callable[[], float]) -> dict[str, float]:
    """The median of each measure, in seconds, over `runs` rounds; a round before them is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for round_number in range(runs + 1):
        for name, measure in measures.items():
            seconds = measure()
            if round_number:
                taken[name].append(seconds)
    return {name: median(all_seconds) for name, all_seconds in taken.items()}


def main(runs: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        folders = {name: f"{home}/{name}" for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        } | folders
        subprocess.run([WIRESIDE, "--demo", "index"], env=environment, stdout=subprocess.DEVNULL, check=True)
        took = in_turns(
            runs,
            python=lambda: seconds_to_end([PYTHON, "-c", "pass"], environment),
            help=lambda: seconds_to_end([WIRESIDE, "--help"], environment),
            search=lambda: seconds_to_end([WIRESIDE, "--demo", "search", "ferry"], environment),
            bare=lambda: seconds_to_paint([PYTHON, "-c", BARE_APP], environment, "here it is"),
            reader=lambda: seconds_to_paint([WIRESIDE, "--demo"], environment, "/ "),
            results=lambda: seconds_to_paint([WIRESIDE, "--demo"], environment, "The Anvil was"),
        )
    more, times = took["search"] - took["python"], took["reader"] / took["bare"]
    print(f"median of {runs} runs")
    print(f"{'python -c pass':<34}{took['python']:>7.3f} s")
    print(f"{'wireside --help':<34}{took['help']:>7.3f} s")
    print(f"{'wireside search':<34}{took['search']:>7.3f} s   {more:.3f} s more; goal: {SEARCH_GOAL_S} s more")
    print(f"{'first paint, an app of one Static':<34}{took['bare']:>7.3f} s")
    print(f"{'first paint, wireside --demo':<34}{took['reader']:>7.3f} s   {times:.2f} times; goal: {PAINT_GOAL} times")
    print(f"{'its results on the screen':<34}{took['results']:>7.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
