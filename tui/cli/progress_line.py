"""Progress of indexing on standard error: one line rewritten on a terminal, elsewhere ever rarer lines."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tui.cli.io import narrate, narrating_to_terminal
from tui.pages.wording import counted

if TYPE_CHECKING:
    from index import Progress

PATIENCE_S = 0.5  # seconds before the first line on a terminal: shorter runs print none
ON_TERMINAL_S = 0.1  # seconds between rewrites of the line
ELSEWHERE_S = 5.0  # seconds before the first line in a log; each pause is longer than the one before
ELSEWHERE_AT_MOST_S = 60.0  # seconds: the longest pause in a log
FORESEEN_S = 24 * 3600  # seconds: an estimate beyond a day is left out


class ProgressLine:
    """Shows progress while it is entered. Says nothing at all of what is quickly done."""

    def __init__(self) -> None:
        self.terminal = narrating_to_terminal()
        self.pace = ON_TERMINAL_S if self.terminal else ELSEWHERE_S
        self.next_at = time.monotonic() + (PATIENCE_S if self.terminal else ELSEWHERE_S)
        self.shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.clear()

    def show(self, progress: Progress) -> None:
        """Show this, unless something was shown a moment ago."""
        now = time.monotonic()
        if now < self.next_at:
            return
        self.next_at = now + self.pace
        if self.terminal:
            sys.stderr.write(f"\r\x1b[K{in_words(progress)}")
            sys.stderr.flush()
            self.shown = True
        else:
            self.pace = min(2 * self.pace, ELSEWHERE_AT_MOST_S)
            narrate(in_words(progress))

    def clear(self) -> None:
        """Take the line off the terminal."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.shown = False


def in_words(progress: Progress) -> str:
    """`4,812 articles · 38 % · 412/s · 0:35 left`"""
    said = [counted(progress.articles, "article")]
    if progress.bytes_total:
        said.append(f"{min(100, 100 * progress.bytes_done // progress.bytes_total)} %")
    said.append(f"{progress.rate:,.0f}/s")
    if progress.seconds_left is not None and progress.seconds_left < FORESEEN_S:
        said.append(f"{duration(progress.seconds_left)} left")
    return " · ".join(said)


def duration(seconds: float) -> str:
    """Minutes and seconds, or hours, minutes and seconds: `0:35`, `1:02:07`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
