"""The command line. It works without the reader, and imports Textual only to open that."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_AGAIN_AFTER = 0.01  # seconds


def main() -> NoReturn:
    """Run `wireside` with the arguments of this process, and end the process."""
    sys.unraisablehook = _pressed_again
    try:
        from tui.cli.runner import run

        code = run(sys.argv[1:])
    except (KeyboardInterrupt, RuntimeError) as error:
        if not is_interrupt(error):
            raise
        code = 130
    ignore_interrupts()
    sys.exit(code)


def ignore_interrupts() -> None:
    """Let another ^C do nothing: only the interpreter has yet to end, and would print where it was."""
    from signal import SIG_IGN, SIGINT, signal

    signal(SIGINT, SIG_IGN)


def is_interrupt(error: BaseException) -> bool:
    """Return True for a ^C, or for what Python makes of one that comes while it names the members of a class."""
    return isinstance(error, KeyboardInterrupt) or isinstance(error.__cause__, KeyboardInterrupt)


def _pressed_again(lost: UnraisableHookArgs) -> None:
    """Send SIGINT again if Python swallowed it, as it does in callbacks at the end of an import."""
    if not isinstance(lost.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    from signal import SIGINT, pthread_kill
    from threading import Timer, get_ident

    Timer(_AGAIN_AFTER, pthread_kill, (get_ident(), SIGINT)).start()
