"""A small parent process that leaves a usable terminal and one clear line, however the reader ends.

A process that is killed, or that gets SIGBUS because a file of the index was cut short while it was mapped, can't
restore the terminal itself. So the reader runs in a child; the parent only waits, and passes on signals.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
from types import FrameType
from typing import NoReturn

from tui.cli.io import complain

_PASSED_ON = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGCONT)
_ENDING = (signal.SIGTERM, signal.SIGHUP)
_SECONDS_TO_END = 10
"""Seconds that the reader has to save the session and end after SIGTERM or SIGHUP, before it is killed."""

_RESET = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # the mouse
    "\x1b[?2004l\x1b[?1004l\x1b[?2048l"  # pasted text, focus and resizing reported
    "\x1b[<u\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"  # keyboard protocol, line wrap, colours, first screen, cursor
)

_REASONS = {
    signal.SIGBUS: "a file of the index was cut short, or could not be read, while it was open: "
    "start again, and rebuild the index if it happens again",
    signal.SIGKILL: "the reader was killed, perhaps since memory ran out: start again, you are where you stopped",
}


def guard_terminal() -> None:
    """Fork: return in the child, which is to be the reader, and wait in the parent until that has ended.

    The parent exits with the code of the child, 128 + signal if a signal ended it. If no process can be made, the
    reader runs without a guard.
    """
    fileno = sys.stdin.fileno()
    modes = termios.tcgetattr(fileno)
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        child = os.fork()
    except OSError:
        return
    if child:
        _Guard(child, fileno, modes).wait()


class _Guard:
    def __init__(self, child: int, fileno: int, modes: list[int | list[bytes | int]]) -> None:
        self._child = child
        self._fileno = fileno
        self._modes = modes
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # the terminal is set from the background too
        signal.signal(signal.SIGALRM, self._kill)
        for number in _PASSED_ON:
            signal.signal(number, self._pass_on)

    def wait(self) -> NoReturn:
        """Wait for the reader to end, stopping whenever it is stopped, then end as it did."""
        while True:
            _, status = os.waitpid(self._child, os.WUNTRACED)
            if not os.WIFSTOPPED(status):
                break
            os.kill(os.getpid(), signal.SIGSTOP)
            self._send(signal.SIGCONT)
        if not os.WIFSIGNALED(status):
            os._exit(os.WEXITSTATUS(status))
        ended_by = signal.Signals(os.WTERMSIG(status))
        self._restore()
        if ended_by not in _ENDING:
            complain(_REASONS.get(ended_by, f"the reader was ended by {ended_by.name}: please report it"))
        os._exit(128 + ended_by)

    def _pass_on(self, number: int, _: FrameType | None) -> None:
        self._send(signal.Signals(number))
        if number in _ENDING:
            signal.alarm(_SECONDS_TO_END)

    def _kill(self, *_: object) -> None:
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, number)

    def _restore(self) -> None:
        """Give the terminal back as it was; do nothing where it is gone."""
        with contextlib.suppress(OSError, termios.error):
            os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, _RESET.encode())
            termios.tcsetattr(self._fileno, termios.TCSADRAIN, self._modes)
