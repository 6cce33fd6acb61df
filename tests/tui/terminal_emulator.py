"""The installed command in a pseudo-terminal."""

from __future__ import annotations

import os
import subprocess
import termios
from collections.abc import Callable
from typing import TYPE_CHECKING

import pexpect
import pyte

from tests.waiting import PATIENCE, POLL, until

if TYPE_CHECKING:
    from tests.conftest import Run

ROWS, COLUMNS = 24, 80
_SWITCHES = ((b"\x1b[?1049", b"h", b"l"), (b"\x1b[?1003", b"h", b"l"), (b"\x1b[?25", b"l", b"h"))


class Terminal:
    """`wireside` in a pseudo-terminal, and what a terminal would show of it."""

    def __init__(self, run: Run, *arguments: str, command: tuple[str, ...] = ()) -> None:
        self.seen = b""
        """All that was written to the terminal."""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        environment = run.environment({"TERM": "xterm-256color", "COLORTERM": "truecolor"})
        program, *before = command or (str(run.script),)
        self._process = pexpect.spawn(
            program, [*before, *arguments], cwd=run.cwd, env=environment, dimensions=(ROWS, COLUMNS)
        )
        self._modes = self._modes_after = termios.tcgetattr(self._process.child_fd)

    def press(self, keys: str) -> None:
        self._process.send(keys)

    def lines(self) -> list[str]:
        """What is on the screen now."""
        while True:
            try:
                self._feed(self._process.read_nonblocking(65536, timeout=POLL))
            except (pexpect.TIMEOUT, pexpect.EOF):
                return list(self._screen.display)

    def until(self, shows: Callable[[str], bool] | str) -> str:
        """Wait until the screen shows something; what it shows then."""
        looks_right = (lambda text: shows in text) if isinstance(shows, str) else shows
        until(lambda: looks_right(self.text()), show=lambda: f"{shows}\n{self.text()}")
        return self.text()

    def text(self) -> str:
        """What is on the screen now, in one piece."""
        return "\n".join(self.lines())

    def _feed(self, written: bytes) -> None:
        self.seen += written
        self._stream.feed(written)

    @property
    def guard(self) -> int:
        """The process that was started, which waits for the reader."""
        pid: int = self._process.pid
        return pid

    @property
    def reader(self) -> int:
        """The process that shows the screen."""
        found = subprocess.run(["pgrep", "-P", str(self.guard)], capture_output=True, text=True, check=True)
        return int(found.stdout.split()[0])

    def is_stopped(self) -> bool:
        state = subprocess.run(
            ["ps", "-o", "state=", "-p", str(self.guard)], capture_output=True, text=True, check=True
        )
        return state.stdout.startswith("T")

    def is_restored(self) -> bool:
        """Return whether the modes are as before, on the first screen, without mouse reports, with a cursor."""
        last = [self.seen.rfind(code + off) > self.seen.rfind(code + on) for code, on, off in _SWITCHES]
        return all(last) and self._modes_after == self._modes

    def is_given_back(self) -> bool:
        """Return whether the terminal is set as before, though the reader may still be there."""
        return bool(termios.tcgetattr(self._process.child_fd) == self._modes)

    def hang_up(self) -> None:
        """Close the terminal, as a window is closed or a connection lost."""
        os.close(self._process.child_fd)
        self._process.closed = True

    def ended(self) -> int | None:
        """Wait for the end; the exit code."""
        while True:
            try:
                self._feed(self._process.read_nonblocking(65536, timeout=PATIENCE))
            except pexpect.EOF:
                break
        self._modes_after = termios.tcgetattr(self._process.child_fd)
        self._process.close()
        code: int | None = self._process.exitstatus
        return code

    def wait(self) -> int:
        """Wait for the end where there is no terminal any more; the exit code."""
        _, status = os.waitpid(self.guard, 0)
        return os.waitstatus_to_exitcode(status)

    def wipe(self) -> None:
        """Clear the screen, as the words of a shell do."""
        self.lines()
        self._screen.reset()

    def close(self) -> None:
        """Kill what is left of it."""
        if not self._process.closed:
            self._process.close(force=True)
